/** Share links: whatever the title contains, each service receives the title and the URL complete. */
import { describe, expect, test } from 'vitest'

import { partnerCode } from '../../schema/signature.ts'
import { creditedPartner, SHARE_WAYS, sharedUrl, shareLinks } from '../../src/pages/share-links.ts'
import { PAYLOADS } from '../support/payloads.ts'

const URL_OF_PETITION = 'https://petitions.example.org/en/p/night-boat?b=c#d'
/** With the service as its partner code. */
const urlFor = (id: string): string => `https://petitions.example.org/en/p/night-boat?b=c&source=${id}#d`

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
    expect(said('whatsapp', 'text')).toBe(`${title} ${urlFor('whatsapp')}`)
    expect(said('telegram', 'text')).toBe(title)
    expect(said('telegram', 'url')).toBe(urlFor('telegram'))
    expect(said('x', 'text')).toBe(title)
    expect(said('x', 'url')).toBe(urlFor('x'))
    expect(said('facebook', 'u')).toBe(urlFor('facebook'))
    expect(said('bluesky', 'text')).toBe(`${title} ${urlFor('bluesky')}`)
    expect(said('email', 'subject')).toBe(title)
    expect(said('email', 'body')).toBe(`${title}\r\n\r\n${urlFor('email')}`)
    for (const { href } of Object.values(links)) expect(href).toMatch(/^[\x21-\x7E]+$/)
    // A plus would stay one in an email.
    expect(links['email']?.href).not.toContain('+')
  })
})

test('a post is within Bluesky’s limit, counted as Bluesky does, and keeps its link', () => {
  for (const title of ['W'.repeat(200), 'W'.repeat(400), '👩‍👩‍👧‍👦'.repeat(400), `Z${'\u0351'.repeat(500)}`]) {
    const text = linksOf(title)['bluesky']?.searchParams.get('text') ?? ''
    expect([...new Intl.Segmenter().segment(text)].length).toBeLessThanOrEqual(300)
    expect(text.endsWith(` ${urlFor('bluesky')}`)).toBe(true)
  }
  const cut = linksOf('👩‍👩‍👧‍👦'.repeat(400))['bluesky']?.searchParams.get('text') ?? ''
  expect([...new Intl.Segmenter().segment(cut)].length).toBe(300)
  expect(cut).toContain('👩‍👩‍👧‍👦… https')
})

test('a text instead of the title is what is sent, and a script can replace it in every link that has one', () => {
  const shared = { url: URL_OF_PETITION, title: 'Night & day', text: 'Sign with me:\nit matters' }
  const links = shareLinks(shared, 'Email')
  expect(links.filter(({ around }) => around === null).map(({ id }) => id)).toEqual(['facebook'])
  for (const { id, href, around, room } of links.filter((link) => link.around !== null)) {
    expect(`${around?.before}${encodeURIComponent('Sign with me: it matters')}${around?.after}`).toBe(href)
    expect(room !== null).toBe(id === 'bluesky')
  }
  const email = links.at(-1)
  expect(new URL(email?.href ?? '').searchParams.get('subject')).toBe('Night & day')
})

test('whom a partner brought brings others for that partner, but a way to share is no partner', () => {
  const url = 'https://petitions.example.org/en/p/night-boat?source=union'
  expect(sharedUrl(url, 'whatsapp')).toBe(url)
  expect(new URL(shareLinks({ url, title: '' }, 'Email')[3]?.href ?? '').searchParams.get('u')).toBe(url)
  expect([null, 'Union', 'WhatsApp', 'qr'].map(creditedPartner)).toEqual([null, 'Union', null, null])
})

test.for(SHARE_WAYS)('%s is a partner code', (way) => {
  const code = new URL(sharedUrl('https://petitions.example.org/en/p/night-boat', way)).searchParams.get('source')
  expect(partnerCode.safeParse(code).data).toBe(way)
})
