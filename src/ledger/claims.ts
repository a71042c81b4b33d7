/**
 * Claims: signatures that a campaign brings from paper and earlier lists, as it states them. Each is an entry that is never
 * changed: a correction is another entry. The sum of those that are not undone is `petitions.claimed_count`, which triggers keep
 * (docs/decisions/038-claims.md).
 */
import type { Actor } from '../../schema/audit.ts'
import type { ClaimForm, ClaimKind, ClaimsResponse, CorrectionForm } from '../../schema/claim.ts'
import { auditStatement } from '../audit.ts'
import { iso } from '../iso-time.ts'
import { CLAIMS_MAX_ROWS } from '../limits.ts'
import { runSteps } from './batch.ts'
import { BEGIN } from './counter.ts'
import { milestoneSteps } from './milestones.ts'

export interface Claim {
  id: string
  kind: ClaimKind
  /** Empty for a number that was stated when the petition was started, and for an import that is only tested. */
  source: string
  /** `2026-11-24` */
  collectedOn: string | null
  n: number
  note: string | null
  evidence: string | null
  /** The id of the entry that it corrects. */
  corrects: string | null
  fileRows: number
  reached: number
  added: number
  withdrawn: number
  begunAt: number | null
  finishedAt: number | null
  addedBy: string | null
  addedAt: number
  undoneAt: number | null
}

/** `already`: an entry with this id is there, so that it was sent twice. `too-many`: the petition has as many as it may. */
export type ClaimResult =
  | { result: 'added'; deliveryIds: string[] }
  | { result: 'already' | 'too-many' | 'changed' | 'not-found' }

interface By {
  by: Actor & { id: string }
  /** The public origin, for the links in events. */
  origin: string
  /** In milliseconds. */
  now: number
}

export async function addClaim(db: D1Database, petitionId: number, form: ClaimForm, by: By): Promise<ClaimResult> {
  const { id, kind, source, collectedOn, n } = form
  const insert = db
    .prepare(ADD)
    .bind(
      petitionId,
      id,
      kind,
      source,
      collectedOn,
      n,
      textOrNull(form.note),
      textOrNull(form.evidence),
      by.by.id,
      by.now,
    )
  return write(db, { petitionId, id, insert, act: 'claim-added', facts: { n } }, by)
}

/** Of an open or ended petition: a draft has no count, and what was given to it is stated when it opens. */
const ADD = `
  INSERT INTO claims (petition_id, id, kind, source, collected_on, n, note, evidence, added_by, added_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
  WHERE (SELECT count(*) FROM claims WHERE petition_id = ?1) < ${CLAIMS_MAX_ROWS}
    AND EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND state <> 'draft' AND deleted_at IS NULL)
  ON CONFLICT DO NOTHING RETURNING id`

/** `changed`: its number is not the one that the form showed. */
export async function correctClaim(
  db: D1Database,
  petitionId: number,
  { corrects, form: { id, was, n, note } }: { corrects: string; form: CorrectionForm },
  by: By,
): Promise<ClaimResult> {
  const insert = db.prepare(CORRECT).bind(petitionId, id, corrects, n, was, textOrNull(note), by.by.id, by.now)
  const written = await write(db, { petitionId, id, insert, act: 'claim-corrected', facts: { n: n - was } }, by)
  if (written.result !== 'too-many') return written
  const claims = await listClaims(db, petitionId)
  if (claims.length >= CLAIMS_MAX_ROWS) return written
  return { result: claims.some((claim) => claim.id === corrects) ? 'changed' : 'not-found' }
}

/** What the number of an entry is with its corrections. ?3 is its id. */
const CORRECTED = 'SELECT sum(n) FROM claims WHERE petition_id = ?1 AND (id = ?3 OR corrects = ?3)'

