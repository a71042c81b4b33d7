/** What an isolate of the edge keeps between requests: checked settings, derived keys, and caches. */
import disposableDomains from '../../dist/disposable-domains.bin'
import type { Locale } from '../../schema/locales.ts'
import { type CountResponse, isSlug, type PetitionState } from '../../schema/petition.ts'
import type { RemovalsResponse } from '../../schema/removal.ts'
import { toBase64 } from '../../src/crypto/bytes.ts'
import { createBounded } from '../../src/platform/cache/bounded.ts'
import { createColo } from '../../src/platform/cache/colo.ts'
import { createSwr, type Swr } from '../../src/platform/cache/swr.ts'
import { type History, readHistory } from '../../src/petitions/history.ts'
import {
  findPetition,
  findPetitionById,
  listOpenPetitions,
  listSigners,
  type OpenPetition,
  type Petition,
  type Signer,
  type SignersQuery,
} from '../../src/petitions/petitions.ts'
import { listUpdates, type Update } from '../../src/petitions/updates.ts'
import { altcha, type BotCheck, noBotCheck } from '../../src/intake/checks/bot-check.ts'
import { type DisposableTable, disposableTable } from '../../src/intake/signals/disposable.ts'
import type { SpentProofs } from '../../src/intake/checks/proof.ts'
import { renderTimeKeys } from '../../src/intake/signals/render-time.ts'
import { petitionKey } from '../../src/intake/message.ts'
import { turnstile } from '../../src/intake/checks/turnstile.ts'
import { deriveHmacKeys, deriveSecrets } from '../../src/crypto/derive.ts'
import { readCount } from '../../src/ledger/count.ts'
import { listRemovals } from '../../src/ledger/removals.ts'
import { bindingLimiter, type Limiter, unlimited } from '../../src/rate-limit/limiter.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import {
  CACHE_BUDGETS_BYTES,
  COUNT_COLO_FRESH_MS,
  COUNT_FRESH_MS,
  COUNT_REFRESH_LEASE_MS,
  COUNT_STALE_MS,
  CRYPTO_KEY_BYTES,
  HOME_PETITIONS_MAX_ROWS,
  LISTS_STALE_MS,
  OG_FALLBACK_MAX_AGE_SECONDS,
  OG_IMAGE_COLO_FRESH_MS,
  OG_IMAGE_FRESH_MS,
  OG_IMAGE_REFRESH_LEASE_MS,
  OG_IMAGE_STALE_MS,
  PETITION_FRESH_MS,
  PETITION_STALE_MS,
  RATE_LIMIT_RETRY_AFTER_SECONDS,
  SIGNERS_FRESH_MS,
  SIGNERS_LOADS_ROWS,
  SIGNERS_PAGE_MAX_ROWS,
} from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { drawnBy } from '../../src/og-image/drawn-by.ts'
import { ogFacts } from '../../src/og-image/facts.ts'
import { readSettings, type Settings } from '../../src/settings.ts'

export interface Services {
  settings: Settings
  petitions: Swr<Petition | null>
  /** The same by their number, for the links in emails. */
  petitionsById: Swr<Petition | null>
  counts: Swr<CountResponse | null>
  /** Has one key, the empty one. */
  openPetitions: Swr<OpenPetition[]>
  /** At least what a page of public signers takes, by `signersKey`. */
  signers: Swr<Signer[]>
  /** By the number of the petition. */
  removals: Swr<RemovalsResponse>
  /** All updates, newest first, by the number of the petition. */
  updates: Swr<Update[]>
  /** By the number of the petition. */
  history: Swr<History>
  /** The PNG in base64, by `ogImageKey`; null when its petition is gone, or it cannot be drawn. */
  ogImages: Swr<string | null>
  /** After a change made through this isolate, so that who made it sees it. */
  forget: (slug: string) => Promise<void>
  /** For everything that comes as a signature, and for links taken up. */
  limiter: Limiter
  /** Allows everything where Upstash is not configured. */
  worldwideLimiter: Limiter
  /** The same two for signatures without a proof: the strictest there are. The first limits forms without errors. */
  unprovenLimiter: Limiter
  worldwideUnprovenLimiter: Limiter
  botCheck: BotCheck
  spentProofs: SpentProofs
  disposableDomains: DisposableTable
  /** HMAC keys for challenges: the first signs, all verify. */
  challengeKeys(): Promise<string[]>
  /** HMAC keys for the time in a form, likewise. */
  renderKeys(): Promise<CryptoKey[]>
  /** HMAC keys for the cursors of public lists, likewise. */
  cursorKeys(): Promise<CryptoKey[]>
  signerKey(petitionId: number): Promise<CryptoKey>
  reviewKey(petitionId: number): Promise<CryptoKey>
}

