/** The feed: what is in it, in which order, and that its ids outlive every change. That it is XML is read in a browser's tests. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { FEED_ENTRIES_MAX_ROWS } from '../../src/limits.ts'
import { readHistory } from '../../src/petitions/history.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const read = async ({ slug }: { slug: string }, lang = 'en'): Promise<string> =>
  (await fetchEdge(`/${lang}/p/${slug}/feed.atom`)).text()

const campaign = ({ slug, token }: TestPetition, path: string, body: unknown, method = 'POST') =>
  fetchEdge(`/api/petitions/${slug}${path}`, { ...jsonPost(body, bearer(token)), method })

const UNESCAPED: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#10;': '\n', '&amp;': '&' }
const plain = (xml: string): string => xml.replace(/&(?:lt|gt|quot|amp|#10);/g, (escape) => UNESCAPED[escape] ?? '')

/** The text of each element of this name, unescaped; plain spaces for those of `Intl`. */
const each = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) =>
    plain(text ?? '').replaceAll('\u00A0', ' '),
  )

const head = (xml: string): string => xml.split('<entry>')[0] ?? ''
const entries = (xml: string): string[] => xml.split('<entry>').slice(1)

/** Sets the times of the events hours apart. */
const spread = async ({ id }: TestPetition): Promise<void> => {
  const hour = (n: number) => Date.UTC(2026, 10, 1, n)
  await env.DB.batch([
    env.DB.prepare(`UPDATE updates SET published_at = ?2 WHERE petition_id = ?1 AND title = 'First'`).bind(id, hour(1)),
    env.DB.prepare(`UPDATE milestones SET reached_at = ?2 WHERE petition_id = ?1`).bind(id, hour(2)),
    env.DB.prepare(`UPDATE updates SET published_at = ?2 WHERE petition_id = ?1 AND title = 'Second'`).bind(
      id,
      hour(3),
    ),
    env.DB.prepare(`UPDATE outbox SET created_at = ?2 WHERE petition_id = ?1 AND type <> 'petition.milestone'`).bind(
      id,
      hour(4),
    ),
  ])
}

/** A petition with everything that a feed contains. */
async function eventful(): Promise<TestPetition> {
  const petition = await startPetition({ title: 'Let it sail', language: 'uk', milestones: [2] })
  await publishUpdate(petition, 'First', 'It **sails**.\n\nSoon.')
  await consumeSignatures([message(petition, 1), message(petition, 2)])
  await publishUpdate(petition, 'Second')
  await campaign(petition, '/victory', { outcome: 'The council *agreed*.' })
  await spread(petition)
  return petition
}

