/** What the operator asks the edge Worker about dead letters. Every failure says what to do. */
import type * as z from 'zod/mini'

import {
  type DeadLetterReplayed,
  deadLetterReplayed,
  type DeadLettersResponse,
  deadLettersResponse,
} from '../../../schema/dead-letter.ts'
import { Failure } from '../failure.ts'

export interface Client {
  page: (cursor: string | null) => Promise<DeadLettersResponse>
  /** Null when there is no such letter. Throws `Busy`. */
  replay: (id: string) => Promise<DeadLetterReplayed | null>
  /** False when there is no such letter. */
  remove: (id: string) => Promise<boolean>
}

const TIMEOUT_MS = 30_000
const REASON_MAX_CHARS = 300

/** A queue or the database did not answer: nothing is lost, and the same command goes on where it stopped. */
export class Busy extends Failure {
  override name = 'Busy'
}

export function createClient({ origin, token }: { origin: string; token: string }): Client {
  const ask = async (method: string, path: string): Promise<Response | null> => {
    const url = new URL(`/api/dead-letters${path}`, origin)
    const response = await responseOf(url, { method, headers: { authorization: `Bearer ${token}` } })
    if (response.ok) return response
    const reason = await reasonOf(response)
    switch (response.status) {
      case 401:
        throw new Failure(
          `${origin} does not accept this operator's token. Set ADMIN_TOKEN to that of its edge Worker.`,
        )
      case 404:
        return null
      case 503:
        throw new Busy(`${origin} responded: ${reason} Nothing is lost: run the same command again later.`)
      default:
        throw new Failure(`${origin} responded with ${response.status}: ${reason}`)
    }
  }
  return {
    async page(cursor) {
      const response = await ask('GET', cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`)
      if (response === null)
        throw new Failure(`${origin} has no dead letters to list: its edge Worker is an older one.`)
      return bodyOf(response, deadLettersResponse)
    },
    async replay(id) {
      const response = await ask('POST', `/${encodeURIComponent(id)}/replay`)
      return response && bodyOf(response, deadLetterReplayed)
    },
    async remove(id) {
      return (await ask('DELETE', `/${encodeURIComponent(id)}`)) !== null
    },
  }
}

async function responseOf(url: URL, init: RequestInit): Promise<Response> {
  try {
    // A redirect must not forward the token.
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no response'
    throw new Failure(
      `${url.origin} cannot be reached (${why}). Check that it is running and that --origin is correct.`,
    )
  }
}

async function bodyOf<S extends z.ZodMiniType>(response: Response, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new Failure(`${new URL(response.url).origin} sent what this release cannot read.`)
  return parsed.data
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '')
  try {
    const { detail }: { detail?: unknown } = JSON.parse(text)
    if (typeof detail === 'string') return detail
  } catch {
    // Not one of our own responses.
  }
  return text.slice(0, REASON_MAX_CHARS).trim() || `status ${response.status}`
}
