/** Plays stories against the database. Several run side by side, so that a batch has messages of many petitions, as in life. */
import type { LedgerMessage } from '../../../schema/message.ts'
import { deleteExpired } from '../../../src/ledger/retention/retention.ts'
import { deleteRemoved } from '../../../src/ledger/retention/removed.ts'
import { storeMessages } from '../../../src/ledger/store.ts'
import { DAY_MS } from '../../../src/limits.ts'
import { ORIGIN } from '../fixtures.ts'
import { compared } from './differences.ts'
import { carryOn, happen } from './happen.ts'
import { deleteAll, emailsOf, type Petition, START, startPetitions } from './petition.ts'
import { type Event, type Fault, SIGNERS, type Story } from './story.ts'

/** Between two events: several signatures fall into one hour, and a story lasts several hours. */
const STEP_MS = 25 * 60_000
/** Longer than a story, so that retention deletes nothing. */
const RETENTION = { unconfirmedDays: 30, contactsMonths: 6 }

/** What of the database differs from the model in the end, a line each. */
export async function play(db: D1Database, stories: readonly Story[], faults: readonly Fault[]): Promise<string[]> {
  const petitions = await startPetitions(db, stories)
  const steps = Math.max(...stories.map(({ events }) => events.length))
  let batches = 0
  const context = (now: number) => ({
    origin: ORIGIN,
    now,
    suspicionOf: (message: { review: { signals: readonly string[] } | null }) =>
      (message.review?.signals.length ?? 0) > 0 ? ('signals' as const) : null,
    floods: new Map(),
  })

  /** Hands over what each petition delivers now, as one batch; what is refused stays waiting. */
  async function deliver(
    parts: readonly { petition: Petition; messages: LedgerMessage[] }[],
    now: number,
  ): Promise<void> {
    const messages = parts.flatMap((part) => part.messages)
    if (messages.length === 0) return
    const how = faults[batches++ % faults.length] ?? 'none'
    for (const { petition, messages: own } of parts) petition.delivered.push(...own)
    const half = Math.ceil(messages.length / 2)
    if (how === 'two-consumers') {
      await Promise.all([
        storeMessages(db, messages.slice(0, half), context(now)),
        storeMessages(db, messages.slice(half), context(now)),
      ])
    } else if (how === 'none') {
      await storeMessages(db, messages, context(now))
    } else {
      await storeMessages(failing(db, how), messages, context(now)).catch(() => {
        // A batch that failed is delivered again.
        for (const { petition, messages: own } of parts) petition.waiting.push(...own)
      })
    }
    const { results } = await db
      .prepare(
        `SELECT c.petition_id AS id, c.n + p.claimed_count AS n FROM counters AS c JOIN petitions AS p ON p.id = c.petition_id
         WHERE c.petition_id IN (SELECT value FROM json_each(?1))`,
      )
      .bind(JSON.stringify(parts.map(({ petition }) => petition.id)))
      .all<{ id: number; n: number }>()
    const counts = new Map(results.map(({ id, n }) => [id, n]))
    for (const { petition } of parts) petition.most = Math.max(petition.most, counts.get(petition.id) ?? 0)
  }

  for (let step = 0; step < steps; step++) {
    const now = START + step * STEP_MS
    const emails = await emailsOf(db, petitions)
    const parts: { petition: Petition; messages: LedgerMessage[] }[] = []
    for (const petition of petitions) {
      const event = petition.story.events[step]
      if (event === undefined) continue
      if (event.kind === 'deliver') parts.push({ petition, messages: taken(petition, event) })
      else await happen(db, petition, event, { now, step, links: emails.get(petition.id) ?? [] })
    }
    if (petitions.some(({ story }) => story.events[step]?.kind === 'retention')) await deleteExpired(db, RETENTION, now)
    // What was removed can no longer be undone.
    if (petitions.some(({ story }) => story.events[step]?.kind === 'forget')) await deleteRemoved(db, now + DAY_MS)
    await deliver(parts, now)
  }
  // All that is left, and some of it again, in another order and other groups.
  for (let round = 0; petitions.some(({ waiting }) => waiting.length > 0) || round < 3; round++) {
    const now = START + (steps + round) * STEP_MS
    const parts = petitions.map((petition) => {
      const at = petition.story.rest[round % 12] ?? 0
      const size = 1 + ((petition.story.rest[(round + 5) % 12] ?? 0) % 4)
      const picks = Array.from({ length: size }, (_, index) => petition.story.rest[(round + index) % 12] ?? 0)
      const again =
        round < 3 && petition.delivered.length > 0 ? [petition.delivered[at % petition.delivered.length]] : []
      return {
        petition,
        messages: [
          ...taken(petition, { kind: 'deliver', picks, how: 'once' }),
          ...again.filter((it) => it !== undefined),
        ],
      }
    })
    await deliver(parts, now)
    // In the end the database works.
    if (round > 8) faults = ['none']
  }
  const { results } = await db
    .prepare(`SELECT petition_id AS id FROM decisions WHERE state <> 'removed'`)
    .all<{ id: number }>()
  const underWay = new Set(results.map(({ id }) => id))
  for (const petition of petitions.filter(({ id }) => underWay.has(id))) {
    await carryOn(db, petition, { now: START + (steps + 12) * STEP_MS, rows: 1, chunks: 3 * SIGNERS })
  }
  const differences = (await compared(db, petitions)).flat()
  await deleteAll(db, petitions)
  return differences
}

/** The database, of which the next transaction fails: before it commits, or after. */
function failing(db: D1Database, how: Fault): D1Database {
  if (how !== 'before-commit' && how !== 'after-commit') return db
  const batch = async (statements: D1PreparedStatement[]) => {
    if (how === 'after-commit') await db.batch(statements)
    throw new Error('D1_ERROR: Network connection lost.')
  }
  return new Proxy(db, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })
}

function taken(petition: Petition, { picks, how }: Event & { kind: 'deliver' }): LedgerMessage[] {
  const messages = picks.flatMap((n) => {
    if (petition.waiting.length === 0) return []
    return petition.waiting.splice(n % petition.waiting.length, 1)
  })
  return how === 'twice' ? [...messages, ...messages] : messages
}
