/** The sheet on which signatures are collected on paper, and the poster. */
import { expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { PRINT_ROWS, PRINT_TEXT_MAX_CHARS } from '../../src/limits.ts'
import { fetchEdge, ORIGIN, postAsCampaign, startPetition } from './fixtures.ts'

/** What a selector has in it: how many elements, and their texts together. */
async function seen(response: Response, ...selectors: string[]): Promise<{ count: number; text: string }[]> {
  const found = selectors.map(() => ({ count: 0, text: '' }))
  let rewriter = new HTMLRewriter()
  for (const [index, selector] of selectors.entries()) {
    rewriter = rewriter.on(selector, {
      element: () => void (found[index] ??= { count: 0, text: '' }).count++,
      text: ({ text }) => void ((found[index] ??= { count: 0, text: '' }).text += text),
    })
  }
  await rewriter.transform(response).arrayBuffer()
  return found
}

const sha256 = async (text: string): Promise<string> =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))))

test.for(LOCALES)('in %s says what is signed, by whom and for whom, and has rows to fill in', async (lang) => {
  const petition = { title: 'Keep the ferry', addressee: 'The council', starter: 'Marit Osei', body: 'At *seven*.' }
  const { slug } = await startPetition(petition)
  const { form, petition: words, print } = catalogue(lang)
  const response = await fetchEdge(`/${lang}/p/${slug}/print`)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-robots-tag')).toBe('noindex')
  const [h1, facts, prose, heads, rows, foot, qr, address, script] = await seen(
    response,
    'h1',
    '.facts',
    '.prose',
    'thead th[scope="col"]',
    'tbody tr',
    'tfoot',
    `img[src="/qr/${slug}.svg"]`,
    '.on-paper',
    'script',
  )
  expect(h1?.text).toBe(petition.title)
  expect(facts?.text).toBe(words.to + petition.addressee + words.startedBy + petition.starter)
  expect(prose?.text.trim()).toBe('At seven.')
  expect(heads).toEqual({ count: 4, text: print.name + print.place + form.optional(form.email) + print.signature })
  expect(rows?.count).toBe(PRINT_ROWS)
  expect(foot?.text).toBe(print.handTo(petition.starter))
  expect(qr?.count).toBe(1)
  expect(address?.text).toBe(`${print.online}${new URL(ORIGIN).host}/p/${slug}`)
  expect(script?.count).toBe(0)
})

test('names the style sheets that it has in its policy', async () => {
  const { slug } = await startPetition()
  const response = await fetchEdge(`/en/p/${slug}/print`)
  const policy = response.headers.get('content-security-policy') ?? ''
  const sheets = [...(await response.text()).matchAll(/<style>(.*?)<\/style>/gs)].map(([, sheet]) => sheet ?? '')
  expect(sheets).toHaveLength(2)
  for (const sheet of sheets) expect(policy).toContain(`'sha256-${await sha256(sheet)}'`)
})

test('has the beginning of a long text, and says where the rest is', async () => {
  const long = 'word '.repeat(PRINT_TEXT_MAX_CHARS / 4)
  const { slug } = await startPetition({ body: `${long}\n\nThe second paragraph.` })
  const page = await (await fetchEdge(`/en/p/${slug}/print`)).text()
  expect(page).toContain('word word')
  expect(page).not.toContain('The second paragraph.')
  expect(page).toContain(catalogue('en').print.fullText)
  const { slug: short } = await startPetition()
  expect(await (await fetchEdge(`/en/p/${short}/print`)).text()).not.toContain(catalogue('en').print.fullText)
})

test('is linked from the page while the petition is open, and is the page itself afterwards', async () => {
  const petition = await startPetition()
  const page = `/de/p/${petition.slug}`
  expect(await (await fetchEdge(page)).text()).toContain(`href="${page}/print"`)
  expect((await postAsCampaign(petition, 'close')).status).toBe(200)
  const response = await fetchEdge(`${page}/print`, { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(page)
  expect(await (await fetchEdge(page)).text()).not.toContain('/print"')
})

test('is found without a language, and where there is no petition it is not', async () => {
  const { slug } = await startPetition()
  const response = await fetchEdge(`/p/${slug}/print`, { redirect: 'manual', headers: { 'accept-language': 'ru' } })
  expect(response.headers.get('location')).toBe(`/ru/p/${slug}/print`)
  expect((await fetchEdge('/en/p/there-is-none/print')).status).toBe(404)
})

test('has a poster beside it, which says what, to whom and where, with the code of a partner', async () => {
  const petition = await startPetition({ title: 'Keep the ferry', addressee: 'The council' })
  const path = `/en/p/${petition.slug}/poster`
  const response = await fetchEdge(`${path}?partner=radio`)
  expect(response.headers.get('x-robots-tag')).toBe('noindex')
  const [h1, to, qr, address, script] = await seen(
    response,
    'h1',
    '.to',
    `img[src="/qr/${petition.slug}.svg?source=radio"]`,
    '.address',
    'script',
  )
  expect([h1?.text, to?.text, qr?.count, script?.count]).toEqual(['Keep the ferry', 'To: The council', 1, 0])
  expect(address?.text).toBe(`${new URL(ORIGIN).host}/p/${petition.slug}?source=radio`)
  const plain = await (await fetchEdge(path)).text()
  expect(plain).toContain(`src="/qr/${petition.slug}.svg"`)
  expect((await postAsCampaign(petition, 'close')).status).toBe(200)
  expect((await fetchEdge(path, { redirect: 'manual' })).headers.get('location')).toBe(`/en/p/${petition.slug}`)
})
