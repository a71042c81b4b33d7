/** Who runs the site, privacy and terms; what is kept for how long is what the limits say. */
import { describe, expect, test } from 'vitest'
import { env } from 'cloudflare:test'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { legalTexts } from '../../src/i18n/legal.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import {
  DATABASE_HISTORY_DAYS,
  DEAD_LETTERS_RETENTION_DAYS,
  EMAIL_RETRY_DELAYS_SECONDS,
  EMAILS_RETENTION_DAYS,
  REVIEW_RETENTION_DAYS,
  REPORTS_OPEN_RETENTION_DAYS,
  REPORTS_RETENTION_DAYS,
  UNSENT_EMAILS_RETENTION_DAYS,
  WITHDRAWALS_RETENTION_DAYS,
} from '../../src/limits.ts'
import { consumeSignatures, fetchEdge, message, startPetition } from './fixtures.ts'

const pageOf = async (path: string, overrides: Partial<EdgeEnv> = {}): Promise<string> =>
  (await fetchEdge(path, { headers: { accept: 'text/html' } }, overrides)).text()

const footerOf = (html: string): string => /<footer.*<\/footer>/s.exec(html)?.[0] ?? ''

describe('the footer', () => {
  test('of every page names the operator and links to privacy, terms and contact', async () => {
    const { slug } = await startPetition()
    for (const path of [
      '/',
      `/de/p/${slug}`,
      `/en/p/${slug}/embed`,
      '/en/nothing',
      '/docs',
      '/en/terms',
      '/dev/inbox',
    ]) {
      const footer = footerOf(await pageOf(path))
      expect(footer).toContain('Harbour Commons')
      expect(footer).toMatch(
        /href="\/[a-z]{2}\/privacy".*href="\/[a-z]{2}\/terms".*href="mailto:operator@petitions\.test"/s,
      )
    }
  })

  test('of a petition’s pages links to its count and to reporting it; of others it does not', async () => {
    const { slug } = await startPetition()
    const paths = ['', '/embed', '/thanks', '/count', '/report', '/report/sent']
    for (const rest of paths) {
      const footer = footerOf(await pageOf(`/fr/p/${slug}${rest}`))
      expect(footer).toContain(`href="/fr/p/${slug}/count"`)
      expect(footer).toContain(`href="/fr/p/${slug}/report"`)
    }
    expect(footerOf(await pageOf('/'))).not.toMatch(/\/(?:count|report)"/)
  })

  test('is not in an embed', async () => {
    const { slug } = await startPetition()
    expect(await pageOf(`/embed/${slug}`)).not.toContain('<footer')
  })

  test('links to the imprint if there is one', async () => {
    const link = (html: string) => new RegExp(`href="([^"]+)">${catalogue('en').trust.imprint}<`).exec(html)?.[1]
    expect(link(await pageOf('/en/privacy'))).toBeUndefined()
    expect(link(await pageOf('/en/privacy', { IMPRINT: 'https://example.org/imprint' }))).toBe(
      'https://example.org/imprint',
    )
    const text = await pageOf('/en/terms', { IMPRINT: 'Harbour Commons e.V., <Quay> 1' })
    expect(link(text)).toBe('/en/terms#imprint')
    expect(text).toContain('Harbour Commons e.V., &lt;Quay&gt; 1')
  })
})

describe.for(['privacy', 'terms'] as const)('/%s', (page) => {
  test('leads to the language of the reader', async () => {
    const response = await fetchEdge(`/${page}`, { headers: { 'accept-language': 'uk' }, redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(`/uk/${page}`)
    expect(response.headers.get('vary')).toContain('Accept-Language')
    expect((await fetchEdge(`/xx/${page}`)).status).toBe(404)
  })

  test.for(LOCALES)('in %s names the operator and has every sentence', async (lang) => {
    const html = (await pageOf(`/${lang}/${page}`)).replaceAll('&quot;', '"').replaceAll('&#39;', "'")
    expect(html).toContain(`<html lang="${lang}"`)
    expect(html.match(/Harbour Commons/g)?.length).toBeGreaterThan(1)
    const { recipientsText, ...texts } = { recipientsText: null, ...legalTexts(lang)[page] }
    const sentences = Object.values(texts).flatMap((text) =>
      typeof text === 'string' ? [text] : Object.values(text ?? {}),
    )
    expect(sentences.filter((sentence) => !html.includes(sentence))).toEqual([])
    expect(recipientsText === null).toBe(page === 'terms')
  })
})

describe('how long things are kept', () => {
  /** Every number on the page beside its label. */
  async function keptIn(lang: Locale, overrides: Partial<EdgeEnv> = {}): Promise<Record<string, string>> {
    const html = await pageOf(`/${lang}/privacy`, overrides)
    const labels = new Map(Object.entries(legalTexts(lang).privacy.keptText).map(([key, label]) => [label, key]))
    const rows = [...html.matchAll(/<th scope="row">([^<]*)<\/th><td>([^<]*)/g)]
    return Object.fromEntries(rows.map(([, label = '', period = '']) => [labels.get(label) ?? label, period]))
  }

  const NUMBERS = {
    review: REVIEW_RETENTION_DAYS,
    unconfirmed: Number(env.RETENTION_UNCONFIRMED_DAYS),
    contacts: Number(env.RETENTION_CONTACTS_MONTHS),
    unsent: UNSENT_EMAILS_RETENTION_DAYS,
    reports: REPORTS_RETENTION_DAYS,
    openReports: REPORTS_OPEN_RETENTION_DAYS,
    emails: EMAILS_RETENTION_DAYS,
    withdrawals: WITHDRAWALS_RETENTION_DAYS,
    deadLetters: DEAD_LETTERS_RETENTION_DAYS,
    history: DATABASE_HISTORY_DAYS,
  }

  test.for(LOCALES)('is in %s what the limits and settings say', async (lang) => {
    const numbers = Object.entries(await keptIn(lang)).map(([key, period]) => [key, Number(/\d+/.exec(period)?.[0])])
    expect(Object.fromEntries(numbers)).toEqual(NUMBERS)
  })

  test('follows the settings', async () => {
    const kept = await keptIn('en', { RETENTION_UNCONFIRMED_DAYS: '5', RETENTION_CONTACTS_MONTHS: '1' })
    expect(kept).toMatchObject({ unconfirmed: '5 days', contacts: '1 month', review: '30 days' })
    expect((await keptIn('uz'))['contacts']).toBe('6 oy')
  })

  test('holds for emails: none is tried longer', () => {
    const triedDays = EMAIL_RETRY_DELAYS_SECONDS.reduce((sum, seconds) => sum + seconds, 0) / 86_400
    expect(triedDays).toBeLessThan(UNSENT_EMAILS_RETENTION_DAYS)
  })

  test('names other services only where they are set', async () => {
    const { turnstile, upstash } = legalTexts('en').privacy.recipientsText
    const plain = await pageOf('/en/privacy')
    expect(plain).not.toContain(turnstile)
    expect(plain).not.toContain(upstash)
    const set = await pageOf('/en/privacy', {
      BOT_CHECK: 'turnstile',
      TURNSTILE_SITE_KEY: 'key',
      TURNSTILE_SECRET: 'secret',
      UPSTASH_REDIS_REST_URL: 'https://redis.example.org',
      UPSTASH_REDIS_REST_TOKEN: 'token',
    })
    expect(set).toContain(turnstile)
    expect(set).toContain(upstash)
  })
})

test('withdrawing is dangerous, and beside it one keeps the signature', async () => {
  const petition = await startPetition()
  const signature = message(petition, 1)
  await consumeSignatures([signature])
  const target = { petitionId: petition.id, id: signature.id, signer: signature.signer, proven: true }
  const keys = env.TOKEN_KEYS.split(',')
  const withdraw = await pageOf(`/withdraw/${await makeLinkToken('withdraw', target, null, keys)}?lang=tr`)
  expect(withdraw).toContain('<button class="button danger" type="submit">')
  expect(withdraw).toContain(`href="/tr/p/${petition.slug}">${catalogue('tr').trust.keep}</a>`)
  const confirm = await pageOf(
    `/confirm/${await makeLinkToken('confirm', target, Date.now() + 9_999_999, keys)}?lang=tr`,
  )
  expect(confirm).toContain('<button class="button" type="submit">')
  expect(confirm).not.toContain(catalogue('tr').trust.keep)
})
