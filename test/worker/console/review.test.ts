/** Held signatures in the console: groups, what each decision does in numbers, and the undo of a removal. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { remove } from '../../../src/ledger/decide.ts'
import {
  CONFIRM_TICK_MAX_PEOPLE,
  REVIEW_CHUNK_ROWS,
  REVIEW_CHUNKS_PER_REQUEST,
  REVIEW_RULES,
} from '../../../src/limits.ts'
import { addressOfGroup, groupAt, likely } from '../../../src/console/people/review-group.ts'
import { BY_OPERATOR } from '../../support/actor.ts'
import { consumeSignatures, fetchEdge, ORIGIN, startPetition, type TestPetition } from '../fixtures.ts'
import { crowd, emailStates, floodedPetition, from, NETWORK, range, statuses } from '../floods.ts'
import { fetchConsole, member, type Person } from './console.ts'

const { review } = consoleWords('en')

async function here(petition: TestPetition) {
  const path = `/console/p/${petition.slug}/review`
  const moderator = await member(petition.id, 'moderator')
  const get = async (rest = '', as: Person = moderator) => (await fetchConsole(path + rest, { as })).text()
  const post = (rest: string, form: Record<string, string>, as: Person = moderator) =>
    fetchConsole(path + rest, { as, form })
  return { petition, path, get, post }
}

const leadsTo = (response: Response): [number, string] => [
  response.status,
  (response.headers.get('location') ?? '').replace(/^.*\/review/, ''),
]
const countOf = async ({ slug }: TestPetition): Promise<number> =>
  (await (await fetchEdge(`/api/petitions/${slug}/count`)).json<{ count: number }>()).count

const entriesOf = async ({ id }: TestPetition): Promise<[string, unknown][]> =>
  (
    await env.DB.prepare(`SELECT act, facts FROM audit_log WHERE petition_id = ? AND act <> 'started' ORDER BY id`)
      .bind(id)
      .all<{ act: string; facts: string }>()
  ).results.map(({ act, facts }) => [act, JSON.parse(facts)])

describe('the groups', () => {
  test('say why they are held, with numbers and public names, and which page decides', async () => {
    const { get, petition } = await here(await floodedPetition())
    const html = await get()
    for (const words of [review.inGroups(2), review.why.network(REVIEW_RULES), review.why.signals()]) {
      expect(html).toContain(words)
    }
    expect(html).toContain(`/console/p/${petition.slug}/review/network-${NETWORK}`)
    expect(html).toContain(`/console/p/${petition.slug}/review/signals`)
  })

  test('are none where nothing is held', async () => {
    const { get } = await here(await startPetition())
    expect(await get()).toContain(review.none)
  })

  test.each([
    [{ suspicion: 'network', network: 'ab01' }, 'network-ab01'],
    [{ suspicion: 'network', network: null }, 'network-none'],
    [{ suspicion: 'email-domain', emailDomain: '00' }, 'email-domain-00'],
    [{ suspicion: 'surge' }, 'surge'],
  ] as const)('%j have the address %s', (condition, address) => {
    expect([addressOfGroup(condition), groupAt(address)]).toEqual([address, condition])
  })

  test.each(['networks', 'network-', 'network-x"y', 'signals-ab', 'none', '%00'])('none is at %s', async (address) => {
    const petition = await startPetition()
    const as = await member(petition.id, 'moderator')
    const response = await fetchConsole(`/console/p/${petition.slug}/review/${address}`, { as })
    expect(response.status).toBe(404)
  })

  test.each([
    [{ signatures: 9, confirmed: 7 }, 'people'],
    [{ signatures: 24, confirmed: 0 }, 'flood'],
    [{ signatures: 9, confirmed: 0 }, 'unclear'],
    [{ signatures: 24, confirmed: 0, lastAt: 3_600_001 }, 'unclear'],
    [{ signatures: 24, confirmed: 1 }, 'unclear'],
  ])('%j look like %s', (facts, guess) => {
    expect(likely({ firstAt: 0, lastAt: 3_600_000, ...facts }, true)).toBe(guess)
    expect(likely({ firstAt: 0, lastAt: 3_600_000, ...facts }, false)).toBe('unclear')
  })
})

describe('a decision', () => {
  test('is shown in numbers before, for the whole group and for a part of it', async () => {
    const { get } = await here(await floodedPetition())
    const whole = await get('/signals')
    for (const words of [review.rises(10, 40), review.countsAtOnce(30), review.stays(10), review.remove(30)]) {
      expect(whole).toContain(words)
    }
    expect(whole).not.toContain(review.staysHeld(15))
    const part = await get('/signals?country=DE')
    for (const words of [review.rises(10, 25), review.countsAtOnce(15), review.staysHeld(15), review.letIn(15)]) {
      expect(part).toContain(words)
    }
    // Anything else in the query is as if it were not there.
    expect(await get('/signals?country=xx&disposable=perhaps&signal=none')).toContain(review.letIn(30))
  })

  test('lets a part in, once: they count, and the rest stays held', async () => {
    const { petition, post, get } = await here(await floodedPetition())
    const form = { expected: '15', country: 'DE', disposable: '', signal: '' }
    const released = await post('/signals/release', form)
    expect(leadsTo(released)).toEqual([303, '?done=released&n=15'])
    expect(released.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(await countOf(petition)).toBe(25)
    const again = await post('/signals/release', form)
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining(review.changed(15, 0))])
    expect(await countOf(petition)).toBe(25)
    expect(await entriesOf(petition)).toEqual([['released', { n: 15, suspicion: 'signals' }]])
    expect(await get()).toContain(review.decided)
  })

  test('sends the emails of what is let in', async () => {
    const { petition, post } = await here(await floodedPetition({ confirmation: 'email' }))
    expect(await emailStates(petition)).toMatchObject({ held: 70 })
    expect(leadsTo(await post(`/network-${NETWORK}/release`, { expected: '40' }))).toEqual([303, '?done=released&n=40'])
    expect(await emailStates(petition)).toMatchObject({ held: 30 })
  })

  test('is not carried out when more arrived meanwhile: the page has the new numbers', async () => {
    const { petition, post } = await here(await floodedPetition())
    await consumeSignatures(range(2, 200).map((n) => from(petition, n, { signals: ['abusive-name'] })))
    for (const act of ['release', 'remove']) {
      const answer = await post(`/signals/${act}`, { expected: '30', confirm: 'yes' })
      expect(answer.status).toBe(409)
      const html = await answer.text()
      expect(html).toContain(review.changed(30, 32))
      expect(html).toContain('name="expected" value="32"')
    }
    expect(await statuses(petition)).toMatchObject({ 'quarantined signals': 32 })
  })

  test('removes after a tick, or after their number was typed, and says in the list who did it', async () => {
    const { petition, post, get } = await here(await floodedPetition())
    expect((await post('/signals/remove', { expected: '30' })).status).toBe(422)
    expect(leadsTo(await post('/signals/remove', { expected: '30', confirm: 'yes' }))).toEqual([
      303,
      '?done=removed&n=30',
    ])
    expect(await statuses(petition)).toMatchObject({ 'removed signals': 30 })
    // Pressed twice: done once.
    expect(leadsTo(await post('/signals/remove', { expected: '30', confirm: 'yes' }))).toEqual([
      303,
      '?done=decided-meanwhile',
    ])
    const many = CONFIRM_TICK_MAX_PEOPLE + 1
    await consumeSignatures(crowd(petition, many - 40, 500))
    const all = { expected: String(many) }
    expect((await post(`/network-${NETWORK}/remove`, { ...all, confirm: 'yes' })).status).toBe(422)
    expect((await post(`/network-${NETWORK}/remove`, { ...all, confirm: String(many) })).status).toBe(303)
    expect(await get()).toContain(review.none)
  })

  test.each(['', '-1', '1e3', 'x', '99999999999'])('with %j as its number does nothing', async (expected) => {
    const { petition, post } = await here(await floodedPetition())
    for (const act of ['release', 'remove']) {
      expect((await post(`/signals/${act}`, { expected, confirm: 'yes' })).status).toBe(409)
    }
    expect(await statuses(petition)).toMatchObject({ 'quarantined signals': 30 })
  })
})

describe('a removal', () => {
  test('is undone by its button, once, and what is undone can be decided again', async () => {
    const { petition, post, get } = await here(await floodedPetition())
    await post('/signals/remove', { expected: '30', confirm: 'yes' })
    const decision = /name="decision" value="([^"]+)"/.exec(await get())?.[1] ?? ''
    expect(leadsTo(await post('/undo', { decision }))).toEqual([303, '?done=removal-undone&n=30'])
    expect(await statuses(petition)).toMatchObject({ 'quarantined signals': 30 })
    expect(await get()).not.toContain('name="decision"')
    expect(leadsTo(await post('/undo', { decision }))).toEqual([303, '?done=too-late'])
    expect((await entriesOf(petition)).map(([act]) => act)).toEqual(['removed', 'removal-undone'])
  })

  test.each(['', 'x', '0190b1e0-0000-7000-8000-000000000000'])('is not undone by %j', async (decision) => {
    const { post } = await here(await floodedPetition())
    expect(leadsTo(await post('/undo', { decision }))).toEqual([303, '?done=too-late'])
  })

  test('of another petition is not undone', async () => {
    const one = await here(await floodedPetition())
    const other = await here(await floodedPetition())
    await one.post('/signals/remove', { expected: '30', confirm: 'yes' })
    const decision = /name="decision" value="([^"]+)"/.exec(await one.get())?.[1] ?? ''
    expect(leadsTo(await other.post('/undo', { decision }))).toEqual([303, '?done=too-late'])
    expect(await statuses(one.petition)).toMatchObject({ 'removed signals': 30 })
  })
})

test('the menu says how many wait, and the list of things to do leads to them', async () => {
  const petition = await floodedPetition()
  const moderator = await member(petition.id, 'moderator')
  const html = await (await fetchConsole(`/console/p/${petition.slug}`, { as: moderator })).text()
  expect(html).toMatch(
    new RegExp(
      `/console/p/${petition.slug}/review"[^>]*>[^<]*(?:<span>[^<]*</span>)?[^<]*<span class="chip warn">(?:<svg[^]*?</svg>)?70</span>`,
    ),
  )
  expect(html).toContain(consoleWords('en').overview.held(70))
})

describe('a decision about more than one transaction takes', () => {
  async function begun() {
    const one = await here(await floodedPetition())
    const decision = { condition: { suspicion: 'network' as const, network: NETWORK }, expected: 40 }
    await remove(env.DB, one.petition.id, decision, { by: BY_OPERATOR, origin: ORIGIN, now: Date.now(), rows: 15 })
    return one
  }

  test('says how far it is, and others wait for it', async () => {
    const { petition, get, post } = await begun()
    for (const page of ['', '/signals']) {
      const html = await get(page)
      expect(html).toContain(`${review.underWay.remove} ${review.ofAll(15, 40)}`)
      expect(html).toContain(review.continues)
    }
    expect(await get('/signals')).not.toContain(review.letIn(30))
    for (const act of ['release', 'remove']) {
      const answer = await post(`/signals/${act}`, { expected: '30', confirm: 'yes' })
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining(review.continues)])
    }
    expect(await statuses(petition)).toMatchObject({ 'quarantined signals': 30 })
  })

  test('ends when the removal is undone', async () => {
    const { petition, get, post } = await begun()
    const decision = /name="decision" value="([^"]+)"/.exec(await get())?.[1] ?? ''
    expect(leadsTo(await post('/undo', { decision }))).toEqual([303, '?done=removal-undone&n=15'])
    expect(await statuses(petition)).toMatchObject({ 'quarantined network': 40 })
    expect(await get()).not.toContain(review.continues)
  })

  test('is not said to be done before it is', async () => {
    const { petition, post, get } = await here(await startPetition())
    const n = REVIEW_CHUNK_ROWS * (1 + REVIEW_CHUNKS_PER_REQUEST) + 1
    await env.DB.prepare(
      `WITH RECURSIVE numbers(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < ?2)
       INSERT INTO signatures (petition_id, signer, id, locale, status, suspicion, signed_at, stored_at, confirmed_at)
       SELECT ?1, randomblob(32), printf('01980000-0000-7000-8001-%012d', value), 'en', 'quarantined', 'signals', 1, 1, 1
       FROM numbers`,
    )
      .bind(petition.id, n)
      .run()
    expect(leadsTo(await post('/signals/release', { expected: String(n) }))).toEqual([303, ''])
    expect(await get()).toContain(`${review.underWay.release} ${review.ofAll(n - 1, n)}`)
    expect(await countOf(petition)).toBe(n - 1)
  })
})