const CORRECT = `
  INSERT INTO claims (petition_id, id, kind, source, collected_on, n, note, corrects, added_by, added_at)
  SELECT ?1, ?2, kind, source, collected_on, ?4 - ?5, ?6, ?3, ?7, ?8 FROM claims
  WHERE petition_id = ?1 AND id = ?3 AND corrects IS NULL AND kind <> 'import' AND ?4 <> ?5 AND (${CORRECTED}) = ?5
    AND (SELECT count(*) FROM claims WHERE petition_id = ?1) < ${CLAIMS_MAX_ROWS}
    AND EXISTS (SELECT 1 FROM petitions WHERE id = ?1 AND deleted_at IS NULL)
  ON CONFLICT DO NOTHING RETURNING id`

const textOrNull = (text: string): string | null => (text === '' ? null : text)

interface Write {
  petitionId: number
  id: string
  insert: D1PreparedStatement
  act: 'claim-added' | 'claim-corrected'
  facts: { n: number }
}

async function write(
  db: D1Database,
  { petitionId, id, insert, act, facts }: Write,
  { by, origin, now }: By,
): Promise<ClaimResult> {
  const rowsOf = await runSteps(db, {
    counters: db.prepare(BEGIN).bind(JSON.stringify([petitionId])),
    insert,
    entry: auditStatement(db, { petitionId, act, by, facts, now }),
    ...milestoneSteps(db, [petitionId], { origin, now }),
    there: db.prepare('SELECT 1 FROM claims WHERE petition_id = ?1 AND id = ?2').bind(petitionId, id),
  })
  if (rowsOf('insert').length > 0)
    return { result: 'added', deliveryIds: rowsOf('deliveries').map((row) => String(row['id'])) }
  return { result: rowsOf('there').length > 0 ? 'already' : 'too-many' }
}

/** All entries, the newest first, corrections among them: they are limited. */
export async function listClaims(db: D1Database, petitionId: number): Promise<Claim[]> {
  const { results } = await db.prepare(LIST).bind(petitionId).all<Claim>()
  return results
}

const LIST = `
  SELECT id, kind, source, collected_on AS collectedOn, n, note, evidence, corrects, file_rows AS fileRows, reached, added, withdrawn,
    begun_at AS begunAt, finished_at AS finishedAt, added_by AS addedBy, added_at AS addedAt, undone_at AS undoneAt
  FROM claims WHERE petition_id = ?1 ORDER BY added_at DESC, id DESC LIMIT ${CLAIMS_MAX_ROWS}`

/** Entries with their corrections, without those that are undone or come to nothing: the newest first. */
export interface NetClaim extends Claim {
  /** Corrected. */
  total: number
}

export function netClaims(claims: readonly Claim[]): NetClaim[] {
  const corrections = Map.groupBy(
    claims.filter(({ corrects }) => corrects !== null),
    ({ corrects }) => corrects,
  )
  return claims
    .filter(({ corrects, undoneAt }) => corrects === null && undoneAt === null)
    .map((claim) =>
      Object.assign({}, claim, {
        total: (corrections.get(claim.id) ?? []).reduce((sum, { n }) => sum + n, claim.n),
      }),
    )
    .filter(({ total }) => total !== 0)
}

/** What everybody may see of them. */
export const publicClaims = (claims: readonly Claim[]): ClaimsResponse['claims'] =>
  netClaims(claims).map(({ kind, source, total, collectedOn, addedAt, evidence }) => ({
    kind,
    source,
    count: total,
    collectedOn,
    addedAt: iso(addedAt),
    evidence,
  }))

/** SQL: the entries of a row `p` of petitions as a JSON array, to be read together with the count that they are part of. */
export const CLAIMS_OF_P = `(SELECT json_group_array(json_object(
    'id', id, 'kind', kind, 'source', source, 'collectedOn', collectedOn, 'n', n, 'evidence', evidence, 'corrects', corrects,
    'addedAt', addedAt, 'undoneAt', undoneAt))
  FROM (${LIST.replace('?1', 'p.id')}))`
