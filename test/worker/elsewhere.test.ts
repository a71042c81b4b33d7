/** The count on other sites, by every way that is neither the element nor its frame. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { encode } from 'uqr'

import { parseXml } from '../support/xml.ts'
import { fetchEdge, postAsCampaign, startPetition } from './fixtures.ts'

const TITLE = 'Keep the <night> boat & its "crew"'
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ')

const PUBLIC = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const headersOf = (response: Response, names: Record<string, string>) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, response.headers.get(name)]))

describe('the badge', () => {
  test('is an image with the count and an accessible title', async () => {
    const { slug } = await startPetition({ title: TITLE, claimedCount: 70_438 })
    const response = await fetchEdge(`/badge/${slug}.svg?lang=ru`)
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(headersOf(response, PUBLIC)).toEqual(PUBLIC)
    const svg = parseXml(plain(await response.text()))
    const label = `${TITLE}: 70 438 подписей`
    expect(svg.attributes).toMatchObject({ role: 'img', 'aria-label': label })
    expect(svg.children[0]).toMatchObject({ name: 'title', text: label })
  })

  test('has a JSON form for shields.io', async () => {
    const petition = await startPetition({ claimedCount: 70_438 })
    const response = await fetchEdge(`/badge/${petition.slug}.json?lang=en`)
    expect(headersOf(response, PUBLIC)).toEqual(PUBLIC)
    expect(response.headers.get('cache-control')).toContain('max-age=5,')
    expect(await response.json()).toEqual({
      schemaVersion: 1,
      label: 'Signatures',
      message: '70,438',
      color: '1c4587',
      cacheSeconds: 300,
    })
    await postAsCampaign(petition, 'close')
    expect(await (await fetchEdge(`/badge/${petition.slug}.json?lang=en`)).json()).toMatchObject({ color: '5d574e' })
  })

  test('has no other format', async () => {
    const { slug } = await startPetition()
    for (const file of [`${slug}.png`, slug, '.svg', `${slug}.svg.json`]) {
      expect((await fetchEdge(`/badge/${file}`)).status).toBe(404)
    }
  })
})

describe('the text link', () => {
  test('has the count in the language of its URL', async () => {
    const { slug } = await startPetition({ title: TITLE, claimedCount: 21 })
    const response = await fetchEdge(`/link/${slug}.html?lang=ru&partner=gazette`)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-language')).toBe('ru')
    expect(headersOf(response, PUBLIC)).toEqual(PUBLIC)
    expect(plain(await response.text())).toBe(
      `<a href="http://petitions.test/ru/p/${slug}?source=gazette" lang="ru" dir="ltr">` +
        `<bdi lang="en">Keep the &lt;night&gt; boat &amp; its &quot;crew&quot;</bdi>: 21 подпись</a>`,
    )
  })

  test('leaves the language to the reader by default, and ignores an invalid partner code', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/link/${slug}.html?partner=%3Cb%3E`, { headers: { 'accept-language': 'en' } })
    expect(response.headers.get('vary')).toBe('Accept-Language')
    expect(await response.text()).toContain(`<a href="http://petitions.test/p/${slug}" lang="en"`)
  })
})

describe('the QR code', () => {
  test.each([
    ['', ''],
    ['?source=gazette', '?source=gazette'],
    ['?source=%3Cb%3E', ''],
  ])('asked for with "%s" leads to the petition with "%s"', async (query, kept) => {
    const { slug } = await startPetition({ title: TITLE })
    const response = await fetchEdge(`/qr/${slug}.svg${query}`)
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=604800')
    const svg = parseXml(await response.text())
    const url = `http://petitions.test/p/${slug}${kept}`
    expect(svg.children.map(({ name }) => name)).toEqual(['title', 'rect', 'path'])
    expect(svg.text).toBe(`${TITLE}: ${url}`)
    const [, rect, path] = svg.children
    // Dark on light whatever the theme, with four light modules around.
    expect([rect?.attributes['fill'], path?.attributes['fill']]).toEqual(['#fff', '#000'])
    const dark = new Set(
      [...(path?.attributes['d'] ?? '').matchAll(/M(\d+),(\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`),
    )
    const expected = encode(url, { ecc: 'M', border: 4 })
    expect(svg.attributes['viewBox']).toBe(`0 0 ${expected.size} ${expected.size}`)
    for (const [y, row] of expected.data.entries()) {
      for (const [x, isDark] of row.entries()) expect(dark.has(`${x},${y}`)).toBe(isDark)
    }
    expect(expected.data.slice(0, 4).flat().includes(true)).toBe(false)
  })
})

describe('oEmbed', () => {
  const ask = (query: Record<string, string>) => fetchEdge(`/oembed?${new URLSearchParams(query).toString()}`)

  test('responds in JSON', async () => {
    const { slug } = await startPetition({ title: TITLE, language: 'ru' })
    const response = await ask({ url: `${env.PUBLIC_ORIGIN}/p/${slug}` })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(headersOf(response, PUBLIC)).toEqual(PUBLIC)
    expect(await response.json()).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: TITLE,
      author_name: 'Ada Example',
      provider_name: 'Undersigned',
      provider_url: 'http://petitions.test',
      cache_age: 3600,
      thumbnail_url: `http://petitions.test/og/ru/${slug}.png`,
      html: expect.stringContaining(`title="Подписи: Keep the &lt;night&gt;`),
    })
  })

  test('responds in XML', async () => {
    const { slug } = await startPetition({ title: TITLE })
    const response = await ask({ url: `${env.PUBLIC_ORIGIN}/en/p/${slug}`, format: 'xml', maxwidth: '300' })
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    const { children } = parseXml(await response.text())
    const said = Object.fromEntries(children.map(({ name, text }) => [name, text]))
    expect(said).toMatchObject({ version: '1.0', type: 'rich', title: TITLE, width: '300', height: '220' })
    expect(said).not.toHaveProperty('thumbnail_url')
  })

  test.each(['/EN/p/SLUG', '/p/SLUG.', '/p/SLUG%20', '/en/p/SLUG&fbclid=1'])('responds to %s', async (path) => {
    const { slug } = await startPetition({ title: TITLE })
    const response = await ask({ url: env.PUBLIC_ORIGIN + path.replace('SLUG', slug) })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ title: TITLE })
  })

  test('responds with 404 to what is not a petition of ours', async () => {
    const draft = await startPetition({ state: 'draft' })
    const { slug } = await startPetition()
    for (const url of [
      `${env.PUBLIC_ORIGIN}/en/p/there-is-none`,
      `${env.PUBLIC_ORIGIN}/en/p/${draft.slug}`,
      `https://elsewhere.test/en/p/${slug}`,
      `javascript:alert(1)//petitions.test/en/p/${slug}`,
      `${env.PUBLIC_ORIGIN}/`,
      '',
    ]) {
      expect((await ask({ url })).status).toBe(404)
      expect((await ask({ url, format: 'xml' })).status).toBe(404)
    }
    expect((await fetchEdge('/oembed')).status).toBe(404)
  })

  test('refuses other formats with 501', async () => {
    const { slug } = await startPetition()
    for (const format of ['yaml', 'JSON', '']) {
      const response = await ask({ url: `${env.PUBLIC_ORIGIN}/p/${slug}`, format })
      expect(response.status).toBe(501)
      expect(await response.json()).toMatchObject({ type: 'http://petitions.test/problems/unsupported-format' })
    }
  })
})

test('a draft is shown nowhere', async () => {
  const { slug } = await startPetition({ state: 'draft' })
  for (const path of [
    `/badge/${slug}.svg`,
    `/badge/${slug}.json`,
    `/link/${slug}.html`,
    `/qr/${slug}.svg`,
    `/en/p/${slug}/embed`,
  ]) {
    expect((await fetchEdge(path)).status).toBe(404)
  }
})

describe('the iframe', () => {
  const counterIn = (html: string): string => /<petition-counter ([^>]*)>/.exec(html)?.[1] ?? ''

  test('is the counter for any site, in a language, with nothing inline but its style', async () => {
    const { slug } = await startPetition({ title: TITLE, claimedCount: 21 })
    const response = await fetchEdge(`/embed/${slug}?lang=ru`)
    expect(response.headers.get('content-language')).toBe('ru')
    expect(response.headers.get('vary')).toBe('Accept-Language')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain('frame-ancestors *')
    expect(policy).not.toContain('unsafe')
    const html = plain(await response.text())
    expect(html).toContain('<html lang="ru" dir="ltr">')
    expect(counterIn(html)).toBe(`petition="${slug}" lang="ru"`)
    // All that is seen where no scripts run. A petition has no room in the frame, and forbids to be framed.
    expect(html).toMatch(new RegExp(`<a href="/ru/p/${slug}" target="_blank" rel="noopener">21 подпись</a>`))
    expect(html).not.toMatch(/<script(?![^>]* src="\/)|\son\w+=|style="/)
    // A count that is read from a cache may come before the next script has run, and the height is sent after a count.
    expect([...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src)).toEqual(['/frame.js', '/widget.js'])
  })

  test('follows the parameters of its URL', async () => {
    const { slug } = await startPetition()
    const asked = {
      theme: 'dark',
      size: 'small',
      goal: '1000',
      'sign-link': 'none',
      partner: 'gazette',
    }
    const html = await (await fetchEdge(`/embed/${slug}?lang=en&${new URLSearchParams(asked).toString()}`)).text()
    expect(counterIn(html)).toBe(
      `petition="${slug}" lang="en" theme="dark" size="small" goal="1000" sign-link="none" partner="gazette"`,
    )
    expect(html).toContain(`<a href="/en/p/${slug}?source=gazette"`)
    const framed = await (await fetchEdge(`/embed/${slug}?lang=en&goal=none`)).text()
    expect(counterIn(framed)).toContain(` goal="none"`)
  })

  test.for([
    ['theme', 'sepia'],
    ['size', 'huge'],
    ['goal', '-1'],
    ['goal', '1e3'],
    ['goal', '99999999999'],
    ['sign-link', 'https://example.org/'],
    ['sign-link', 'javascript:alert(1)'],
    ['sign-link', 'data:text/html,x'],
    ['sign-link', '//example.org'],
    ['partner', '"><script>alert(1)</script>'],
    ['partner', 'the gazette'],
    ['petition', 'another'],
    ['onclick', 'alert(1)'],
  ] as const)('ignores %s=%s', async ([name, value]) => {
    const { slug } = await startPetition()
    const html = await (await fetchEdge(`/embed/${slug}?lang=en&${name}=${encodeURIComponent(value)}`)).text()
    expect(counterIn(html)).toBe(`petition="${slug}" lang="en"`)
    expect(html).toContain(`<a href="/en/p/${slug}" `)
    expect(html).not.toContain('alert(1)')
  })

  test('of an unknown petition shows the error in the iframe', async () => {
    const response = await fetchEdge('/embed/there-is-none?lang=ru', { headers: { accept: 'text/html' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-language')).toBe('ru')
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'self' http://petitions.test;`)
    const html = await response.text()
    expect(html).toMatch(/<body><a href="\/\?lang=ru" target="_blank" rel="noopener">[^<]+<\/a><\/body>/)
    expect(html).not.toContain('petition-counter petition')
    const page = await fetchEdge('/ru/p/there-is-none', { headers: { accept: 'text/html' } })
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`)
  })
})

describe('the embed page', () => {
  test('frames only its own host, and allows nothing inline', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/ru/p/${slug}/embed`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`frame-src 'self'`)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(policy).not.toContain('unsafe')
    expect(response.headers.get('content-language')).toBe('ru')
    expect(await response.text()).not.toMatch(/\son\w+=|style="|(?:src|action)="https?:/)
    expect((await fetchEdge(`/xx/p/${slug}/embed`)).status).toBe(404)
    expect((await fetchEdge('/en/p/there-is-none/embed')).status).toBe(404)
  })

  test('shows the code for the choices, and the choices in its form', async () => {
    const { slug } = await startPetition()
    const query = 'theme=dark&size=small&language=ru&goal=none&sign-link=none&partner=gazette'
    const html = await (await fetchEdge(`/en/p/${slug}/embed?${query}`)).text()
    const attributes = `petition="${slug}" lang="ru" theme="dark" size="small" goal="none" sign-link="none" partner="gazette"`
    expect(html).toContain(`<petition-counter ${attributes}>`)
    expect(html).toContain(`&lt;petition-counter ${attributes.replaceAll('"', '&quot;')}&gt;`)
    for (const value of ['dark', 'small', 'ru', 'none']) {
      expect(html).toMatch(new RegExp(`<option value="${value}"[^>]* selected`))
    }
    expect(html).toContain('value="gazette"')
    expect(html).not.toMatch(/<input[^>]*type="checkbox"[^>]* checked/)
    expect(await (await fetchEdge(`/en/p/${slug}/embed`)).text()).toMatch(/<input[^>]*type="checkbox"[^>]* checked/)
  })

  test('shows an invalid partner code at its field, keeps it there, and omits it from the code', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/en/p/${slug}/embed?partner=the+gazette`)
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toMatch(/<input[^>]*value="the gazette"[^>]*aria-invalid="true"/)
    expect(html).toContain('Use up to 40 letters (a to z), numbers, hyphens or underscores.')
    expect(html.slice(html.indexOf('class="previews"'))).not.toMatch(/the(?:\+|%20| )gazette/)
    expect(await (await fetchEdge(`/en/p/${slug}/embed`)).text()).toContain('aria-invalid="false"')
  })
})
