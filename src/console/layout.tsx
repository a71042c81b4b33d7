/** What is around every page of the console: head, masthead, the petition’s bar and menu, the notice of what was done, foot. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import { around as textAround } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../i18n/console-catalogue.ts'
import { LanguageLinks } from '../pages/language-links.tsx'
import { Logo } from '../pages/logo.tsx'
import { ButtonForm } from './parts/form.tsx'
import { Icon } from './parts/icons.tsx'
import { Chip, Notice, type Tone } from './parts/notice.tsx'

/** Of the request: the same for all pages. */
export interface Around {
  locale: Locale
  /** The URL of the style sheet: its name changes with its content. */
  sheet: string
  /** Null on pages for people who are not signed in. */
  account: { name: string; isOperator: boolean } | null
  /** What was just done. */
  notice?: string | undefined
  /** What undoes it: a form of one button. */
  undo?: { action: string; label: string; hidden: Record<string, string> } | undefined
  /** How many wait in a place. */
  waits?: Partial<Record<Place, number>>
  /** Path and query of this page, for the links to other languages. */
  path: string
}

export type ShownState = keyof ConsoleWords['places']['states']

/** The petition that a page is about. */
export interface AroundPetition {
  slug: string
  title: string
  /** BCP 47, of the title. */
  language: string
  state: ShownState
}

export const PLACES = [
  'overview',
  'text',
  'updates',
  'signers',
  'review',
  'contacts',
  'paper',
  'share',
  'team',
  'settings',
] as const
export type Place = (typeof PLACES)[number]

const PLACE_PATHS: Record<Place, string> = {
  overview: '',
  text: '/text',
  updates: '/updates',
  signers: '/signers',
  review: '/review',
  contacts: '/contacts',
  paper: '/paper',
  share: '/share',
  team: '/team',
  settings: '/settings',
}
const GROUPS = [
  ['petition', ['overview', 'text', 'updates']],
  ['people', ['signers', 'review', 'contacts', 'paper']],
  ['reach', ['share']],
  ['manage', ['team', 'settings']],
] as const satisfies readonly (readonly [keyof ConsoleWords['places']['groups'], readonly Place[]])[]

export const STATE_TONES: Record<ShownState, Tone | 'plain'> = {
  draft: 'plain',
  submitted: 'warn',
  scheduled: 'good',
  open: 'good',
  closed: 'plain',
  victory: 'good',
  'taken-down': 'danger',
  deleted: 'danger',
}

/** Whether the public sees it, or has seen it. */
export const wasOpen = (state: ShownState): boolean =>
  state !== 'draft' && state !== 'submitted' && state !== 'scheduled'

interface PageProps {
  around: Around
  title: string
  hasErrors?: boolean
  /** In the masthead. */
  current?: 'petitions' | 'site' | 'account'
  petition?: AroundPetition
  place?: Place
  scripts?: readonly string[]
  /** As wide as forms, lists or tables need. */
  width?: 'narrow' | 'medium' | 'wide'
  children?: Child
}

export function Page({
  around,
  title,
  hasErrors = false,
  current,
  petition,
  place,
  scripts = [],
  width = 'narrow',
  children,
}: PageProps) {
  const { locale, sheet, account, notice, undo, waits = {}, path } = around
  const words = consoleWords(locale)
  const site = catalogue(locale)
  const full = petition === undefined ? title : `${title} · ${petition.title}`
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale} dir={site.direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>{hasErrors ? words.frame.error(full) : full}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={sheet} />
          {scripts.map((src) => (
            <script type="module" src={src}></script>
          ))}
        </head>
        <body>
          <a class="skip" href="#content">
            {site.skip}
          </a>
          <header class="masthead">
            <a class="brand" href={account === null ? `/?lang=${locale}` : '/console'}>
              <Logo />
              Undersigned
            </a>
            {account === null ? <Languages {...{ locale, path }} /> : <Signed {...{ words, account, current }} />}
          </header>
          <div class={petition === undefined ? 'shell' : 'shell has-places'}>
            {petition !== undefined && <PetitionBar {...{ words, locale, petition, place, waits }} />}
            <main id="content" class={width === 'wide' ? '' : petition === undefined ? width : 'medium'}>
              {notice !== undefined && (
                <Notice tone="good" said>
                  <p>{notice}</p>
                  {undo !== undefined && <ButtonForm {...undo} kind="quiet" />}
                </Notice>
              )}
              {children}
            </main>
          </div>
          <footer class="foot">
            <span>Undersigned</span>
            <a href={`/${locale}/privacy`}>{site.trust.privacy}</a>
            <a href={`/${locale}/terms`}>{site.trust.terms}</a>
          </footer>
        </body>
      </html>
    </>
  )
}

