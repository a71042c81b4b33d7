/** What components put around the catalogue's sentences: in Chinese and French it may be nothing of English. */
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import type { Card } from '../../schema/listing.ts'
import type { CountResponse } from '../../schema/petition.ts'
import { CLAIM_KINDS } from '../../schema/claim.ts'
import { REMOVAL_REASONS } from '../../schema/removal.ts'
import { badgeSvg } from '../../src/embeds/badge.ts'
import { countLink } from '../../src/embeds/link.ts'
import { readEmbedForm } from '../../src/embeds/options.ts'
import { renderEmail } from '../../src/email/render.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { CountPage } from '../../src/pages/count.tsx'
import { EmbedSetupPage } from '../../src/pages/embed-page.tsx'
import { ChangesPage } from '../../src/pages/changes.tsx'
import { ConfirmedPage } from '../../src/pages/confirmed.tsx'
import { HomePage, type HomeView } from '../../src/pages/home.tsx'
import { PrivacyPage, TermsPage } from '../../src/pages/legal.tsx'
import { ConfirmPage, WithdrawnPage, WithdrawPage } from '../../src/pages/link.tsx'
import { PetitionPage } from '../../src/pages/petition.tsx'
import { PrintPage } from '../../src/pages/print.tsx'
import { ReportPage, ReportSentPage } from '../../src/pages/report.tsx'
import { ThanksPage } from '../../src/pages/thanks.tsx'
import { UpdatesPage } from '../../src/pages/updates.tsx'
import type { ReadVersion } from '../../src/pages/version-parts.tsx'
import { VersionPage } from '../../src/pages/version.tsx'

const ORIGIN = 'https://petitions.example.org'
/** Names of people and petitions are theirs: none of them has a sign of its own here. */
const TITLE = { zh: '保留夜航渡轮', fr: 'Le bac de nuit' }
const PERSON = { zh: '张三丰', fr: 'Ada' }

type Checked = keyof typeof TITLE

const DEADLINE = Date.UTC(2026, 11, 1, 12)
const claim = {
  source: 'Ada',
  collectedOn: '2026-11-21',
  addedAt: '2026-11-22T10:00:00.000Z',
  evidence: 'Ada',
  count: 1,
}
const PARTS = {
  count: 11,
  signed: 7,
  claimed: 4,
  claims: CLAIM_KINDS.map((kind) => Object.assign({ kind }, claim)),
  held: 3,
  withdrawn: 1,
  released: 1,
  removed: 1,
  readAt: 0,
}
const REMOVALS = REMOVAL_REASONS.map((reason) => ({ reason, count: 1, date: '2026-11-26' }))
const SETTINGS = {
  publicOrigin: ORIGIN,
  operator: { name: 'Ada', contact: { kind: 'url', url: ORIGIN }, imprint: { kind: 'url', url: ORIGIN } },
  retention: { unconfirmedDays: 30, contactsMonths: 6 },
  turnstile: { siteKey: '', secret: '' },
  upstash: { url: '', token: '' },
} as const

const countOf = (state: CountResponse['state']): CountResponse => ({
  petition: 'ferry',
  title: 'Keep the night ferry',
  count: 1234,
  parts: { proven: 1234, claimed: 0 },
  goal: 5000,
  state,
  perMinute: 0,
  lastDay: 12,
  openedAt: '2026-11-26T12:00:00.000Z',
  closesAt: state === 'open' ? '2026-12-01T12:00:00.000Z' : null,
  asOf: '2026-11-26T12:00:00.000Z',
})

const markup = async (element: Child): Promise<string> => (await html`${element}`).toString()

