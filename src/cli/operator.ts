/** What the commands of the operator share: whom they ask, with which token, and what each failure means. */
import type * as z from 'zod/mini'

import { Failure } from './failure.ts'
import { isLoopback, ORIGIN_DEFAULT, safeOrigin } from './origin.ts'
import { reasonOf, unreachable } from './response.ts'

export interface Operator {
  origin: string
  token: string
}

/** No response, or a temporary failure. Nothing is lost: the same command can be run again. */
export class Interrupted extends Failure {
  override name = 'Interrupted'
}

type Dict = NodeJS.Dict<string>

/**
 * `given`: the `--origin`, if there is one. The token of .dev.vars is only used on this computer. `command`: as typed after
 * `npm run`. Throws what `usage` makes of the reason.
 */
export function operatorOf(
  given: string | undefined,
  { env, devVars, command, usage }: { env: Dict; devVars: Dict; command: string; usage: (message: string) => Failure },
): Operator {
  const text = given ?? devVars['PUBLIC_ORIGIN'] ?? ORIGIN_DEFAULT
  const origin = safeOrigin(text)
  if (origin === null) throw usage(`--origin must be an https URL, or http on this computer. It is "${text}".`)
  const token = env['ADMIN_TOKEN'] || (isLoopback(origin) ? devVars['ADMIN_TOKEN'] : '')
  if (token === undefined || token === '')
    throw usage(`Set the operator's token of ${origin}: ADMIN_TOKEN=… npm run ${command} -- …`)
  return { origin, token }
}

/** The response; null when there is no such thing. Throws a Failure that says what to do. */
export async function ask(
  { origin, token }: Operator,
  { method, path, timeoutMs }: { method: string; path: string; timeoutMs: number },
): Promise<Response | null> {
  const response = await responseOf(new URL(path, origin), {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json, application/problem+json' },
    // A redirect must not forward the token.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.ok) return response
  if (response.status === 401)
    throw new Failure(`${origin} does not accept this operator's token. Set ADMIN_TOKEN to that of its edge Worker.`)
  if (response.status === 404) return null
  const reason = await reasonOf(response)
  if (response.status === 429 || response.status >= 500) throw new Interrupted(`${origin} responded: ${reason}${AGAIN}`)
  throw new Failure(`${origin} responded with ${response.status}: ${reason}`)
}

const AGAIN = ' Nothing is lost: run the same command again later.'

async function responseOf(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw new Interrupted(unreachable(url, error))
  }
}

/** The body of a response. */
export async function bodyOf<S extends z.ZodMiniType>(response: Response, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw new Failure(
    `${new URL(response.url).origin} sent what this release cannot read. Deploy the same release there.`,
  )
}
