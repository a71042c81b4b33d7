/** The petitions of stories in the database, from their start to their deletion. */
import type { LedgerMessage } from '../../../schema/message.ts'
import type { Intent } from './model.ts'
import type { Story } from './story.ts'

export const START = Date.UTC(2027, 2, 1)
export const THRESHOLDS = [1, 2, 3]
export interface Petition {
  id: number
  story: Story
  intents: Intent[]
  /** Made, and not yet delivered for good. */
  waiting: LedgerMessage[]
  /** Delivered at least once. */
  delivered: LedgerMessage[]
  /** The highest count so far. */
  most: number
  /** Ids of what was held when the last decision was made. */
  held: ReadonlySet<string>
  /** What a decision was about that was not held then. */
  wronglyDecided: string[]
}

let serial = 0
export async function startPetitions(db: D1Database, stories: readonly Story[]): Promise<Petition[]> {
  const slugs = stories.map(() => `story-${++serial}`)
  const results = await db.batch<{ id: number }>(
    stories.map(({ confirmation }, index) =>
      db
        .prepare(
          `INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
           VALUES (?1, 'A story', 'All', 'One', 'Words', 'en', ?2, 'open', ?3, ?4) RETURNING id`,
        )
        .bind(slugs[index], JSON.stringify(THRESHOLDS), confirmation, START),
    ),
  )
  const ids = results.slice(0, stories.length).map(({ results: [row] }) => row?.id ?? 0)
  await db
    .prepare('INSERT INTO counters (petition_id, n, before) SELECT value, 0, 0 FROM json_each(?1)')
    .bind(JSON.stringify(ids))
    .run()
  return stories.map((story, index) => ({
    id: ids[index] ?? 0,
    story,
    intents: [],
    waiting: [],
    delivered: [],
    most: 0,
    held: new Set<string>(),
    wronglyDecided: [],
  }))
}

/** Nothing else deletes versions. It is made again in the same transaction. */
const KEPT = 'versions_not_deleted'

/** What refers to a petition, and the petition last. */
const TABLES = {
  outbox: 'petition_id',
  milestones: 'petition_id',
  removals: 'petition_id',
  tallies: 'petition_id',
  withdrawals: 'petition_id',
  withdrawn_signers: 'petition_id',
  emails: 'petition_id',
  arrivals: 'petition_id',
  repeats: 'petition_id',
  audit_log: 'petition_id',
  imported: 'petition_id',
  claims: 'petition_id',
  signatures: 'petition_id',
  held_kinds: 'petition_id',
  decisions: 'petition_id',
  counters: 'petition_id',
  versions: 'petition_id',
  petitions: 'id',
}

/** Retention looks through the petitions: a hundred thousand stories would take longer and longer. */
export async function deleteAll(db: D1Database, petitions: readonly Petition[]): Promise<void> {
  const trigger = await db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?1').bind(KEPT).first<{ sql: string }>()
  await db.batch([
    db.prepare(`DROP TRIGGER ${KEPT}`),
    ...Object.entries(TABLES).map(([table, column]) =>
      db
        .prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?1))`)
        .bind(JSON.stringify(petitions.map(({ id }) => id))),
    ),
    db.prepare(trigger?.sql ?? ''),
  ])
}

/** The emails that have links, by petition. Whatever was to be sent is sent. */
export async function emailsOf(db: D1Database, petitions: readonly Petition[]) {
  const ids = JSON.stringify(petitions.map(({ id }) => id))
  const [, { results } = { results: [] }] = await db.batch<{
    petition: number
    signer: string
    id: string
    kind: string
  }>([
    db
      .prepare(
        `UPDATE emails SET state = 'sent', sealed = NULL, next_attempt_at = NULL, sent_at = ?2
         WHERE state = 'pending' AND petition_id IN (SELECT value FROM json_each(?1))`,
      )
      .bind(ids, START),
    db
      .prepare(
        `SELECT petition_id AS petition, lower(hex(signer)) AS signer, id, kind FROM emails
         WHERE state = 'sent' AND petition_id IN (SELECT value FROM json_each(?1)) ORDER BY id`,
      )
      .bind(ids),
  ])
  return Map.groupBy(results, ({ petition }) => petition)
}
