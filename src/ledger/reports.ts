/**
 * Reports of readers and objections of owners: stored with a notice to the operator, listed while they are open, decided once. What a
 * report says is sealed: the consumer opens it for the operator's page.
 */
import type { EmailMessage } from '../../schema/message.ts'
import type { ReportAbout, ReportDecision, ReportGround } from '../../schema/report.ts'
import { addressSql } from '../address.ts'
import {
  DAY_MS,
  OBJECTION_DAYS,
  REPORT_NOTICE_MS,
  REPORTS_COUNT_MAX_ROWS,
  REPORTS_DECIDED_SHOWN_ROWS,
  REPORTS_OPEN_RETENTION_DAYS,
  REPORTS_PAGE_ROWS,
  REPORTS_PER_DAY,
  REPORTS_RETENTION_DAYS,
  RETENTION_CHUNK_ROWS,
} from '../limits.ts'
import { firstIdAt } from '../uuid-time.ts'

/** In the place of the signer's hash, hex: a notice has none. */
const NO_SIGNER = '0'.repeat(64)

export interface NewReport {
  petitionId: number
  /** UUIDv7. */
  id: string
  about: ReportAbout
  aboutId: string | null
  ground: ReportGround
  /** Hex. */
  sealed: string
  /** Who wants an email with the decision, as accounts store an email address: both hex. Null for nobody. */
  to: { hash: string; sealed: string } | null
  locale: string
}

/** SQL for what the ids of reports since then begin with, or come after; `ms` is SQL for a time in milliseconds. */
const idSince = (ms: string): string => `printf('%08x-%04x', ${ms} >> 16, ${ms} & 65535)`

/**
 * An objection is one for each take-down, however many reports there were before it. The ids of one day are those between two times.
 * ?1 petition, ?9 the first id that counts.
 */
const ADD = `
  INSERT INTO reports (petition_id, id, about, about_id, ground, sealed, email_hash, address, locale, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5, unhex(?6), unhex(?7), unhex(?8), ?10, ?11
  WHERE CASE ?3 WHEN 'objection' THEN EXISTS (
      SELECT 1 FROM petitions AS p WHERE p.id = ?1 AND p.taken_down_at > ?11 - ${OBJECTION_DAYS * DAY_MS} AND NOT EXISTS (
        SELECT 1 FROM reports AS o
        WHERE o.petition_id = p.id AND o.id >= ${idSince('p.taken_down_at')} AND o.about = 'objection' AND o.created_at >= p.taken_down_at))
    ELSE ${REPORTS_PER_DAY} > (
      SELECT count(*) FROM reports WHERE petition_id = ?1 AND id > ?9 AND about <> 'objection') END
  ON CONFLICT DO NOTHING`

/** To the operator: that there is something to read, and nothing of it. ?1 petition, ?2 id, ?3 locale, ?4 now in ms. */
const ADD_NOTICE = `
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT ?1, unhex('${NO_SIGNER}'), ?2, 'report', ?2, NULL, ?3, 'pending', ?4, ?4
  WHERE changes() > 0 AND NOT EXISTS (
    SELECT 1 FROM emails
    WHERE petition_id = ?1 AND signer = unhex('${NO_SIGNER}') AND created_at > ?4 - ${REPORT_NOTICE_MS})`

/**
 * Not added when the petition has had its reports of this day; and an objection, when the petition is not down, or was taken down too long
 * ago, or has one since then. `notice`: the message to send now, unless the operator has just had one. `now` in milliseconds.
 */
export async function addReport(
  db: D1Database,
  { petitionId, id, about, aboutId, ground, sealed, to, locale }: NewReport,
  now: number,
): Promise<{ added: boolean; notice: EmailMessage | null }> {
  const [added, noticed] = await db.batch([
    db
      .prepare(ADD)
      .bind(
        petitionId,
        id,
        about,
        aboutId,
        ground,
        sealed,
        to?.hash ?? null,
        to?.sealed ?? null,
        firstIdAt(now - DAY_MS),
        locale,
        now,
      ),
    db.prepare(ADD_NOTICE).bind(petitionId, id, locale, now),
  ])
  return {
    added: wrote(added),
    notice: wrote(noticed) ? { v: 3, kind: 'email', petitionId, signer: NO_SIGNER, id } : null,
  }
}

const wrote = (result: D1Result | undefined): boolean => (result?.meta.changes ?? 0) > 0

export interface OpenReports {
  petitionId: number
  slug: string
  title: string
  language: string
  count: number
  /** When the oldest was sent, in milliseconds. */
  since: number
  hasObjection: boolean
}

