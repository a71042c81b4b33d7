/**
 * Tasks that look through rows in an order, a bounded part in each statement, whether or not there is something to do in it. How far one has
 * come is stored with what it did, so that the next run continues, and begins again once it has come to the end.
 */
import {
  RETENTION_CHUNK_ROWS,
  RETENTION_CHUNKS_MAX,
  RETENTION_PETITIONS_LOOKED_MAX_ROWS,
  RETENTION_PETITIONS_MAX_ROWS,
} from '../../limits.ts'

export interface Sweep {
  /** 0 for a task that is of no petition. */
  petitionId: number
  task: string
  /** Before everything in the order. */
  from: string
  /** Reads where the part after `after` ends, as `last`, and how many rows are in it, as `n`: RETENTION_CHUNK_ROWS at most. */
  next: (after: string) => D1PreparedStatement
  /** What is done in the part after `after`, up to and with `last`. */
  work: (after: string, last: string) => readonly D1PreparedStatement[]
}

const FIND = 'SELECT after FROM sweeps WHERE petition_id = ?1 AND task = ?2'
const STORE = `
  INSERT INTO sweeps (petition_id, task, after) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET after = excluded.after`
const FORGET = 'DELETE FROM sweeps WHERE petition_id = ?1 AND task = ?2'

/** `rows`: how many were changed. `finished`: it has come to the end, and the next run begins from the start. */
export async function sweep(
  db: D1Database,
  { petitionId, task, from, next, work }: Sweep,
): Promise<{ rows: number; finished: boolean }> {
  const stored = await db.prepare(FIND).bind(petitionId, task).first<string>('after')
  let after = stored ?? from
  let rows = 0
  for (let chunk = 0; chunk < RETENTION_CHUNKS_MAX; chunk++) {
    const part = await next(after).first<{ last: string | number | null; n: number }>()
    const last = part?.last ?? null
    const isEnd = last === null || (part?.n ?? 0) < RETENTION_CHUNK_ROWS
    const mark = isEnd
      ? db.prepare(FORGET).bind(petitionId, task)
      : db.prepare(STORE).bind(petitionId, task, String(last))
    const done = last === null ? [] : work(after, String(last))
    const results = await db.batch([...done, mark])
    rows += results.slice(0, done.length).reduce((sum, { meta }) => sum + meta.changes, 0)
    if (isEnd) return { rows, finished: true }
    after = String(last)
  }
  return { rows, finished: false }
}

/**
 * SQL for the petitions that one run looks at, as `id`: those after the ones of the run before. ?1 the task, of which each run calls
 * `petitionsLookedAt`.
 */
const LOOKED_AT = `
  SELECT id FROM petitions WHERE id > coalesce((SELECT CAST(after AS INTEGER) FROM sweeps WHERE petition_id = 0 AND task = ?1), 0)
  ORDER BY id LIMIT ${RETENTION_PETITIONS_LOOKED_MAX_ROWS}`

/** Nothing is stored of a site with fewer petitions than one run looks at. */
const LOOK_FURTHER = `
  INSERT INTO sweeps (petition_id, task, after)
  SELECT 0, ?1, CASE n WHEN ${RETENTION_PETITIONS_LOOKED_MAX_ROWS} THEN last ELSE 0 END
  FROM (SELECT count(*) AS n, max(id) AS last FROM (${LOOKED_AT}))
  WHERE n = ${RETENTION_PETITIONS_LOOKED_MAX_ROWS} OR EXISTS (SELECT 1 FROM sweeps WHERE petition_id = 0 AND task = ?1)
  ON CONFLICT DO UPDATE SET after = excluded.after`

/**
 * The petitions that have something to do in this run, at most RETENTION_PETITIONS_MAX_ROWS of those that it looks at. `due`: SQL for a row
 * `p`, of `bound` from ?2; `order`: SQL for what comes first, so that every petition has its turn.
 */
export async function duePetitions(
  db: D1Database,
  task: string,
  { due, order, bound }: { due: string; order: string; bound: readonly unknown[] },
): Promise<number[]> {
  const [found] = await db.batch<{ id: number }>([
    db
      .prepare(
        `SELECT p.id FROM (${LOOKED_AT}) AS looked CROSS JOIN petitions AS p ON p.id = looked.id
         WHERE ${due} ORDER BY ${order} LIMIT ${RETENTION_PETITIONS_MAX_ROWS}`,
      )
      .bind(task, ...bound),
    db.prepare(LOOK_FURTHER).bind(task),
  ])
  return (found?.results ?? []).map(({ id }) => id)
}
