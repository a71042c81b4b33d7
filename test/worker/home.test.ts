/** The home page: its lists, their pages, and the search in titles. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { LISTING_PAGE_ROWS, SEARCH_CHUNKS_MAX, SITEMAP_PETITIONS_MAX_ROWS, TITLES_CHUNK_IDS } from '../../src/limits.ts'
import edge from '../../workers/edge/index.ts'
import { PLAIN } from '../support/images.ts'
import { bearer, fetchEdge, ORIGIN, postAsCampaign, readMeter, startPetition, stopClock } from './fixtures.ts'

/** An isolate whose caches are empty at first. */
function isolate(overrides: Partial<EdgeEnv>): (path: string) => Promise<Response> {
  const own = { ...env, ...overrides }
  return async (path) => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(ORIGIN + path), own, ctx)
    await waitOnExecutionContext(ctx)
    return response
  }
}

/** Another binding, so that the request finds empty caches. */
const fresh = () => ({ DB: readMeter().DB })

const page = async (path: string): Promise<string> => (await fetchEdge(path, {}, fresh())).text()

const titlesIn = (html: string): string[] =>
  [...html.matchAll(/<strong lang="\w+" dir="auto">([^<]*)</g)].map(([, title = '']) => title)

/** Of a link with this `rel`, without the escapes of HTML. */
const linked = (html: string, rel: string): string | undefined =>
  new RegExp(`<a href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&')

const search = (q: string, rest = ''): string => `/?lang=en&q=${encodeURIComponent(q)}${rest}`

/** Rows as the API would write them; `last` gets the highest id. */
async function insertPetitions(n: number, title: (n: number) => string, state = 'open', firstId?: number) {
  const { id } = (await env.DB.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM petitions').first<{
    id: number
  }>()) ?? {
    id: 1,
  }
  const first = firstId ?? id
  for (let from = 0; from < n; from += 500) {
    const rows = Array.from({ length: Math.min(500, n - from) }, (_, row) => [first + from + row, title(from + row)])
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO petitions (id, slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
         SELECT value ->> 0, 'row-' || (value ->> 0), value ->> 1, 'A', 'S', ?3, 'en', '[]', ?2, 'none', 1 FROM json_each(?1)`,
      ).bind(JSON.stringify(rows), state, 'Words. '.repeat(1_000)),
      env.DB.prepare(
        `INSERT INTO counters (petition_id, n, "before") SELECT value ->> 0, 7, 7 FROM json_each(?1)`,
      ).bind(JSON.stringify(rows)),
    ])
  }
}

describe('the home page', () => {
  test('without a petition says so, and a search finds none', async () => {
    expect(await page('/?lang=en')).toContain('There are no open petitions right now.')
    expect(await page(search('ferry'))).toContain('We found no petitions')
    expect(await page('/?lang=en&state=victory')).not.toContain('no open petitions')
  })

  test('has petitions that were won or closed, each in the list of its state, and no draft', async () => {
    const [open, won, closed] = [
      await startPetition({ title: 'Open one' }),
      await startPetition({ title: 'Won one' }),
      await startPetition({ title: 'Closed one' }),
    ]
    await startPetition({ title: 'Draft one', state: 'draft' })
    await postAsCampaign(won, 'victory')
    await postAsCampaign(closed, 'close')
    const html = await page('/?lang=en')
    const sections = html.split('<section>').slice(1)
    expect(sections.map((section) => /<h2[^>]*>([^<]*)</.exec(section)?.[1])).toEqual([
      'Open petitions',
      'Victories',
      'Closed petitions',
    ])
    expect(sections.map((section) => titlesIn(section)[0])).toEqual(['Open one', 'Won one', 'Closed one'])
    expect(html).not.toContain('Draft one')
    expect(html).toContain(`href="/en/p/${open.slug}"`)
  })

  test('shows an image with its size and without a text of its own, and no image for a petition without one', async () => {
    const petition = await startPetition({ title: 'With an image' })
    const response = await fetchEdge(`/api/petitions/${petition.slug}/image?alt=A%20boat`, {
      method: 'PUT',
      headers: { ...bearer(petition.token), 'content-type': 'image/png' },
      body: PLAIN['image/png'],
    })
    const { url, width, height } = await response.json<{ url: string; width: number; height: number }>()
    const html = await page('/?lang=en')
    expect(html.match(/<img /g)).toHaveLength(1)
    expect(html).toContain(
      `<img src="${url.replace(ORIGIN, '')}" width="${width}" height="${height}" alt="" loading="lazy" decoding="async"`,
    )
  })

  test.each(LOCALES)('invites to be the first in %s, and says how many days are left', async (locale) => {
    const words = catalogue(locale)
    const now = Date.now()
    await startPetition({ title: 'Fresh', closesAt: new Date(now + 3 * 86_400_000).toISOString() })
    const html = await page(`/?lang=${locale}`)
    const card = html.split('<li>').find((part) => part.includes('>Fresh<')) ?? ''
    expect(card).toContain(words.counter.first)
    expect(card).toContain(words.petition.daysLeft(3))
    expect(card).not.toContain(words.petition.count(0))
  })

  test('says of a petition past its deadline that it is closed before the cron has closed it', async () => {
    const { id } = await startPetition({ title: 'Expired' })
    await env.DB.prepare('UPDATE petitions SET closes_at = 1 WHERE id = ?').bind(id).run()
    const card = (await page('/?lang=en')).split('<li>').find((part) => part.includes('>Expired<'))
    expect(card).toContain('Petition closed')
    expect(card).not.toContain('Be the first')
  })
})

