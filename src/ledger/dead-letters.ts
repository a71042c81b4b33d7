/**
 * Dead letters: messages that could not be read or stored. They are stored unchanged, until the operator
 * replays or deletes them, or they expire.
 */
import { DEAD_LETTERS_PAGE_ROWS, STORE_CHUNK_MAX_CHARS } from '../limits.ts'

export interface DeadLetter {
  id: string
  queue: string
  body: unknown
  sentAt: number
}

/** One statement for many letters. A letter that is stored already is not changed. */
export async function storeDeadLetters(db: D1Database, letters: readonly DeadLetter[], now: number): Promise<void> {
  const parts: { id: string; queue: string; text: string; sentAt: number }[][] = [[]]
  let chars = 0
  for (const { id, queue, body, sentAt } of letters) {
    const text = asText(body)
    if (chars > 0 && chars + text.length > STORE_CHUNK_MAX_CHARS) {
      parts.push([])
      chars = 0
    }
    parts.at(-1)?.push({ id, queue, text, sentAt })
    chars += text.length
  }
  await db.batch(parts.map((part) => db.prepare(ADD_LETTERS).bind(JSON.stringify(part), now)))
}

/** ?1 letters, ?2 now in ms. */
const ADD_LETTERS = `
  INSERT INTO dead_letters (id, queue, body, sent_at, stored_at)
  SELECT value ->> 'id', value ->> 'queue', value ->> 'text', value ->> 'sentAt', ?2 FROM json_each(?1)
  WHERE true
  ON CONFLICT DO NOTHING`

/** JSON where that is possible: the body of a queue message may be anything that can be cloned. */
function asText(body: unknown): string {
  try {
    return JSON.stringify(body) ?? String(body)
  } catch {
    return String(body)
  }
}

/** As it is stored. Times in milliseconds. */
export interface DeadLetterRow {
  /** In the order of storing. */
  number: number
  id: string
  queue: string
  body: string
  sentAt: number
  storedAt: number
}

const COLUMNS = 'rowid AS number, id, queue, body, sent_at AS sentAt, stored_at AS storedAt'
/** ?1 the number of the last one of the page before, ?2 how many. */
const PAGE = `SELECT ${COLUMNS} FROM dead_letters WHERE rowid > ?1 ORDER BY rowid LIMIT ?2`
const ONE = `SELECT ${COLUMNS} FROM dead_letters WHERE id = ?1`

/** A page of them, the oldest first. `next`: the `after` of the page after it; null when this is the last one. */
export async function pageOfDeadLetters(
  db: D1Database,
  after: number,
): Promise<{ rows: DeadLetterRow[]; next: number | null }> {
  const { results } = await db
    .prepare(PAGE)
    .bind(after, DEAD_LETTERS_PAGE_ROWS + 1)
    .all<DeadLetterRow>()
  const rows = results.slice(0, DEAD_LETTERS_PAGE_ROWS)
  return { rows, next: results.length > rows.length ? (rows.at(-1)?.number ?? null) : null }
}

export const findDeadLetter = (db: D1Database, id: string): Promise<DeadLetterRow | null> =>
  db.prepare(ONE).bind(id).first<DeadLetterRow>()

/** False if there was none. */
export async function deleteDeadLetter(db: D1Database, id: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM dead_letters WHERE id = ?1').bind(id).run()
  return meta.changes > 0
}
