/** The caches in an isolate's memory, one row for each. */
import { LOCALES } from '../../schema/locales.ts'
import { type CountResponse, isSlug } from '../../schema/petition.ts'
import { addressOf } from '../../src/address.ts'
import type { Changed } from '../../src/http/changed-header.ts'
import { readCountParts } from '../../src/ledger/count-parts.ts'
import { listRemovals } from '../../src/ledger/removals.ts'
import {
  ADDRESS_FRESH_MS,
  CACHE_BUDGETS_BYTES,
  CACHE_VALUE_MAX_BYTES,
  COUNT_FRESH_MS,
  COUNT_STALE_MS,
  LISTS_STALE_MS,
  OG_IMAGE_FRESH_MS,
  OG_IMAGE_STALE_MS,
  PETITION_FRESH_MS,
  PETITION_STALE_MS,
  SIGNERS_FRESH_MS,
  SIGNERS_LOADS_ROWS,
  SITEMAP_FRESH_MS,
  SITEMAP_STALE_MS,
  TITLES_FRESH_MS,
  TITLES_STALE_MS,
} from '../../src/limits.ts'
import { readAddress } from '../../src/petitions/address.ts'
import { readHistory } from '../../src/petitions/history.ts'
import { listSigners } from '../../src/ledger/signers.ts'
import {
  countSitemaps,
  findPetition,
  findPetitionById,
  listSitemap,
  type Petition,
} from '../../src/petitions/petitions.ts'
import { cardsByIds, listCards, listTitles, newestId } from '../../src/petitions/listing.ts'
import { listUpdates } from '../../src/petitions/updates.ts'
import { findVersion, listOriginals, listVersions } from '../../src/petitions/versions.ts'
import { asking, type Source } from '../../src/platform/cache/asked.ts'
import { type Bounded, createBounded } from '../../src/platform/cache/bounded.ts'
import { createSwr, type Swr } from '../../src/platform/cache/swr.ts'
import type { Settings } from '../../src/settings.ts'
import {
  parseFoundKey,
  parseListingKey,
  parseSignersKey,
  parseUpdatesKey,
  parseVersionKey,
  signersKey,
  updatesKey,
} from './cache-keys.ts'
import { loadFailed, makeColoCaches } from './colo-caches.ts'
import { makeSpikeMode } from './spike-mode.ts'
import { staticCountChanged } from './static-counts.ts'

interface Row<V> {
  load: Source<V>
  freshMs: number
  staleMs: number
  maxBytes: number
  maxValueBytes: number
  stretch?: () => number
  staleAtLeastMs?: () => number
}

export type Caches = ReturnType<typeof makeCaches>

