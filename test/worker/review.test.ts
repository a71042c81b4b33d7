/** Floods: what is held for review, at once or after it has counted, and how a campaign decides. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { EmailMessage, ReviewFacts, SignatureMessage } from '../../schema/message.ts'
import type { ReviewResponse, ReviewCondition } from '../../schema/review.ts'
import { REVIEW_RULES } from '../../src/limits.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import type { Problem } from '../../src/http/problem.ts'
import { REVIEW_RULE_OFF } from '../../src/limits.ts'
import { firstIdAt } from '../../src/platform/uuid-time.ts'
import {
  bearer,
  consumeSignatures,
  dbWithPrepare,
  failingDb,
  failingQueue,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  meteredDb,
  batchQueue,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, index) => from + index)
const hash = (n: number): string => n.toString(16).padStart(32, '0')
const NETWORK = hash(0xa11ce)
const HOUR_MS = 3_600_000

const from = (
  petition: TestPetition,
  n: number,
  review: Partial<ReviewFacts>,
  fields: Partial<SignatureMessage> = {},
): SignatureMessage => {
  const plain = message(petition, n, fields)
  return { ...plain, review: { ...plain.review, ...review } }
}

/** Messages `first` up to `first + n` from one network. */
const crowd = (petition: TestPetition, n: number, first = 0, fields: Partial<SignatureMessage> = {}) =>
  range(n, first).map((at) => from(petition, at, { network: NETWORK }, fields))

/** The same, unconfirmed. */
const asked = (messages: readonly SignatureMessage[]): SignatureMessage[] =>
  messages.map((message) => ({ ...message, sealedEmail: '00' }))

const confirmationsOf = (messages: readonly SignatureMessage[]) =>
  messages.map(({ petitionId, id }) => ({ v: 3, kind: 'confirmation', petitionId, id, emailId: id }))

const keyed = async (sql: string, petition: TestPetition): Promise<Record<string, number>> => {
  const { results } = await env.DB.prepare(sql).bind(petition.id).all<{ key: string; n: number }>()
  return Object.fromEntries(results.map(({ key, n }) => [key, n]))
}

/** Rows by status and reason, as `quarantined network`. */
const statuses = (petition: TestPetition) =>
  keyed(
    `SELECT trim(status || ' ' || coalesce(suspicion, '')) AS key, count(*) AS n FROM signatures
     WHERE petition_id = ? GROUP BY key`,
    petition,
  )

const emailStates = (petition: TestPetition) =>
  keyed('SELECT state AS key, count(*) AS n FROM emails WHERE petition_id = ? GROUP BY state', petition)

/** Without the minutes, which count arrivals. */
async function countsOf(petition: TestPetition): Promise<number[]> {
  const { counter, tallies } = await ledgerOf(petition)
  const { hour = 0, country = 0, partner = 0 } = tallies
  return [counter, hour, country, partner]
}

const removalsOf = async (petition: TestPetition): Promise<Record<string, number>> => {
  const response = await fetchEdge(`/api/petitions/${petition.slug}/removals`)
  const { removals } = await response.json<{ removals: { reason: string; count: number }[] }>()
  return Object.fromEntries(removals.map(({ reason, count }) => [reason, count]))
}

const milestonesOf = (petition: TestPetition) =>
  keyed('SELECT threshold AS key, count AS n FROM milestones WHERE petition_id = ?', petition)

const groupsOf = async ({ slug, token }: TestPetition): Promise<ReviewResponse> =>
  (await fetchEdge(`/api/petitions/${slug}/review`, { headers: bearer(token) })).json()

const decide = (
  { slug, token }: TestPetition,
  action: 'preview' | 'release' | 'remove',
  body: unknown,
  overrides: Partial<EdgeEnv> = {},
): Promise<Response> => fetchEdge(`/api/petitions/${slug}/review/${action}`, jsonPost(body, bearer(token)), overrides)

