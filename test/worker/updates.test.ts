/** Updates: who may write them, what they may say, and in which order they are read. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { UpdateResponse, UpdatesResponse } from '../../schema/update.ts'
import { UPDATE_BODY_MAX_CHARS, UPDATES_MAX_PER_PETITION } from '../../src/limits.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import type { Problem } from '../../src/http/problem.ts'
import {
  bearer,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const write = (
  { slug, token }: TestPetition,
  method: 'POST' | 'PATCH' | 'DELETE',
  body: unknown,
  { id = '', lang = 'en' } = {},
) =>
  fetchEdge(`/api/petitions/${slug}/updates${id === '' ? '' : `/${id}`}`, {
    ...jsonPost(body, { ...bearer(token), 'accept-language': lang }),
    method,
  })

const read = async ({ slug }: TestPetition, query = ''): Promise<UpdatesResponse> =>
  SCHEMAS.Updates.parse(await (await fetchEdge(`/api/petitions/${slug}/updates${query}`)).json())

const titles = ({ updates }: UpdatesResponse): string[] => updates.map(({ title }) => title)

describe('a campaign', () => {
  test('publishes, changes and deletes updates, and sees each change at once', async () => {
    const petition = await startPetition()
    expect(await read(petition)).toEqual({ updates: [], cursor: null })
    const response = await write(petition, 'POST', { title: ' The boat sails ', body: '**Tonight**\r\n\r\nat ten.' })
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const first = SCHEMAS.Update.parse(await response.json())
    expect(first).toMatchObject({ title: 'The boat sails', body: '**Tonight**\n\nat ten.', editedAt: null })
    expect(await read(petition)).toEqual({ updates: [first], cursor: null })

    const changed = await write(petition, 'PATCH', { title: 'The boat sailed' }, { id: first.id })
    expect(changed.status).toBe(200)
    expect(await changed.json()).toEqual({
      ...first,
      title: 'The boat sailed',
      editedAt: expect.any(String),
      version: 2,
    })
    expect(titles(await read(petition))).toEqual(['The boat sailed'])

    expect((await write(petition, 'DELETE', '', { id: first.id })).status).toBe(204)
    expect(await read(petition)).toEqual({ updates: [], cursor: null })
    expect((await write(petition, 'DELETE', '', { id: first.id })).status).toBe(404)
    expect((await write(petition, 'PATCH', { title: 'x' }, { id: first.id })).status).toBe(404)
  })

  test('that changes nothing leaves the time of the edit empty', async () => {
    const petition = await startPetition()
    const update = await publishUpdate(petition, 'One')
    expect(await (await write(petition, 'PATCH', {}, { id: update.id })).json()).toEqual(update)
    expect((await write(petition, 'PATCH', {}, { id: crypto.randomUUID() })).status).toBe(404)
  })

  test('of another petition may do none of it', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    const { id } = await publishUpdate(mine, 'Mine')
    for (const token of [other.token, 'wrong']) {
      const stranger = { ...mine, token }
      expect((await write(stranger, 'POST', { title: 'T', body: 'B' })).status).toBe(401)
      expect((await write(stranger, 'PATCH', { title: 'T' }, { id })).status).toBe(401)
      expect((await write(stranger, 'DELETE', '', { id })).status).toBe(401)
    }
    // Nor by the way of their own petition.
    expect((await write(other, 'PATCH', { title: 'T' }, { id })).status).toBe(404)
    expect((await write(other, 'DELETE', '', { id })).status).toBe(404)
    expect(titles(await read(mine))).toEqual(['Mine'])
  })

  test('can have a limited number of updates', async () => {
    const petition = await startPetition()
    await env.DB.prepare(
      `INSERT INTO updates (petition_id, id, title, body, published_at)
       SELECT ?1, printf('01980000-0000-7000-8000-%012d', value), 'U' || value, 'B', value
       FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?2) SELECT value FROM n)`,
    )
      .bind(petition.id, UPDATES_MAX_PER_PETITION - 1)
      .run()
    expect((await write(petition, 'POST', { title: 'The last', body: 'B' })).status).toBe(201)
    const refused = await write(petition, 'POST', { title: 'One more', body: 'B' }, { lang: 'ru' })
    expect(refused.status).toBe(409)
    expect((await refused.json<Problem>()).detail).toContain('предел числа новостей')
    expect(titles(await read(petition, '?limit=2'))).toEqual(['The last', `U${UPDATES_MAX_PER_PETITION - 1}`])
  })
})

test.each<[string, Record<string, unknown>]>([
  ['title', { title: '' }],
  ['title', { title: null }],
  ['title', { title: 'x'.repeat(201) }],
  ['title', { title: 'two\nlines' }],
  ['title', { title: 'reversed \u202E' }],
  ['body', { body: '  ' }],
  ['body', { body: 7 }],
  ['body', { body: 'я'.repeat(UPDATE_BODY_MAX_CHARS + 1) }],
  ['body', { body: 'zero\u0000' }],
])('an invalid %s is refused in both languages, and nothing is stored', async (path, fields) => {
  const petition = await startPetition()
  const { id } = await publishUpdate(petition, 'Before')
  const messages = new Set<string>()
  for (const lang of ['en', 'ru']) {
    for (const response of [
      await write(petition, 'POST', { title: 'T', body: 'B', ...fields }, { lang }),
      await write(petition, 'PATCH', fields, { id, lang }),
    ]) {
      expect(response.status).toBe(422)
      const problem = await response.json<Problem>()
      expect(problem.type).toBe('http://petitions.test/problems/invalid-update')
      expect(problem.errors?.map(({ path }) => path)).toEqual([path])
      messages.add(problem.errors?.[0]?.message ?? '')
    }
  }
  expect(messages.size).toBe(2)
  expect(titles(await read(petition))).toEqual(['Before'])
})

describe('the pages of updates', () => {
  const page = async (path: string): Promise<string> => (await fetchEdge(path)).text()
  const shown = (html: string): string[] => [...html.matchAll(/<h3[^>]*>([^<]*)<\/h3>/g)].map(([, title = '']) => title)

  test('show the newest three beside the petition, and a link to all when there are more', async () => {
    const petition = await startPetition()
    for (const n of [1, 2, 3]) await publishUpdate(petition, `Update ${n}`)
    const path = `/ru/p/${petition.slug}`
    expect(await page(path)).not.toContain(`${path}/updates`)
    await publishUpdate(petition, 'Update 4')
    const html = await page(path)
    expect(shown(html)).toEqual(['Update 4', 'Update 3', 'Update 2'])
    expect(html).toContain(`<a href="${path}/updates">Все новости</a>`)
    expect(shown(await page(`${path}/updates`))).toEqual(['Update 4', 'Update 3', 'Update 2', 'Update 1'])
  })

  test('lead from newest to oldest, and the feed to each', async () => {
    const petition = await startPetition()
    const path = `/en/p/${petition.slug}`
    const written: UpdateResponse[] = []
    for (let n = 1; n <= 45; n++) written.push(await publishUpdate(petition, `Update ${n}`))
    const seen: string[] = []
    let next: string | undefined = `${path}/updates`
    while (next !== undefined) {
      const html: string = await page(next)
      seen.push(...shown(html))
      next = /<a href="([^"]+)">Older updates</.exec(html)?.[1]
    }
    expect(seen).toEqual(written.map(({ title }) => title).toReversed())

    const [oldest] = written
    const link = `http://petitions.test${path}/updates?from=${oldest?.id}#update-${oldest?.id}`
    expect(await page(`${path}/feed.atom`)).toContain(`href="${link}"`)
    const there = await page(`${path}/updates?from=${oldest?.id}`)
    expect(there).toContain(`<a href="${path}/updates">All updates</a>`)
    expect(await page(`${path}/updates?from=${written.at(-1)?.id}`)).toBe(await page(`${path}/updates`))
    expect(there).toContain(`<article id="update-${oldest?.id}"`)
    expect(shown(there)).toEqual(['Update 1'])
  })

  test.each(['?from=', '?from=nonsense', `?from='--`])('with %s begin with the newest', async (query) => {
    const petition = await startPetition()
    await publishUpdate(petition, 'One')
    const html = await page(`/en/p/${petition.slug}/updates${query}`)
    expect(shown(html)).toEqual(['One'])
    expect(html).toContain(`rel="canonical" href="http://petitions.test/en/p/${petition.slug}/updates"`)
  })

  test('that would be empty redirect to a page that has updates', async () => {
    const petition = await startPetition()
    const path = `/en/p/${petition.slug}`
    const placeOf = async (query: string): Promise<string | null> =>
      (await fetchEdge(`${path}/updates${query}`, { redirect: 'manual' })).headers.get('location')
    expect(await placeOf('')).toBe(path)
    const { id } = await publishUpdate(petition, 'One')
    await publishUpdate(petition, 'Two')
    await write(petition, 'DELETE', '', { id })
    expect(await placeOf(`?from=${id}`)).toBe(`${path}/updates`)
  })

  test('include the petition page without updates when they cannot be read, and it is not cached', async () => {
    const { slug } = await startPetition({ title: 'Still here' })
    const DB = dbWithPrepare((sql) => {
      if (/from "?(?:updates|signatures)"?/i.test(sql)) throw new Error('down')
      return env.DB.prepare(sql)
    })
    const response = await fetchEdge(`/en/p/${slug}`, {}, { DB })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const html = await response.text()
    expect(html).toContain('Still here')
    expect(html).toContain('<form')
    expect((await fetchEdge(`/en/p/${slug}`)).headers.get('cache-control')).toContain('public')
  })

  test('are 404 for a draft', async () => {
    const draft = await startPetition({ state: 'draft' })
    await publishUpdate(draft, 'Early')
    expect((await fetchEdge(`/en/p/${draft.slug}/updates`)).status).toBe(404)
  })
})

describe('the public', () => {
  test('reads them newest first, page by page, from any site', async () => {
    const petition = await startPetition()
    for (let n = 1; n <= 7; n++) await publishUpdate(petition, `Update ${n}`)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: UpdatesResponse = await read(petition, `?limit=3&cursor=${cursor}`)
      expect(page.updates.length).toBeLessThanOrEqual(3)
      seen.push(...titles(page))
      cursor = page.cursor
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `Update ${n}`))
    const { headers } = await fetchEdge(`/api/petitions/${petition.slug}/updates`)
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test.each(['?limit=0', '?limit=-1', '?limit=many', '?cursor='])('gets the first page for %s', async (query) => {
    const petition = await startPetition()
    await publishUpdate(petition, 'One')
    expect(titles(await read(petition, query))).toEqual(['One'])
  })

  test('cannot read those of a draft or an unknown petition', async () => {
    const draft = await startPetition({ state: 'draft' })
    await publishUpdate(draft, 'Early')
    expect((await fetchEdge(`/api/petitions/${draft.slug}/updates`)).status).toBe(404)
    expect((await fetchEdge('/api/petitions/nope/updates')).status).toBe(404)
  })
})