export function makeCaches(
  { DB, OG_IMAGE, CONSUMER_COUNTS }: Pick<EdgeEnv, 'DB' | 'OG_IMAGE' | 'CONSUMER_COUNTS'>,
  settings: Pick<Settings, 'publicOrigin' | 'countsOrigin'>,
) {
  const colo = makeColoCaches({ DB, OG_IMAGE }, settings)

  const mode = makeSpikeMode()
  const countOf: Source<CountResponse | null> = async (slug, waitUntil, notBefore) => {
    const { value, ...times } = await colo.counts.load(slug, waitUntil, notBefore)
    mode.lastsUntil(value.spikeUntil)
    return { value: value.count, ...times }
  }
  const cache: MakeCache = (tier, { load, ...row }) =>
    createSwr({
      stretch: mode.stretch,
      staleAtLeastMs: mode.staleAtLeastMs,
      ...row,
      load: mode.noticing(load),
      onError: loadFailed(tier),
    })

  /** Which petition a slug is of that is not its own: nobody else ever gets it, once the petition has been open. */
  const aliases = createBounded<string>(CACHE_BUDGETS_BYTES.aliases)
  const petitions = cacheBySlug<Petition>(
    'petitions',
    { cache, aliases },
    {
      load: rows(String, (slug) => findPetition(DB, slug)),
      slugOf: ({ slug, state }, asked) => (state === 'draft' ? asked : slug),
      freshMs: PETITION_FRESH_MS,
      staleMs: PETITION_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.petitions,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.petitions,
    },
  )
  const counts = cacheBySlug<CountResponse>(
    'counts',
    { cache, aliases },
    {
      load: countOf,
      slugOf: ({ petition }) => petition,
      freshMs: COUNT_FRESH_MS,
      staleMs: COUNT_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.counts,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.counts,
    },
  )
  const byKey = {
    petitions,
    counts,
    /**
     * By the petition's id: the slug in its address, for redirects. It is stored for a moment only, in a spike too: an older one could lead
     * back to where the redirect comes from.
     */
    addresses: cache('addresses', {
      stretch: () => 1,
      staleAtLeastMs: () => 0,
      load: rows(Number, (petitionId) => readAddress(DB, petitionId)),
      freshMs: ADDRESS_FRESH_MS,
      staleMs: ADDRESS_FRESH_MS,
      maxBytes: CACHE_BUDGETS_BYTES.addresses,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.addresses,
    }),
    /** By the petition's id: for the links in emails. */
    petitionsById: cache('petitions-by-id', {
      load: rows(Number, (petitionId) => findPetitionById(DB, petitionId)),
      freshMs: PETITION_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.petitionsById,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.petitionsById,
    }),
    /** By `listingKey`: the cards of a page of a list of petitions, and one more if there is one. */
    listings: cache('listings', {
      load: rows(parseListingKey, ({ list, before }, now) => listCards(DB, list, before, now)),
      freshMs: PETITION_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.listings,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.listings,
    }),
    /** By `foundKey`: the cards of the petitions that a search has found. */
    found: cache('found', {
      load: rows(parseFoundKey, (ids, now) => cardsByIds(DB, ids, now)),
      freshMs: PETITION_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.found,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.found,
    }),
    /** Has one key, the empty one. */
    newestId: cache('newest-id', {
      load: rows(String, () => newestId(DB)),
      freshMs: PETITION_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.newestId,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.newestId,
    }),
    /** By number of the chunk, from 0: never more keys than there are petitions, whatever is searched for. */
    titles: cache('titles', {
      load: rows(Number, (chunk) => listTitles(DB, chunk)),
      freshMs: TITLES_FRESH_MS,
      staleMs: TITLES_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.titles,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.titles,
    }),
    /** Has one key, the empty one: how many sitemaps there are. */
    sitemapCount: cache('sitemap-count', {
      load: rows(String, () => countSitemaps(DB)),
      freshMs: SITEMAP_FRESH_MS,
      staleMs: SITEMAP_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.sitemapCount,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.sitemapCount,
    }),
    /** By number, from 1: the slugs of a sitemap. */
    sitemaps: cache('sitemaps', {
      load: rows(Number, (number) => listSitemap(DB, number)),
      freshMs: SITEMAP_FRESH_MS,
      staleMs: SITEMAP_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.sitemaps,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.sitemaps,
    }),
    /** By `signersKey`: at least as many public signers as the page shows. */
    signers: cache('signers', {
      load: rows(parseSignersKey, (query) => listSigners(DB, query)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.signers,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.signers,
    }),
    /** By the petition's id. */
    removals: cache('removals', {
      load: rows(Number, (petitionId) => listRemovals(DB, petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.removals,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.removals,
    }),
    /** By the petition's id: what its count is made of. */
    countParts: cache('count-parts', {
      load: rows(Number, (petitionId, now) => readCountParts(DB, petitionId, now)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.countParts,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.countParts,
    }),
    /** By `updatesKey`: all updates, newest first, in the language of a reader where they are translated. */
    updates: cache('updates', {
      load: rows(parseUpdatesKey, (query) => listUpdates(DB, query)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.updates,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.updates,
    }),
    /** By the petition's id. */
    history: cache('history', {
      load: rows(Number, (petitionId) => readHistory(DB, petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.history,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.history,
    }),
    /** By `versionKey`. Its words never change; how many have signed it is in `versionLists`. */
    versions: cache('versions', {
      load: rows(parseVersionKey, ({ petitionId, number }) => findVersion(DB, petitionId, number)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.versions,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.versions,
    }),
    /** By the petition's id: all versions without their words, newest first. */
    versionLists: cache('version-lists', {
      load: rows(Number, (petitionId) => listVersions(DB, petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.versionLists,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.versionLists,
    }),
    /** By the petition's id: its newest originals, newest first. */
    changes: cache('changes', {
      load: rows(Number, (petitionId) => listOriginals(DB, petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.changes,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.changes,
    }),
    /** By `ogImageKey`: the PNG in base64; null when its petition is gone or it cannot be rendered. */
    ogImages: createSwr({
      load: colo.ogImages.load,
      freshMs: OG_IMAGE_FRESH_MS,
      staleMs: OG_IMAGE_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.ogImages,
      maxValueBytes: CACHE_VALUE_MAX_BYTES.ogImages,
      onError: loadFailed('og-images'),
    }),
  }
  const forgetUpdates = (petitionId: number): void => {
    for (const locale of [null, ...LOCALES]) byKey.updates.forget(updatesKey({ petitionId, locale }))
  }
  return {
    ...byKey,
    isInSpike: () => mode.stretch() > 1,
    /** After a change made through this isolate, in every language. */
    forgetUpdates,
    /** After a change made through this isolate, so that the person who made it sees it: in everything kept by slug or by id. */
    forget: async (changed: Changed): Promise<void> => {
      const { id, slug } = changed
      const address = addressOf(changed)
      // Also that there is nothing under the new address.
      for (const bySlug of [petitions, counts]) for (const name of new Set([slug, address])) bySlug.forget(name)
      const { addresses, petitionsById, countParts, removals, history, versionLists, changes } = byKey
      for (const byId of [addresses, petitionsById, countParts, removals, history, versionLists, changes])
        byId.forget(String(id))
      // Pages further back are stored for ten seconds.
      for (const limit of SIGNERS_LOADS_ROWS) byKey.signers.forget(signersKey({ petitionId: id, limit, cursor: null }))
      forgetUpdates(id)
      for (const name of new Set([slug, address])) await colo.counts.forget(name)
      if (settings.countsOrigin !== null) await staticCountChanged(CONSUMER_COUNTS, id)
    },
  }
}

/** A source of rows in the database. `parse` reads the cache key; `askedAt` in milliseconds. */
const rows = <K, V>(parse: (key: string) => K, load: (key: K, askedAt: number) => Promise<V>): Source<V> =>
  asking((key, askedAt) => load(parse(key), askedAt))

type MakeCache = <V>(tier: string, row: Row<V>) => Swr<V>

interface RowBySlug<V> extends Row<V | null> {
  /** The slug by which its value is stored: the petition's own; of a draft, whose slugs are free once it is deleted, the one asked for. */
  slugOf: (value: V, asked: string) => string
}

/**
 * A text that cannot be a slug is neither looked up nor stored, so that invented URLs cost no query and no memory. What is found by
 * another slug than the petition's own is stored by its own, so that there is one value however many addresses it had.
 */
function cacheBySlug<V>(
  tier: string,
  { cache, aliases }: { cache: MakeCache; aliases: Bounded<string> },
  { slugOf, ...row }: RowBySlug<V>,
): Swr<V | null> {
  const values = cache(tier, row)
  const ask: Swr<V | null>['ask'] = async (name, waitUntil, notBefore) => {
    if (!isSlug(name)) return { value: null, askedAt: 0, answeredAt: 0 }
    const key = aliases.get(name) ?? name
    const asked = await values.ask(key, waitUntil, notBefore)
    const own = asked.value === null ? key : slugOf(asked.value, key)
    if (own !== key) {
      aliases.set(name, own)
      values.forget(name)
      // What is stored by its own slug may be from before it had this address.
      values.forget(own)
    }
    return asked
  }
  return {
    ask,
    get: async (name, waitUntil) => (await ask(name, waitUntil)).value,
    forget: (name) => values.forget(name),
    atOnce: (name, waitUntil) => (isSlug(name) ? values.atOnce(aliases.get(name) ?? name, waitUntil) : null),
  }
}
