/** Floods: what is set aside, what had counted and is set aside later, and how a campaigner decides. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { ReviewFacts, SignatureMessage } from '../../schema/message.ts'
import {
  consumeSignatures,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  message,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, index) => from + index)
const hash = (n: number): string => n.toString(16).padStart(32, '0')
const NETWORK = hash(0xa11ce)

const from = (
  petition: TestPetition,
  n: number,
  review: Partial<ReviewFacts>,
  fields: Partial<SignatureMessage> = {},
): SignatureMessage => {
  const plain = message(petition, n, fields)
  return { ...plain, review: { ...plain.review, ...review } }
}

/** Rows by status and reason, as `quarantined network`. */
async function statuses(petition: TestPetition): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    `SELECT trim(status || ' ' || coalesce(suspicion, '')) AS key, count(*) AS n FROM signatures
     WHERE petition_id = ? GROUP BY key`,
  )
    .bind(petition.id)
    .all<{ key: string; n: number }>()
  return Object.fromEntries(results.map(({ key, n }) => [key, n]))
}

const removalsOf = async (petition: TestPetition): Promise<Record<string, number>> => {
  const response = await fetchEdge(`/api/petitions/${petition.slug}/removals`)
  const { removals } = await response.json<{ removals: { reason: string; count: number }[] }>()
  return Object.fromEntries(removals.map(({ reason, count }) => [reason, count]))
}

describe('a flood from one network', () => {
  test('in one batch waits whole', async () => {
    const petition = await startPetition()
    await consumeSignatures(
      range(50).map((n) => from(petition, n, n < 31 ? { network: NETWORK } : { network: hash(n) })),
    )
    expect(await statuses(petition)).toEqual({ 'quarantined network': 31, counted: 19 })
    expect(await ledgerOf(petition)).toEqual({ ...ledgerAt(19), rows: 50 })
    expect(await removalsOf(petition)).toEqual({})
  })

  test('that shows itself later takes what had counted along', async () => {
    const petition = await startPetition({ milestones: [25, 40] })
    await consumeSignatures(range(30).map((n) => from(petition, n, { network: NETWORK })))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(30))
    await consumeSignatures(range(30, 30).map((n) => from(petition, n, { network: n < 40 ? NETWORK : hash(n) })))
    expect(await statuses(petition)).toEqual({ 'quarantined network': 40, counted: 20 })
    expect(await ledgerOf(petition)).toEqual({
      rows: 60,
      counter: 20,
      tallies: { minute: 50, hour: 20, country: 20, source: 20 },
    })
    expect(await removalsOf(petition)).toEqual({ quarantined: 30 })
  })
})