describe('a list', () => {
  test('goes on page by page to its end, each petition once, and back to its beginning', async () => {
    await insertPetitions(30, (n) => `Won ${n}`, 'victory')
    const seen: string[] = []
    let path: string | undefined = '/?lang=en&state=victory'
    for (let pages = 0; path !== undefined && pages < 9; pages++) {
      const html = await page(path)
      const next = linked(html, 'next')
      expect(html.includes('Back to the newest')).toBe(pages > 0)
      expect(/<link rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')).toBe(next)
      const titles = titlesIn(html)
      expect(titles.length).toBeLessThanOrEqual(LISTING_PAGE_ROWS)
      seen.push(...titles)
      path = next
    }
    expect(seen.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, n) => `Won ${29 - n}`))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('of open petitions goes on from the home page', async () => {
    await insertPetitions(LISTING_PAGE_ROWS + 2, (n) => `More ${n}`)
    const html = await page('/?lang=ru')
    const next = linked(html, 'next') ?? ''
    expect(next).toMatch(/^\/\?lang=ru&state=open&cursor=[\w-]{64}$/)
    expect(titlesIn(await page(next)).slice(0, 2)).toEqual(['More 1', 'More 0'])
  })

  test('refuses a cursor that is made up, or of another list', async () => {
    await insertPetitions(LISTING_PAGE_ROWS + 2, (n) => `More ${n}`, 'victory')
    const cursor = /cursor=([\w-]{64})/.exec(await page('/?lang=en&state=victory'))?.[1] ?? ''
    expect((await fetchEdge(`/?state=victory&cursor=${cursor}`)).status).toBe(200)
    for (const path of [`/?state=closed&cursor=${cursor}`, `/?q=x&cursor=${cursor}`, '/?state=open&cursor=1']) {
      expect((await fetchEdge(path)).status).toBe(422)
    }
  })

  test('reads as many rows however many petitions there are, and however many have signed', async () => {
    await insertPetitions(300, (n) => `Many ${n}`, 'closed')
    const { id } = await startPetition()
    await env.DB.prepare('UPDATE counters SET n = 1000000 WHERE petition_id = ?').bind(id).run()
    const rowsOf = async (path: string): Promise<number> => {
      const meter = readMeter()
      await fetchEdge(path, {}, { DB: meter.DB })
      return meter.rowsRead
    }
    const rows = await rowsOf('/?state=closed')
    expect(rows).toBeLessThanOrEqual(2 * (LISTING_PAGE_ROWS + 1))
    await insertPetitions(300, (n) => `Many more ${n}`, 'closed')
    expect(await rowsOf('/?state=closed')).toBe(rows)
    const third = linked(await page(linked(await page('/?state=closed'), 'next') ?? ''), 'next') ?? ''
    expect(await rowsOf(third)).toBe(rows)
  })
})

describe('the search', () => {
  test.each([
    ['NIGHT ferr', 'Keep the night ferry'],
    ['agaclari', 'İSTANBUL’un ağaçları'],
    ['اطفال', 'حقّ الأطفال'],
    ['渡轮', '保留夜航渡轮'],
  ])('for %s finds “%s”', async (query, title) => {
    await startPetition({ title })
    await startPetition({ title: 'Something else' })
    expect(titlesIn(await page(search(query)))).toEqual([title])
  })

  test('finds petitions in every state but drafts, says their state, and is not for crawlers', async () => {
    const [won] = [await startPetition({ title: 'Alpha won' }), await startPetition({ title: 'Alpha open' })]
    await postAsCampaign(won, 'victory')
    await startPetition({ title: 'Alpha draft', state: 'draft' })
    const response = await fetchEdge(search('alpha'), {}, fresh())
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    const html = await response.text()
    expect(titlesIn(html)).toEqual(['Alpha open', 'Alpha won'])
    expect(html).toContain('<span class="chip chip-victory">Victory</span>')
    expect((await fetchEdge('/?lang=en')).headers.get('x-robots-tag')).toBeNull()
  })

  test('without a result repeats what was searched for, as text, and invites to go on', async () => {
    const html = await page(search('<b>"nobody"'))
    expect(html).toContain('We found no petitions for “<bdi>&lt;b&gt;&quot;nobody&quot;</bdi>”.')
    expect(html).toContain('Check the spelling')
    expect(html).toContain('See all petitions')
    expect(html).toContain('value="&lt;b&gt;&quot;nobody&quot;"')
  })

  test.each(['!!!', '%', ' \u0301', 'x'.repeat(5_000), '\uD800', "'; DROP TABLE petitions; --"])(
    'for %j is answered',
    async (query) => {
      await startPetition()
      const response = await fetchEdge(`/?q=${encodeURIComponent(query.toWellFormed())}`, {}, fresh())
      expect(response.status).toBe(200)
      expect(titlesIn(await response.text())).toEqual([])
    },
  )

  test('of blanks alone is the home page', async () => {
    await startPetition({ title: 'Here' })
    expect(titlesIn(await page('/?lang=en&q=%20%20'))).toContain('Here')
  })

  test('reads a bounded part of the titles, and the next page goes on behind it', async () => {
    const bound = SEARCH_CHUNKS_MAX * TITLES_CHUNK_IDS
    const { id } = await startPetition({ title: 'Needle in the oldest' })
    await insertPetitions(bound + TITLES_CHUNK_IDS, (n) => `Hay ${n}`, 'open', id + 1)
    stopClock()
    const meter = readMeter()
    const get = isolate({ DB: meter.DB })
    const html = await (await get(search('needle'))).text()
    expect(titlesIn(html)).toEqual([])
    expect(html).toContain('No match so far.')
    expect(meter.rowsRead).toBeGreaterThan(TITLES_CHUNK_IDS)
    expect(meter.rowsRead).toBeLessThanOrEqual(bound + 3 * LISTING_PAGE_ROWS + 1)
    // The titles are in memory now: what is made up costs nothing.
    const { queries } = meter
    for (const made of ['qwerty', 'asdf', 'zxcv']) await get(search(made))
    expect(meter.queries).toBe(queries)

    const next = linked(html, 'next') ?? ''
    const rest = await page(next)
    expect(titlesIn(rest)).toEqual(['Needle in the oldest'])
    expect(linked(rest, 'next')).toBeUndefined()
  })

  test('has pages, each petition once', async () => {
    await insertPetitions(30, (n) => `Page ${n} of quizzes`)
    const seen: string[] = []
    let path: string | undefined = search('quizzes')
    while (path !== undefined) {
      const html = await page(path)
      seen.push(...titlesIn(html))
      path = linked(html, 'next')
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => `Page ${29 - n} of quizzes`))
  })
})

test('a petition that is not listed is in no list, search or sitemap, and open to those who have its address', async () => {
  const form = { title: 'Breakwater', listed: false }
  const [hidden, shown] = [await startPetition(form), await startPetition({ ...form, listed: true })]
  const sitemap = `/sitemaps/${Math.ceil(shown.id / SITEMAP_PETITIONS_MAX_ROWS)}.xml`
  for (const path of ['/', search('breakwater'), sitemap]) {
    const text = await page(path)
    expect([path, text.includes(shown.slug), text.includes(hidden.slug)]).toEqual([path, true, false])
  }
  const response = await fetchEdge(`/en/p/${hidden.slug}`, {}, fresh())
  expect([response.status, response.headers.get('x-robots-tag')]).toEqual([200, 'noindex'])
  expect((await fetchEdge(`/en/p/${shown.slug}`, {}, fresh())).headers.get('x-robots-tag')).toBeNull()
  expect(await response.text()).toContain('name="email"')
})