const responseTo = async (
  petition: TestPetition,
  action: 'preview' | 'release' | 'remove',
  condition: ReviewCondition,
  expected?: number,
): Promise<unknown> => (await decide(petition, action, { condition, expected })).json()

describe('a flood from one network', () => {
  test('in one batch is held completely, and nobody else with it', async () => {
    const petition = await startPetition()
    await consumeSignatures([
      ...crowd(petition, 31),
      ...range(19, 31).map((n) => from(petition, n, { network: hash(n) })),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 31, counted: 19 })
    expect(await ledgerOf(petition)).toEqual({ ...ledgerAt(19), rows: 50 })
    expect(await removalsOf(petition)).toEqual({})
  })

  test('recognised later is held with the signatures that had counted, and passes no milestone', async () => {
    const petition = await startPetition({ milestones: [25, 40] })
    await consumeSignatures(crowd(petition, 30))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(30))
    await consumeSignatures([
      ...range(20, 40).map((n) => from(petition, n, { network: hash(n) })),
      ...crowd(petition, 10, 30),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 40, counted: 20 })
    expect(await countsOf(petition)).toEqual([20, 20, 20, 20])
    expect(await removalsOf(petition)).toEqual({ quarantined: 30 })
    expect(await milestonesOf(petition)).toEqual({ 25: 30 })
  })

  test('is held completely however its messages are grouped, repeated and ordered, and all counts agree', async () => {
    const petition = await startPetition()
    const flood = crowd(petition, 90)
    const people = range(60, 90).map((n) => from(petition, n, { network: hash(n) }))
    const mixed = [...flood, ...people].toSorted((a, b) => (a.id.slice(-1) < b.id.slice(-1) ? -1 : 1))
    const batches = range(10).map((at) => mixed.slice(at * 15, at * 15 + 15))
    for (const batch of batches) await consumeSignatures([...batch, ...batch.slice(0, 5)])
    const before = await ledgerOf(petition)
    for (const batch of batches.toReversed()) await consumeSignatures(batch)
    expect(await statuses(petition)).toEqual({ 'quarantined network': 90, counted: 60 })
    expect(await countsOf(petition)).toEqual([60, 60, 60, 60])
    expect(await ledgerOf(petition)).toEqual(before)
  })

  test('in concurrent batches is held by the next one', async () => {
    const petition = await startPetition()
    await Promise.all(range(4).map((n) => consumeSignatures(crowd(petition, 20, n * 20))))
    await consumeSignatures(crowd(petition, 1, 80))
    expect(await statuses(petition)).toEqual({ 'quarantined network': 81 })
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
  })

  test('is not seen in redelivered messages', async () => {
    const petition = await startPetition()
    const people = crowd(petition, 20)
    for (let times = 0; times < 4; times++) await consumeSignatures(people)
    expect(await statuses(petition)).toEqual({ counted: 20 })
  })

  test('is judged for each hour and each petition alone', async () => {
    const [petition, other] = [await startPetition(), await startPetition()]
    const now = Date.now()
    await consumeSignatures(crowd(petition, 25, 0, { signedAt: now - HOUR_MS - 1 }))
    await consumeSignatures([...crowd(petition, 25, 25, { signedAt: now }), ...crowd(other, 25)])
    expect(await statuses(petition)).toEqual({ counted: 50 })
    expect(await statuses(other)).toEqual({ counted: 25 })
  })

  test('is judged by the petition’s own rules', async () => {
    const [strict, lax] = [
      await startPetition({ reviewRules: { networkPerHour: 3 } }),
      await startPetition({ reviewRules: { networkPerHour: 100 } }),
    ]
    await consumeSignatures(crowd(strict, 3))
    await consumeSignatures([...crowd(strict, 1, 3), ...crowd(lax, 90)])
    expect(await statuses(strict)).toEqual({ 'quarantined network': 4 })
    expect(await statuses(lax)).toEqual({ counted: 90 })
  })

  test('is held while unconfirmed too, with its emails; confirmed ones still count', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    await consumeSignatures(asked(crowd(petition, 30)))
    await consumeSignatures(confirmationsOf(crowd(petition, 4)))
    const sent: EmailMessage[] = []
    const queue = batchQueue(sent)
    await consumeSignatures(asked(crowd(petition, 5, 30)), { EMAILS: queue })
    expect(sent).toEqual([])
    expect(await statuses(petition)).toEqual({ 'quarantined network': 31, counted: 4 })
    expect(await emailStates(petition)).toEqual({ held: 31, pending: 4 })
    expect(await removalsOf(petition)).toEqual({})
    expect(await countsOf(petition)).toEqual([4, 4, 4, 4])
    // A link from before is remembered, and counts when the review lets it go.
    await consumeSignatures(confirmationsOf(crowd(petition, 6)))
    expect(await countsOf(petition)).toEqual([4, 4, 4, 4])
    expect((await groupsOf(petition)).groups).toMatchObject([{ signatures: 31, confirmed: 2 }])
  })
})

