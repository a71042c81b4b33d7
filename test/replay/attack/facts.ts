/** The signatures of each flood and of everybody else in the database, by state and reason. */
import { CAMPUS, FLOODS, type FloodName, partnerOf } from './floods.ts'

/** How many signatures are in which state. */
export type States = Record<string, number>

type Dimension = 'hour' | 'country' | 'partner' | 'version' | 'language' | 'day-partner'

/** The sums of tallies, each of which `n` gives. */
export function talliesOf(n: (dimension: Dimension) => number): Record<Dimension, number> {
  const [hour, country, partner] = [n('hour'), n('country'), n('partner')]
  return { hour, country, partner, version: n('version'), language: n('language'), 'day-partner': n('day-partner') }
}

export interface AttackFacts {
  /** Signatures by state, as `counted`, `quarantined network`. */
  floods: Record<FloodName, States>
  people: States
  campus: States
  counter: number
  /** Sums; without the minutes, which count arrivals and not counted signatures. */
  tallies: Record<Dimension, number>
  /** The public numbers of removals. */
  removals: Record<string, number>
  deadLetters: number
}

const OF_PETITION = 'petition_id = (SELECT id FROM petitions WHERE slug = ?1)'

export async function readAttackFacts(db: D1Database, slug: string): Promise<AttackFacts> {
  const rows = async (sql: string) =>
    (await db.prepare(sql).bind(slug).all<{ key: string; n: number; partner: string }>()).results
  const keyed = async (sql: string): Promise<Record<string, number>> =>
    Object.fromEntries((await rows(sql)).map(({ key, n }) => [key, n]))
  const signatures = await rows(`
    SELECT CASE WHEN partner LIKE 'flood-%' OR partner = '${CAMPUS}' THEN partner ELSE '' END AS partner,
      trim(status || ' ' || coalesce(suspicion, '')) AS key, count(*) AS n
    FROM signatures WHERE ${OF_PETITION} GROUP BY 1, 2`)
  const statesOf = (partner: string): States =>
    Object.fromEntries(signatures.filter((row) => row.partner === partner).map(({ key, n }) => [key, n]))
  const tallies = await keyed(
    `SELECT dimension AS key, sum(n) AS n FROM tallies WHERE ${OF_PETITION} GROUP BY dimension`,
  )
  const counters = await keyed(`SELECT 'n' AS key, sum(n) AS n FROM counters WHERE ${OF_PETITION}`)
  const letters = await db.prepare('SELECT count(*) AS n FROM dead_letters').first<number>('n')
  const [network, disposable, abusive] = FLOODS.map((flood) => statesOf(partnerOf(flood)))
  return {
    floods: { network: network ?? {}, disposable: disposable ?? {}, abusive: abusive ?? {} },
    people: statesOf(''),
    campus: statesOf(CAMPUS),
    counter: counters['n'] ?? 0,
    tallies: talliesOf((dimension) => tallies[dimension] ?? 0),
    removals: await keyed(`SELECT reason AS key, sum(n) AS n FROM removals WHERE ${OF_PETITION} GROUP BY reason`),
    deadLetters: letters ?? 0,
  }
}

/** The signatures whose state begins with `counted`, `quarantined` or `removed`. */
export const inState = (states: States, state: string): number =>
  Object.entries(states).reduce((sum, [key, n]) => (key.split(' ')[0] === state ? sum + n : sum), 0)

export const allOf = (states: States): number => Object.values(states).reduce((sum, n) => sum + n, 0)