const byEnv = new WeakMap<EdgeEnv, Services>()

/** Throws a SettingsError when a setting is missing or weak. */
export function servicesOf(env: EdgeEnv): Services {
  const known = byEnv.get(env)
  if (known !== undefined) return known
  const made = makeServices(env)
  byEnv.set(env, made)
  return made
}

/** The cache key of a page of signers: that of the least load that the page is cut from. */
export const signersKey = (page: SignersQuery): string =>
  JSON.stringify({ ...page, limit: SIGNERS_LOADS_ROWS.find((rows) => rows >= page.limit) ?? SIGNERS_PAGE_MAX_ROWS })
const parseSignersKey = (key: string): SignersQuery => JSON.parse(key)

/** The cache key of an Open Graph image: what it shows apart from the number, which may lag. */
export const ogImageKey = (image: OgImage): string => JSON.stringify(image)
const parseOgImageKey = (key: string): OgImage => JSON.parse(key)

interface OgImage {
  slug: string
  locale: Locale
  title: string
  state: PetitionState
  goal: number | null
}

/** What no petition could be called is looked up nowhere and kept nowhere, whatever addresses are made up. */
const bySlug = <V>(cache: Swr<V | null>): Swr<V | null> => ({
  ...cache,
  get: (slug, waitUntil) => (isSlug(slug) ? cache.get(slug, waitUntil) : Promise.resolve(null)),
})

/** A cache that could not load may still have an old value to give; the operator is told either way. */
const onError =
  (tier: string) =>
  (key: string, error: unknown): void =>
    log.error('cache.load-failed', { tier, key, error })

