/**
 * The rows of an export as they come over the wire: answer after answer, and when one breaks off, on from the last row
 * that has come. Whether an answer is whole is told by its last line, not by its end.
 */
import { setTimeout as sleep } from 'node:timers/promises'

import { type ContactRow, contactsEnd, contactsLine } from '../../../schema/contact.ts'
import { Failure } from '../failure.ts'

export interface Download {
  origin: string
  petition: string
  token: string
  /** ISO time; null for all. */
  since: string | null
  /** Those that do not count yet, too. */
  all: boolean
  /** The id after which to begin; null for the beginning. */
  after: string | null
}

/** What failed for now: it may do better at the next try. */
class Interrupted extends Error {
  override name = 'Interrupted'
}

const BATCH_ROWS = 250
/** How long it waits before each further try, as long as none brings a row. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000] as const
const HEAD_TIMEOUT_MS = 30_000
const REASON_MAX_CHARS = 300

/** Batches in the order of ids. Throws a Failure when there is no getting any further. */
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
  /** In the last part, what the last line said. */
  end: { cursor: string | null } | null
}

async function* readResponse(options: Download, cursor: string | null): AsyncGenerator<Part> {
  const response = await ask(options, cursor)
  let rows: ContactRow[] = []
  let before = 0
  for await (const line of linesOf(response)) {
    const parsed = contactsLine.safeParse(jsonOf(line))
    if (!parsed.success) throw new Failure(`${options.origin} sent something that is no line of an export.`)
    if ('end' in parsed.data) {
      const end = contactsEnd.parse(parsed.data)
      if (end.rows !== before + rows.length) throw new Interrupted('Some rows were lost on the way.')
      yield { rows, end }
      return
    }
    rows.push(parsed.data)
    if (rows.length < BATCH_ROWS) continue
    before += rows.length
    yield { rows, end: null }
    rows = []
  }
  // Whole lines that came before it broke off are as good as any.
  yield { rows, end: null }
  throw new Interrupted('The connection was lost in the middle.')
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
        `The token was not taken for ${petition}. Either it is not this petition's, or ${origin} has no such petition. ` +
          'Give the token that was shown when it was started as UNDERSIGNED_TOKEN.',
      )
    case 404:
      throw new Failure(`There is no petition ${petition} at ${origin}.`)
    default:
      if (response.status === 429 || response.status >= 500) throw new Interrupted(`${origin} answered: ${reason}`)
      throw new Failure(`${origin} answered ${response.status}: ${reason}`)
  }
}

/** The deadline is for the head alone: a long body may take its time. */
async function responseOf(url: URL, token: string): Promise<Response> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), HEAD_TIMEOUT_MS)
  try {
    // A redirect elsewhere must not carry the token along.
    const headers = { authorization: `Bearer ${token}`, accept: 'application/x-ndjson, application/problem+json' }
    return await fetch(url, { headers, redirect: 'manual', signal: abort.signal })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
    throw new Interrupted(`${url.origin} cannot be reached (${why}). Is it running, and is --origin right?`)
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
    // A broken line is left out, and the missing end is told by whoever reads.
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '')
  const json = jsonOf(text)
  if (typeof json === 'object' && json !== null && 'detail' in json) return String(json.detail)
  return text.slice(0, REASON_MAX_CHARS).trim() || `status ${response.status}`
}