async function everything(locale: Checked): Promise<string[]> {
  const title = TITLE[locale]
  const name = PERSON[locale]
  const words = catalogue(locale)
  const of = { locale, origin: ORIGIN, slug: 'ferry', title, language: locale } as const
  const shown = { slug: 'ferry', title, language: locale, confirmation: 'email' } as const
  const dated = { ...shown, timeZone: 'Asia/Tashkent' }
  const version = (number: number): ReadVersion => ({
    number,
    language: locale,
    translates: null,
    kind: number === 1 ? 'first' : 'facts',
    why: title,
    publishedAt: 0,
    signatures: 12,
    title,
    addressee: name,
    body: `${title}\n\n${name} ${number}`,
  })
  const update = { id: '01980000-0000-7000-8000-000000000001', title, body: name, publishedAt: 0, language: null }
  const petition = (state: CountResponse['state']) =>
    PetitionPage({
      locale,
      origin: ORIGIN,
      petition: {
        slug: 'ferry',
        language: locale,
        confirmation: 'email',
        moderated: [[0, null]],
        starter: name,
        image: null,
        starterKind: 'person',
        closesAt: DEADLINE,
        timeZone: 'Asia/Tashkent',
        outcome: state === 'open' ? null : title,
      },
      text: {
        title,
        addressee: name,
        body: title,
        language: locale,
        number: 2,
        isTranslation: state === 'open',
        isBehind: true,
        hasTranslation: true,
      },
      changed: { kind: 'facts', why: title, at: 0, timeZone: 'Asia/Tashkent' },
      count: countOf(state),
      openedAt: 0,
      endedAt: state === 'open' ? null : 0,
      now: DEADLINE - 1,
      updates: [update],
      hasMoreUpdates: true,
      signers: [{ id: '1', name, comment: title }],
      partner: null,
      rendered: '1',
      turnstile: null,
      draft: null,
    })
  const form = readEmbedForm(new URLSearchParams({ partner: '!' }))
  const card: Card = {
    id: 1,
    slug: 'ferry',
    title,
    addressee: name,
    language: locale,
    state: 'open',
    closesAt: DEADLINE,
    timeZone: 'Asia/Tashkent',
    image: null,
    count: 1,
  }
  const cards = [card, { ...card, state: 'closed' as const }]
  const page = { cursor: '0', next: '0' }
  const views: HomeView[] = [
    { kind: 'home', lists: { open: cards, victory: Array.from({ length: 5 }, () => card), closed: cards }, next: '0' },
    { kind: 'list', list: 'victory', cards, ...page },
    { kind: 'search', query: title, cards, ...page },
    { kind: 'search', query: title, cards: [], ...page },
    { kind: 'search', query: title, cards: [], cursor: null, next: null },
  ]
  const pages = [
    ...views.map((view) => HomePage({ ...of, chosen: true, view, now: DEADLINE - 1 })),
    ...(['open', 'closed', 'victory'] as const).map(petition),
    ConfirmPage({ ...of, shown: { publicName: name, comment: title } }),
    WithdrawPage(of),
    WithdrawnPage(of),
    EmbedSetupPage({ ...of, count: 1234, form, query: '', pinned: { path: '/widget/0.js', integrity: 'sha384-0' } }),
    UpdatesPage({ ...of, updates: [update], from: null, older: update.id }),
    ThanksPage({ ...of, partner: null, withdraw: { token: 'A', url: ORIGIN } }),
    ConfirmedPage({
      ...of,
      image: null,
      partner: null,
      count: countOf('open'),
      isIncluded: false,
      withdrawUrl: ORIGIN,
    }),
    PrintPage({ ...of, partner: 'ferry', petition: { ...of, addressee: name, starter: name, body: title } }),
    CountPage({ ...of, petition: shown, parts: PARTS, removals: REMOVALS }),
    ChangesPage({ ...of, petition: dated, originals: [version(2), version(1)], translations: [version(3)] }),
    VersionPage({ ...of, petition: dated, version: version(1), isCurrent: false }),
    ReportPage({
      ...of,
      petition: shown,
      elsewhere: null,
      rendered: '1',
      draft: null,
      about: { kind: 'signature', id: '1', name, comment: title },
    }),
    ReportSentPage({ ...of, petition: shown }),
    PrivacyPage({ locale, settings: SETTINGS }),
    TermsPage({ locale, settings: SETTINGS }),
  ]
  const email = await renderEmail({
    kind: 'confirm',
    confirms: true,
    isListed: false,
    locale,
    petition: { title, starter: name, language: locale },
    operator: name,
    subject: 'title',
    actionUrl: ORIGIN,
    withdrawUrl: ORIGIN,
    messageId: '<1@example.org>',
  })
  return [
    ...(await Promise.all(pages.map(markup))),
    email.html,
    email.subject,
    badgeSvg(title, countOf('open'), words),
    countLink({ ...of, href: ORIGIN, count: 1234, words }),
  ]
}

/** What is read or spoken, a line each block: text, and attributes that are shown. */
function saidIn(page: string): string[] {
  const shown = page.replaceAll(/<(style|script)\b.*?<\/\1>|<textarea\b.*?<\/textarea>/gs, '')
  const attributes = [...shown.matchAll(/ (?:alt|title|aria-label|content|data-[\w-]+)="([^"]*)"/g)].map(
    ([, text]) => text,
  )
  const text = shown.replaceAll(/<\/?(?:a|b|bdi|strong|span|q)\b[^>]*>/g, '').replaceAll(/<[^>]+>/g, '\n')
  return [...attributes, ...text.split('\n')]
    .map((line = '') => line.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'))
    .filter((line) => !/^\s*(?:https?:|width=|$)/.test(line) && !line.includes('default-src'))
}

const FOREIGN: Record<Checked, RegExp> = {
  zh: /\p{sc=Han} ?[:;,!?()]|[:;,!?()] ?\p{sc=Han}|[。：？！] |\p{sc=Han} \p{sc=Han}/u,
  fr: /(?<!\u202F)[:;!?](?:\s|$)|(?<!\u202F)»|«(?!\u202F)/u,
}

describe.for(['zh', 'fr'] as const satisfies Locale[])('around the words in %s', (locale) => {
  test('there are their own signs and spaces', async () => {
    const said = (await everything(locale)).flatMap(saidIn)
    expect(said.length).toBeGreaterThan(200)
    expect([...new Set(said.filter((line) => FOREIGN[locale].test(line)))]).toEqual([])
  })
})
