/**
 * The recount of every night: a chunk at a time, from where the one before it stopped, until every petition has had its turn.
 * It fixes nothing.
 */
import { DAY_MS } from '../../limits.ts'
import { log } from '../../platform/log.ts'
import { recountNext, type Recounted } from './recount.ts'

interface Round {
  petitionId: number
  startedAt: number | null
  finishedAt: number | null
  petitions: number
  rows: number
  drift: number
  skipped: number
}

const FIND_ROUND = `
  SELECT petition_id AS petitionId, started_at AS startedAt, finished_at AS finishedAt, petitions, rows, drift, skipped
  FROM recounts WHERE id = 1`

/** ?8 and ?9 are what was read before: nothing is stored if another run has stored its part meanwhile. */
const STORE_ROUND = `
  UPDATE recounts
  SET petition_id = ?1, started_at = ?2, finished_at = ?3, petitions = ?4, rows = ?5, drift = ?6, skipped = ?7
  WHERE id = 1 AND petition_id = ?8 AND finished_at IS ?9`

const FRESH = { petitionId: 0, finishedAt: null, petitions: 0, rows: 0, drift: 0, skipped: 0 }

/** Returns how many petitions it compared: none, once a round of this day (UTC) has ended. `now` in milliseconds. */
export async function recountNightly(db: D1Database, now: number): Promise<number> {
  const stored = await db.prepare(FIND_ROUND).first<Round>()
  if (stored === null) throw new Error('the table recounts has no row')
  if (stored.finishedAt !== null && dayOf(stored.finishedAt) === dayOf(now)) return 0
  const isNew = stored.startedAt === null || stored.finishedAt !== null
  const round: Round = isNew ? { ...FRESH, startedAt: now } : stored
  const { petitions, after } = await recountNext(db, round.petitionId, { fix: null, now })
  const next: Round = {
    petitionId: after ?? 0,
    startedAt: round.startedAt,
    finishedAt: after === null ? now : null,
    petitions: round.petitions + petitions.length,
    rows: round.rows + sum(petitions, ({ rows }) => rows),
    drift: round.drift + sum(petitions, ({ drift }) => drift),
    skipped: round.skipped + petitions.filter(({ isCompared }) => !isCompared).length,
  }
  const { meta } = await db
    .prepare(STORE_ROUND)
    .bind(
      next.petitionId,
      next.startedAt,
      next.finishedAt,
      next.petitions,
      next.rows,
      next.drift,
      next.skipped,
      stored.petitionId,
      stored.finishedAt,
    )
    .run()
  // Another run has compared the same petitions, and says so.
  if (meta.changes === 0) return 0
  petitions.forEach(report)
  if (next.finishedAt !== null) {
    const { rows, drift, skipped } = next
    log.info('recount.done', { petitions: next.petitions, rows, drift, skipped, startedAt: next.startedAt })
  }
  return petitions.length
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS)

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** The line is for the operator, who runs the recount to see the rest. */
function report({ slug, rows, isCompared, error, drift, differences }: Recounted): void {
  if (error !== null) log.error('recount.failed', { petition: slug, rows, error })
  else if (!isCompared) log.warn('recount.too-large', { petition: slug, rows })
  if (drift > 0) log.error('recount.drift', { petition: slug, rows, drift, first: differences[0] })
}
