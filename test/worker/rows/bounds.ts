/**
 * How many rows a statement may read, however many there are. Most find a handful, or a page. Those that may read more are named here by a
 * part of their SQL, each with the limit that bounds it, and how often it may read each of those rows.
 */
import {
  AUDIT_SCAN_MAX_ROWS,
  CONTACTS_LOOKED_MAX_ROWS,
  CONTACTS_PAGE_ROWS,
  FORMER_REMOVAL_MAX_ROWS,
  HEALTH_COUNT_MAX_ROWS,
  HELD_COUNT_MAX_ROWS,
  OPEN_COUNT_MAX_ROWS,
  PARTNER_CODES_LOOKED_MAX_ROWS,
  QUEUE_SEND_BATCH_MAX_MESSAGES,
  RECOUNT_CHUNK_MAX_ROWS,
  REMINDER_CHUNK_ROWS,
  RETENTION_CHUNK_ROWS,
  RETENTION_PETITIONS_LOOKED_MAX_ROWS,
  REVIEW_CHUNK_ROWS,
  SITE_PETITIONS_MAX_ROWS,
  SITEMAP_PETITIONS_MAX_ROWS,
  SWEEP_EMAILS_MAX_ROWS,
  UNDO_CHUNK_SIGNERS,
  WAITING_COUNT_MAX_ROWS,
} from '../../../src/limits.ts'

/** A handful, or a page: of a statement that is in no line below. */
const FEW = 700

/**
 * The first line whose `part` is in the SQL of a statement decides: it may read `rows`, `times` over, since with each row others are looked up.
 * White space in SQL counts as one space.
 */
export const BOUNDS: readonly [part: string, rows: number, times: number][] = [
  // Pages and responses.
  ['WITH looked AS MATERIALIZED', CONTACTS_LOOKED_MAX_ROWS + CONTACTS_PAGE_ROWS, 3],
  ["dimension = 'partner' ORDER BY key LIMIT", PARTNER_CODES_LOOKED_MAX_ROWS, 4],
  [' AS waiting FROM', HELD_COUNT_MAX_ROWS + WAITING_COUNT_MAX_ROWS, 2],
  [`LIMIT ${HELD_COUNT_MAX_ROWS})) AS held`, HELD_COUNT_MAX_ROWS, 2],
  ['SELECT * FROM audit_log WHERE petition_id = ?1 AND id < ?2', AUDIT_SCAN_MAX_ROWS, 2],
  ['FROM audit_log WHERE petition_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1 OFFSET', AUDIT_SCAN_MAX_ROWS, 2],
  ['FROM audit_log WHERE petition_id = ?1 ORDER BY id DESC LIMIT', AUDIT_SCAN_MAX_ROWS, 2],
  ['SELECT taken_down_at, closes_at FROM petitions', OPEN_COUNT_MAX_ROWS, 2],
  ['sum(week) OVER () AS allWeek', SITE_PETITIONS_MAX_ROWS, 4],
  ['"petitions"."id" between ? and ?', SITEMAP_PETITIONS_MAX_ROWS, 2],
  [`LIMIT ${HEALTH_COUNT_MAX_ROWS + 1})`, HEALTH_COUNT_MAX_ROWS, 2],
  // Each night, as it is its purpose to read everything.
  ['INDEXED BY signatures_petition_id WHERE petition_id = named.value LIMIT ?2', RECOUNT_CHUNK_MAX_ROWS, 2],
  ['grouped AS MATERIALIZED', RECOUNT_CHUNK_MAX_ROWS, 25],
  // Each minute.
  ['UPDATE emails SET next_attempt_at', SWEEP_EMAILS_MAX_ROWS, 4],
  // Each hour.
  ['id > coalesce((SELECT CAST(after AS INTEGER) FROM sweeps', RETENTION_PETITIONS_LOOKED_MAX_ROWS, 4],
  [`coalesce(m.reminded_id, '') AND n.id < ?1`, REMINDER_CHUNK_ROWS, 5],
  ['LIMIT ?3)', RETENTION_CHUNK_ROWS, 5],
  ['LIMIT ?2)', RETENTION_CHUNK_ROWS, 5],
  ['stored_at > ?2 AND stored_at <= ?3', RETENTION_CHUNK_ROWS, 5],
  ['id > ?2 AND id <= ?3', RETENTION_CHUNK_ROWS, 5],
  // A part of a decision of a review, and of the undo of one.
  ['decision AS MATERIALIZED', REVIEW_CHUNK_ROWS, 20],
  [' AS former CROSS JOIN', FORMER_REMOVAL_MAX_ROWS, 3],
  ['AND s.decision = ?2', UNDO_CHUNK_SIGNERS, 20],
  // Who has a repeat, which may become the signature.
  ['_each(?1) AS named CROSS JOIN', UNDO_CHUNK_SIGNERS, 40],
  // A batch of messages, of which each may be compared with each.
  ['WITH first AS MATERIALIZED', QUEUE_SEND_BATCH_MAX_MESSAGES, QUEUE_SEND_BATCH_MAX_MESSAGES],
  ['WITH spoken AS MATERIALIZED', QUEUE_SEND_BATCH_MAX_MESSAGES, 2 * QUEUE_SEND_BATCH_MAX_MESSAGES],
  ['_each(?1)', QUEUE_SEND_BATCH_MAX_MESSAGES, 20],
]

const oneLine = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim()

export function boundOf(sql: string): number {
  const line = oneLine(sql)
  const [, rows, times] = BOUNDS.find(([part]) => line.includes(part)) ?? ['', FEW, 1]
  return rows * times
}

/** Statements that have read more than they may, each with what it has read. */
export const beyond = (rowsRead: ReadonlyMap<string, number>): string[] =>
  [...rowsRead].flatMap(([sql, rows]) => (rows > boundOf(sql) ? [`${rows}: ${oneLine(sql)}`] : []))

/** Lines of BOUNDS of which no statement has run. */
export const unused = (rowsRead: ReadonlyMap<string, number>): string[] => {
  const lines = [...rowsRead.keys()].map(oneLine)
  const named = new Set(lines.map((line) => BOUNDS.find(([part]) => line.includes(part))))
  return BOUNDS.filter((bound) => !named.has(bound)).map(([part]) => part)
}
