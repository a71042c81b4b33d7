/** What the home page shows, by its query: `state` is a list, `q` a search, and `cursor` where its page before ended. */
import { type Card, type List, LISTS } from '../../schema/listing.ts'
import { makeCursor, numberOfUuid, readCursor, uuidOfNumber } from '../../src/crypto/cursor.ts'
import { LISTING_PAGE_ROWS, SEARCH_MAX_UNITS } from '../../src/limits.ts'
import type { HomeView } from '../../src/pages/home.tsx'
import { searchTitles } from '../../src/petitions/search.ts'
import { searchWords } from '../../src/folded-text.ts'
import { ok, refuse, type Result } from '../../src/refusal.ts'
import { waitUntil } from './background.ts'
import { foundKey, listingKey } from './cache-keys.ts'
import type { RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

export async function homeView(c: RouteContext): Promise<Result<HomeView>> {
  const query = (c.req.query('q') ?? '').slice(0, SEARCH_MAX_UNITS).toWellFormed().trim()
  const list = LISTS.find((name) => name === c.req.query('state'))
  const kind = query === '' ? list : 'search'
  if (kind === undefined) return ok(await allLists(c))

  const cursor = c.req.query('cursor') || null
  const before = cursor === null ? null : await idOf(c, kind, cursor)
  if (before === 'invalid') return refuse({ code: 'invalid-query', errors: [{ path: 'cursor', code: 'not-a-cursor' }] })
  const page = { cursor, before }
  return ok(await (kind === 'search' ? search(c, query, page) : oneList(c, kind, page)))
}

interface Page {
  cursor: string | null
  /** The id in the cursor. */
  before: number | null
}

async function allLists(c: RouteContext): Promise<HomeView> {
  const [open, victory, closed] = await Promise.all([cardsOf(c, 'open'), cardsOf(c, 'victory'), cardsOf(c, 'closed')])
  return { kind: 'home', lists: { open, victory, closed }, next: await nextOf(c, 'open', lastOf(open)) }
}

async function oneList(c: RouteContext, list: List, { cursor, before }: Page): Promise<HomeView> {
  const cards = await cardsOf(c, list, before)
  const next = await nextOf(c, list, lastOf(cards))
  return { kind: 'list', list, cards: cards.slice(0, LISTING_PAGE_ROWS), cursor, next }
}

async function search(c: RouteContext, query: string, { cursor, before }: Page): Promise<HomeView> {
  const { caches } = servicesOf(c.env)
  const words = searchWords(query)
  if (words.length === 0) return { kind: 'search', query, cards: [], cursor, next: null }
  const newestId = await caches.newestId.get('', waitUntil(c))
  const { ids, next } = await searchTitles({ words, newestId, before }, (chunk) =>
    caches.titles.get(String(chunk), waitUntil(c)),
  )
  const cards = ids.length === 0 ? [] : await caches.found.get(foundKey(ids), waitUntil(c))
  return { kind: 'search', query, cards, cursor, next: await nextOf(c, 'search', next) }
}

const cardsOf = (c: RouteContext, list: List, before: number | null = null): Promise<Card[]> =>
  servicesOf(c.env).caches.listings.get(listingKey({ list, before }), waitUntil(c))

/** The id of the last card of a page that another one follows; otherwise null. */
const lastOf = (cards: readonly Card[]): number | null =>
  cards.length > LISTING_PAGE_ROWS ? (cards[LISTING_PAGE_ROWS - 1]?.id ?? null) : null

type Kind = List | 'search'

const nextOf = async (c: RouteContext, kind: Kind, id: number | null): Promise<string | null> =>
  id === null ? null : makeCursor({ kind, petitionId: 0 }, uuidOfNumber(id), await servicesOf(c.env).keys.cursorKeys())

async function idOf(c: RouteContext, kind: Kind, cursor: string): Promise<number | 'invalid'> {
  const id = await readCursor({ kind, petitionId: 0 }, cursor, await servicesOf(c.env).keys.cursorKeys())
  return id === null ? 'invalid' : numberOfUuid(id)
}