function makeServices(env: EdgeEnv): Services {
  const settings = readSettings(env)
  const petitionKeys = createBounded<Promise<CryptoKey>>(CACHE_BUDGETS_BYTES.petitionKeys, () => CRYPTO_KEY_BYTES)
  const keyOf = (petitionId: number, purpose: 'signer' | 'review'): Promise<CryptoKey> => {
    const known = petitionKeys.get(`${purpose}/${petitionId}`)
    if (known !== undefined) return known
    const made = petitionKey(settings.signerPepper, petitionId, purpose)
    petitionKeys.set(`${purpose}/${petitionId}`, made)
    return made
  }
  let challengeKeysMade: Promise<string[]> | undefined
  const challengeKeys = () => (challengeKeysMade ??= deriveSecrets(settings.tokenKeys, 'challenge/v1'))
  let renderKeys: Promise<CryptoKey[]> | undefined
  let cursorKeys: Promise<CryptoKey[]> | undefined
  const worldwide = (what: 'signatures' | 'unproven'): Limiter =>
    settings.upstash === null
      ? unlimited
      : upstashLimiter(what, settings.upstash, { masterKey: settings.tokenKeys[0] ?? '', log })
  const petitions = createSwr({
    load: (slug) => findPetition(env.DB, slug),
    freshMs: PETITION_FRESH_MS,
    staleMs: PETITION_STALE_MS,
    maxBytes: CACHE_BUDGETS_BYTES.petitions,
    onError: onError('petitions'),
  })
  const petitionsById = createSwr({
    load: (id) => findPetitionById(env.DB, Number(id)),
    freshMs: PETITION_FRESH_MS,
    staleMs: LISTS_STALE_MS,
    maxBytes: CACHE_BUDGETS_BYTES.petitionsById,
    onError: onError('petitions-by-id'),
  })
  const coloCounts = createColo({
    cache: caches.default,
    load: (slug) => readCount(env.DB, slug, Date.now()),
    keyPrefix: `${settings.publicOrigin}/.cache/counts/`,
    freshMs: COUNT_COLO_FRESH_MS,
    leaseMs: COUNT_REFRESH_LEASE_MS,
    onError: onError('colo'),
  })
  const counts = createSwr({
    load: coloCounts.load,
    freshMs: COUNT_FRESH_MS,
    staleMs: COUNT_STALE_MS,
    maxBytes: CACHE_BUDGETS_BYTES.counts,
    onError: onError('counts'),
  })
  return {
    settings,
    petitions: bySlug(petitions),
    petitionsById,
    counts: bySlug(counts),
    openPetitions: createSwr({
      load: () => listOpenPetitions(env.DB, Date.now(), HOME_PETITIONS_MAX_ROWS),
      freshMs: PETITION_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.openPetitions,
      onError: onError('open-petitions'),
    }),
    signers: createSwr({
      load: (key) => listSigners(env.DB, parseSignersKey(key)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.signers,
      onError: onError('signers'),
    }),
    removals: createSwr({
      load: (petitionId) => listRemovals(env.DB, Number(petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.removals,
      onError: onError('removals'),
    }),
    updates: createSwr({
      load: (petitionId) => listUpdates(env.DB, Number(petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.updates,
      onError: onError('updates'),
    }),
    history: createSwr({
      load: (petitionId) => readHistory(env.DB, Number(petitionId)),
      freshMs: SIGNERS_FRESH_MS,
      staleMs: LISTS_STALE_MS,
      maxBytes: CACHE_BUDGETS_BYTES.history,
      onError: onError('history'),
    }),
    ogImages: makeOgImages(env, settings.publicOrigin),
    async forget(slug) {
      petitions.forget(slug)
      counts.forget(slug)
      await coloCounts.forget(slug)
    },
    limiter: bindingLimiter(env.SIGNING_LIMIT, RATE_LIMIT_RETRY_AFTER_SECONDS),
    worldwideLimiter: worldwide('signatures'),
    unprovenLimiter: bindingLimiter(env.UNPROVEN_LIMIT, RATE_LIMIT_RETRY_AFTER_SECONDS),
    worldwideUnprovenLimiter: worldwide('unproven'),
    botCheck: botCheckOf(settings, challengeKeys),
    spentProofs: new Map(),
    disposableDomains: disposableTable(disposableDomains),
    challengeKeys,
    renderKeys: () => (renderKeys ??= renderTimeKeys(settings.tokenKeys)),
    cursorKeys: () => (cursorKeys ??= deriveHmacKeys(settings.tokenKeys, 'cursor/v1')),
    signerKey: (petitionId) => keyOf(petitionId, 'signer'),
    reviewKey: (petitionId) => keyOf(petitionId, 'review'),
  }
}

/** A flood of crawlers draws once a colo: images cost a hundred times what a page does. */
function makeOgImages(env: EdgeEnv, publicOrigin: string): Swr<string | null> {
  const colo = createColo({
    cache: caches.default,
    load: async (key) => {
      const { slug, locale } = parseOgImageKey(key)
      const [petition, count] = await Promise.all([findPetition(env.DB, slug), readCount(env.DB, slug, Date.now())])
      if (petition === null || count === null) return null
      return toBase64(await drawnBy(env.OG_IMAGE, ogFacts(locale, petition, count)))
    },
    keyPrefix: `${publicOrigin}/.cache/og-images/`,
    freshMs: OG_IMAGE_COLO_FRESH_MS,
    leaseMs: OG_IMAGE_REFRESH_LEASE_MS,
    // An image that cannot be drawn is not tried again for every crawler.
    standIn: { value: null, freshMs: OG_FALLBACK_MAX_AGE_SECONDS * 1_000 },
    onError: (key, error) => log.error('og-image.failed', { key, error }),
  })
  return createSwr({
    load: colo.load,
    freshMs: OG_IMAGE_FRESH_MS,
    staleMs: OG_IMAGE_STALE_MS,
    maxBytes: CACHE_BUDGETS_BYTES.ogImages,
    onError: onError('og-images'),
  })
}

function botCheckOf(settings: Settings, challengeKeys: () => Promise<string[]>): BotCheck {
  if (settings.turnstile !== null) {
    return turnstile({
      secret: settings.turnstile.secret,
      hostname: new URL(settings.publicOrigin).hostname,
      fetch: (url, init) => fetch(url, init),
      log,
    })
  }
  return settings.botCheck === 'off' ? noBotCheck : altcha(challengeKeys)
}
