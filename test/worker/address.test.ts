/** A petition whose web address was changed is found under all of them, by people and by programs, and is one petition. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { deletePetition } from '../../src/accounts/delete-petition.ts'
import { changedHeader } from '../../src/http/changed-header.ts'
import { changeAddress } from '../../src/petitions/address.ts'
import edge from '../../workers/edge/index.ts'
import { app } from '../../workers/edge/app.ts'
import { PLAIN } from '../support/images.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import { proofOf } from '../support/proof.ts'
import { member } from './console/console.ts'
import {
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  ORIGIN,
  postAsCampaign,
  publishUpdate,
  readMeter,
  recordingQueue,
  startPetition,
  stopClock,
  type TestPetition,
  unique,
} from './fixtures.ts'
import { asked, confirmLink, press } from './links.ts'

let networks = 0
const network = (): string => `2001:db8:ad:${(++networks).toString(16)}::1`

/** Changes the address as an owner does, without a console. */
async function rename({ id }: TestPetition, from: string, to = unique('renamed')): Promise<string> {
  const changed = await changeAddress(env.DB, id, { from, to }, { by: BY_OPERATOR, now: Date.now() })
  expect(changed).toEqual({ ok: true })
  return to
}

/** What a browser gets that has not cached anything: an isolate of its own. */
const fresh = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetchEdge(path, { redirect: 'manual', ...init }, { PUBLIC_ORIGIN: ORIGIN })

/** A petition that has something of everything, with two addresses of before: its first one and another. */
async function renamed() {
  const petition = await startPetition({ confirmation: 'email', milestones: [1] })
  const { token, slug } = petition
  await consumeSignatures([message(petition, 1, { publicName: 'Ann' })])
  await publishUpdate(petition, 'News')
  const { id: webhook } = await (
    await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
  ).json<{ id: string }>()
  await fetchEdge(`/api/petitions/${slug}/image?alt=A%20boat`, {
    method: 'PUT',
    headers: { ...bearer(token), 'content-type': 'image/png' },
    body: PLAIN['image/png'],
  })
  const row = await env.DB.prepare(`SELECT image ->> 'hash' AS hash FROM petitions WHERE id = ?`)
    .bind(petition.id)
    .first<{ hash: string }>()
  const second = await rename(petition, slug)
  const now = await rename(petition, second)
  return { petition, now, former: [slug, second], hash: row?.hash ?? '', webhook }
}

const { petition, now, former, hash, webhook } = await renamed()

const NAMED = app.routes
  .filter(({ method, path }) => method !== 'ALL' && /:slug|:file/.test(path) && !path.startsWith('/sitemaps'))
  .map(({ method, path }) => ({ method, path }))
const lines = [...new Set(NAMED.map(({ method, path }) => `${method} ${path}`))]

/** A path of a route, under a slug. */
const pathOf = (pattern: string, slug: string): string =>
  pattern
    .replace('/badge/:file', `/badge/${slug}.svg`)
    .replace('/link/:file', `/link/${slug}.html`)
    .replace('/qr/:file', `/qr/${slug}.svg`)
    .replace(/:slug\{[^}]*\}/, `${slug}.png`)
    .replace(/\/:rest\{.*\}\?$/, '/updates')
    .replace(/:number(\{[^}]*\})?/, '1')
    .replace(':slug', slug)
    .replace(':lang', 'en')
    .replace(':hash', hash)
    .replace(':id', webhook)

const isPage = (path: string): boolean => /^\/(?:p|:lang\/p|images|og)\//.test(path)
const QUERY = '?source=union&lang=en&x=%2F'
/** Also with the token of the campaign, so that routes of campaigns are opened. */
const HEADERS = { ...bearer(petition.token), accept: 'text/html' }

