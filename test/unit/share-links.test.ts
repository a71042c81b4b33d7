/** Share links: whatever the title contains, each service receives the title and the URL complete. */
import { describe, expect, test } from 'vitest'

import { shareLinks } from '../../src/pages/share-links.ts'
import { PAYLOADS } from '../support/payloads.ts'

const URL_OF_PETITION = 'https://petitions.example.org/en/p/night-boat?source=a&b=c#d'

const linksOf = (title: string): Record<string, URL> =>
  Object.fromEntries(shareLinks({ url: URL_OF_PETITION, title }, 'Email').map(({ id, href }) => [id, new URL(href)]))

test('each service has its own URL', () => {
  const urls = Object.entries(linksOf('Night & day')).map(([id, { href }]) => [id, href.split('?')[0]])
  expect(Object.fromEntries(urls)).toEqual({
    whatsapp: 'https://wa.me/',
    telegram: 'https://t.me/share/url',
    x: 'https://x.com/intent/tweet',
    facebook: 'https://www.facebook.com/sharer/sharer.php',
    bluesky: 'https://bsky.app/intent/compose',
    email: 'mailto:',
  })
  expect(shareLinks({ url: URL_OF_PETITION, title: '' }, 'Почта').at(-1)?.name).toBe('Почта')
})

describe.each(PAYLOADS)('a title with $name', ({ text }) => {
  test('and its URL arrive complete', () => {
    const title = text
      .toWellFormed()
      .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    const links = linksOf(text)
    const said = (id: string, name: string): string | null | undefined => links[id]?.searchParams.get(name)
    expect(said('whatsapp', 'text')).toBe(`${title} ${URL_OF_PETITION}`)
    expect(said('telegram', 'text')).toBe(title)
    expect(said('telegram', 'url')).toBe(URL_OF_PETITION)
    expect(said('x', 'text')).toBe(title)
    expect(said('x', 'url')).toBe(URL_OF_PETITION)
    expect(said('facebook', 'u')).toBe(URL_OF_PETITION)
    expect(said('bluesky', 'text')).toBe(`${title} ${URL_OF_PETITION}`)
    expect(said('email', 'subject')).toBe(title)
    expect(said('email', 'body')).toBe(`${title}\r\n\r\n${URL_OF_PETITION}`)
    for (const { href } of Object.values(links)) expect(href).toMatch(/^[\x21-\x7E]+$/)
    // A plus would stay one in an email.
    expect(links['email']?.href).not.toContain('+')
  })
})

test('a post is within Bluesky’s limit, counted as Bluesky does, and keeps its link', () => {
  for (const title of ['W'.repeat(200), 'W'.repeat(400), '👩‍👩‍👧‍👦'.repeat(400), `Z${'\u0351'.repeat(500)}`]) {
    const text = linksOf(title)['bluesky']?.searchParams.get('text') ?? ''
    expect([...new Intl.Segmenter().segment(text)].length).toBeLessThanOrEqual(300)
    expect(text.endsWith(` ${URL_OF_PETITION}`)).toBe(true)
  }
  const cut = linksOf('👩‍👩‍👧‍👦'.repeat(400))['bluesky']?.searchParams.get('text') ?? ''
  expect([...new Intl.Segmenter().segment(cut)].length).toBe(300)
  expect(cut).toContain('👩‍👩‍👧‍👦… https')
})
