/** What only a campaign and the operator may do. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { type PetitionResponse, petitionResponse } from '../../schema/petition.ts'
import type { Problem } from '../../src/http/problem.ts'
import { readPartners } from '../../src/ledger/tallies.ts'
import { PARTNER_CODES_LOOKED_MAX_ROWS, PARTNERS_MAX_ROWS } from '../../src/limits.ts'
import { addPartner } from '../../src/petitions/partners.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  asOperator,
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  message,
  petitionForm,
  postAsCampaign,
  startPetition,
  unique,
} from './fixtures.ts'

const start = (fields: Record<string, unknown>, headers: Record<string, string> = asOperator) =>
  fetchEdge('/api/petitions', jsonPost(petitionForm({ slug: unique('new'), ...fields }), headers))

const post = (slug: string, action: string, token: string) => postAsCampaign({ slug, token }, action)

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString()

const pathsOf = async (response: Response): Promise<string[] | undefined> =>
  (await response.json<Problem>()).errors?.map(({ path }) => path)

describe('starting a petition', () => {
  test('takes the operator’s token and returns the campaign token, once', async () => {
    const response = await start({ slug: 'a-new-one', goal: 100 })
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { token, ...body } = await response.json<Record<string, unknown>>()
    expect(petitionResponse.parse(body)).toMatchObject({
      slug: 'a-new-one',
      state: 'open',
      goal: 100,
      count: 0,
      url: 'http://petitions.test/p/a-new-one',
    })
    expect(token).toMatch(/^ust_[\w-]{43}$/)
    const dump = JSON.stringify((await env.DB.prepare('SELECT * FROM tokens').all()).results)
    expect(dump).not.toContain(String(token))
    expect(await (await fetchEdge('/api/petitions/a-new-one')).json()).toEqual(body)
  })

  test('refuses everybody else', async () => {
    const { token } = await startPetition()
    for (const headers of [
      {},
      bearer('wrong'),
      bearer(token),
      { authorization: 'Basic YTpi' },
      { authorization: 'Bearer ' },
    ]) {
      const response = await start({}, headers)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test.each<[string[], Record<string, unknown>]>([
    [['slug'], { slug: 'Not A Slug' }],
    [['slug'], { slug: '' }],
    [['slug'], { slug: 'x'.repeat(81) }],
    [['title'], { title: '' }],
    [['title'], { title: 'x'.repeat(201) }],
    [['body'], { body: '' }],
    [['goal'], { goal: -1 }],
    [['goal'], { goal: 1.5 }],
    [['goal'], { goal: 'many' }],
    [['milestones'], { milestones: 'all' }],
    [['milestones.0'], { milestones: [0] }],
    [['closesAt'], { closesAt: 'tomorrow' }],
    [['closesAt'], { closesAt: '2027-03-28T02:30:00' }],
    [['closesAt'], { closesAt: '2027-03-28T02:30:00+2' }],
    [['timeZone'], { timeZone: 'Mars/Olympus' }],
    [['timeZone'], { timeZone: '+02:00' }],
    [['timeZone'], { timeZone: '' }],
    [['timeZone'], { timeZone: 'x'.repeat(51) }],
    [['starterKind'], { starterKind: 'group' }],
    [['state'], { state: 'victory' }],
    [['language'], { language: '!' }],
    [['language'], { language: 'en-12' }],
    [['closesAt'], { closesAt: '2026-01-01T00:00:00Z' }],
    [['claimedCount'], { claimedCount: -5 }],
  ])('names the invalid field: %j', async (paths, fields) => {
    const response = await start(fields)
    expect(response.status).toBe(422)
    expect(await pathsOf(response)).toEqual(paths)
  })

  test('refuses a slug that is taken', async () => {
    const slug = unique('twice')
    expect((await start({ slug })).status).toBe(201)
    const again = await start({ slug })
    expect(again.status).toBe(409)
    expect((await again.json<Problem>()).detail).toContain('slug')
  })
})

describe('the times of a petition', () => {
  test.each([
    ['2027-03-28T02:30:00+02:00', '2027-03-28T00:30:00.000Z'],
    ['2027-03-28T02:30:00Z', '2027-03-28T02:30:00.000Z'],
    ['2027-03-27T21:30:00-05:30', '2027-03-28T03:00:00.000Z'],
  ])('have a deadline with an offset: %s', async (closesAt, stored) => {
    const response = await start({ closesAt, timeZone: 'Europe/Berlin' })
    expect(response.status).toBe(201)
    const created = await response.json<PetitionResponse>()
    expect(created).toMatchObject({ closesAt: stored, timeZone: 'Europe/Berlin' })
    const count = await (await fetchEdge(`/api/petitions/${created.slug}/count`)).json()
    expect(count).toMatchObject({ closesAt: stored, openedAt: created.openedAt })
  })

  test('have the first time that it was open: none for a draft, and the same after it was opened again', async () => {
    const { slug, token } = await startPetition({ state: 'draft' })
    const petition = async (how: string) => (await post(slug, how, token)).json<PetitionResponse>()
    const draft = await fetchEdge(`/api/petitions/${slug}`, {
      ...jsonPost({}, bearer(token)),
      method: 'PATCH',
    })
    expect(await draft.json()).toMatchObject({ openedAt: null })
    const before = Date.now()
    const { openedAt } = await petition('reopen')
    expect(Date.parse(openedAt ?? '')).toBeGreaterThanOrEqual(before)
    await petition('close')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await petition('reopen')).toMatchObject({ openedAt })
  })

  test('have that of its creation where a Worker from before did not store it', async () => {
    const { slug, id, token } = await startPetition()
    await env.DB.prepare('UPDATE petitions SET created_at = 1000, opened_at = NULL WHERE id = ?').bind(id).run()
    const openedAt = '1970-01-01T00:00:01.000Z'
    expect(await (await post(slug, 'close', token)).json()).toMatchObject({ openedAt })
    expect(await (await fetchEdge(`/api/petitions/${slug}/count`)).json()).toMatchObject({ openedAt })
    expect(await (await post(slug, 'reopen', token)).json()).toMatchObject({ openedAt })
  })

  test('can be shown in another zone later', async () => {
    const { slug, token } = await startPetition({ closesAt: '2027-04-17T20:30:00Z' })
    const body = { timeZone: 'Asia/Tashkent', starterKind: 'organisation' }
    const changed = await fetchEdge(`/api/petitions/${slug}`, { ...jsonPost(body, bearer(token)), method: 'PATCH' })
    expect(await changed.json()).toMatchObject(body)
    expect(await (await fetchEdge(`/en/p/${slug}`)).text()).toContain('18 April 2027, 01:30 GMT+5')
  })
})

describe('changing and closing a petition', () => {
  test('is allowed for the campaign’s own petition and no other', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    const patch = (slug: string, token: string, body: unknown) =>
      fetchEdge(`/api/petitions/${slug}`, { ...jsonPost(body, bearer(token)), method: 'PATCH' })
    const change = { kind: 'correction' }
    const changed = await patch(mine.slug, mine.token, { title: 'New', milestones: [9, 3, 3], change })
    expect(await changed.json()).toMatchObject({
      title: 'New',
      milestones: [3, 9],
    })
    expect((await patch(other.slug, mine.token, { title: 'Stolen', change })).status).toBe(401)
    expect((await patch(mine.slug, mine.token, { title: '' })).status).toBe(422)
    expect((await patch(mine.slug, mine.token, {})).status).toBe(200)
    // The slug is in links, the count is the ledger's: neither is changed, and a request that tries is refused.
    expect(await pathsOf(await patch(mine.slug, mine.token, { slug: 'other', count: 10, goal: 5 }))).toEqual([
      'slug',
      'count',
    ])
    expect(await (await fetchEdge(`/api/petitions/${mine.slug}`)).json()).toMatchObject({ count: 0, goal: null })
    expect(await (await fetchEdge(`/api/petitions/${other.slug}`)).json()).toMatchObject({ title: 'A title' })
  })

  test('allows close, reopen and victory in the possible orders', async () => {
    const { slug, token } = await startPetition()
    expect(await (await post(slug, 'close', token)).json()).toMatchObject({
      state: 'closed',
      closedAt: expect.any(String),
    })
    expect((await post(slug, 'close', token)).status).toBe(409)
    expect(await (await post(slug, 'reopen', token)).json()).toMatchObject({ state: 'open', closedAt: null })
    expect((await post(slug, 'reopen', token)).status).toBe(409)
    expect(await (await post(slug, 'victory', token)).json()).toMatchObject({ state: 'victory' })
    expect((await post(slug, 'victory', token)).status).toBe(409)
    expect((await post(slug, 'close', 'wrong')).status).toBe(401)
  })

  test('moves a deadline neither into the past nor after it has passed', async () => {
    const petition = await startPetition()
    const patch = (closesAt: string | null) =>
      fetchEdge(`/api/petitions/${petition.slug}`, {
        ...jsonPost({ closesAt }, bearer(petition.token)),
        method: 'PATCH',
      })
    expect(await pathsOf(await patch('2026-01-01T00:00:00Z'))).toEqual(['closesAt'])
    expect(await (await patch(inAnHour())).json()).toMatchObject({ closesAt: expect.any(String) })
    expect(await (await patch(null)).json()).toMatchObject({ closesAt: null })
    await post(petition.slug, 'close', petition.token)
    expect((await patch(inAnHour())).status).toBe(409)
  })

  test('opens a draft whose deadline has passed without it, as it reopens a petition', async () => {
    const { slug, token, id } = await startPetition({ state: 'draft' })
    await env.DB.prepare('UPDATE petitions SET closes_at = 1 WHERE id = ?').bind(id).run()
    expect(await (await post(slug, 'reopen', token)).json()).toMatchObject({ state: 'open', closesAt: null })
  })

  test('can reopen a petition past its deadline before the cron trigger has closed it', async () => {
    const { slug, id, token } = await startPetition({ closesAt: inAnHour() })
    await env.DB.prepare('UPDATE petitions SET closes_at = ? WHERE id = ?')
      .bind(Date.now() - 1_000, id)
      .run()
    expect(await (await post(slug, 'reopen', token)).json()).toMatchObject({ state: 'open', closesAt: null })
  })

  test('allows a body as long in Russian as in English', async () => {
    const response = await start({ body: 'щ'.repeat(12_000) })
    expect(response.status).toBe(201)
    expect((await start({ body: 'щ'.repeat(12_001) })).status).toBe(422)
  })

  test('shows a draft to nobody until it is opened', async () => {
    const closesAt = inAnHour()
    const { slug, token } = await startPetition({ state: 'draft', claimedCount: 5, closesAt })
    for (const path of [
      `/api/petitions/${slug}`,
      `/en/p/${slug}`,
      `/p/${slug}`,
      `/embed/${slug}`,
      `/api/petitions/${slug}/challenge`,
    ]) {
      expect((await fetchEdge(path)).status).toBe(404)
    }
    expect(await (await post(slug, 'reopen', token)).json()).toMatchObject({ state: 'open', count: 5, closesAt })
    expect((await fetchEdge(`/api/petitions/${slug}`)).status).toBe(200)
  })

  test('closes it at its deadline, and the cron trigger records the event once', async () => {
    const { slug, id } = await startPetition({ closesAt: inAnHour() })
    await env.DB.prepare('UPDATE petitions SET closes_at = ? WHERE id = ?')
      .bind(Date.now() - 1_000, id)
      .run()
    expect(await (await fetchEdge(`/api/petitions/${slug}`)).json()).toMatchObject({ state: 'closed' })
    await runScheduled('* * * * *', env, Date.now())
    await runScheduled('* * * * *', env, Date.now())
    const { results } = await env.DB.prepare('SELECT type FROM outbox WHERE petition_id = ?').bind(id).all()
    expect(results).toEqual([{ type: 'petition.closed' }])
  })
})

describe('the outcome', () => {
  const patch = (slug: string, token: string, body: unknown, lang = 'en') =>
    fetchEdge(`/api/petitions/${slug}`, {
      ...jsonPost(body, { ...bearer(token), 'accept-language': lang }),
      method: 'PATCH',
    })
  const endWith = (slug: string, how: string, token: string, body: unknown) =>
    fetchEdge(`/api/petitions/${slug}/${how}`, jsonPost(body, bearer(token)))

  test('is set at the end or later, and removed', async () => {
    const { slug, token } = await startPetition()
    expect(await (await fetchEdge(`/api/petitions/${slug}`)).json()).toMatchObject({ outcome: null })
    const closed = await endWith(slug, 'close', token, { outcome: 'The council will **vote**.' })
    expect(await closed.json()).toMatchObject({ state: 'closed', outcome: 'The council will **vote**.' })
    // A victory without an outcome keeps the earlier one.
    expect(await (await endWith(slug, 'victory', token, {})).json()).toMatchObject({
      state: 'victory',
      outcome: 'The council will **vote**.',
    })
    expect(await (await patch(slug, token, { outcome: 'It sails.' })).json()).toMatchObject({ outcome: 'It sails.' })
    expect(await (await fetchEdge(`/api/petitions/${slug}`)).json()).toMatchObject({ outcome: 'It sails.' })
    expect(await (await patch(slug, token, { title: 'Other', change: { kind: 'correction' } })).json()).toMatchObject({
      outcome: 'It sails.',
    })
    expect(await (await patch(slug, token, { outcome: null })).json()).toMatchObject({ outcome: null })
  })

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(4_001)],
    ['no text', 7],
    ['with hidden characters', 'reversed \u202E'],
  ])('that is %s is refused, and the petition stays open', async (_, outcome) => {
    const { slug, token } = await startPetition()
    const messages = new Set<string>()
    for (const lang of ['en', 'ru']) {
      const response = await patch(slug, token, { outcome }, lang)
      expect(response.status).toBe(422)
      const { errors } = await response.json<Problem>()
      expect(errors?.map(({ path }) => path)).toEqual(['outcome'])
      messages.add(errors?.[0]?.message ?? '')
    }
    expect(messages.size).toBe(2)
    expect((await endWith(slug, 'close', token, { outcome })).status).toBe(422)
    expect(await (await fetchEdge(`/api/petitions/${slug}`)).json()).toMatchObject({ state: 'open', outcome: null })
  })

  test('in an unreadable body closes nothing', async () => {
    const { slug, token } = await startPetition()
    for (const [status, init] of [
      [400, jsonPost('{"outcome"', bearer(token))],
      [415, { method: 'POST', body: 'It sails.', headers: { ...bearer(token), 'content-type': 'text/plain' } }],
      [413, jsonPost({ outcome: 'x'.repeat(100_000) }, bearer(token))],
    ] as const) {
      expect((await fetchEdge(`/api/petitions/${slug}/victory`, init)).status).toBe(status)
    }
    expect((await fetchEdge(`/api/petitions/${slug}/victory`, jsonPost({ outcome: 'x' }))).status).toBe(401)
    expect(await (await fetchEdge(`/api/petitions/${slug}`)).json()).toMatchObject({ state: 'open' })
    // As `curl -X POST -H "Content-Type: …"` without data.
    expect((await fetchEdge(`/api/petitions/${slug}/victory`, jsonPost('', bearer(token)))).status).toBe(200)
  })
})

describe('partners', () => {
  const partners = async (slug: string, token: string) =>
    (await fetchEdge(`/api/petitions/${slug}/partners`, { headers: bearer(token) })).json()

  test('are listed with their signatures, largest first, without those whose signatures were all withdrawn', async () => {
    const petition = await startPetition()
    expect(await partners(petition.slug, petition.token)).toEqual({ partners: [], none: 0 })
    const from = ['radio', 'radio', 'zine', null, 'left', 'ant', null, null]
    await consumeSignatures(from.map((partner, n) => message(petition, n, { partner })))
    const left = message(petition, 4)
    await consumeSignatures([{ v: 3, kind: 'withdrawal', petitionId: petition.id, id: left.id }])
    expect(await partners(petition.slug, petition.token)).toEqual({
      partners: [
        { partner: 'radio', count: 2 },
        { partner: 'ant', count: 1 },
        { partner: 'zine', count: 1 },
      ],
      none: 3,
    })
  })

  test('are listed though others have come with more codes of their own making than are looked at', async () => {
    const petition = await startPetition()
    const by = { kind: 'account', id: 'somebody' } as const
    await addPartner(env.DB, { petitionId: petition.id, by, now: 1 }, { code: 'zine', name: 'Zine' })
    await consumeSignatures(['zine', 'zine', null].map((partner, n) => message(petition, n, { partner })))
    await env.DB.prepare(
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
       INSERT INTO tallies (petition_id, dimension, key, n) SELECT ?1, 'partner', 'made-up-' || n, 1 FROM numbers`,
    )
      .bind(petition.id, PARTNER_CODES_LOOKED_MAX_ROWS)
      .run()
    const { partners: listed, none } = await readPartners(env.DB, petition.id)
    expect(listed[0]).toEqual({ partner: 'zine', count: 2 })
    expect(none).toBe(1)
    expect(listed).toHaveLength(PARTNERS_MAX_ROWS)
  })

  test('are shown to the campaign alone', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    for (const headers of [{}, bearer('wrong'), bearer(other.token)]) {
      const response = await fetchEdge(`/api/petitions/${mine.slug}/partners`, { headers })
      expect(response.status).toBe(401)
    }
    expect((await fetchEdge('/api/petitions/nope/partners', { headers: asOperator })).status).toBe(404)
  })
})

test('a request without a token is refused without a database query', async () => {
  const { slug, token } = await startPetition()
  let prepared = 0
  const DB = dbWithPrepare((sql) => {
    prepared++
    return env.DB.prepare(sql)
  })
  const close = (headers: Record<string, string>) =>
    fetchEdge(`/api/petitions/${slug}/close`, { method: 'POST', headers }, { DB })
  expect((await close({})).status).toBe(401)
  expect(prepared).toBe(0)
  expect((await close(bearer(token))).status).toBe(200)
  expect(prepared).toBeGreaterThan(0)
})
