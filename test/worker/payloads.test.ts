/** Whatever people write stays text in every place that shows it, and so does an invalid slug. */
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'

import { PAYLOADS, type Payload, SLUG_PAYLOADS } from '../support/payloads.ts'
import { elementsOf, parseXml } from '../support/xml.ts'
import { LISTING_PAGE_ROWS } from '../../src/limits.ts'
import {
  asOperator,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  petitionForm,
  plantWords,
  postSignature,
  startPetition,
  unique,
} from './fixtures.ts'

/** `npm run test:heavy` has them all. */
const SOME = env.HEAVY === 'all' ? PAYLOADS : PAYLOADS.filter((_, n) => n % 4 === 0)

interface Sink {
  path: (slug: string) => string
  kind: 'html' | 'xml' | 'json'
  /** What of the petition, its update or its signer is shown there. */
  shows: readonly ('title' | 'addressee' | 'starter' | 'update' | 'name' | 'comment')[]
  /** A list of all petitions: how long it is differs. */
  list?: true
}

/** Every place that shows what people wrote. A new one needs only its line. */
const SINKS: Record<string, Sink> = {
  'the page': {
    path: (slug) => `/en/p/${slug}`,
    kind: 'html',
    shows: ['title', 'addressee', 'starter', 'update', 'name', 'comment'],
  },
  'the updates': { path: (slug) => `/en/p/${slug}/updates`, kind: 'html', shows: ['title', 'update'] },
  'the sheet to print': {
    path: (slug) => `/en/p/${slug}/print`,
    kind: 'html',
    shows: ['title', 'addressee', 'starter'],
  },
  'the poster': { path: (slug) => `/en/p/${slug}/poster`, kind: 'html', shows: ['title', 'addressee'] },
  'the thanks': { path: (slug) => `/en/p/${slug}/thanks`, kind: 'html', shows: ['title'] },
  'the form for lost links': { path: (slug) => `/en/p/${slug}/links`, kind: 'html', shows: ['title'] },
  'what follows it': { path: (slug) => `/en/p/${slug}/links-sent`, kind: 'html', shows: ['title'] },
  'the front page': { path: () => '/', kind: 'html', shows: ['title', 'addressee'], list: true },
  'the frame': { path: (slug) => `/embed/${slug}?lang=en`, kind: 'html', shows: ['title'] },
  'the form in a frame': { path: (slug) => `/embed/${slug}/sign?lang=en`, kind: 'html', shows: ['title', 'addressee'] },
  'the thanks in a frame': { path: (slug) => `/embed/${slug}/thanks?lang=en`, kind: 'html', shows: ['title'] },
  'the embed page': { path: (slug) => `/en/p/${slug}/embed`, kind: 'html', shows: ['title'] },
  'the link': { path: (slug) => `/link/${slug}.html?lang=en`, kind: 'html', shows: ['title'] },
  'the badge': { path: (slug) => `/badge/${slug}.svg?lang=en`, kind: 'xml', shows: ['title'] },
  'the QR code': { path: (slug) => `/qr/${slug}.svg`, kind: 'xml', shows: ['title'] },
  'the feed': { path: (slug) => `/en/p/${slug}/feed.atom`, kind: 'xml', shows: ['title', 'starter', 'update'] },
  'oEmbed in XML': { path: (slug) => oembedPath(slug, 'xml'), kind: 'xml', shows: ['title', 'starter'] },
  'oEmbed in JSON': { path: (slug) => oembedPath(slug, 'json'), kind: 'json', shows: ['title', 'starter'] },
  'the badge in JSON': { path: (slug) => `/badge/${slug}.json?lang=en`, kind: 'json', shows: [] },
  'the petition in JSON': {
    path: (slug) => `/api/petitions/${slug}`,
    kind: 'json',
    shows: ['title', 'addressee', 'starter'],
  },
  'the count': { path: (slug) => `/api/petitions/${slug}/count`, kind: 'json', shows: [] },
  'the updates in JSON': { path: (slug) => `/api/petitions/${slug}/updates`, kind: 'json', shows: ['update'] },
  'the signers': { path: (slug) => `/api/petitions/${slug}/signers`, kind: 'json', shows: ['name', 'comment'] },
}

