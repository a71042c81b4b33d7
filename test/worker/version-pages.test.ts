/** What readers see of versions: the text in their language, that it was changed, and how. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { CHANGES_SHOWN_MAX_ROWS } from '../../src/limits.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const FACTS = { kind: 'facts', why: 'The hospital has published its visiting hours.' }

const send = (method: string, { slug, token }: TestPetition, path: string, body: unknown) =>
  fetchEdge(`/api/petitions/${slug}${path}`, { ...jsonPost(body, bearer(token)), method })
const change = async (petition: TestPetition, words: object) => {
  expect((await send('PATCH', petition, '', { ...words, change: FACTS })).status).toBe(200)
}
const translate = async (petition: TestPetition, lang: string, of: number, title = 'Feribotu koruyun') => {
  const words = { title, addressee: 'Belediye', body: `Yedide: ${of}.`, of }
  expect((await send('PUT', petition, `/translations/${lang}`, words)).status).toBe(200)
}
const page = async ({ slug }: TestPetition, locale: string, rest = ''): Promise<string> =>
  (await fetchEdge(`/${locale}/p/${slug}${rest}`)).text()
/** The number that the form sends. */
const signed = (html: string): string | undefined => /name="version" value="(\d+)"/.exec(html)?.[1]

const english = catalogue('en').versions
const turkish = catalogue('tr').versions

const started = () => startPetition({ title: 'Keep the ferry', addressee: 'The council', body: 'At seven.' })

