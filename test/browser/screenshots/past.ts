/** A made-up past for a petition: what its tallies would be if people had signed for weeks. Written into the database of `npm start`. */
import { DatabaseSync } from 'node:sqlite'

import { localDatabase } from '../../../src/cli/backup/local-database.ts'
import { databaseOfToml } from '../../../src/cli/backup/wrangler.ts'
import { stateDirectory } from '../../../src/cli/state.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BUSY_TIMEOUT_MS = 10_000

const DAYS = 23
const DAYS_TO_COME = 19
const THRESHOLDS = [1000, 2500] as const

/** How many signed in the hour that began `hours` ago: many at first, more after the newspaper wrote, few at night. */
function signedIn(hours: number, now: number): number {
  // So that there is a number for today at any hour.
  if (hours === 0) return 14
  const day = DAYS - hours / 24
  const isNight = new Date(now - hours * HOUR_MS).getUTCHours() < 6
  const start = 26 * Math.exp(-day / 2)
  const news = day < 13 ? 0 : 34 * Math.exp(-(day - 13) / 1.5)
  const chance = 0.5 + Math.abs(Math.sin(hours * 1.7))
  return Math.round((start + news + 3) * chance * (isNight ? 0.1 : 1))
}

/** The parts of each dimension. The rest of the partners' came by none. */
const SHARES = {
  country: { GB: 0.83, IE: 0.06, DE: 0.04, FR: 0.03, NO: 0.02, ES: 0.02 },
  language: { en: 0.9, de: 0.05, fr: 0.03, es: 0.02 },
  partner: { 'lantern-gazette': 0.31, 'school-board': 0.12, choir: 0.04 },
  version: { 1: 0.7, 2: 0.3 },
}

/** Its updates are dated back. Returns how many have signed. */
export function giveItAPast(slug: string): number {
  const db = new DatabaseSync(localDatabase(stateDirectory(), databaseOfToml().id), { timeout: BUSY_TIMEOUT_MS })
  const run = (sql: string, ...values: (string | number)[]): void => void db.prepare(sql).run(...values)
  try {
    const id = Number(db.prepare('SELECT id FROM petitions WHERE slug = ?').get(slug)?.['id'])
    const now = Date.now()
    const tally = (dimension: string, key: string, n: number): void =>
      run(
        `INSERT INTO tallies (petition_id, dimension, key, n) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET n = n + excluded.n`,
        id,
        dimension,
        key,
        n,
      )
    db.exec('BEGIN IMMEDIATE')
    run('DELETE FROM milestones WHERE petition_id = ?1', id)
    let n = 0
    const byDay = new Map<string, number>()
    for (let hours = DAYS * 24; hours >= 0; hours--) {
      const at = now - hours * HOUR_MS
      const signed = signedIn(hours, now)
      if (signed === 0) continue
      n += signed
      const hour = `${new Date(at).toISOString().slice(0, 13)}Z`
      tally('hour', hour, signed)
      byDay.set(hour.slice(0, 10), (byDay.get(hour.slice(0, 10)) ?? 0) + signed)
      for (const threshold of THRESHOLDS) {
        if (n >= threshold && n - signed < threshold) {
          run(
            'INSERT INTO milestones (petition_id, threshold, count, reached_at) VALUES (?1, ?2, ?3, ?4)',
            id,
            threshold,
            n,
            at,
          )
        }
      }
    }
    for (const [dimension, parts] of Object.entries(SHARES)) {
      for (const [key, part] of Object.entries(parts)) tally(dimension, key, Math.round(n * part))
    }
    const byPartners = Object.values(SHARES.partner).reduce((sum, part) => sum + Math.round(n * part), 0)
    tally('partner', '', n - byPartners)
    for (const [day, signed] of byDay) {
      for (const [code, part] of Object.entries(SHARES.partner))
        tally('day-partner', `${day}/${code}`, Math.round(signed * part))
    }
    run('INSERT INTO counters (petition_id, n, before) VALUES (?1, ?2, 0) ON CONFLICT DO UPDATE SET n = n + ?2', id, n)
    const opened = now - DAYS * DAY_MS
    const closes = now + DAYS_TO_COME * DAY_MS
    run('UPDATE petitions SET created_at = ?1, opened_at = ?1, closes_at = ?2 WHERE id = ?3', opened, closes, id)
    const updates = db.prepare('SELECT id FROM updates WHERE petition_id = ? ORDER BY published_at').all(id)
    for (const [index, update] of updates.entries()) {
      const at = now - (10 - index * 6) * DAY_MS
      run('UPDATE updates SET published_at = ?1 WHERE petition_id = ?2 AND id = ?3', at, id, String(update['id']))
    }
    db.exec('COMMIT')
    return n
  } finally {
    db.close()
  }
}