const oembedPath = (slug: string, format: string): string =>
  `/oembed?url=${encodeURIComponent(`${env.PUBLIC_ORIGIN}/en/p/${slug}`)}&format=${format}`

const FIELDS = ['title', 'addressee', 'starter', 'body'] as const
/** What a body may be made of: micromark's elements, and what they may say of themselves. */
const MARKDOWN = /^(?:p|em|strong|code|pre|br|hr|a\[href\]|blockquote|ul|ol|li|h[1-6])$/
const HARMLESS_URL = /^(?:$|[/#]|https?:|mailto:|data:image\/)/

/** A line of text as it is stored (text.ts). */
const kept = (text: string): string => text.normalize('NFC').trim()

/** A petition with `text` wherever people write, an update, a signer's name and reason included; and without a cache between. */
async function petitionThatSays(text: string): Promise<string> {
  const petition = await startPetition({ title: text, addressee: text, starter: text, body: text })
  await env.DB.prepare('INSERT INTO updates (petition_id, id, title, body, published_at) VALUES (?1, ?2, ?3, ?3, ?4)')
    .bind(petition.id, crypto.randomUUID(), kept(text), Date.now())
    .run()
  await consumeSignatures([message(petition, 1, { publicName: kept(text), comment: kept(text) })])
  return petition.slug
}

/** With text that an older version, or a change by hand, has left in the database. */
async function petitionThatSaysUnchecked(text: string): Promise<string> {
  const slug = await petitionThatSays('Plain words')
  await plantWords(slug, { title: text, addressee: text, body: text })
  await env.DB.batch([
    env.DB.prepare('UPDATE petitions SET starter = ?1 WHERE slug = ?2').bind(text, slug),
    env.DB.prepare(
      'UPDATE updates SET title = ?1, body = ?1 WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?2)',
    ).bind(text, slug),
    env.DB.prepare(
      'UPDATE signatures SET public_name = ?1, comment = ?1 WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?2)',
    ).bind(text, slug),
  ])
  return slug
}

const read = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetchEdge(path, { headers, redirect: 'manual' }, { PUBLIC_ORIGIN: env.PUBLIC_ORIGIN })

const plainBodies = new Map<string, Promise<string>>()

/** The responses of a petition without hostile text; read once. */
function plainBodyOf(path: string): Promise<string> {
  const known = plainBodies.get(path)
  if (known !== undefined) return known
  const body = read(path).then((response) => response.text())
  plainBodies.set(path, body)
  return body
}

interface Structure {
  /** Each element with the names of its attributes, in their order; without the petition's own body. */
  elements: string[]
  body: string[]
  urls: string[]
  /** Of everything, attributes included. */
  text: string
}

const URL_ATTRIBUTES = ['href', 'src', 'action', 'srcset', 'data', 'formaction', 'poster']

async function structureOfHtml(html: string): Promise<Structure> {
  const found: Structure = { elements: [], body: [], urls: [], text: '' }
  let depthOfBody = 0
  await new HTMLRewriter()
    .on('*', {
      element(element) {
        const attributes = [...element.attributes]
        const names = attributes.map(([name]) => `[${name}]`).join('')
        ;(depthOfBody > 0 ? found.body : found.elements).push(`${element.tagName}${names}`)
        found.urls.push(
          ...attributes.filter(([name]) => URL_ATTRIBUTES.includes(name ?? '')).map(([, value]) => value ?? ''),
        )
        found.text += `\n${attributes.map(([, value]) => value).join('\n')}\n`
      },
      text: ({ text }) => {
        found.text += text
      },
    })
    .on('.prose', {
      element(element) {
        depthOfBody++
        element.onEndTag(() => {
          depthOfBody--
        })
      },
    })
    .transform(new Response(html, { headers: { 'content-type': 'text/html' } }))
    .text()
  return { ...found, text: withoutReferences(found.text) }
}

const REFERENCES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const withoutReferences = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (it) => REFERENCES[it] ?? it)

function structureOfXml(xml: string): Structure {
  const elements = elementsOf(parseXml(xml))
  return {
    elements: elements.map(
      ({ name, attributes }) =>
        name +
        Object.keys(attributes)
          .map((it) => `[${it}]`)
          .join(''),
    ),
    body: [],
    urls: elements.flatMap(({ attributes }) => URL_ATTRIBUTES.flatMap((name) => attributes[name] ?? [])),
    text: elements.map(({ text, attributes }) => [text, ...Object.values(attributes)].join('\n')).join('\n'),
  }
}

/** Every text in it, wherever it stands. */
function textsOf(json: unknown): string[] {
  if (typeof json === 'string') return [json]
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : []
}

/** Its members, with the kind of each value in place of the value. */
const membersOf = (json: unknown): string =>
  JSON.stringify(json, (_, value: unknown) => (typeof value === 'object' ? value : typeof value))

/** Responses for other sites omit the characters that XML does not allow. */
const allowedInXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

/** The structure of a response: the same for any two petitions, whatever their text. */
interface Reading {
  /** Its elements with the names of their attributes, or its members. */
  shape: string[]
  /** Elements of the body and URLs that must not be there. */
  strays: string[]
  says: (text: string) => boolean
}

async function readingOf(sink: Sink, body: string): Promise<Reading> {
  if (sink.kind === 'json') {
    const parsed: unknown = JSON.parse(body)
    const { html = '' } = parsed as { html?: string }
    const embedded = await structureOfHtml(html)
    return {
      shape: [membersOf(parsed), ...embedded.elements],
      strays: straysOf(embedded),
      says: (text) => textsOf(parsed).filter((it) => it === text).length >= sink.shows.length,
    }
  }
  const structure = sink.kind === 'html' ? await structureOfHtml(body) : structureOfXml(body)
  return {
    shape: sink.list === true ? [...new Set(structure.elements)].toSorted() : structure.elements,
    strays: straysOf(structure),
    says: (text) => sink.shows.length === 0 || allowedInXml(structure.text).includes(allowedInXml(text)),
  }
}

const straysOf = ({ body, urls }: Structure): string[] => [
  ...body.filter((element) => !MARKDOWN.test(element)),
  ...urls.filter((url) => !HARMLESS_URL.test(url)),
]

/** Shows `text` as text, and as nothing else. */
async function expectText(sink: Sink, slug: string, plainSlug: string, text: string): Promise<void> {
  const response = await read(sink.path(slug))
  const { shape, strays, says } = await readingOf(sink, await response.text())
  const plain = await readingOf(sink, await plainBodyOf(sink.path(plainSlug)))
  expect({ status: response.status, shape, strays, says: says(text) }).toEqual({
    status: 200,
    shape: plain.shape,
    strays: [],
    says: true,
  })
}

const SENTENCES = {
  'hidden-characters': [
    ['en', 'hidden characters'],
    ['ru', 'невидимые или управляющие символы'],
  ],
  'too-many-marks': [
    ['en', 'too many accents'],
    ['ru', 'слишком много знаков'],
  ],
} as const

const whyRefused = ({ name, text, refusedAs }: Payload) =>
  refusedAs === null ? [] : [{ name, text, sentences: SENTENCES[refusedAs] }]

let network = 0

describe('hostile text', () => {
  let plain: string
  beforeAll(async () => {
    // So that the front page has a link to a next page from the beginning.
    for (let n = 0; n < LISTING_PAGE_ROWS; n++) await startPetition()
    plain = await petitionThatSays('Plain words')
  })

  describe.each(SOME.filter(({ refusedAs }) => refusedAs === null))('$name', ({ text }) => {
    let slug: string
    beforeAll(async () => {
      slug = await petitionThatSays(text)
    })

    test.each(Object.entries(SINKS))('stays text in %s', async (_, sink) => {
      await expectText(sink, slug, plain, kept(text))
    })

    test('stays text in the field and the code of the embed page as a partner code', async () => {
      const path = `/en/p/${plain}/embed`
      const query = new URLSearchParams({ partner: text, language: text, theme: text }).toString()
      const response = await read(`${path}?${query}`)
      const { elements, urls } = await structureOfHtml(await response.text())
      expect(elements).toEqual((await structureOfHtml(await plainBodyOf(path))).elements)
      expect(urls.filter((url) => !HARMLESS_URL.test(url))).toEqual([])
    })
  })

  describe.each(SOME.flatMap(whyRefused))('$name', ({ text, sentences }) => {
    test.each(FIELDS)('is refused in the %s, with a message', async (field) => {
      for (const [language, sentence] of sentences) {
        const form = petitionForm({ slug: unique('refused'), state: 'draft' })
        const response = await fetchEdge(
          '/api/petitions',
          jsonPost({ ...form, [field]: text }, { ...asOperator, 'accept-language': language }),
        )
        expect(response.status).toBe(422)
        const { errors } = await response.json<{ errors: { path: string; message: string }[] }>()
        expect(errors).toEqual([{ path: field, message: expect.stringContaining(sentence) }])
      }
    })

    test.each(['name', 'comment'])('is refused as the %s of a signer, with a message', async (field) => {
      const form = { name: 'Ada', email: 'ada@example.org', [field]: text }
      // Each from a network of its own: wrong forms count against the limit.
      const headers = { 'accept-language': 'en', 'cf-connecting-ip': `2001:db8:0:${(++network).toString(16)}::1` }
      const response = await postSignature(plain, form, {}, headers)
      expect(response.status).toBe(422)
      const { errors } = await response.json<{ errors: { path: string; message: string }[] }>()
      expect(errors).toContainEqual({ path: field, message: expect.stringContaining(sentences[0][1]) })
    })

    // UTF-8, and so the database, has no half characters.
    test.each(text.isWellFormed() ? Object.entries(SINKS) : [])(
      'stays text in %s, if an older version has stored it',
      async (_, sink) => {
        const slug = await petitionThatSaysUnchecked(text)
        await expectText(sink, slug, plain, text)
      },
    )
  })

  test('is refused when it is too long', async () => {
    const form = petitionForm({ slug: unique('long'), title: 'W'.repeat(201) })
    const response = await fetchEdge('/api/petitions', jsonPost(form, { ...asOperator, 'accept-language': 'en' }))
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({
      errors: [{ path: 'title', message: 'This is too long. Make it shorter.' }],
    })
  })

  test('makes no dangerous links and no images in a body', async () => {
    const { slug } = await startPetition({
      body: '[a](javascript:alert(1)) ![b](https://elsewhere.test/x.png) [c](https://example.org)',
    })
    const html = await (await fetchEdge(`/en/p/${slug}`)).text()
    expect(html).not.toContain('javascript:')
    // The page's own are the QR code twice, for sharing and for paper.
    const images = [...html.matchAll(/<img[^>]*/g)].map(([image]) => / src="([^"]*)"/.exec(image)?.[1])
    expect(images).toEqual([`/qr/${slug}.svg`, `/qr/${slug}.svg?source=qr`])
    expect(html).toContain('<a href="https://example.org">')
  })
})

describe.each(SLUG_PAYLOADS)('an invalid slug with $name', ({ slug }) => {
  const paths = Object.entries(SINKS)
    .filter(([, { list }]) => list !== true)
    .map(([name, { path }]) => [name, path(slug)] as const)

  test.each([...paths, ['the way to a language', `/p/${slug}`] as const])(
    'is refused as text by %s',
    async (_, path) => {
      const problem = await read(path)
      expect(problem.status).toBe(404)
      expect(problem.headers.get('content-type')).toBe('application/problem+json')
      expect(await problem.json()).toMatchObject({ status: 404 })

      const headers = { accept: 'text/html', 'accept-language': 'en' }
      const page = await read(path, headers)
      expect(page.status).toBe(404)
      const { elements } = await structureOfHtml(await page.text())
      const nowhere = await read(path.startsWith('/embed/') ? '/embed/there-is-none' : '/en/p/there-is-none', headers)
      expect(elements).toEqual((await structureOfHtml(await nowhere.text())).elements)
      expect(page.headers.get('set-cookie')).toBeNull()
    },
  )
})