describe('other groups that are held for review are', () => {
  test('signatures with one rare email domain', async () => {
    const petition = await startPetition()
    for (const first of [0, 30]) {
      await consumeSignatures(
        range(30, first).map((n) => from(petition, n, { emailDomain: hash(1), network: hash(n) })),
      )
    }
    expect(await statuses(petition)).toEqual({ 'quarantined email-domain': 60 })
  })

  test('signatures with any disposable email domain', async () => {
    const petition = await startPetition()
    for (const first of [0, 15]) {
      await consumeSignatures(
        range(15, first).map((n) => from(petition, n, { emailDomain: hash(n), disposable: true })),
      )
    }
    expect(await statuses(petition)).toEqual({ 'quarantined disposable': 30 })
    expect((await groupsOf(petition)).groups).toMatchObject([{ condition: { suspicion: 'disposable' } }])
  })

  test('insults and filled traps, each by itself', async () => {
    const petition = await startPetition()
    await consumeSignatures([
      from(petition, 1, { signals: ['abusive-name'] }),
      from(petition, 2, { signals: ['trap'] }),
      from(petition, 3, { signals: ['no-render-time'] }),
      from(petition, 4, { signals: ['no-render-time', 'too-fast'] }),
    ])
    expect(await statuses(petition)).toEqual({ 'quarantined signals': 3, counted: 1 })
  })

  test('signatures with a signal in a surge, also one that began in earlier batches', async () => {
    const petition = await startPetition({ reviewRules: { surgePerMinute: 20 } })
    const now = Date.now()
    // With ids of their time, as challenges have.
    const idAt = (n: number): string => firstIdAt(now).slice(0, -12) + n.toString(16).padStart(12, '0')
    await consumeSignatures(range(15).map((n) => message(petition, n, { id: idAt(n) })))
    await consumeSignatures(
      range(10, 15).map((n) => {
        const signals = n % 2 === 0 ? (['no-render-time'] as const) : []
        return from(petition, n, { signals: [...signals] }, { id: idAt(n), signedAt: now + 10 })
      }),
    )
    // The 16th to the 25th of the minute: of the last five those that have one.
    expect(await statuses(petition)).toEqual({ 'quarantined surge': 3, counted: 22 })
  })
})

