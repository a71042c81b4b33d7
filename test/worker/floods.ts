/** Floods for tests, what the ledger has of them, and a campaign's requests about them. */
import { env } from 'cloudflare:test'

import type { ReviewFacts, SignatureMessage } from '../../schema/message.ts'
import type { ReviewResponse, ReviewCondition } from '../../schema/review.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  ledgerOf,
  message,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

export const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, index) => from + index)
export const hash = (n: number): string => n.toString(16).padStart(32, '0')
export const NETWORK = hash(0xa11ce)
export const HOUR_MS = 3_600_000

export const from = (
  petition: TestPetition,
  n: number,
  review: Partial<ReviewFacts>,
  fields: Partial<SignatureMessage> = {},
): SignatureMessage => {
  const plain = message(petition, n, fields)
  return { ...plain, review: { ...plain.review, ...review } }
}

/** Messages `first` up to `first + n` from one network. */
export const crowd = (petition: TestPetition, n: number, first = 0, fields: Partial<SignatureMessage> = {}) =>
  range(n, first).map((at) => from(petition, at, { network: NETWORK }, fields))

/** The same, unconfirmed. */
export const asked = (messages: readonly SignatureMessage[]): SignatureMessage[] =>
  messages.map((message) => ({ ...message, sealedEmail: '00' }))

export const confirmationsOf = (messages: readonly SignatureMessage[]) =>
  messages.map(({ petitionId, id }) => ({ v: 3, kind: 'confirmation', petitionId, id, emailId: id }))

export const keyed = async (sql: string, petition: TestPetition): Promise<Record<string, number>> => {
  const { results } = await env.DB.prepare(sql).bind(petition.id).all<{ key: string; n: number }>()
  return Object.fromEntries(results.map(({ key, n }) => [key, n]))
}

/** Rows by status and reason, as `quarantined network`. */
export const statuses = (petition: TestPetition) =>
  keyed(
    `SELECT trim(status || ' ' || coalesce(suspicion, '')) AS key, count(*) AS n FROM signatures
     WHERE petition_id = ? GROUP BY key`,
    petition,
  )

export const emailStates = (petition: TestPetition) =>
  keyed('SELECT state AS key, count(*) AS n FROM emails WHERE petition_id = ? GROUP BY state', petition)

/** Without the minutes, which count arrivals. */
export async function countsOf(petition: TestPetition): Promise<number[]> {
  const { counter, tallies } = await ledgerOf(petition)
  const { hour = 0, country = 0, partner = 0 } = tallies
  return [counter, hour, country, partner]
}

export const removalsOf = async (petition: TestPetition): Promise<Record<string, number>> => {
  const response = await fetchEdge(`/api/petitions/${petition.slug}/removals`)
  const { removals } = await response.json<{ removals: { reason: string; count: number }[] }>()
  return Object.fromEntries(removals.map(({ reason, count }) => [reason, count]))
}

export const milestonesOf = (petition: TestPetition) =>
  keyed('SELECT threshold AS key, count AS n FROM milestones WHERE petition_id = ?', petition)

export const groupsOf = async ({ slug, token }: TestPetition): Promise<ReviewResponse> =>
  (await fetchEdge(`/api/petitions/${slug}/review`, { headers: bearer(token) })).json()

export const decide = (
  { slug, token }: TestPetition,
  action: 'preview' | 'release' | 'remove',
  body: unknown,
  overrides: Partial<EdgeEnv> = {},
): Promise<Response> => fetchEdge(`/api/petitions/${slug}/review/${action}`, jsonPost(body, bearer(token)), overrides)

export const responseTo = async (
  petition: TestPetition,
  action: 'preview' | 'release' | 'remove',
  condition: ReviewCondition,
  expected?: number,
): Promise<unknown> => (await decide(petition, action, { condition, expected })).json()

/** 40 of one network, 30 with an insult for a name, and 10 that count. */
export async function floodedPetition(fields: Record<string, unknown> = {}): Promise<TestPetition> {
  const petition = await startPetition(fields)
  const insults = range(30, 40).map((n) =>
    from(
      petition,
      n,
      { signals: ['abusive-name'], country: n % 2 === 0 ? 'DE' : 'FR' },
      n > 50 ? { publicName: null } : {},
    ),
  )
  const given = (messages: SignatureMessage[]) => (fields['confirmation'] === 'email' ? asked(messages) : messages)
  await consumeSignatures(given(crowd(petition, 40)))
  await consumeSignatures(given([...insults, ...range(10, 70).map((n) => message(petition, n))]))
  return petition
}

export const OF_NETWORK: ReviewCondition = { suspicion: 'network', network: NETWORK }
export const INSULTS: ReviewCondition = { suspicion: 'signals' }