describe('the petition’s page', () => {
  test('has the text in the reader’s language, in its head too, and its form signs that version', async () => {
    const petition = await started()
    await translate(petition, 'tr', 1)
    const html = await page(petition, 'tr')
    expect(html).toContain('<h1 lang="tr" dir="auto">Feribotu koruyun</h1>')
    expect(html).toContain('<title>Feribotu koruyun</title>')
    expect(html).toContain('<meta property="og:title" content="Feribotu koruyun"/>')
    expect(html).toContain('<meta name="description" content="Yedide: 1."/>')
    expect(html).toContain('<dd lang="tr"><bdi>Belediye</bdi>')
    expect(html).toContain(turkish.originalIn('İngilizce'))
    expect(html).toContain(`href="/tr/p/${petition.slug}?text=original"`)
    expect(html).not.toContain(turkish.behind)
    expect(signed(html)).toBe('2')

    const original = await page(petition, 'tr', '?text=original')
    expect(original).toContain('<h1 lang="en" dir="auto">Keep the ferry</h1>')
    expect(original).toContain(turkish.toTranslation)
    expect(signed(original)).toBe('1')
    expect(original).toContain(`action="/tr/p/${petition.slug}?text=original#sign"`)

    const other = await page(petition, 'de')
    expect(other).toContain('<h1 lang="en" dir="auto">Keep the ferry</h1>')
    expect(other).not.toContain(catalogue('de').versions.toTranslation)
    expect(signed(other)).toBe('1')
  })

  test('says that a translation is behind, and no more once it is not', async () => {
    const petition = await started()
    await translate(petition, 'tr', 1)
    await change(petition, { body: 'At eight.' })
    expect(await page(petition, 'tr')).toContain(turkish.behind)
    await translate(petition, 'tr', 3)
    const html = await page(petition, 'tr')
    expect(html).not.toContain(turkish.behind)
    expect(signed(html)).toBe('4')
    expect((await send('DELETE', petition, '/translations/tr', {})).status).toBe(204)
    expect(signed(await page(petition, 'tr'))).toBe('3')
  })

  test('says that the text has changed, when, how and why, in every language', async () => {
    const petition = await started()
    expect(await page(petition, 'en')).not.toContain('/changes"')
    await change(petition, { body: 'At eight.' })
    for (const locale of LOCALES) {
      const html = await page(petition, locale)
      expect(html).toContain(catalogue(locale).versions.kinds.facts)
      expect(html).toContain(`<p lang="en" dir="auto">${FACTS.why}</p>`)
      expect(html).toContain(`href="/${locale}/p/${petition.slug}/changes"`)
    }
  })

  test('that is shown again with an error keeps to what it shows', async () => {
    const petition = await started()
    const post = async (fields: Record<string, string>) =>
      fetchEdge(`/en/p/${petition.slug}`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Ada', email: 'ada@example.org', ...fields }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    await change(petition, { body: 'At eight.' })
    const wrong = await post({ email: 'x', version: '1' })
    expect(wrong.status).toBe(422)
    expect(signed(await wrong.text())).toBe('2')
    const unknown = await post({ version: '9' })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain(catalogue('en').fieldErrors['no-such-version'])
  })
})

describe('the page of changes', () => {
  test('compares versions, newest first, with why and how many signed each', async () => {
    const petition = await startPetition({
      title: 'Keep the ferry',
      addressee: 'The council',
      body: 'For sixty years the last boat left at ten.\n\nSeven is before the late shift, and before the last train.\n\nWe ask you.',
    })
    await consumeSignatures([1, 2, 3].map((n) => message(petition, n, { version: 1 })))
    await change(petition, {
      addressee: 'The council of the islands',
      body: 'For sixty years the last boat left at ten.\n\nSeven is before the late shift, before visiting hours end, and before the last train.\n\nWe ask you.',
    })
    await translate(petition, 'tr', 2)
    const html = await page(petition, 'en', '/changes')
    expect(html).toContain(`<ins><span class="visually-hidden" lang="en" dir="ltr">added: </span>`)
    expect(html).toContain('visiting hours end')
    expect(html).toContain('<ins><span class="visually-hidden" lang="en" dir="ltr">added: </span> of the islands</ins>')
    expect(html).not.toContain('<del>')
    expect(html.match(/Paragraphs without changes: 1/g)).toHaveLength(2)
    expect(html).toContain(FACTS.why)
    expect(html).toContain('Signatures for this version: 3')
    expect(html.indexOf(english.kinds.facts)).toBeLessThan(html.indexOf(english.first))
    for (const number of [1, 2, 3]) expect(html).toContain(`href="/en/p/${petition.slug}/changes/${number}"`)
    expect(html).toContain(english.changedMind)
  })

  test('has a first version alone, before there are changes, and escapes what is compared', async () => {
    const petition = await started()
    const first = await page(petition, 'en', '/changes')
    expect(first).toContain(english.first)
    expect(first).not.toContain('<ins>')
    await change(petition, { title: '<b>Keep</b> & </main>', body: 'At <i>seven</i>.' })
    const html = await page(petition, 'en', '/changes')
    expect(html).not.toMatch(/<b>|<i>|& <\/main>/)
    expect(html).toContain('&lt;b&gt;')
  })

  test('compares a limited number of versions', async () => {
    const petition = await started()
    for (let n = 0; n < CHANGES_SHOWN_MAX_ROWS + 2; n++) await change(petition, { title: `Title ${n}` })
    const html = await page(petition, 'en', '/changes')
    expect(html.match(/<section class="card version">/g)).toHaveLength(CHANGES_SHOWN_MAX_ROWS)
    expect(html.match(/<ins>/g)).toHaveLength(CHANGES_SHOWN_MAX_ROWS)
  })

  test('links to each version as it was, which says so', async () => {
    const petition = await started()
    await change(petition, { title: 'Keep the night ferry' })
    await translate(petition, 'tr', 2)
    const old = await fetchEdge(`/en/p/${petition.slug}/changes/1`)
    expect(old.headers.get('x-robots-tag')).toBe('noindex')
    const html = await old.text()
    expect(html).toContain('<h1 lang="en" dir="auto">Keep the ferry</h1>')
    expect(html).toContain(english.old)
    for (const number of [2, 3]) {
      expect(await page(petition, 'en', `/changes/${number}`)).not.toContain(english.old)
    }
    for (const rest of ['/changes/4', '/changes/0', '/changes/x']) {
      expect((await fetchEdge(`/en/p/${petition.slug}${rest}`)).status).toBe(404)
    }
    const neutral = await fetchEdge(`/p/${petition.slug}/changes/1`, { headers: { 'accept-language': 'tr' } })
    expect(neutral.headers.get('location')).toBe(`/tr/p/${petition.slug}/changes/1`)
    for (const rest of ['countx', 'updates/1', 'changes/x']) {
      expect((await fetchEdge(`/p/${petition.slug}/${rest}`)).status).toBe(404)
    }
  })

  test('is not there for a draft', async () => {
    const { slug } = await startPetition({ state: 'draft' })
    for (const path of [`/en/p/${slug}/changes`, `/en/p/${slug}/changes/1`, `/api/petitions/${slug}/versions`]) {
      expect((await fetchEdge(path)).status).toBe(404)
    }
  })
})

test('the feed has the changes of the text', async () => {
  const petition = await started()
  await change(petition, { title: 'Keep the night ferry' })
  const feed = await page(petition, 'en', '/feed.atom')
  expect(feed).toContain(`#version-2</id>`)
  expect(feed).toContain(`${english.title}: ${english.kinds.facts}`)
  expect(feed).toContain(FACTS.why)
})

describe('an update', () => {
  const words = { title: 'Gemi kalktı', body: 'Bu gece.' }

  test('is read in the reader’s language on every page and in the feed, and keeps what it said before', async () => {
    const petition = await started()
    const { id } = await publishUpdate(petition, 'The boat sails')
    const path = `/updates/${id}/translations/tr`
    const put = await send('PUT', petition, path, words)
    expect(await put.json()).toMatchObject({ number: 2, language: 'tr', translates: 1, ...words })
    for (const rest of ['', '/updates', '/feed.atom']) {
      expect(await page(petition, 'tr', rest)).toContain('Gemi kalktı')
      expect(await page(petition, 'en', rest)).toContain('The boat sails')
      expect(await page(petition, 'de', rest)).toContain('The boat sails')
    }
    expect(await page(petition, 'tr')).toContain('<h3 lang="tr" dir="auto">Gemi kalktı</h3>')
    expect(await (await send('PATCH', petition, `/updates/${id}`, { title: 'It sailed' })).json()).toMatchObject({
      version: 3,
      translations: [{ language: 'tr', number: 2, translates: 1 }],
    })
    await send('PUT', petition, path, { ...words, title: 'Gemi gitti' })
    expect(await page(petition, 'tr')).toContain('Gemi gitti')
    const { results } = await env.DB.prepare(
      'SELECT number, translates, title FROM update_versions WHERE petition_id = ? ORDER BY number',
    )
      .bind(petition.id)
      .all()
    expect(results).toEqual([
      { number: 1, translates: null, title: 'The boat sails' },
      { number: 2, translates: 1, title: 'Gemi kalktı' },
      { number: 3, translates: null, title: 'It sailed' },
      { number: 4, translates: 3, title: 'Gemi gitti' },
    ])
    expect((await send('DELETE', petition, path, {})).status).toBe(204)
    expect((await send('DELETE', petition, path, {})).status).toBe(404)
    expect(await page(petition, 'tr')).toContain('It sailed')
    expect((await send('DELETE', petition, `/updates/${id}`, {})).status).toBe(204)
  })

  test.each<[string, string, Record<string, unknown>, number]>([
    ['into the language of the petition', 'en', {}, 422],
    ['into a language that the site has not', 'it', {}, 404],
    ['of a version that there is not', 'tr', { of: 7 }, 422],
    ['without a title', 'tr', { title: '' }, 422],
  ])('is not translated %s', async (_, lang, fields, status) => {
    const petition = await started()
    const { id } = await publishUpdate(petition, 'News')
    const refused = await send('PUT', petition, `/updates/${id}/translations/${lang}`, { ...words, ...fields })
    expect(refused.status).toBe(status)
    const unknown = await send('PUT', petition, `/updates/${crypto.randomUUID()}/translations/tr`, words)
    expect(unknown.status).toBe(404)
    const { results } = await env.DB.prepare('SELECT 1 FROM update_versions WHERE petition_id = ?')
      .bind(petition.id)
      .all()
    expect(results).toHaveLength(1)
  })
})