/** By petition, the one that waits longest first; of REPORTS_COUNT_MAX_ROWS reports. */
export async function listOpenReports(db: D1Database): Promise<OpenReports[]> {
  const { results } = await db
    .prepare(
      `SELECT r.petition_id AS petitionId, ${addressSql('p.')} AS slug, p.title, p.language, r.count, r.since, r.hasObjection
       FROM (
         SELECT petition_id, count(*) AS count, min(created_at) AS since, max(about = 'objection') AS hasObjection
         FROM (
           SELECT petition_id, created_at, about FROM reports WHERE decision IS NULL AND created_at >= 0
           ORDER BY created_at LIMIT ${REPORTS_COUNT_MAX_ROWS})
         GROUP BY petition_id) AS r
       JOIN petitions AS p ON p.id = r.petition_id ORDER BY r.since`,
    )
    .all<Omit<OpenReports, 'hasObjection'> & { hasObjection: number }>()
  return results.map((row) => Object.assign(row, { hasObjection: row.hasObjection === 1 }))
}

export interface Report {
  id: string
  about: ReportAbout
  aboutId: string | null
  ground: ReportGround
  /** In milliseconds. */
  createdAt: number
  /** Whether somebody wants an email with the decision. */
  hasAddress: boolean
  /** What the public sees of the signature that it is about; null where that is nothing, or it is about something else. */
  signer: { name: string | null; comment: string | null } | null
  /** The title of the update that it is about, likewise. */
  update: string | null
}

/**
 * The open ones of a petition, oldest first, at most REPORTS_PAGE_ROWS: what is reported, and not what the report says.
 */
export async function listReports(db: D1Database, petitionId: number): Promise<Report[]> {
  const { results } = await db
    .prepare(
      `SELECT r.id, r.about, r.about_id AS aboutId, r.ground, r.created_at AS createdAt, r.address IS NOT NULL AS hasAddress,
         s.id AS signatureId, s.public_name AS name,
         CASE WHEN s.hidden IS NULL THEN s.comment END AS comment, u.title AS 'update'
       FROM reports AS r INDEXED BY reports_open_petition
       LEFT JOIN signatures AS s ON r.about = 'signature' AND s.petition_id = r.petition_id AND s.id = r.about_id
         AND s.status = 'counted' AND s.public_name IS NOT NULL AND (s.hidden IS NULL OR s.hidden = 'reason')
       LEFT JOIN updates AS u ON r.about = 'update' AND u.petition_id = r.petition_id AND u.id = r.about_id
       WHERE r.petition_id = ?1 AND r.decision IS NULL ORDER BY r.id LIMIT ${REPORTS_PAGE_ROWS}`,
    )
    .bind(petitionId)
    .all<
      Omit<Report, 'hasAddress' | 'signer'> & {
        hasAddress: number
        signatureId: string | null
        name: string | null
        comment: string | null
      }
    >()
  return results.map(({ hasAddress, signatureId, name, comment, ...row }) =>
    Object.assign(row, {
      hasAddress: hasAddress === 1,
      signer: signatureId === null ? null : { name, comment },
    }),
  )
}

export interface ReportedName {
  /** Of the signature. */
  id: string
  name: string
  /** Null for none, and for one that is hidden. */
  comment: string | null
  grounds: ReportGround[]
  /** The last of the reports. */
  upTo: string
}

/**
 * For the moderators of a petition: names and reasons that the public sees and that readers have reported, the longest waiting first; of the
 * REPORTS_PAGE_ROWS oldest open reports of names. Nothing that a report says.
 */
export async function listReportedNames(db: D1Database, petitionId: number): Promise<ReportedName[]> {
  const { results } = await db
    .prepare(
      `SELECT r.id AS report, r.ground, s.id, s.public_name AS name, CASE WHEN s.hidden IS NULL THEN s.comment END AS comment
       FROM (
         SELECT petition_id, id, about_id, ground FROM reports INDEXED BY reports_open_petition
         WHERE petition_id = ?1 AND decision IS NULL AND about = 'signature' ORDER BY id LIMIT ${REPORTS_PAGE_ROWS}) AS r
       CROSS JOIN signatures AS s INDEXED BY signatures_petition_id ON s.petition_id = r.petition_id AND s.id = r.about_id
         AND s.status = 'counted' AND s.public_name IS NOT NULL AND (s.hidden IS NULL OR s.hidden = 'reason')
       ORDER BY r.id`,
    )
    .bind(petitionId)
    .all<Pick<ReportedName, 'id' | 'name' | 'comment'> & { report: string; ground: ReportGround }>()
  const groups = Map.groupBy(results, ({ id }) => id)
  return [...groups.values()].flatMap((reports) => {
    const [first, last] = [reports[0], reports.at(-1)]
    if (first === undefined || last === undefined) return []
    const { id, name, comment } = first
    return [{ id, name, comment, grounds: [...new Set(reports.map(({ ground }) => ground))], upTo: last.report }]
  })
}

export interface DecidedReport {
  id: string
  slug: string
  title: string
  language: string
  about: ReportAbout
  ground: ReportGround
  decision: ReportDecision
  /** The name of the operator or the moderator; null for one who has none, and for a deleted account. */
  by: string | null
  decidedAt: number
}

