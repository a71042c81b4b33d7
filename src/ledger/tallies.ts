/**
 * Counted signatures by minute, hour, country, partner, version, language of the form, and day and partner together, changed in
 * the transaction that changes the counter. Times are those from which signatures count. Sums equal the counter, except those of
 * minutes: they show how many signatures came, for the rate on the page, and a trigger deletes the old ones with each new one.
 */
import type { PartnersResponse } from '../../schema/partner.ts'
import { iso } from '../iso-time.ts'
import { DAY_MS, PARTNER_CODES_LOOKED_MAX_ROWS, PARTNER_WEEK_DAYS, PARTNERS_MAX_ROWS } from '../limits.ts'
import { unionAll } from './union-all.ts'

/** SQL for the key of a minute and of an hour; `ms` is SQL for a time in milliseconds. */
export const minuteKey = (ms: string): string => `strftime('%Y-%m-%dT%H:%MZ', ${ms} / 1000, 'unixepoch')`
export const hourKey = (ms: string): string => `strftime('%Y-%m-%dT%HZ', ${ms} / 1000, 'unixepoch')`

/** The day and the partner that a key of `day-partner` has: `2026-11-26/gazette`, without a partner `2026-11-26/`. */
export const dayPartnerKey = (ms: string, partner: string): string =>
  `strftime('%Y-%m-%d/', ${ms} / 1000, 'unixepoch') || coalesce(${partner}, '')`

/** SQL: what the tallies need to know of a row of signatures, beside the time from which it counts. */
export const TALLIED_COLUMNS = 'petition_id, country, partner, version, locale'
/** The same of a row with this name in the query. */
export const talliedOf = (row: string): string =>
  TALLIED_COLUMNS.split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

const DIMENSIONS = ['minute', 'hour', 'country', 'partner', 'version', 'language', 'day-partner'] as const
const KEYS: Record<(typeof DIMENSIONS)[number], string> = {
  minute: minuteKey('confirmed_at'),
  hour: hourKey('confirmed_at'),
  country: `coalesce(country, '')`,
  partner: `coalesce(partner, '')`,
  version: 'CAST(version AS TEXT)',
  language: 'locale',
  'day-partner': dayPartnerKey('confirmed_at', 'partner'),
}

/** Adds `n`, an aggregate, for each dimension of `rows`: SQL for a table of `confirmed_at` and what `talliedOf` names. */
const addToTallies = (
  rows: string,
  n: 'count(*)' | '-count(*)',
  dimensions: readonly (keyof typeof KEYS)[],
): string => `
  WITH moved AS MATERIALIZED (${rows})
  INSERT INTO tallies (petition_id, dimension, key, n)
  SELECT petition_id, dimension, key, ${n} FROM (
    ${unionAll(dimensions.map((it) => `SELECT petition_id, '${it}' AS dimension, ${KEYS[it]} AS key FROM moved`))})
  WHERE true GROUP BY petition_id, dimension, key
  ON CONFLICT DO UPDATE SET n = n + excluded.n`

const WITHOUT_MINUTES = DIMENSIONS.filter((dimension) => dimension !== 'minute')

/** For rows that are about to count. */
export const raiseTalliesBy = (rows: string): string => addToTallies(rows, 'count(*)', DIMENSIONS)

/** For rows that came some time ago and are to count from now on: all but the minutes, which are over. */
export const returnTalliesBy = (rows: string): string => addToTallies(rows, 'count(*)', WITHOUT_MINUTES)

/** For rows that are about to stop counting. */
export const lowerTalliesBy = (rows: string): string => addToTallies(rows, '-count(*)', WITHOUT_MINUTES)

/** For rows that are about to stop counting and were not for a minute: a later statement raises the tallies again. */
export const takeFromTallies = (rows: string): string => addToTallies(rows, '-count(*)', DIMENSIONS)

/** SQL: how many counted signatures are of a row of versions. `row` is its name in the query. */
export const countOfVersion = (row: string): string =>
  `coalesce((SELECT t.n FROM tallies AS t WHERE t.petition_id = ${row}.petition_id AND t.dimension = 'version' AND t.key = CAST(${row}.number AS TEXT)), 0)`

/**
 * SQL: `key` and `n` of the codes of a petition, one of which is empty. Anybody may make codes up: of those that are no partner's, only the
 * first in their order are read. ?1 petition.
 */
export const PARTNER_TALLIES = `
  SELECT key, n FROM (
    SELECT key, n FROM tallies WHERE petition_id = ?1 AND dimension = 'partner' ORDER BY key LIMIT ${PARTNER_CODES_LOOKED_MAX_ROWS})
  UNION
  SELECT t.key, t.n FROM partners AS p
  CROSS JOIN tallies AS t ON t.petition_id = p.petition_id AND t.dimension = 'partner' AND t.key = p.code
  WHERE p.petition_id = ?1 AND p.dismissed_at IS NULL`

/** By partner, the most first. Partners without counted signatures are left out. */
export async function readPartners(db: D1Database, petitionId: number): Promise<PartnersResponse> {
  const { results } = await db
    .prepare(
      `SELECT key AS partner, n AS count FROM (${PARTNER_TALLIES}) WHERE n > 0
       ORDER BY key <> '', n DESC, key LIMIT ${PARTNERS_MAX_ROWS + 1}`,
    )
    .bind(petitionId)
    .all<{ partner: string; count: number }>()
  return {
    partners: results.filter(({ partner }) => partner !== '').slice(0, PARTNERS_MAX_ROWS),
    none: results.find(({ partner }) => partner === '')?.count ?? 0,
  }
}

export interface PartnerNumbers {
  /** Counted signatures. */
  total: number
  /** Of the last PARTNER_WEEK_DAYS days, of UTC. */
  week: number
}

/** By key: one row for each code, and one for each of its days. ?2 codes, ?3 days, JSON arrays. */
const PARTNER_NUMBERS = `
  SELECT wanted.value AS code,
    (SELECT n FROM tallies WHERE petition_id = ?1 AND dimension = 'partner' AND key = wanted.value) AS total,
    (SELECT sum(n) FROM tallies
      WHERE petition_id = ?1 AND dimension = 'day-partner'
        AND key IN (SELECT day.value || '/' || wanted.value FROM json_each(?3) AS day)) AS week
  FROM json_each(?2) AS wanted`

/** Of each of `codes`, in lower case. `now` in milliseconds. */
export async function readPartnerNumbers(
  db: D1Database,
  petitionId: number,
  { codes, now }: { codes: readonly string[]; now: number },
): Promise<Map<string, PartnerNumbers>> {
  const days = Array.from({ length: PARTNER_WEEK_DAYS }, (_, ago) => iso(now - ago * DAY_MS).slice(0, 10))
  const { results } = await db
    .prepare(PARTNER_NUMBERS)
    .bind(petitionId, JSON.stringify(codes), JSON.stringify(days))
    .all<{ code: string; total: number | null; week: number | null }>()
  return new Map(results.map(({ code, total, week }) => [code, { total: total ?? 0, week: week ?? 0 }]))
}