describe('screening', () => {
  test('reads once a batch, and not at all without anything in common and without signals', async () => {
    const petition = await startPetition()
    const shared = meteredDb()
    await consumeSignatures(crowd(petition, 5), { DB: shared.DB })
    expect(shared.meter.batches).toBe(2)
    const plain = meteredDb()
    await consumeSignatures(
      range(5, 50).map((n) => message(petition, n)),
      { DB: plain.DB },
    )
    expect(plain.meter.batches).toBe(1)
    expect(shared.meter.statements).toBe(plain.meter.statements + 1)
  })

  test('reads nothing for a rule that is off', async () => {
    const readWith = async (networkPerHour: number): Promise<number> => {
      const petition = await startPetition({ reviewRules: { networkPerHour } })
      for (let n = 0; n < 600; n += 100) await consumeSignatures(crowd(petition, 100, n))
      const { DB, meter } = meteredDb()
      await consumeSignatures(crowd(petition, 1, 600), { DB })
      return meter.rowsRead
    }
    expect(await readWith(REVIEW_RULE_OFF)).toBeGreaterThan(600)
    expect(await readWith(REVIEW_RULE_OFF + 1)).toBeLessThan(200)
  })

  test('reads no more for a large petition than for a small one', async () => {
    const readBy = async (others: number): Promise<number> => {
      const petition = await startPetition()
      for (let n = 0; n < others; n += 100) {
        await consumeSignatures(range(100, 1_000 + n).map((at) => from(petition, at, { network: hash(at) })))
      }
      const { DB, meter } = meteredDb()
      await consumeSignatures(crowd(petition, 40), { DB })
      return meter.rowsRead
    }
    const [small, large] = [await readBy(100), await readBy(1_000)]
    expect(large).toBeLessThanOrEqual(small + 10)
  })

  test('still counts signatures when its query fails, and logs the failure', async () => {
    const petition = await startPetition()
    const DB = dbWithPrepare((sql) => env.DB.prepare(sql.includes('last_minute') ? 'SELECT nonsense' : sql))
    const result = await consumeSignatures([...crowd(petition, 2), from(petition, 9, { signals: ['trap'] })], { DB })
    expect(result.explicitAcks).toHaveLength(3)
    expect(await statuses(petition)).toEqual({ counted: 2, 'quarantined signals': 1 })
  })

  test('retries the batch when the database fails', async () => {
    const petition = await startPetition()
    expect((await consumeSignatures(crowd(petition, 2), { DB: failingDb })).retryMessages).toHaveLength(2)
    expect(await statuses(petition)).toEqual({})
  })

  test('is the same where the edge stores directly', async () => {
    const petition = await startPetition({ reviewRules: { networkPerHour: 1 } })
    for (const name of ['ada', 'bea', 'cleo']) {
      const response = await fetchEdge(
        `/api/petitions/${petition.slug}/signatures`,
        jsonPost({ name, email: `${name}@example.org` }, { 'cf-connecting-ip': '192.0.2.77' }),
        { SIGNATURES: failingQueue, BOT_CHECK: 'off' },
      )
      expect(response.status).toBe(202)
    }
    expect((await ledgerOf(petition)).counter).toBe(0)
    expect(await removalsOf(petition)).toEqual({ quarantined: 1 })
  })
})

