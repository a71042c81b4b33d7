/** Asks the edge Worker to recount: chunk after chunk, until every petition has had its turn. */
import { setTimeout as sleep } from 'node:timers/promises'

import { type RecountResponse, recountResponse } from '../../../schema/recount.ts'
import { Failure } from '../failure.ts'
import type { RecountOptions } from './options.ts'

export type PetitionRecount = RecountResponse['petitions'][number]

/** D1 ends a statement after 30 seconds, and a chunk has several. */
const TIMEOUT_MS = 180_000
const RETRY_DELAYS_MS = [1_000, 5_000] as const
const REASON_MAX_CHARS = 300

/** A recount can be repeated: what is fixed differs no longer. */
class Interrupted extends Error {
  override name = 'Interrupted'
}

/** Petitions in the order in which they were created. Throws a Failure. */
export async function* recount(options: RecountOptions): AsyncGenerator<PetitionRecount> {
  let after: number | null = 0
  while (after !== null) {
    const chunk: RecountResponse = await askPatiently(options, after)
    yield* chunk.petitions
    after = chunk.after
  }
}

async function askPatiently(options: RecountOptions, after: number): Promise<RecountResponse> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(options, after)
    } catch (error) {
      const delayMs = RETRY_DELAYS_MS[attempt]
      if (!(error instanceof Interrupted)) throw error
      if (delayMs === undefined) throw new Failure(`${error.message} Run the same command again later.`)
      await sleep(delayMs)
    }
  }
}

async function ask({ origin, petition, fix, token }: RecountOptions, after: number): Promise<RecountResponse> {
  const url = new URL('/api/recounts', origin)
  if (petition !== null) url.searchParams.set('petition', petition)
  if (after > 0) url.searchParams.set('after', String(after))
  if (fix) url.searchParams.set('fix', 'true')
  const response = await responseOf(url, token)
  const text = await response.text().catch(() => '')
  if (response.ok) return bodyOf(text, origin)
  const reason = reasonOf(text) || `status ${response.status}`
  switch (response.status) {
    case 401:
      throw new Failure(`${origin} does not accept this operator's token. Set ADMIN_TOKEN to that of its edge Worker.`)
    case 404:
      throw new Failure(
        petition === null
          ? `${origin} has no recount: its edge Worker is an older one. Deploy this release there first.`
          : `There is no petition ${petition} at ${origin}.`,
      )
    default:
      if (response.status === 429 || response.status >= 500) throw new Interrupted(`${origin} responded: ${reason}`)
      throw new Failure(`${origin} responded with ${response.status}: ${reason}`)
  }
}

async function responseOf(url: URL, token: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json, application/problem+json' },
      // A redirect must not forward the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no response'
    throw new Interrupted(
      `${url.origin} cannot be reached (${why}). Check that it is running and that --origin is correct.`,
    )
  }
}

function bodyOf(text: string, origin: string): RecountResponse {
  const parsed = recountResponse.safeParse(jsonOf(text))
  if (!parsed.success) throw new Failure(`${origin} sent what this release cannot read. Deploy the same release there.`)
  return parsed.data
}

function reasonOf(text: string): string {
  const json = jsonOf(text)
  if (typeof json === 'object' && json !== null && 'detail' in json) return String(json.detail)
  return text.slice(0, REASON_MAX_CHARS).trim()
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