/** The last decisions, newest first. */
export async function listDecidedReports(db: D1Database): Promise<DecidedReport[]> {
  const { results } = await db
    .prepare(
      `SELECT r.id, ${addressSql('p.')} AS slug, p.title, p.language, r.about, r.ground, r.decision, a.name AS 'by', r.decided_at AS decidedAt
       FROM reports AS r INDEXED BY reports_decided
       JOIN petitions AS p ON p.id = r.petition_id LEFT JOIN accounts AS a ON a.id = r.decided_by
       WHERE r.decision IS NOT NULL AND r.decided_at >= 0
       ORDER BY r.decided_at DESC LIMIT ${REPORTS_DECIDED_SHOWN_ROWS}`,
    )
    .all<DecidedReport>()
  return results
}

/** Which open reports are decided. */
export interface Decided {
  petitionId: number
  /** Those about one thing, up to the last one that was read, or all; null for all of the petition but objections. */
  of: { about: ReportAbout; aboutId: string | null; upTo: string | null } | null
  /** Reports on this ground stay open. */
  except?: ReportGround | undefined
}

/** SQL: the index is named because the planner would choose to read all reports of the petition. */
export const OPEN = 'INDEXED BY reports_open_petition'

/** SQL for them, of the values that `boundOf` gives, from ?1. */
export const OPEN_OF_DECIDED = `petition_id = ?1 AND decision IS NULL
  AND (?2 IS NULL AND about <> 'objection' OR about = ?2 AND about_id IS ?3 AND (?4 IS NULL OR id <= ?4))
  AND ground IS NOT ?5`

export const boundOf = ({ petitionId, of, except }: Decided): (string | number | null)[] => [
  petitionId,
  of?.about ?? null,
  of?.aboutId ?? null,
  of?.upTo ?? null,
  except ?? null,
]

/**
 * Of those with an address, only the reports `emailed`, for which the transaction has an email: another one stays open, also one that has
 * just arrived. The address is deleted: the email has it. `condition`: SQL of ?1, the petition, and of ?8, now.
 */
export const decideStatement = (
  db: D1Database,
  decided: Decided,
  {
    decision,
    by,
    emailed,
    now,
  }: { decision: ReportDecision; by: string | null; emailed: readonly string[]; now: number },
  condition = 'true',
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE reports ${OPEN} SET decision = ?6, decided_by = ?7, decided_at = ?8, email_hash = NULL, address = NULL
       WHERE ${OPEN_OF_DECIDED} AND (address IS NULL OR id IN (SELECT value FROM json_each(?9))) AND ${condition}`,
    )
    .bind(...boundOf(decided), decision, by, now, JSON.stringify(emailed))

/** The open objection, no matter who sent it. */
export const decideObjectionStatement = (
  db: D1Database,
  petitionId: number,
  { decision, by, now }: { decision: 'kept-down' | 'put-back'; by: string | null; now: number },
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE reports ${OPEN} SET decision = ?2, decided_by = ?3, decided_at = ?4
       WHERE petition_id = ?1 AND decision IS NULL AND about = 'objection'`,
    )
    .bind(petitionId, decision, by, now)

export interface Objection {
  createdAt: number
  /** Null while it is open. */
  decidedAt: number | null
}

/** The one since the petition was taken down, at `since`, in milliseconds; null if there is none. */
export const findObjection = (db: D1Database, petitionId: number, since: number): Promise<Objection | null> =>
  db
    .prepare(
      `SELECT created_at AS createdAt, decided_at AS decidedAt FROM reports
       WHERE petition_id = ?1 AND id >= ${idSince('?2')} AND about = 'objection' AND created_at >= ?2 ORDER BY id DESC LIMIT 1`,
    )
    .bind(petitionId, since)
    .first<Objection>()

/** Deletes what was decided long ago, and what nobody decided about. Bounded: the rest has its turn later. */
export async function deleteOldReports(db: D1Database, now: number): Promise<number> {
  const results = await db.batch([
    db
      .prepare(
        `DELETE FROM reports WHERE (petition_id, id) IN (
           SELECT petition_id, id FROM reports WHERE decision IS NOT NULL AND decided_at < ?1 LIMIT ?2)`,
      )
      .bind(now - REPORTS_RETENTION_DAYS * DAY_MS, RETENTION_CHUNK_ROWS),
    db
      .prepare(
        `DELETE FROM reports WHERE (petition_id, id) IN (
           SELECT petition_id, id FROM reports WHERE decision IS NULL AND created_at < ?1 LIMIT ?2)`,
      )
      .bind(now - REPORTS_OPEN_RETENTION_DAYS * DAY_MS, RETENTION_CHUNK_ROWS),
  ])
  return results.reduce((sum, { meta }) => sum + meta.changes, 0)
}

/** Which account has decided a report; null if none has. */
export const whoDecided = (db: D1Database, petitionId: number, id: string): Promise<string | null> =>
  db
    .prepare('SELECT decided_by AS decidedBy FROM reports WHERE petition_id = ?1 AND id = ?2 AND decision IS NOT NULL')
    .bind(petitionId, id)
    .first<string>('decidedBy')
