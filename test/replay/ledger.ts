/** What the database has in the end, counted in every possible way. */
export interface LedgerFacts {
  rows: number
  counter: number
  tallies: Record<string, number>
  milestones: { milestone: number; count: number }[]
  events: Record<string, number>
  deliveries: Record<string, number>
  deadLetters: number
}

const OF_PETITION = 'petition_id = (SELECT id FROM petitions WHERE slug = ?1)'

export const readCounter = async (db: D1Database, slug: string): Promise<number> =>
  (await db.prepare(`SELECT sum(n) AS n FROM counters WHERE ${OF_PETITION}`).bind(slug).first<number>('n')) ?? 0

export const countPendingDeliveries = async (db: D1Database): Promise<number> =>
  (await db.prepare(`SELECT count(*) AS n FROM deliveries WHERE state = 'pending'`).first<number>('n')) ?? 0

export async function readLedger(db: D1Database, slug: string): Promise<LedgerFacts> {
  const grouped = async (sql: string): Promise<Record<string, number>> => {
    const { results } = await db.prepare(sql).bind(slug).all<{ key: string; n: number }>()
    return Object.fromEntries(results.map(({ key, n }) => [key, n]))
  }
  const { counted: rows = 0 } = await grouped(
    `SELECT status AS key, count(*) AS n FROM signatures WHERE ${OF_PETITION} GROUP BY status`,
  )
  const milestones = await db
    .prepare(`SELECT threshold AS milestone, count FROM milestones WHERE ${OF_PETITION} ORDER BY threshold`)
    .bind(slug)
    .all<{ milestone: number; count: number }>()
  return {
    rows,
    counter: await readCounter(db, slug),
    tallies: await grouped(`SELECT dimension AS key, sum(n) AS n FROM tallies WHERE ${OF_PETITION} GROUP BY dimension`),
    milestones: milestones.results,
    events: await grouped(`SELECT type AS key, count(*) AS n FROM outbox WHERE ${OF_PETITION} GROUP BY type`),
    deliveries: await grouped(
      `SELECT d.state AS key, count(*) AS n FROM deliveries AS d JOIN outbox AS o ON o.id = d.event_id
       WHERE o.${OF_PETITION} GROUP BY d.state`,
    ),
    deadLetters: (await db.prepare('SELECT count(*) AS n FROM dead_letters').first<number>('n')) ?? 0,
  }
}
