/** How a campaign decides about what is held for review. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import type { ReviewCondition } from '../../schema/review.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import { remove } from '../../src/ledger/decide.ts'
import { deleteRemoved } from '../../src/ledger/retention/removed.ts'
import { undoRemoval } from '../../src/ledger/undo-removal.ts'
import { REMOVAL_UNDO_MS } from '../../src/limits.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import type { Problem } from '../../src/http/problem.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  ledgerOf,
  message,
  ORIGIN,
  batchQueue,
  startPetition,
} from './fixtures.ts'
import {
  range,
  hash,
  NETWORK,
  from,
  crowd,
  asked,
  confirmationsOf,
  statuses,
  emailStates,
  countsOf,
  removalsOf,
  milestonesOf,
  groupsOf,
  decide,
  responseTo,
  floodedPetition,
  OF_NETWORK,
  INSULTS,
} from './floods.ts'

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
      complete: true,
      underWay: null,
    })
    expect(JSON.stringify(body)).not.toContain('Signer')
  })

  test('is empty where nothing is held', async () => {
    expect(await groupsOf(await startPetition())).toEqual({ groups: [], total: 0, complete: true, underWay: null })
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
    // A network and an email domain are those for which signatures are held.
    [{ emailDomain: null }, 0],
    [{ suspicion: 'signals', network: NETWORK }, 0],
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
    expect(await responseTo(petition, 'release', OF_NETWORK, 40)).toEqual({
      released: 40,
      counted: 40,
      pending: 0,
      left: 0,
    })
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
    expect(await response.json()).toEqual({ released: 40, counted: 3, pending: 37, left: 0 })
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
  test('publishes its number at once, and deletes facts and contacts when it can no longer be undone', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    expect(await responseTo(petition, 'remove', INSULTS, 30)).toEqual({ removed: 30, left: 0 })
    expect(await statuses(petition)).toEqual({ pending: 10, 'quarantined network': 40, 'removed signals': 30 })
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
    expect(await removalsOf(petition)).toEqual({ removed: 30 })
    expect((await groupsOf(petition)).total).toBe(40)
    expect(await deleteRemoved(env.DB, Date.now() + REMOVAL_UNDO_MS - 60_000)).toBe(0)
    expect(await deleteRemoved(env.DB, Date.now() + REMOVAL_UNDO_MS + 60_000)).toBeGreaterThanOrEqual(30)
    expect(await statuses(petition)).toEqual({ pending: 10, 'quarantined network': 40, removed: 30 })
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
    await deleteRemoved(env.DB, Date.now() + REMOVAL_UNDO_MS + 60_000)
    await consumeSignatures([again])
    await consumeSignatures(confirmationsOf([again, message(petition, 45)]))
    expect(await countsOf(petition)).toEqual([0, 0, 0, 0])
    expect(await emailStates(petition)).toEqual({ held: 40, pending: 10 })
  })

  test('is undone: what it was about is held again, and can be released', async () => {
    const petition = await floodedPetition({ confirmation: 'email' })
    const before = [await statuses(petition), await emailStates(petition), await groupsOf(petition)]
    const by = { by: BY_OPERATOR, origin: ORIGIN, now: Date.now() }
    const removed = await remove(env.DB, petition.id, { condition: INSULTS, expected: 30 }, by)
    const decision = removed.ok ? removed.value.decision : ''
    // Of another petition, or too late: nothing is done.
    const other = await startPetition()
    expect(await undoRemoval(env.DB, other.id, decision, by)).toBe('too-late')
    expect(await undoRemoval(env.DB, petition.id, decision, { ...by, now: by.now + REMOVAL_UNDO_MS + 1_000 })).toBe(
      'too-late',
    )
    const undone = await Promise.all([1, 2].map(() => undoRemoval(env.DB, petition.id, decision, by)))
    expect(undone.filter((one) => typeof one !== 'string')).toMatchObject([{ n: 30, left: 0 }])
    expect(await undoRemoval(env.DB, petition.id, decision, by)).toBe('too-late')
    expect([await statuses(petition), await emailStates(petition), await groupsOf(petition)]).toEqual(before)
    expect(await removalsOf(petition)).toEqual({})
    expect(await deleteRemoved(env.DB, by.now + 2 * REMOVAL_UNDO_MS)).toBe(0)
    expect(await responseTo(petition, 'release', INSULTS, 30)).toEqual({
      released: 30,
      counted: 0,
      pending: 30,
      left: 0,
    })
    const { results } = await env.DB.prepare(
      `SELECT act, count(*) AS n FROM audit_log WHERE petition_id = ? GROUP BY act ORDER BY act`,
    )
      .bind(petition.id)
      .all()
    expect(results).toEqual([
      { act: 'released', n: 1 },
      { act: 'removal-undone', n: 1 },
      { act: 'removed', n: 1 },
      { act: 'started', n: 1 },
    ])
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
    expect(await responseTo(other, 'remove', {}, 0)).toEqual({ removed: 0, left: 0 })
    expect((await groupsOf(petition)).total).toBe(70)
  })
})