/** 40 of one network, 30 with an insult for a name, and 10 that count. */
async function floodedPetition(fields: Record<string, unknown> = {}): Promise<TestPetition> {
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

const OF_NETWORK: ReviewCondition = { suspicion: 'network', network: NETWORK }
const INSULTS: ReviewCondition = { suspicion: 'signals' }

describe('the list of held signatures', () => {
  test('has a group for each shared fact, largest first, and no personal data', async () => {
    const petition = await floodedPetition()
    const body = await groupsOf(petition)
    expect(SCHEMAS.Review.parse(body)).toMatchObject({
      groups: [
        { condition: OF_NETWORK, signatures: 40, confirmed: 40 },
        { condition: INSULTS, signatures: 30, confirmed: 30 },
      ],
      total: 70,
    })
    expect(JSON.stringify(body)).not.toContain('Signer')
  })

  test('is empty where nothing is held', async () => {
    expect(await groupsOf(await startPetition())).toEqual({ groups: [], total: 0 })
  })

  test('still has a group whose network was deleted by retention', async () => {
    const petition = await floodedPetition()
    await env.DB.prepare(
      'UPDATE signatures SET network = NULL WHERE petition_id = ? AND unhex(substr(id, -2)) < unhex(?)',
    )
      .bind(petition.id, '05')
      .run()
    const { groups } = await groupsOf(petition)
    expect(groups).toMatchObject([
      { condition: OF_NETWORK, signatures: 35 },
      { condition: INSULTS },
      { condition: { suspicion: 'network', network: null }, signatures: 5 },
    ])
    for (const { condition, signatures } of groups) {
      expect(await responseTo(petition, 'preview', condition)).toMatchObject({ matches: signatures })
    }
  })
})

describe('the dry run', () => {
  test.each<[ReviewCondition, number]>([
    [{}, 70],
    [OF_NETWORK, 40],
    [{ network: NETWORK }, 40],
    [{ network: hash(5) }, 0],
    [{ emailDomain: null }, 70],
    [INSULTS, 30],
    [{ signal: 'abusive-name' }, 30],
    [{ signal: 'trap' }, 0],
    [{ country: 'DE' }, 15],
    [{ ...INSULTS, country: 'FR' }, 15],
    [{ ...OF_NETWORK, signal: 'abusive-name' }, 0],
    [{ disposable: true }, 0],
    [{ disposable: false }, 70],
  ])('of %j finds %i and changes nothing', async (condition, matches) => {
    const petition = await floodedPetition()
    const before = [await statuses(petition), await ledgerOf(petition)]
    const body = SCHEMAS.ReviewPreview.parse(await responseTo(petition, 'preview', condition))
    expect(body).toMatchObject({ matches, wouldCount: matches, wouldBePending: 0 })
    expect([await statuses(petition), await ledgerOf(petition)]).toEqual(before)
  })

  test('shows a few of the names that are public anyway', async () => {
    const petition = await floodedPetition()
    const { examples } = SCHEMAS.ReviewPreview.parse(await responseTo(petition, 'preview', INSULTS))
    expect(examples).toHaveLength(5)
    expect(examples.every((name) => /^Signer (?:4\d|50)$/.test(name))).toBe(true)
  })

  test('separates those who would count from those who would have to confirm first', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    await consumeSignatures(confirmationsOf(crowd(petition, 3)))
    expect(await responseTo(petition, 'preview', OF_NETWORK)).toMatchObject({
      matches: 40,
      wouldCount: 3,
      wouldBePending: 37,
    })
  })
})

describe('a release', () => {
  test('adds signatures to every count, and passes milestones with their events', async () => {
    const petition = await floodedPetition({ milestones: [10, 45, 60] })
    expect(await countsOf(petition)).toEqual([10, 10, 10, 10])
    expect(await responseTo(petition, 'release', OF_NETWORK, 40)).toEqual({ released: 40, counted: 40, pending: 0 })
    expect(await countsOf(petition)).toEqual([50, 50, 50, 50])
    expect(await statuses(petition)).toEqual({ counted: 50, 'quarantined signals': 30 })
    expect(await removalsOf(petition)).toEqual({ released: 40 })
    expect(await milestonesOf(petition)).toEqual({ 10: 10, 45: 50 })
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json()).toMatchObject({ count: 50 })
    const { results } = await env.DB.prepare(
      `SELECT json_extract(payload, '$.data.count') AS n FROM outbox WHERE id LIKE ?`,
    )
      .bind(`milestone_${petition.id}_45_%`)
      .all()
    expect(results).toEqual([{ n: 50 }])
  })

  test('sends the held emails, and counts confirmed signatures at once', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    await consumeSignatures(confirmationsOf(crowd(petition, 3)))
    expect(await emailStates(petition)).toEqual({ held: 70, pending: 10 })
    const sent: EmailMessage[] = []
    const queue = batchQueue(sent)
    const response = await decide(petition, 'release', { condition: OF_NETWORK, expected: 40 }, { EMAILS: queue })
    expect(await response.json()).toEqual({ released: 40, counted: 3, pending: 37 })
    expect(await statuses(petition)).toEqual({ counted: 3, pending: 47, 'quarantined signals': 30 })
    expect(new Set(sent.map(({ signer }) => signer))).toEqual(
      new Set(range(37, 3).map((n) => message(petition, n).signer)),
    )
    expect(await emailStates(petition)).toEqual({ held: 33, pending: 47 })
    expect(await removalsOf(petition)).toEqual({ released: 3 })
    await consumeSignatures(confirmationsOf(crowd(petition, 40)))
    expect(await countsOf(petition)).toEqual([40, 40, 40, 40])
  })

  test('is final: neither more of the same flood nor a redelivered message undoes it', async () => {
    const petition = await floodedPetition()
    await responseTo(petition, 'release', OF_NETWORK, 40)
    await consumeSignatures(asked(crowd(petition, 40)))
    await consumeSignatures(crowd(petition, 50, 1_000))
    expect(await statuses(petition)).toEqual({ counted: 50, 'quarantined network': 50, 'quarantined signals': 30 })
  })

  test('deletes the facts for the review', async () => {
    const petition = await floodedPetition()
    await responseTo(petition, 'release', {}, 70)
    const { results } = await env.DB.prepare(
      `SELECT DISTINCT suspicion, hex(network) AS network, signals, disposable, request_country FROM signatures
       WHERE petition_id = ? AND id <= ?`,
    )
      .bind(petition.id, message(petition, 69).id)
      .all()
    expect(results).toEqual([{ suspicion: null, network: '', signals: null, disposable: null, request_country: null }])
  })
})

