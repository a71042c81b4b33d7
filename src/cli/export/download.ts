/**
 * Downloads the rows of an export, one response after the other. After an interruption it resumes after the last row received.
 * The last line of a response says whether it is complete.
 */
import { setTimeout as sleep } from 'node:timers/promises'

import * as z from 'zod/mini'

import { type ContactRow, contactsEnd, contactsLine } from '../../../schema/contact.ts'
import { Failure } from '../failure.ts'
import { reasonOf, unreachable } from '../response.ts'

export interface Download {
  origin: string
  petition: string
  token: string
  /** ISO time; null for all. */
  since: string | null
  /** Whether to include signatures that are not counted yet. */
  all: boolean
  /** The id after which to start; null for the beginning. */
  after: string | null
}

/**
 * The petition's own slug, which it keeps when its web address is changed. The one that was given if the site does not say it, as of a
 * draft.
 */
export async function ownSlug({ origin, petition }: Pick<Download, 'origin' | 'petition'>): Promise<string> {
  try {
    const url = new URL(`/api/petitions/${encodeURIComponent(petition)}`, origin)
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(HEAD_TIMEOUT_MS) })
    const named = ownName.safeParse(await response.json())
    return response.ok && named.success ? named.data.slug : petition
  } catch {
    return petition
  }
}

const ownName = z.object({ slug: z.string() })

/** A temporary failure: a retry may succeed. */
class Interrupted extends Error {
  override name = 'Interrupted'
}

const BATCH_ROWS = 250
/** Delay before each retry. Every row received resets the number of retries. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000] as const
const HEAD_TIMEOUT_MS = 30_000

/** Batches in the order of ids. Throws a Failure when the retries are used up. */
export async function* download(options: Download): AsyncGenerator<ContactRow[]> {
  let cursor = options.after
  let failed = 0
  for (;;) {
    try {
      let next: string | null = null
      for await (const { rows, end } of readResponse(options, cursor)) {
        if (rows.length > 0) {
          failed = 0
          cursor = rows.at(-1)?.id ?? cursor
          yield rows
        }
        if (end !== null) next = end.cursor
      }
      if (next === null) return
      cursor = next
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      const delayMs = RETRY_DELAYS_MS[failed++]
      if (delayMs === undefined) throw new Failure(error.message)
      await sleep(delayMs)
    }
  }
}

interface Part {
  rows: ContactRow[]
  /** The last line of the response, in its last part. */
  end: { cursor: string | null } | null
}

async function* readResponse(options: Download, cursor: string | null): AsyncGenerator<Part> {
  const response = await ask(options, cursor)
  let rows: ContactRow[] = []
  let before = 0
  for await (const line of linesOf(response)) {
    const parsed = contactsLine.safeParse(jsonOf(line))
    if (!parsed.success) throw new Failure(`${options.origin} sent a line that is not part of an export.`)
    if ('end' in parsed.data) {
      const end = contactsEnd.parse(parsed.data)
      if (end.rows !== before + rows.length) throw new Interrupted('Some rows are missing from the response.')
      yield { rows, end }
      return
    }
    rows.push(parsed.data)
    if (rows.length < BATCH_ROWS) continue
    before += rows.length
    yield { rows, end: null }
    rows = []
  }
  // Complete lines received before the interruption are valid.
  yield { rows, end: null }
  throw new Interrupted('The connection was lost.')
}

async function ask({ origin, petition, token, since, all }: Download, cursor: string | null): Promise<Response> {
  const url = new URL(`/api/petitions/${encodeURIComponent(petition)}/contacts`, origin)
  if (since !== null) url.searchParams.set('since', since)
  if (all) url.searchParams.set('status', 'all')
  if (cursor !== null) url.searchParams.set('cursor', cursor)
  const response = await responseOf(url, token)
  if (response.ok) return response
  const reason = await reasonOf(response)
  switch (response.status) {
    case 401:
      throw new Failure(
        `The token is not valid for ${petition}: it is another petition's, or ${origin} has no such petition. ` +
          'Set UNDERSIGNED_TOKEN to the campaign token that was shown when the petition was created.',
      )
    case 404:
      throw new Failure(`There is no petition ${petition} at ${origin}.`)
    default:
      if (response.status === 429 || response.status >= 500) throw new Interrupted(`${origin} responded: ${reason}`)
      throw new Failure(`${origin} responded with ${response.status}: ${reason}`)
  }
}

/** The timeout is for the response head only: a long body may take longer. */
async function responseOf(url: URL, token: string): Promise<Response> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), HEAD_TIMEOUT_MS)
  try {
    // A redirect must not forward the token.
    const headers = { authorization: `Bearer ${token}`, accept: 'application/x-ndjson, application/problem+json' }
    return await fetch(url, { headers, redirect: 'manual', signal: abort.signal })
  } catch (error) {
    throw new Interrupted(unreachable(url, error))
  } finally {
    clearTimeout(timer)
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) return
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of response.body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch {
    // An incomplete line is dropped; the caller notices that the last line is missing.
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
