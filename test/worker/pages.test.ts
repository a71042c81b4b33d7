/** What people read, in their language. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  message,
  postAsCampaign,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

/** The page's text with plain spaces, for `Intl` groups digits with a no-break one. */
const page = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
  (await (await fetchEdge(path, { headers })).text()).replaceAll('\u00A0', ' ')

const end = (petition: TestPetition, how: 'close' | 'victory') => postAsCampaign(petition, how)

describe('a closed petition', () => {
  test('says in the reader’s language that it is closed and how many signed', async () => {
    const petition = await startPetition({ claimedCount: 70_438 })
    await end(petition, 'close')
    const html = await page(`/ru/p/${petition.slug}`)
    expect(html).toContain('Петиция закрыта')
    expect(html).toContain('Эта петиция собрала 70 438 подписантов')
    expect(html).not.toContain('<form')
    expect(await page(`/en/p/${petition.slug}`)).toContain('This petition gathered 70,438 signers')
    expect(await page(`/fr/p/${petition.slug}`)).toContain('Cette pétition a réuni 70\u202F438 signataires')
    expect(await page(`/ar/p/${petition.slug}`)).toContain('وقّع هذه العريضة 70,438 شخصًا')
  })

  test('with a victory shows it with its date and outcome', async () => {
    const petition = await startPetition({ title: 'Won' })
    await end(petition, 'victory')
    const ended = Date.UTC(2026, 7, 2, 12)
    await env.DB.prepare('UPDATE petitions SET created_at = ?, closed_at = ?, outcome = ? WHERE id = ?')
      .bind(ended - 86_400_000, ended, 'They **kept** it. <b>x</b>', petition.id)
      .run()
    await fetchEdge(`/api/petitions/${petition.slug}`, {
      method: 'PATCH',
      headers: { ...bearer(petition.token), 'content-type': 'application/json' },
      body: '{}',
    })
    const html = await page(`/ru/p/${petition.slug}`)
    expect(html).toContain('Победа')
    expect(html).toContain('2 августа 2026 г.')
    expect(html).toContain('They <strong>kept</strong> it. &lt;b&gt;x&lt;/b&gt;')
  })
})

