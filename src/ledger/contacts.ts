/**
 * The export: rows with their sealed contacts as lines of JSON (NDJSON), page by page as they are read, so that memory
 * stays flat however many signed. The last line says that it is the last, for a body that breaks off looks like one that
 * has ended. An answer stops at a number of rows that any plan of Cloudflare's can read in one invocation, and says where
 * to go on.
 *
 * Weakness: pages are read one after the other, in the order of ids, which is that of the challenges. Who signs while an
 * export runs may have an id that it has passed, and is in the next one.
 */
import type { ContactRow, ContactsEnd } from '../../schema/contact.ts'
import { CONFIRMABLE_DAYS, CONTACTS_RESPONSE_MAX_ROWS, CONTACTS_PAGE_ROWS, DAY_MS } from '../limits.ts'
import { firstIdAt } from '../platform/uuid-time.ts'
import { fromHex, toBase64Url } from '../crypto/bytes.ts'

export interface ContactsQuery {
  petitionId: number
  /** Milliseconds since the epoch; null for all. */
  since: number | null
  /** The id of the last row that the reader has; null for the first page. */
  cursor: string | null
  /** Those that do not count yet, too. */
  all: boolean
}

interface Row {
  id: string
  contact_id: string
  signed_at: number
  confirmed_at: number | null
  status: ContactRow['status']
  locale: string
  partner: string | null
  country: string | null
  /** Empty for none: D1 gives blobs as lists of numbers, hex is a sixth of that. */
  contact: string
}

/** The index has the order; without the hint SQLite may read the whole table to sort it. */
const READ_PAGE = `
  SELECT id, coalesce(contact_id, id) AS contact_id, signed_at, confirmed_at, status, locale, partner, country, hex(contact) AS contact
  FROM signatures INDEXED BY signatures_petition_id
  WHERE petition_id = ?1 AND id > ?2 AND coalesce(confirmed_at, signed_at) >= ?3
    AND (status = 'counted' OR (?4 AND status IN ('pending', 'quarantined') AND contact IS NOT NULL))
  ORDER BY id
  LIMIT ${CONTACTS_PAGE_ROWS}`

/** `onError` is told what broke the stream; its reader only sees that it broke. */
export function streamContacts(
  db: D1Database,
  query: ContactsQuery,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cursor = query.cursor
  let rows = 0
  return new ReadableStream({
    async pull(controller) {
      try {
        const page = await readPage(db, { ...query, cursor })
        rows += page.length
        cursor = page.at(-1)?.id ?? cursor
        const ended = page.length < CONTACTS_PAGE_ROWS
        const lines: (ContactRow | ContactsEnd)[] = page.map(contactRowOf)
        if (ended || rows >= CONTACTS_RESPONSE_MAX_ROWS) lines.push({ end: true, rows, cursor: ended ? null : cursor })
        controller.enqueue(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
        if (ended || rows >= CONTACTS_RESPONSE_MAX_ROWS) controller.close()
      } catch (error) {
        onError(error)
        throw error
      }
    },
  })
}

async function readPage(db: D1Database, { petitionId, since, cursor, all }: ContactsQuery): Promise<Row[]> {
  // What is confirmed now was signed so long ago at most; without this bound every page would begin at the first row.
  const firstId = since === null ? '' : firstIdAt(Math.max(0, since - CONFIRMABLE_DAYS * DAY_MS))
  const { results } = await db
    .prepare(READ_PAGE)
    .bind(petitionId, maxOf(cursor ?? '', firstId), since ?? 0, all ? 1 : 0)
    .all<Row>()
  return results
}

const contactRowOf = (row: Row): ContactRow => ({
  id: row.id,
  signedAt: iso(row.signed_at),
  confirmedAt: row.confirmed_at === null ? null : iso(row.confirmed_at),
  status: row.status,
  locale: row.locale,
  partner: row.partner,
  country: row.country,
  contactId: row.contact_id,
  contact: row.contact === '' ? null : toBase64Url(fromHex(row.contact)),
})

const maxOf = (a: string, b: string): string => (a > b ? a : b)

const iso = (ms: number): string => new Date(ms).toISOString()
