/** When the cron last ran: written seldom, because a row a minute costs more than it says. */
import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'
import { CRON_NOTED_EVERY_MS } from '../limits.ts'

const NOTE = `
  INSERT INTO cron_runs (cron, ran_at) VALUES ('minutely', ?1)
  ON CONFLICT (cron) DO UPDATE SET ran_at = ?1 WHERE ran_at <= ?1 - ${CRON_NOTED_EVERY_MS}`

/** `now` in milliseconds. */
export const noteRun = (db: D1Database, now: number): Promise<unknown> => db.prepare(NOTE).bind(now).run()

const STATE = `
  SELECT EXISTS (SELECT 1 FROM d1_migrations WHERE name = ?1) AS applied,
    (SELECT ran_at FROM cron_runs WHERE cron = 'minutely') AS ranAt`

export interface State {
  migrationsPending: boolean
  /** In milliseconds; null when it is not known. */
  ranAt: number | null
}

/** Throws when the database does not answer. */
export async function readState(db: D1Database): Promise<State> {
  try {
    const row = await db.prepare(STATE).bind(LATEST_MIGRATION).first<{ applied: number; ranAt: number | null }>()
    return { migrationsPending: row?.applied !== 1, ranAt: row?.ranAt ?? null }
  } catch (error) {
    // Without its tables it may still answer.
    if (!String(error).includes('no such table')) throw error
    return { migrationsPending: true, ranAt: null }
  }
}
