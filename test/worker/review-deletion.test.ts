/** A petition is deleted while a decision about its held signatures is carried out. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { deleteByOperator, eraseDeleted } from '../../src/accounts/erase-petitions.ts'
import { carryOut } from '../../src/ledger/carry-out.ts'
import { release, remove } from '../../src/ledger/decide.ts'
import { recountPetition } from '../../src/ledger/recount/recount.ts'
import { undoRemoval } from '../../src/ledger/undo-removal.ts'
import { DAY_MS, DELETION_GRACE_DAYS } from '../../src/limits.ts'
import { beginErasing, undoDeletion } from '../../src/petitions/deletion.ts'
import { withBudget } from '../../src/platform/d1-budget.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import { batchQueue, ORIGIN, postAsCampaign, type TestPetition } from './fixtures.ts'
import { countsOf, floodedPetition, groupsOf, OF_NETWORK, statuses } from './floods.ts'

const now = Date.now()
const OVER = now + DELETION_GRACE_DAYS * DAY_MS
const at = { origin: ORIGIN, now, rows: 10 }
const by = { ...at, by: BY_OPERATOR }

/** The rest of the decision, at most so many parts of it. */
async function carryOn({ id }: TestPetition, chunks = 9) {
  const deliveries: unknown[] = []
  const emails: unknown[] = []
  const queues = { DELIVERIES: batchQueue(deliveries), EMAILS: batchQueue(emails) }
  const { rows, failures } = await carryOut(env.DB, queues, { ...at, petitionId: id, chunks })
  expect(failures).toEqual([])
  return { rows, deliveries: deliveries.length, emails: emails.length }
}

/** Of 40 signatures 10 have had their turn, and are counted with 10 others; the petition is deleted then. */
async function deletedMeanwhile(confirmation: 'none' | 'email' = 'none'): Promise<TestPetition> {
  const petition = await floodedPetition({ confirmation, milestones: [30] })
  await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
  await release(env.DB, petition.id, { condition: OF_NETWORK, expected: 40 }, by)
  await deleteByOperator(env.DB, { petitionId: petition.id, origin: ORIGIN, now })
  return petition
}

const rowOf = ({ id }: TestPetition) =>
  env.DB.prepare(
    'SELECT final_count AS lastCount, erased_at AS erasedAt, n FROM petitions JOIN counters ON petition_id = id WHERE id = ?',
  )
    .bind(id)
    .first()

const PARTS = [
  'signatures',
  'held_kinds',
  'decisions',
  'removals',
  'emails',
  'tallies',
  'milestones',
  'outbox',
  'repeats',
]
/** Tables that have rows of it. */
async function leftOf({ id }: TestPetition): Promise<string[]> {
  const results = await env.DB.batch(
    PARTS.map((table) => env.DB.prepare(`SELECT 1 FROM ${table} WHERE petition_id = ? LIMIT 1`).bind(id)),
  )
  return PARTS.filter((_, index) => results[index]?.results.length !== 0)
}
test('what is left of it is carried out, and is there when the deletion is undone', async () => {
  const petition = await deletedMeanwhile()
  expect(await rowOf(petition)).toMatchObject({ lastCount: 20 })
  expect(await carryOn(petition)).toMatchObject({ rows: 30 })
  expect(await undoDeletion(env.DB, petition.id, { by: BY_OPERATOR, now })).toBe(true)
  expect(await countsOf(petition)).toEqual([50, 50, 50, 50])
  expect(await statuses(petition)).toEqual({ counted: 50, 'quarantined signals': 30 })
})

test('what was carried out before it is erased is in its last count', async () => {
  const petition = await deletedMeanwhile()
  await carryOn(petition)
  await eraseDeleted(env.DB, OVER)
  await eraseDeleted(env.DB, OVER)
  expect(await rowOf(petition)).toEqual({ lastCount: 50, erasedAt: OVER, n: 0 })
  expect(await leftOf(petition)).toEqual([])
})

test('once it is being erased, nothing more of the decision is carried out, and nothing is sent', async () => {
  for (const confirmation of ['none', 'email'] as const) {
    const petition = await deletedMeanwhile(confirmation)
    await beginErasing(env.DB, petition.id, OVER)
    const before = await statuses(petition)
    expect(await carryOn(petition)).toEqual({ rows: 0, deliveries: 0, emails: 0 })
    expect(await statuses(petition)).toEqual(before)
    await eraseDeleted(env.DB, OVER)
  }
})

const DECISION = { condition: OF_NETWORK, expected: 40 }
const BEGINNINGS: [state: string, lastCount: number, begin: (petition: TestPetition) => Promise<unknown>][] = [
  ['release', 20, ({ id }) => release(env.DB, id, DECISION, by)],
  ['removal', 10, ({ id }) => remove(env.DB, id, DECISION, by)],
  [
    'undo of a removal',
    10,
    async (petition) => {
      const made = await remove(env.DB, petition.id, DECISION, by)
      await carryOn(petition)
      return made.ok && undoRemoval(env.DB, petition.id, made.value.decision, by)
    },
  ],
]

test.each(BEGINNINGS)('erased in slices between the parts of a %s', async (_, lastCount, begin) => {
  const petition = await floodedPetition({ milestones: [30] })
  await begin(petition)
  expect((await groupsOf(petition)).underWay).toMatchObject({ done: 10 })
  await deleteByOperator(env.DB, { petitionId: petition.id, origin: ORIGIN, now })
  await beginErasing(env.DB, petition.id, OVER)
  for (let slice = 0; slice < 40; slice++) {
    await eraseDeleted(withBudget(env.DB, { left: 7 }), OVER).catch(() => 0)
    await carryOn(petition, 1)
    const recounted = await recountPetition(env.DB, petition.slug, { fix: null, now })
    expect(recounted?.differences ?? []).toEqual([])
  }
  expect(await rowOf(petition)).toEqual({ lastCount, erasedAt: OVER, n: 0 })
  expect(await leftOf(petition)).toEqual([])
})