describe('an open petition', () => {
  test.each([
    [0, 'Игорь рассчитывает на вас сегодня.'],
    [1, 'Игорь рассчитывает на вас сегодня.'],
    [2, 'Игорь и 1 участник этой кампании рассчитывают на вас сегодня.'],
    [3, 'Игорь и 2 участника этой кампании рассчитывают на вас сегодня.'],
    [70_438, 'Игорь и 70 437 участников этой кампании рассчитывают на вас сегодня.'],
  ])('with %i signatures counts on the reader', async (claimedCount, sentence) => {
    const { slug } = await startPetition({ claimedCount, starter: 'Игорь' })
    expect(await page(`/ru/p/${slug}`)).toContain(sentence)
  })

  test.each([
    [0, 'Ferry Action is counting on you today.'],
    [1, 'Ferry Action and 1 signer are counting on you today.'],
    [70_438, 'Ferry Action and 70,438 signers are counting on you today.'],
  ])('of an organisation with %i signatures counts it among no signers', async (claimedCount, sentence) => {
    const { slug } = await startPetition({ claimedCount, starter: 'Ferry Action', starterKind: 'organisation' })
    const html = await page(`/en/p/${slug}`)
    expect(html).toContain(sentence)
    expect(html).toContain('"creator":{"@type":"Organization","name":"Ferry Action"}')
  })

  test.each(LOCALES)('without a signature invites to be the first in %s, and has no bar', async (locale) => {
    const { slug } = await startPetition({ goal: 100 })
    const html = await page(`/${locale}/p/${slug}`)
    const words = catalogue(locale)
    expect(html).toContain(`<p class="first" data-count="0">${words.counter.first}</p>`)
    expect(html).not.toContain('<progress')
    const signed = await startPetition({ goal: 100, claimedCount: 1 })
    const withBar = await page(`/${locale}/p/${signed.slug}`)
    expect(withBar).not.toContain(words.counter.first)
    expect(withBar).toContain('<progress')
  })

  test('shows its deadline in its time zone, and its start', async () => {
    const { slug, id } = await startPetition({ closesAt: '2027-04-17T12:00:00Z', timeZone: 'Europe/Berlin' })
    await env.DB.prepare('UPDATE petitions SET opened_at = ? WHERE id = ?')
      .bind(Date.UTC(2026, 10, 26, 23, 30), id)
      .run()
    const html = await page(`/en/p/${slug}`)
    expect(html).toContain('<dt>Published</dt><dd><time datetime="2026-11-26T23:30:00.000Z">27 November 2026</time>')
    expect(html).toContain(
      '<dt>Sign until</dt><dd><time datetime="2027-04-17T12:00:00.000Z">17 April 2027, 14:00 CEST</time>',
    )
    const { slug: without } = await startPetition()
    expect(await page(`/en/p/${without}`)).not.toContain('Sign until')
  })

  test('redirects to the best language, and links to the others', async () => {
    const { slug } = await startPetition()
    for (const [wanted, lang] of [
      ['ru-RU,ru;q=0.9', 'ru'],
      ['de,en;q=0.5', 'de'],
      ['pt,en;q=0.5', 'en'],
      ['sw', 'en'],
      ['ar-EG,en;q=0.5', 'ar'],
      ['en;q=0.1,ru;q=0.2', 'ru'],
      ['', 'en'],
    ]) {
      const response = await fetchEdge(`/p/${slug}`, {
        headers: { 'accept-language': wanted ?? '' },
        redirect: 'manual',
      })
      expect(response.status).toBe(302)
      expect(response.headers.get('location')).toBe(`/${lang}/p/${slug}`)
      expect(response.headers.get('vary')).toContain('Accept-Language')
    }
    const html = await page(`/en/p/${slug}`)
    expect(html).toContain(`hreflang="ru" href="http://petitions.test/ru/p/${slug}"`)
    expect((await fetchEdge(`/xx/p/${slug}`)).status).toBe(404)
  })

  test('keeps the partner code in every language, with one canonical URL', async () => {
    const { slug } = await startPetition()
    const html = await page(`/en/p/${slug}?source=gazette`)
    expect(html).toContain(`<a href="/tr/p/${slug}?source=gazette" lang="tr"`)
    expect(html).toContain(`<link rel="canonical" href="http://petitions.test/en/p/${slug}"/>`)
    expect(await page(`/en/p/${slug}?source=%22%3E`)).toContain(`<a href="/tr/p/${slug}" lang="tr"`)
  })

  test('is found under a URL without language or with a final slash', async () => {
    const { slug } = await startPetition()
    for (const [path, place] of [
      [`/en/p/${slug}/?source=gazette`, `http://petitions.test/en/p/${slug}?source=gazette`],
      ['/ar', '/?lang=ar'],
      ['/ar/', 'http://petitions.test/ar'],
    ] as const) {
      const response = await fetchEdge(path, { redirect: 'manual' })
      expect(response.headers.get('location')).toBe(place)
      expect(response.headers.get('content-type')).toBeNull()
    }
    expect((await fetchEdge('/xx')).status).toBe(404)
  })

  test.for(LOCALES)(
    'in %s declares its language to browsers, crawlers and readers of the other languages',
    async (locale) => {
      const { slug } = await startPetition({ title: 'A "title"', claimedCount: 1234 })
      const response = await fetchEdge(`/${locale}/p/${slug}`)
      expect(response.headers.get('content-language')).toBe(locale)
      expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
      const { direction, name, labelled, petition } = catalogue(locale)
      const links: Record<string, string> = {}
      const metas: Record<string, string> = {}
      const shown: Record<string, string | null> = {}
      await new HTMLRewriter()
        .on('html', { element: (e) => void (shown['html'] = `${e.getAttribute('lang')} ${e.getAttribute('dir')}`) })
        .on('head link', {
          element: (e) => {
            const key = e.getAttribute('hreflang') ?? e.getAttribute('type') ?? e.getAttribute('rel') ?? ''
            links[key] = e.getAttribute('href') ?? ''
          },
        })
        .on('meta[property]', {
          element: (e) => void (metas[e.getAttribute('property') ?? ''] = e.getAttribute('content') ?? ''),
        })
        .on('.languages [aria-current]', {
          text: (t) => void (shown['current'] = `${shown['current'] ?? ''}${t.text}`),
        })
        .transform(response)
        .arrayBuffer()
      expect(shown).toEqual({ html: `${locale} ${direction}`, current: name })
      const page = (lang: string): string => `http://petitions.test/${lang}/p/${slug}`
      expect(links).toMatchObject({
        ...Object.fromEntries(LOCALES.map((lang) => [lang, page(lang)])),
        'x-default': `http://petitions.test/p/${slug}`,
        canonical: page(locale),
        'application/json+oembed': `http://petitions.test/oembed?format=json&amp;url=${encodeURIComponent(page(locale))}`,
        'text/xml+oembed': `http://petitions.test/oembed?format=xml&amp;url=${encodeURIComponent(page(locale))}`,
        'application/atom+xml': `${page(locale)}/feed.atom`,
      })
      expect(metas).toMatchObject({
        'og:locale': expect.stringMatching(new RegExp(`^${locale}_[A-Z]{2}$`)),
        'og:url': page(locale),
        'og:image': `http://petitions.test/og/${locale}/${slug}.png`,
        'og:image:alt': labelled('A &quot;title&quot;', petition.count(1234)),
      })
    },
  )

  test('loads nothing from other hosts, and allows nothing inline', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/en/p/${slug}`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).not.toContain('unsafe')
    const html = await response.text()
    expect([...html.matchAll(/(?:src|href|action)="(https?:)?\/\/([^/"]+)/g)].map(([, , host]) => host)).toEqual(
      expect.arrayContaining(['petitions.test']),
    )
    expect(html).not.toMatch(/(?:src|action)="https?:/)
    expect(html).not.toMatch(/\son\w+=|style="/)
  })
})

describe('the embeds', () => {
  test('can be framed by any site, and the page by none', async () => {
    const { slug } = await startPetition()
    const policyOf = async (path: string) => (await fetchEdge(path)).headers.get('content-security-policy')
    expect(await policyOf(`/embed/${slug}`)).toContain('frame-ancestors *')
    // In a sandboxed iframe, WebKit matches 'self' with nothing.
    for (const directive of ['script-src', 'connect-src']) {
      expect(await policyOf(`/embed/${slug}`)).toContain(`${directive} 'self' http://petitions.test;`)
      expect(await policyOf(`/en/p/${slug}`)).toContain(`${directive} 'self';`)
    }
    expect(await policyOf(`/en/p/${slug}`)).toContain(`frame-ancestors 'none'`)
    expect((await fetchEdge(`/embed/${slug}`)).headers.get('x-frame-options')).toBeNull()
  })
})

describe('signers', () => {
  test('are listed newest first, page by page, without anonymous ones', async () => {
    const petition = await startPetition()
    const messages = Array.from({ length: 12 }, (_, n) =>
      message(petition, n, { publicName: n % 3 === 0 ? null : `Signer ${n}`, signedAt: Date.now() + n }),
    )
    await consumeSignatures(messages)
    const names: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const response = await fetchEdge(`/api/petitions/${petition.slug}/signers?limit=3&cursor=${cursor}`)
      const body: { signers: { name: string }[]; cursor: string | null } = await response.json()
      expect(body.signers.length).toBeLessThanOrEqual(3)
      names.push(...body.signers.map(({ name }) => name))
      cursor = body.cursor
    }
    expect(names).toEqual([11, 10, 8, 7, 5, 4, 2, 1].map((n) => `Signer ${n}`))
    const { results } = await env.DB.prepare('SELECT count(*) AS n FROM signatures WHERE petition_id = ?')
      .bind(petition.id)
      .all()
    expect(results).toEqual([{ n: 12 }])
  })
})
