/** How the whole site is doing, for its operator: from tallies of open petitions, never from signatures. */
import { addressSql } from '../address.ts'
import { SITE_BUSIEST_ROWS, SITE_PETITIONS_MAX_ROWS } from '../limits.ts'
import { publicCount } from './counter.ts'

export interface BusyPetition {
  slug: string
  title: string
  language: string
  /** Signatures. */
  today: number
  week: number
  /** The public count. */
  count: number
}

export interface SiteNumbers {
  /** Signatures on open petitions. */
  today: number
  week: number
  /** Those with the most signatures today, and none without any. */
  busiest: BusyPetition[]
}

/**
 * At most a row for each hour of the week and petition, of the newest SITE_PETITIONS_MAX_ROWS open petitions. The sums are of all of them,
 * since a window function comes before LIMIT. ?1 and ?2: the first hours of today and of the week, as keys of tallies.
 */
const NUMBERS = `
  SELECT slug, title, language, count, today, week, sum(today) OVER () AS allToday, sum(week) OVER () AS allWeek
  FROM (
    SELECT ${addressSql('p.')} AS slug, p.title, p.language, ${publicCount('p')} AS count,
      sum(CASE WHEN t.key >= ?1 THEN t.n ELSE 0 END) AS today, sum(t.n) AS week
    FROM (SELECT id FROM petitions WHERE state = 'open' ORDER BY id DESC LIMIT ${SITE_PETITIONS_MAX_ROWS}) AS open
    CROSS JOIN petitions AS p ON p.id = open.id
    CROSS JOIN tallies AS t ON t.petition_id = open.id AND t.dimension = 'hour' AND t.key >= ?2
    GROUP BY p.id)
  ORDER BY today DESC, week DESC LIMIT ${SITE_BUSIEST_ROWS}`

/** `today` and `week`: the first hours, as `hourKey` of tallies.ts makes them. */
export async function readSiteNumbers(
  db: D1Database,
  { today, week }: { today: string; week: string },
): Promise<SiteNumbers> {
  const { results } = await db
    .prepare(NUMBERS)
    .bind(today, week)
    .all<BusyPetition & { allToday: number; allWeek: number }>()
  return {
    today: results[0]?.allToday ?? 0,
    week: results[0]?.allWeek ?? 0,
    busiest: results
      .filter((one) => one.today > 0)
      .map(({ slug, title, language, today: ofToday, week: ofWeek, count }) => ({
        slug,
        title,
        language,
        today: ofToday,
        week: ofWeek,
        count,
      })),
  }
}