describe('the feed', () => {
  test('has what RFC 4287 requires of a feed', async () => {
    const petition = await eventful()
    const response = await fetchEdge(`/en/p/${petition.slug}/feed.atom`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/atom+xml; charset=utf-8',
      'content-language': 'en',
      'cache-control': expect.stringMatching(/^public, max-age=10\b/),
      'access-control-allow-origin': '*',
    })
    const feed = head(await response.text())
    expect(feed).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="en"/,
    )
    const page = `${ORIGIN}/en/p/${petition.slug}`
    expect(each(feed, 'id')).toEqual([`${page}/feed.atom`])
    expect(each(feed, 'title')).toEqual(['Updates: Let it sail'])
    expect(each(feed, 'name')).toEqual(['Ada Example'])
    expect(each(feed, 'icon')).toEqual([`${ORIGIN}/icon.svg`])
    expect(each(feed, 'updated')).toEqual([
      new Date(
        (await env.DB.prepare('SELECT created_at AS at FROM petitions WHERE id = ?')
          .bind(petition.id)
          .first<number>('at')) ?? 0,
      ).toISOString(),
    ])
    expect(feed).toContain('<subtitle type="text" xml:lang="uk">Let it sail</subtitle>')
    expect(feed).toContain(`<link rel="self" type="application/atom+xml" href="${page}/feed.atom"/>`)
    expect(feed).toContain(`<link rel="alternate" type="text/html" hreflang="en" href="${page}"/>`)
    // Many readers follow the last alternate: another language's would lead them there.
    expect(feed.match(/rel="alternate"/g)).toHaveLength(1)
  })

  test('has updates, milestones and the end, newest first, in both languages', async () => {
    const petition = await eventful()
    const [english, russian] = [await read(petition), await read(petition, 'ru')]
    const english_entries = entries(english).join()
    expect(each(english_entries, 'title')).toEqual(['Victory', 'Second', '2 signatures', 'First'])
    expect(each(english_entries, 'content')).toEqual([
      '<p>The council <em>agreed</em>.</p>',
      '<p>Words.</p>',
      'The petition has reached 2 signatures.',
      '<p>It <strong>sails</strong>.</p>\n<p>Soon.</p>',
    ])
    expect(each(english_entries, 'updated')).toEqual([4, 3, 2, 1].map((hour) => `2026-11-01T0${hour}:00:00.000Z`))
    expect(each(entries(russian).join(), 'title')).toEqual(['Победа!', 'Second', '2 подписи', 'First'])
    // The campaign's words in their language, ours in the reader's.
    const [victory, second, milestone] = entries(russian)
    expect(victory).toContain('<content type="html" xml:lang="uk">')
    expect(second).toContain('<title type="text" xml:lang="uk">')
    expect(milestone).toContain('<content type="text">')
    // The same happening has the same id in each.
    expect(each(entries(russian).join(), 'id')).toEqual(each(english_entries, 'id'))
    expect(new Set(each(english_entries, 'id')).size).toBe(4)
  })

  test('keeps an entry’s id when it is edited, with the time of the edit', async () => {
    const petition = await startPetition()
    const { id } = await publishUpdate(petition, 'Before')
    const before = await read(petition)
    await campaign(petition, `/updates/${id}`, { title: 'After' }, 'PATCH')
    const [entry = ''] = entries(await read(petition))
    expect(each(entry, 'id')).toEqual([`${ORIGIN}/p/${petition.slug}#update-${id}`])
    expect(each(entry, 'id')).toEqual(each(entries(before)[0] ?? '', 'id'))
    expect(each(entry, 'title')).toEqual(['After'])
    const row = await env.DB.prepare('SELECT published_at, edited_at FROM updates WHERE id = ?')
      .bind(id)
      .first<Record<string, number>>()
    expect(each(entry, 'published')).toEqual([new Date(row?.['published_at'] ?? 0).toISOString()])
    expect(each(entry, 'updated')).toEqual([new Date(row?.['edited_at'] ?? 0).toISOString()])
    await campaign(petition, `/updates/${id}`, '', 'DELETE')
    expect(entries(await read(petition))).toEqual([])
  })

  test('has a closing, then a victory, and neither once the petition is open again', async () => {
    const petition = await startPetition()
    await campaign(petition, '/close', '')
    const [closing = '', ...others] = entries(await read(petition))
    expect(others).toEqual([])
    expect(each(closing, 'title')).toEqual(['Petition closed'])
    await env.DB.prepare('UPDATE outbox SET created_at = created_at - 60000 WHERE petition_id = ?')
      .bind(petition.id)
      .run()
    await campaign(petition, '/victory', { outcome: 'Won.' })
    const both = entries(await read(petition))
    expect(both.flatMap((entry) => each(entry, 'content'))).toEqual([
      '<p>Won.</p>',
      'This petition is no longer accepting signatures. Thank you to everyone who signed.',
    ])
    await campaign(petition, '/reopen', '')
    expect(entries(await read(petition))).toEqual([])
  })

  test(`has the newest ${FEED_ENTRIES_MAX_ROWS} entries`, async () => {
    const petition = await startPetition()
    await env.DB.prepare(
      `INSERT INTO updates (petition_id, id, title, body, published_at)
       SELECT ?1, printf('01980000-0000-7000-8000-%012d', value), 'U' || value, 'B', value
       FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60) SELECT value FROM n)`,
    )
      .bind(petition.id)
      .run()
    const titles = each(entries(await read(petition)).join(), 'title')
    expect(titles).toHaveLength(FEED_ENTRIES_MAX_ROWS)
    expect([titles[0], titles.at(-1)]).toEqual(['U60', 'U11'])
  })

  test('reads no more endings than it shows', async () => {
    const petition = await startPetition()
    await campaign(petition, '/close', '')
    await env.DB.prepare(
      `WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60)
       INSERT INTO outbox (id, petition_id, type, payload, created_at)
       SELECT 'closed_' || value, ?1, 'petition.closed', '{}', value FROM n`,
    )
      .bind(petition.id)
      .run()
    expect((await readHistory(env.DB, petition.id)).endings).toHaveLength(FEED_ENTRIES_MAX_ROWS)
  })

  test('is 304 until something has changed', async () => {
    const petition = await eventful()
    const path = `/en/p/${petition.slug}/feed.atom`
    const tag = (await fetchEdge(path)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[0-9a-f]+"$/)
    const same = await fetchEdge(path, { headers: { 'if-none-match': tag } })
    expect(same.status).toBe(304)
    expect(await same.text()).toBe('')
    expect(same.headers.get('cache-control')).toContain('max-age')
    await publishUpdate(petition, 'Third')
    const other = await fetchEdge(path, { headers: { 'if-none-match': tag } })
    expect(other.status).toBe(200)
    expect(other.headers.get('etag')).not.toBe(tag)
  })

  test('is 404 for a draft, an unknown petition or an unknown language', async () => {
    const [draft, open] = [await startPetition({ state: 'draft' }), await startPetition()]
    for (const path of [`/en/p/${draft.slug}`, '/en/p/nope', `/xx/p/${open.slug}`]) {
      const response = await fetchEdge(`${path}/feed.atom`)
      expect(response.status).toBe(404)
      expect(response.headers.get('etag')).toBeNull()
    }
  })
})

describe('hostile text in a feed', () => {
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    ']]></content><entry>',
    '<!--',
    '&lt;b&gt; &amp; &#0;',
    '<?xml?>',
    '<!DOCTYPE x [<!ENTITY y "z">]>&y;',
    'zero\u200Bwidth\u2060x',
    'left\u200Eright\u200F\u061Cx',
    'not a character \uFFFE\uFFFF',
  ])('stays text: %j', async (payload) => {
    const shown = payload.replace(/[\uFFFE\uFFFF]/g, '')
    const petition = await startPetition({ title: payload, starter: payload })
    const { id } = await publishUpdate(petition, payload, payload)
    await campaign(petition, '/close', { outcome: payload })
    const xml = await read(petition)
    expect(xml).not.toMatch(/<script|<img|<!|<b>|<\?xml\?|[\uFFFE\uFFFF]/)
    expect(each(head(xml), 'name')).toEqual([shown])
    expect(each(head(xml), 'subtitle')).toEqual([shown])
    expect(entries(xml)).toHaveLength(2)
    expect(each(entries(xml).join(), 'title')).toContain(shown)
    // HTML, in which the words are text again.
    for (const content of each(entries(xml).join(), 'content')) expect(content).not.toMatch(/<script|<img|<!|<b>/)

    const { updates } = await (
      await fetchEdge(`/api/petitions/${petition.slug}/updates`)
    ).json<{ updates: unknown[] }>()
    expect(updates).toMatchObject([{ id, title: payload, body: payload }])
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}`)).json()).toMatchObject({ outcome: payload })
  })
})
