/** The home page: the petitions by state, one of these lists, or what a search has found. */
import type { Card, List } from '../../schema/listing.ts'
import type { Locale } from '../../schema/locales.ts'
import { homeUrl, type HomeQuery } from '../http/urls.ts'
import { around } from '../i18n/around.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { HOME_ENDED_ROWS, LISTING_PAGE_ROWS, TITLE_MAX_CHARS } from '../limits.ts'
import { Layout } from './layout.tsx'
import { PetitionCard } from './petition-card.tsx'

export interface HomeProps {
  locale: Locale
  /** Whether the URL says the language; otherwise the browser does. */
  chosen: boolean
  /** Scheme and host. */
  origin: string
  view: HomeView
  /** Milliseconds since the epoch. */
  now: number
}

/** `next`: the signed cursor of the next page, or null. */
export type HomeView =
  | { kind: 'home'; lists: Record<List, readonly Card[]>; next: string | null }
  | { kind: 'list'; list: List; cards: readonly Card[]; cursor: string | null; next: string | null }
  | { kind: 'search'; query: string; cards: readonly Card[]; cursor: string | null; next: string | null }

export function HomePage({ locale, chosen, origin, view, now }: HomeProps) {
  const words = catalogue(locale)
  const query = queryOf(view)
  const next = view.next === null ? null : homeUrl({ ...nextOf(view), lang: locale, cursor: view.next })
  const title = titleOf(words, view)
  return (
    <Layout
      locale={locale}
      title={title}
      description={words.home.lead}
      urls={{
        origin,
        of: (other) => homeUrl({ ...query, lang: other }),
        neutral: homeUrl(query),
        ...(chosen ? {} : { canonical: homeUrl(query) }),
      }}
      head={next !== null && <link rel="next" href={next} />}
    >
      <main class="narrow" id="content">
        <h1>{view.kind === 'search' ? <SearchTitle words={words} query={view.query} /> : title}</h1>
        {view.kind === 'home' && <p class="lead">{words.home.lead}</p>}
        <SearchForm {...{ words, locale }} query={view.kind === 'search' ? view.query : ''} />
        {view.kind === 'home' ? (
          <Lists {...{ words, locale, now, next }} lists={view.lists} />
        ) : (
          <Page {...{ words, locale, now, next, view }} />
        )}
      </main>
    </Layout>
  )
}

interface Shared {
  words: Catalogue
  locale: Locale
  now: number
  /** The URL of the next page. */
  next: string | null
}

function Lists({ words, locale, now, next, lists }: Shared & { lists: Record<List, readonly Card[]> }) {
  const { home, listing } = words
  const ended = [
    { list: 'victory', title: listing.victories, all: listing.allVictories },
    { list: 'closed', title: listing.closed, all: listing.allClosed },
  ] as const
  return (
    <>
      <section>
        <h2 class="eyebrow">{home.openNow}</h2>
        {lists.open.length === 0 && <p>{home.none}</p>}
        <Cards {...{ words, locale, now }} cards={lists.open.slice(0, LISTING_PAGE_ROWS)} listed="open" />
        {next !== null && <Way href={next} rel="next" text={listing.more} />}
      </section>
      {ended
        .filter(({ list }) => lists[list].length > 0)
        .map(({ list, title, all }) => (
          <section>
            <h2 class="eyebrow">{title}</h2>
            <Cards {...{ words, locale, now }} cards={lists[list].slice(0, HOME_ENDED_ROWS)} listed={list} />
            {lists[list].length > HOME_ENDED_ROWS && <Way href={homeUrl({ lang: locale, state: list })} text={all} />}
          </section>
        ))}
    </>
  )
}

function Page({ words, locale, now, next, view }: Shared & { view: Exclude<HomeView, { kind: 'home' }> }) {
  const { listing } = words
  const search = view.kind === 'search'
  return (
    <>
      {view.cards.length === 0 && <Nothing {...{ words, view }} />}
      <Cards {...{ words, locale, now }} cards={view.cards} listed={search ? null : view.list} />
      {next !== null && <Way href={next} rel="next" text={search ? listing.searchMore : listing.more} />}
      {view.cursor !== null && (
        <Way href={homeUrl({ ...queryOf(view), lang: locale, cursor: null })} text={listing.newest} />
      )}
      <Way href={homeUrl({ lang: locale })} text={words.problem.home} />
    </>
  )
}

function Nothing({ words, view }: { words: Catalogue; view: HomeView }) {
  if (view.kind !== 'search') return null
  if (view.next !== null) return <p>{words.listing.notFoundYet}</p>
  const [before, after] = around(words.listing.notFound)
  return (
    <>
      <p>
        {before}
        <bdi>{view.query}</bdi>
        {after}
      </p>
      <p>{words.listing.notFoundText}</p>
    </>
  )
}

interface CardsProps extends Omit<Shared, 'next'> {
  cards: readonly Card[]
  listed: List | null
}

function Cards({ cards, ...of }: CardsProps) {
  if (cards.length === 0) return null
  return (
    <ul class="cards">
      {cards.map((card) => (
        <PetitionCard {...of} card={card} />
      ))}
    </ul>
  )
}

/** A form without a script: the query is a part of the URL. */
function SearchForm({ words, locale, query }: { words: Catalogue; locale: Locale; query: string }) {
  return (
    <form class="search" action="/" role="search">
      <input type="hidden" name="lang" value={locale} />
      <input
        type="search"
        name="q"
        value={query}
        maxlength={TITLE_MAX_CHARS}
        aria-label={words.listing.search}
        placeholder={words.listing.search}
        dir="auto"
      />
      <button class="button quiet">{words.listing.submit}</button>
    </form>
  )
}

function SearchTitle({ words, query }: { words: Catalogue; query: string }) {
  const [before, after] = around(words.listing.found)
  return (
    <>
      {before}
      <bdi>{query}</bdi>
      {after}
    </>
  )
}

const Way = ({ href, text, rel }: { href: string; text: string; rel?: 'next' }) => (
  <p class="way">
    <a href={href} {...(rel === undefined ? {} : { rel })}>
      {text}
    </a>
  </p>
)

function titleOf(words: Catalogue, view: HomeView): string {
  if (view.kind === 'search') return words.listing.found(view.query)
  if (view.kind === 'home') return words.home.title
  const { home, listing } = words
  return { open: home.openNow, victory: listing.victories, closed: listing.closed }[view.list]
}

/** The URL of the view itself, without its language. */
function queryOf(view: HomeView): HomeQuery {
  if (view.kind === 'home') return {}
  return view.kind === 'list' ? { state: view.list, cursor: view.cursor } : { q: view.query, cursor: view.cursor }
}

/** The home page begins the list of open petitions, so that list goes on from it. */
const nextOf = (view: HomeView): HomeQuery => (view.kind === 'home' ? { state: 'open' } : queryOf(view))