describe('a removal', () => {
  test('deletes the facts and contacts of the signatures, and publishes their number', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    expect(await responseTo(petition, 'remove', INSULTS, 30)).toEqual({ removed: 30 })
    expect(await statuses(petition)).toEqual({ pending: 10, 'quarantined network': 40, removed: 30 })
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
    expect(await removalsOf(petition)).toEqual({ removed: 30 })
    expect(await emailStates(petition)).toEqual({ held: 40, pending: 10 })
    const { results } = await env.DB.prepare(
      `SELECT count(*) AS n, count(contact) AS contact, count(public_name) AS name, count(comment) AS comment,
         count(email_domain) AS domain, count(signals) AS signals, count(signer) AS signer
       FROM signatures WHERE petition_id = ? AND status = 'removed'`,
    )
      .bind(petition.id)
      .all()
    expect(results).toEqual([{ n: 30, contact: 0, name: 0, comment: 0, domain: 0, signals: 0, signer: 30 }])
  })

  test('is final: the same email address can neither sign again nor confirm', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    await responseTo(petition, 'remove', INSULTS, 30)
    const again = from(petition, 45, {}, { id: message(petition, 900).id, sealedEmail: '00' })
    await consumeSignatures([again])
    await consumeSignatures(confirmationsOf([again, message(petition, 45)]))
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
    expect(await emailStates(petition)).toEqual({ held: 40, pending: 10 })
  })
})

