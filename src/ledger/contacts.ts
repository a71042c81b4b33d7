/**
 * The export: rows with their sealed contacts as lines of JSON (NDJSON), streamed page by page, so that memory does not grow
 * with the number of signatures. The last line says that it is the last, because a body that is cut off looks like a
 * complete one. A response makes no more queries than one invocation can make on every plan of Cloudflare, and each of them
 * looks at a bounded number of rows, however few it is asked for; the last line has the cursor of the next response.
 *
 * Limitation: pages are read in the order of ids, which is the order of the challenges. A signature that is stored while an
 * export runs may have an id before the current page; it is then in the next export.
 */
import type { ContactRow, ContactsEnd } from '../../schema/contact.ts'
import {
  CONFIRMABLE_DAYS,
  CONTACTS_LOOKED_MAX_ROWS,
  CONTACTS_PAGE_ROWS,
  CONTACTS_RESPONSE_MAX_QUERIES,
  DAY_MS,
} from '../limits.ts'
import { AFTER_EVERY_ID, firstIdAt } from '../uuid-time.ts'
import { fromHex, toBase64Url } from '../crypto/bytes.ts'
import { iso, isoOrNull } from '../iso-time.ts'

export interface ContactsQuery {
  petitionId: number
  /** Milliseconds since the epoch; null for all. */
  since: number | null
  /** The id of the last row that the reader has; null for the first page. */
  cursor: string | null
  /** Also those that do not count yet. */
  all: boolean
}

interface Row {
  id: string
  signed_at: number
  confirmed_at: number | null
  status: ContactRow['status']
  locale: string
  partner: string | null
  country: string | null
  version: number
  /** Hex, empty for none: D1 returns blobs as lists of numbers, which take six times as much. */
  contact: string
}

/** The last id that was looked at. */
interface LookedAt {
  id: string
  status: null
}

/** SQL: the last one of the rows that a query looks at; none if they are fewer. */
const lastLooked = (table: 'signatures' | 'imported'): string => `
  SELECT id FROM (
    SELECT id FROM ${table} INDEXED BY ${table}_petition_id WHERE petition_id = ?1 AND id > ?2
    ORDER BY id LIMIT 1 OFFSET ${CONTACTS_LOOKED_MAX_ROWS - 1})`

const UNTIL = `<= coalesce((SELECT id FROM looked), '${AFTER_EVERY_ID}')`

/**
 * Signatures, and those of imported lists whose signers do not count here, merged in the order of ids. The indexes have both in that order;
 * without them SQLite may read and sort the whole petition. At the end a row with nothing but the last id that was looked at, if there may be
 * more after it. ?5: the first id of an imported row.
 */
const READ_PAGE = `
  WITH looked AS MATERIALIZED (
    SELECT min(id) AS id FROM (${lastLooked('signatures')} UNION ALL ${lastLooked('imported')}) HAVING min(id) IS NOT NULL)
  SELECT id, signed_at, confirmed_at, status, locale, partner, country, version, hex(contact) AS contact
  FROM signatures INDEXED BY signatures_petition_id
  WHERE petition_id = ?1 AND id > ?2 AND id ${UNTIL} AND coalesce(confirmed_at, signed_at) >= ?3
    AND (status = 'counted' OR (?4 AND status IN ('pending', 'quarantined') AND contact IS NOT NULL))
  UNION ALL
  SELECT i.id, i.signed_at, NULL, 'imported', p.language, NULL, i.country, 1, hex(i.contact)
  FROM imported AS i INDEXED BY imported_petition_id
  CROSS JOIN petitions AS p ON p.id = i.petition_id
  CROSS JOIN claims AS c ON c.petition_id = i.petition_id AND c.id = i.import_id
  WHERE i.petition_id = ?1 AND i.id > ?2 AND i.id ${UNTIL} AND i.id >= ?5 AND c.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM signatures AS s WHERE s.petition_id = i.petition_id AND s.signer = i.signer AND s.status = 'counted')
  UNION ALL
  SELECT id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM looked
  ORDER BY id
  LIMIT ${CONTACTS_PAGE_ROWS + 1}`

/** `onError` gets the error that ended the stream; the reader only sees that it ended. */
export function streamContacts(
  db: D1Database,
  query: ContactsQuery,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cursor = query.cursor
  let rows = 0
  let queries = 0
  return new ReadableStream({
    async pull(controller) {
      try {
        const lines: (ContactRow | ContactsEnd)[] = []
        let isLast = false
        // A stream is not asked again as long as it has given nothing.
        while (lines.length === 0) {
          const page = await readPage(db, { ...query, cursor })
          queries++
          rows += page.rows.length
          cursor = page.next
          isLast = cursor === null || queries >= CONTACTS_RESPONSE_MAX_QUERIES
          lines.push(...page.rows.map(contactRowOf))
          if (isLast) lines.push({ end: true, rows, cursor })
        }
        controller.enqueue(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
        if (isLast) controller.close()
      } catch (error) {
        onError(error)
        throw error
      }
    },
  })
}

/** `next`: after which id the next page begins; null at the end. */
async function readPage(
  db: D1Database,
  { petitionId, since, cursor, all }: ContactsQuery,
): Promise<{ rows: Row[]; next: string | null }> {
  // A signature can only be confirmed for so many days: older ids need not be read.
  const firstId = since === null ? '' : firstIdAt(Math.max(0, since - CONFIRMABLE_DAYS * DAY_MS))
  const { results } = await db
    .prepare(READ_PAGE)
    .bind(petitionId, maxOf(cursor ?? '', firstId), since ?? 0, all ? 1 : 0, since === null ? '' : firstIdAt(since))
    .all<Row | LookedAt>()
  const rows = results.filter((row) => row.status !== null).slice(0, CONTACTS_PAGE_ROWS)
  const next = rows.length === CONTACTS_PAGE_ROWS ? rows.at(-1) : results.find(({ status }) => status === null)
  return { rows, next: next?.id ?? null }
}

const contactRowOf = (row: Row): ContactRow => ({
  id: row.id,
  signedAt: iso(row.signed_at),
  confirmedAt: isoOrNull(row.confirmed_at),
  status: row.status,
  locale: row.locale,
  partner: row.partner,
  country: row.country,
  version: row.version,
  contactId: row.id,
  contact: row.contact === '' ? null : toBase64Url(fromHex(row.contact)),
})

const maxOf = (a: string, b: string): string => (a > b ? a : b)