describe('of every route', () => {
  const gets = lines.filter((line) => line.startsWith('GET ')).map((line) => line.slice(4))

  test('there are those that have a petition', () => {
    expect(lines.length).toBeGreaterThan(50)
    expect(gets.filter(isPage).length).toBeGreaterThan(15)
  })

  test.each(gets.filter(isPage))('%s leads from a former address to the same page', async (pattern) => {
    for (const slug of former) {
      for (const method of ['GET', 'HEAD']) {
        const moved = await fresh(pathOf(pattern, slug) + QUERY, { method })
        expect([moved.status, moved.headers.get('location')]).toEqual([301, pathOf(pattern, now) + QUERY])
        expect(moved.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
      }
    }
    const there = await fresh(pathOf(pattern, now) + QUERY, { headers: HEADERS })
    expect([200, 302]).toContain(there.status)
    for (const slug of former) {
      const found = `${there.headers.get('location') ?? ''} ${await there.clone().text()}`.split(slug)
      // The form that Turnstile checks, and the ids of a feed, are of the petition, not of an address.
      expect(found.slice(1).filter((_, at) => !/(?:data-petition="|<id>[^<]*)$/.test(found[at] ?? ''))).toEqual([])
    }
  })

  test.each(gets.filter((path) => !isPage(path)))('%s answers alike under every address', async (pattern) => {
    const answers = await Promise.all(
      [now, ...former].map(async (slug) => {
        const response = await fresh(pathOf(pattern, slug) + QUERY, { headers: HEADERS })
        const text = await response.text()
        return {
          status: response.status,
          location: response.headers.get('location'),
          // What is made anew for each request, and the name that was asked for.
          text: /challenge|\/sign$/.test(pattern)
            ? ''
            : text.replace(`"petition":"${slug}"`, '').replaceAll(/"asOf":"[^"]*"|(?:id="|url\(#)\w{5}\b/g, ''),
        }
      }),
    )
    expect(answers[0]?.status).toBeLessThan(500)
    expect([301, 308, 404]).not.toContain(answers[0]?.status)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test.each(lines.filter((line) => !line.startsWith('GET ')))('%s answers alike under every address', async (line) => {
    const [method = '', pattern = ''] = line.split(' ')
    // Without what they need, so that they change nothing: what they say is that, and not that there is no such petition.
    const statuses = await Promise.all(
      [now, ...former].map(async (slug) => {
        const response = await fresh(pathOf(pattern, slug), { method, headers: { 'cf-connecting-ip': network() } })
        return response.status
      }),
    )
    expect(new Set(statuses).size).toBe(1)
    expect([301, 302, 308, 404]).not.toContain(statuses[0])
  })
})

describe('what was there before the change', () => {
  const fields = () => ({ name: 'Ada Example', email: `${unique('address')}@example.org` })

  test('a form without a script signs, is counted once, and leads on under the new address', async () => {
    const one = await startPetition({ confirmation: 'email' })
    const html = await (await fetchEdge(`/en/p/${one.slug}`)).text()
    const rendered = /name="rendered" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const address = await rename(one, one.slug)
    const { queue, sent } = recordingQueue()
    const person = fields()
    const post = (slug: string) =>
      fetchEdge(
        `/en/p/${slug}`,
        {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ ...person, rendered, version: '1' }),
          headers: { accept: 'text/html', 'cf-connecting-ip': network() },
        },
        { SIGNATURES: queue },
      )
    const [before, after] = [await post(one.slug), await post(address)]
    expect([before.status, after.status]).toEqual([303, 303])
    for (const { headers } of [before, after]) expect(headers.get('location')).toContain(`/en/p/${address}/thanks?`)
    // One signer, whichever address was in the form.
    expect(new Set(sent.map(({ signer }) => signer)).size).toBe(1)
    expect(sent.map(({ review }) => review.signals)).toEqual([sent[0]?.review.signals, sent[0]?.review.signals])
    await consumeSignatures(sent)
    expect((await ledgerOf(one)).rows).toBe(1)
  })

  test('a challenge of one address is solved for another, and its contact opens for the campaign', async () => {
    const one = await startPetition()
    const before = await (await fetchEdge(`/api/petitions/${one.slug}/challenge`)).json<Parameters<typeof proofOf>[0]>()
    const address = await rename(one, one.slug)
    const { queue, sent } = recordingQueue()
    const send = async (slug: string, challenge: typeof before) =>
      fetchEdge(
        `/api/petitions/${slug}/signatures`,
        jsonPost({ ...fields(), proof: await proofOf(challenge) }, { 'cf-connecting-ip': network() }),
        { SIGNATURES: queue },
      )
    const after = await (await fetchEdge(`/api/petitions/${address}/challenge`)).json<typeof before>()
    expect((await send(address, before)).status).toBe(202)
    expect((await send(one.slug, after)).status).toBe(202)
    await consumeSignatures(sent)
    expect(await ledgerOf(one)).toEqual(ledgerAt(2))
    expect(await (await fetchEdge(`/api/petitions/${one.slug}/count`)).json()).toMatchObject({ count: 2 })
  })

  test('a form in a frame of another site signs under both', async () => {
    const one = await startPetition()
    const sandboxed = { origin: 'null', 'sec-fetch-site': 'cross-site', accept: 'text/html' }
    const ip = network()
    const headers = { ...sandboxed, 'cf-connecting-ip': ip }
    const html = await (await fetchEdge(`/embed/${one.slug}/sign?lang=en`, { headers })).text()
    const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const address = await rename(one, one.slug)
    const { queue, sent } = recordingQueue()
    for (const slug of [one.slug, address]) {
      const challenge = await fetchEdge(`/embed/${slug}/challenge?ticket=${value('ticket')}`, { headers })
      expect([slug, challenge.status]).toEqual([slug, 200])
      const body = {
        ...fields(),
        ticket: value('ticket'),
        rendered: value('rendered'),
        version: 1,
        proof: await proofOf(await challenge.json()),
      }
      const response = await fetchEdge(`/embed/${slug}/signatures`, jsonPost(body, headers), { SIGNATURES: queue })
      expect([slug, response.status]).toEqual([slug, 202])
    }
    await consumeSignatures(sent)
    expect(await ledgerOf(one)).toEqual(ledgerAt(2))
  })

  test('the link of an email confirms, once, and its page leads to the new address', async () => {
    const one = await startPetition({ confirmation: 'email' })
    const signature = asked(one, 1)
    await consumeSignatures([signature])
    const link = await confirmLink(one, signature.id)
    const address = await rename(one, one.slug)
    const page = await (await fresh(`${link}?lang=en`, { headers: { accept: 'text/html' } })).text()
    expect(page).not.toContain(one.slug)
    const confirmed = await fetchEdge(`${link}?lang=en`, { method: 'POST', headers: { accept: 'text/html' } })
    expect(await confirmed.text()).toContain(`/en/p/${address}`)
    await press(link, 2)
    expect((await ledgerOf(one)).counter).toBe(1)
  })

  test('messages in the queue are stored', async () => {
    const one = await startPetition()
    const waiting = message(one, 1)
    await rename(one, one.slug)
    await consumeSignatures([waiting])
    expect(await ledgerOf(one)).toEqual(ledgerAt(1))
  })

  test('a counter shows the number of the petition under the name that it asked for', async () => {
    const one = await startPetition()
    const address = await rename(one, one.slug)
    await consumeSignatures([message(one, 1)])
    for (const slug of [one.slug, address]) {
      const response = await fresh(`/api/petitions/${slug}/count`, { headers: { origin: 'https://elsewhere.example' } })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(await response.json()).toMatchObject({ petition: slug, count: 1 })
    }
  })

  test('what a feed reader has read is not new', async () => {
    const one = await startPetition()
    await publishUpdate(one, 'News')
    const idsOf = async (slug: string): Promise<string[]> =>
      [...(await (await fresh(`/en/p/${slug}/feed.atom`)).text()).matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) =>
        String(id),
      )
    const before = await idsOf(one.slug)
    const address = await rename(one, one.slug)
    expect(before.length).toBeGreaterThan(1)
    expect(await idsOf(address)).toEqual(before)
  })

  test('an oEmbed consumer that asks for the former page gets what shows the present one', async () => {
    const one = await startPetition()
    const address = await rename(one, one.slug)
    const found = await fresh(`/oembed?url=${encodeURIComponent(`${ORIGIN}/en/p/${one.slug}`)}`)
    const { html } = await found.json<{ html: string }>()
    expect(html).toContain(`/embed/${address}?`)
    expect(html).not.toContain(one.slug)
  })
})

describe('the API', () => {
  test('knows a petition by its first slug, and links to its address', async () => {
    for (const slug of [now, ...former]) {
      const answer = await fresh(`/api/petitions/${slug}`)
      expect(await answer.json()).toMatchObject({ slug: petition.slug, url: `${ORIGIN}/p/${now}` })
    }
  })

  test('takes the token of the campaign under each', async () => {
    for (const slug of [now, ...former]) {
      const update = await postAsCampaign({ ...petition, slug }, 'updates', { title: 'More', body: 'Words.' })
      expect(update.status).toBe(201)
    }
  })

  test('an event has the first slug, and the address in its URL', async () => {
    const one = await startPetition({ milestones: [1] })
    const address = await rename(one, one.slug)
    await consumeSignatures([message(one, 1)])
    await postAsCampaign(one, 'close')
    const { results } = await env.DB.prepare(
      `SELECT payload ->> '$.data.petition.slug' AS slug, payload ->> '$.data.petition.url' AS url
       FROM outbox WHERE petition_id = ? AND type IN ('petition.milestone', 'petition.closed')`,
    )
      .bind(one.id)
      .all()
    expect(results).toEqual([1, 2].map(() => ({ slug: one.slug, url: `${ORIGIN}/p/${address}` })))
  })
})

test('lists and the sitemap have the present address alone', async () => {
  for (const path of ['/?lang=en', '/sitemaps/1.xml']) {
    const text = await (await fresh(path)).text()
    expect(text).toContain(`/p/${now}`)
    for (const slug of former) expect(text).not.toContain(`/p/${slug}<`)
    for (const slug of former) expect(text).not.toContain(`/p/${slug}"`)
  }
})

test('a code of a partner is in the redirect, and a page that was mangled on its way is found', async () => {
  const [slug = ''] = former
  const moved = await fresh(`/p/${slug}/?source=union`)
  expect(moved.headers.get('location')).toContain(`/p/${slug}?source=union`)
  const mangled = await fresh(`/p/${slug}.`)
  expect(mangled.headers.get('location')).toBe(`/p/${slug}`)
})

describe('changing it back', () => {
  test('leads the other way round, also where the other is still cached', async () => {
    stopClock()
    const one = await startPetition()
    const first = one.slug
    const second = await rename(one, first)
    // This isolate knows the second as the present one.
    expect((await fetchEdge(`/en/p/${second}`)).status).toBe(200)
    expect((await fetchEdge(`/en/p/${first}`, { redirect: 'manual' })).headers.get('location')).toBe(`/en/p/${second}`)
    await rename(one, second, first)
    expect((await fresh(`/en/p/${second}`)).headers.get('location')).toBe(`/en/p/${first}`)
    expect((await fresh(`/en/p/${first}`)).status).toBe(200)
  })

  test('never leads in a circle: a redirect is asked of the database', async () => {
    const one = await startPetition()
    const second = await rename(one, one.slug)
    await fetchEdge(`/en/p/${second}`)
    await rename(one, second, one.slug)
    // Its copy of the petition is of before; nothing has asked for the redirect yet.
    expect((await fetchEdge(`/en/p/${one.slug}`, { redirect: 'manual' })).status).toBe(200)
  })
})

describe('the caches', () => {
  const counting = () => {
    const meter = readMeter()
    const ctx = createExecutionContext()
    const bindings = { ...env, DB: meter.DB }
    const get = async (path: string): Promise<number> => {
      const response = await edge.fetch(new Request(`${ORIGIN}${path}`, { redirect: 'manual' }), bindings, ctx)
      await response.arrayBuffer()
      await waitOnExecutionContext(ctx)
      return response.status
    }
    return { meter, get }
  }

  test('have one value for all addresses: no second one is loaded', async () => {
    stopClock()
    const one = await startPetition()
    const second = await rename(one, one.slug)
    const third = await rename(one, second)
    const { meter, get } = counting()
    const round = async () => {
      for (const slug of [one.slug, second, third]) {
        await get(`/api/petitions/${slug}`)
        await get(`/api/petitions/${slug}/count`)
        await get(`/embed/${slug}`)
      }
    }
    // Which petition each is of is asked once.
    await round()
    await get(`/embed/${third}`)
    const { queries } = meter
    await round()
    await round()
    expect(meter.queries).toBe(queries)
  })

  test('a petition whose address was never changed is read with as few rows as before', async () => {
    const one = await startPetition()
    const rowsOf = async (slug: string): Promise<number> => {
      const { meta } = await env.DB.prepare(
        `SELECT * FROM petitions WHERE slug = ?1 OR id = (SELECT petition_id FROM slugs WHERE slugs.slug = ?1)`,
      )
        .bind(slug)
        .all()
      return meta.rows_read
    }
    const { meta } = await env.DB.prepare('SELECT * FROM petitions WHERE slug = ?').bind(one.slug).all()
    expect(await rowsOf(one.slug)).toBe(meta.rows_read)
    const second = await rename(one, one.slug)
    expect(await rowsOf(one.slug)).toBe(meta.rows_read)
    expect(await rowsOf(second)).toBeLessThanOrEqual(meta.rows_read + 1)
  })

  test('signing asks the database nothing, under any address, once the petition is in memory', async () => {
    stopClock()
    const one = await startPetition()
    const second = await rename(one, one.slug)
    const { meter, get } = counting()
    for (const slug of [one.slug, second]) for (let n = 0; n < 2; n++) await get(`/api/petitions/${slug}/challenge`)
    const { queries } = meter
    for (const slug of [one.slug, second]) expect(await get(`/api/petitions/${slug}/challenge`)).toBe(200)
    expect(meter.queries).toBe(queries)
  })
})

test('a petition that was deleted says so under each of its addresses', async () => {
  const one = await startPetition()
  const address = await rename(one, one.slug)
  await env.DB.prepare(`UPDATE petitions SET state = 'closed', deleted_at = 1, final_count = 0 WHERE id = ?`)
    .bind(one.id)
    .run()
  for (const slug of [one.slug, address]) {
    for (const path of [`/en/p/${slug}`, `/embed/${slug}`, `/api/petitions/${slug}`, `/og/en/${slug}.png`]) {
      expect([path, (await fresh(path)).status]).toEqual([path, 410])
    }
  }
})

test('what the console changes is seen by who asks next, also where nothing was under the new address before', async () => {
  const one = await startPetition()
  const address = unique('renamed')
  const passed = { fetch: async () => new Response(null, { headers: changedHeader({ ...one, publicSlug: address }) }) }
  const bindings = { ...env, CONSOLE: passed as unknown as Fetcher }
  const get = async (path: string): Promise<Response> => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(`${ORIGIN}${path}`, { redirect: 'manual' }), bindings, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
  expect((await get(`/en/p/${address}`)).status).toBe(404)
  expect((await get(`/en/p/${one.slug}`)).status).toBe(200)
  await rename(one, one.slug, address)
  const change = await get('/console')
  expect(change.headers.get('undersigned-changed')).toBeNull()
  expect((await get(`/en/p/${address}`)).status).toBe(200)
  expect((await get(`/en/p/${one.slug}`)).headers.get('location')).toBe(`/en/p/${address}`)
})

test('an old link leads on while the database does not respond', async () => {
  const one = await startPetition()
  const address = await rename(one, one.slug)
  let isDown = false
  const DB = dbWithPrepare((sql) => {
    if (isDown) throw new Error('D1_ERROR: down')
    return env.DB.prepare(sql)
  })
  const bindings = { ...env, DB }
  const get = async (path: string): Promise<Response> => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(`${ORIGIN}${path}`, { redirect: 'manual' }), bindings, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
  for (let n = 0; n < 2; n++) expect((await get(`/en/p/${address}`)).status).toBe(200)
  isDown = true
  const moved = await get(`/en/p/${one.slug}`)
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `/en/p/${address}`])
})

describe('nobody else', () => {
  test.each(['present', 'former'] as const)('gets its %s address, as a first one or as a new one', async (which) => {
    const one = await startPetition()
    const second = await rename(one, one.slug)
    const third = await rename(one, second)
    const slug = which === 'present' ? third : second
    await expect(startPetition({ slug })).rejects.toThrow('conflict')
    const other = await startPetition()
    for (const to of [slug, one.slug]) {
      const changed = await changeAddress(
        env.DB,
        other.id,
        { from: other.slug, to },
        { by: BY_OPERATOR, now: Date.now() },
      )
      expect(changed).toEqual({ ok: false, why: 'slug-taken' })
    }
    // Also past every rule: the database itself refuses.
    await expect(
      env.DB.prepare('INSERT INTO slugs (slug, petition_id, created_at) VALUES (?, ?, 1)')
        .bind(one.slug, other.id)
        .run(),
    ).rejects.toThrow('UNIQUE')
  })
})

test('an address of a draft that was deleted is the next petition’s, also where the draft was looked for', async () => {
  const draft = await startPetition({ state: 'draft' })
  const { accountId } = await member(draft.id, 'owner')
  const address = await rename(draft, draft.slug)
  expect((await fetchEdge(`/en/p/${address}`)).status).toBe(404)
  expect(await deletePetition(env.DB, { petitionId: draft.id, by: accountId, now: Date.now() })).toBe(true)
  await startPetition({ slug: address, title: 'The one that is asked for' })
  await startPetition({ slug: draft.slug, title: 'Another one' })
  expect(await (await fetchEdge(`/api/petitions/${address}`)).json()).toMatchObject({ slug: address })
  const page = await fetchEdge(`/en/p/${address}`, { redirect: 'manual' })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('The one that is asked for')
})