describe('a decision', () => {
  test.each(['release', 'remove'] as const)(
    'to %s is refused when the group has changed, and does nothing',
    async (action) => {
      const petition = await floodedPetition({ confirmation: 'email' })
      const before = [await statuses(petition), await ledgerOf(petition), await emailStates(petition)]
      for (const expected of [39, 41, 0]) {
        const response = await decide(petition, action, { condition: OF_NETWORK, expected })
        expect(response.status).toBe(409)
        expect(await response.json<Problem>()).toMatchObject({ type: expect.stringMatching(/conflict$/) })
      }
      expect([await statuses(petition), await ledgerOf(petition), await emailStates(petition)]).toEqual(before)
      expect(await removalsOf(petition)).toEqual({})
    },
  )

  test.each([
    ['release', 'release'],
    ['remove', 'remove'],
    ['release', 'remove'],
  ] as const)('to %s and one to %s at the same time: one of them is carried out', async (one, other) => {
    const petition = await floodedPetition()
    const body = { condition: OF_NETWORK, expected: 40 }
    const responses = await Promise.all([decide(petition, one, body), decide(petition, other, body)])
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const removed = Object.hasOwn(await removalsOf(petition), 'removed')
    expect(Object.values(await removalsOf(petition))).toEqual([40])
    expect(await countsOf(petition)).toEqual(removed ? [10, 10, 10, 10] : [50, 50, 50, 50])
  })

  test.each<[string, unknown, string[]]>([
    ['no condition', { expected: 1 }, ['condition']],
    ['no number', { condition: {} }, ['expected']],
    ['a fraction', { condition: {}, expected: 1.5 }, ['expected']],
    ['a misspelt field', { condition: { contry: 'DE' }, expected: 1 }, ['condition']],
    ['an unknown reason', { condition: { suspicion: 'mood' }, expected: 1 }, ['condition.suspicion']],
    ['no hash', { condition: { network: "' OR 1" }, expected: 1 }, ['condition.network']],
    ['no country', { condition: { country: 'Deutschland' }, expected: 1 }, ['condition.country']],
    ['no signal', { condition: { signal: 1 }, expected: 1 }, ['condition.signal']],
    ['a string for a boolean', { condition: { disposable: 'yes' }, expected: 1 }, ['condition.disposable']],
  ])('with %s is refused', async (_, body, paths) => {
    const petition = await startPetition()
    for (const action of ['release', 'remove'] as const) {
      const response = await decide(petition, action, body)
      expect(response.status).toBe(422)
      const { type, errors } = await response.json<Problem>()
      expect(type).toMatch(/invalid-condition$/)
      expect(errors?.map(({ path }) => path)).toEqual(paths)
    }
  })

  test('is made by the campaign: nobody else can see or do anything', async () => {
    const [petition, other] = [await floodedPetition(), await startPetition()]
    for (const headers of [{}, bearer('wrong'), bearer(other.token)]) {
      const list = await fetchEdge(`/api/petitions/${petition.slug}/review`, { headers })
      expect(list.status).toBe(401)
      for (const action of ['preview', 'release', 'remove']) {
        const path = `/api/petitions/${petition.slug}/review/${action}`
        expect((await fetchEdge(path, jsonPost({ condition: {}, expected: 70 }, headers))).status).toBe(401)
      }
    }
    expect(await statuses(petition)).toEqual({ counted: 10, 'quarantined network': 40, 'quarantined signals': 30 })
    // A condition reaches no further than its petition.
    expect(await responseTo(other, 'remove', {}, 0)).toEqual({ removed: 0 })
    expect((await groupsOf(petition)).total).toBe(70)
  })

  test('about a hundred thousand signatures is carried out in one request', async () => {
    const petition = await startPetition({ confirmation: 'email', reviewRules: { networkPerHour: 1 } })
    const n = 100_000
    await env.DB.prepare(
      `WITH RECURSIVE numbers(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < ?3)
       INSERT INTO signatures (petition_id, signer, id, locale, status, suspicion, signed_at, stored_at, confirmed_at, network, signals)
       SELECT ?1, randomblob(32), printf('01980000-0000-7000-8001-%012d', value), 'en', 'quarantined', 'network', 1, 1,
         CASE WHEN value % 2 THEN 1 END, unhex(?2), '["too-fast"]'
       FROM numbers`,
    )
      .bind(petition.id, NETWORK, n)
      .run()
    expect(await responseTo(petition, 'release', OF_NETWORK, n)).toEqual({
      released: n,
      counted: n / 2,
      pending: n / 2,
    })
    expect(await countsOf(petition)).toEqual([n / 2, n / 2, n / 2, n / 2])
  })
})

test('the default rules are the documented ones', () => {
  expect(REVIEW_RULES).toEqual({
    networkPerHour: 30,
    emailDomainPerHour: 50,
    disposablePerHour: 20,
    surgePerMinute: 600,
    signals: 2,
  })
})