function Signed({
  words,
  account,
  current,
}: {
  words: ConsoleWords
  account: NonNullable<Around['account']>
  current: PageProps['current']
}) {
  const links = [
    ['petitions', '/console', words.frame.petitions],
    ...(account.isOperator ? [['site', '/console/site', words.frame.site] as const] : []),
    ['account', '/console/account', account.name === '' ? words.frame.account : account.name],
  ] as const
  return (
    <nav aria-label={words.frame.account}>
      {links.map(([name, href, text]) => (
        <a href={href} {...(current === name ? { 'aria-current': 'page' as const } : {})}>
          <bdi>{text}</bdi>
        </a>
      ))}
    </nav>
  )
}

/** Before somebody has signed in: the language is in the query. */
function Languages({ locale, path }: { locale: Locale; path: string }) {
  const site = catalogue(locale)
  const [before] = textAround((language) => site.labelled(site.languages, language))
  const href = (lang: Locale): string => {
    const url = new URL(path, 'http://console.test')
    url.searchParams.set('lang', lang)
    return url.pathname + url.search
  }
  return (
    <details class="languages">
      <summary>
        <span class="visually-hidden">{before}</span>
        {site.name}
      </summary>
      <LanguageLinks locale={locale} of={href} />
    </details>
  )
}

function PetitionBar({
  words,
  locale,
  petition,
  place,
  waits,
}: {
  words: ConsoleWords
  locale: Locale
  petition: AroundPetition
  place: Place | undefined
  waits: NonNullable<Around['waits']>
}) {
  const { slug, title, language, state } = petition
  return (
    <>
      <section class="context" aria-labelledby="petition-title">
        <p id="petition-title">
          <bdi lang={language}>{title}</bdi>
        </p>
        <Chip tone={STATE_TONES[state]}>{words.places.states[state]}</Chip>
        {wasOpen(state) && (
          <a class="view" href={`/${locale}/p/${slug}`}>
            {words.frame.seePage}
          </a>
        )}
      </section>
      <details class="menu">
        <summary>
          <Icon name="menu" />
          {words.frame.menu}
          {place !== undefined && <span>{words.places[place]}</span>}
        </summary>
        <nav aria-label={words.frame.menu}>
          <Places {...{ words, locale, slug, place, waits }} />
        </nav>
      </details>
      <nav class="side-nav" aria-label={words.frame.menu}>
        <Places {...{ words, locale, slug, place, waits }} />
      </nav>
    </>
  )
}

/** Twice in the page, one of them not displayed, so that neither width needs a script. */
function Places({
  words,
  locale,
  slug,
  place,
  waits,
}: {
  words: ConsoleWords
  locale: Locale
  slug: string
  place: Place | undefined
  waits: NonNullable<Around['waits']>
}) {
  const { number } = catalogue(locale)
  return (
    <>
      {GROUPS.map(([group, places]) => (
        <>
          <p class="places-title">{words.places.groups[group]}</p>
          <ul class="places">
            {places.map((one) => (
              <li>
                <a
                  href={`/console/p/${slug}${PLACE_PATHS[one]}`}
                  {...(one === place ? { 'aria-current': 'page' as const } : {})}
                >
                  {words.places[one]}
                  {(waits[one] ?? 0) > 0 && <Chip tone="warn">{number(waits[one] ?? 0)}</Chip>}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}
