/** The caches that the isolates of one Cloudflare location share, in the Cache API: counts and Open Graph images. */
import { toBase64 } from '../../src/crypto/bytes.ts'
import { readCount, readCountForEdge } from '../../src/ledger/count.ts'
import {
  COUNT_COLO_FRESH_MS,
  COUNT_REFRESH_LEASE_MS,
  OG_FALLBACK_MAX_AGE_SECONDS,
  OG_IMAGE_COLO_FRESH_MS,
  OG_IMAGE_REFRESH_LEASE_MS,
  OG_IMAGE_TIMEOUT_MS,
  OG_SOURCE_MAX_PIXELS,
  OG_WITH_IMAGE_TIMEOUT_MS,
  SPIKE_STRETCH,
} from '../../src/limits.ts'
import { drawnBy } from '../../src/og-image/drawn-by.ts'
import { ogFacts } from '../../src/og-image/facts.ts'
import type { StoredImage } from '../../src/og-image/petition-image.ts'
import { readImage } from '../../src/petitions/image.ts'
import { findPetition, type Petition } from '../../src/petitions/petitions.ts'
import { createColo } from '../../src/platform/cache/colo.ts'
import { log } from '../../src/platform/log.ts'
import type { Settings } from '../../src/settings.ts'
import { parseOgImageKey } from './cache-keys.ts'

export const makeColoCaches = (
  env: Pick<EdgeEnv, 'DB' | 'OG_IMAGE'>,
  { publicOrigin, countsOrigin }: Pick<Settings, 'publicOrigin' | 'countsOrigin'>,
) => ({
  /** By slug. */
  counts: createColo({
    cache: caches.default,
    load: (slug, askedAt) => readCountForEdge(env.DB, slug, askedAt, countsOrigin),
    // Those of releases before this one had the count alone.
    keyPrefix: `${publicOrigin}/.cache/counts/v2/`,
    freshMs: COUNT_COLO_FRESH_MS,
    stretch: ({ spikeUntil }) => (Date.now() < spikeUntil ? SPIKE_STRETCH : 1),
    leaseMs: COUNT_REFRESH_LEASE_MS,
    onError: loadFailed('colo'),
  }),
  /** By `ogImageKey`. An image costs a hundred times as much as a page, so it is rendered once for each location. */
  ogImages: createColo({
    cache: caches.default,
    load: (key, askedAt) => renderOgImage(env, key, askedAt),
    keyPrefix: `${publicOrigin}/.cache/og-images/`,
    freshMs: OG_IMAGE_COLO_FRESH_MS,
    leaseMs: OG_IMAGE_REFRESH_LEASE_MS,
    // An image that cannot be rendered is not tried again for every crawler.
    standIn: { value: null, freshMs: OG_FALLBACK_MAX_AGE_SECONDS * 1_000 },
    onError: (key, error) => log.error('og-image.failed', { key, error }),
  }),
})

/** A load that failed is logged even if an older value was given instead. */
export const loadFailed =
  (tier: string) =>
  (key: string, error: unknown): void =>
    log.error('cache.load-failed', { tier, key, error })

/** The PNG or JPEG in base64; null when there is no such petition. */
async function renderOgImage(
  { DB, OG_IMAGE }: Pick<EdgeEnv, 'DB' | 'OG_IMAGE'>,
  key: string,
  now: number,
): Promise<string | null> {
  const { slug, locale, title, language } = parseOgImageKey(key)
  const [petition, count] = await Promise.all([findPetition(DB, slug), readCount(DB, slug, now)])
  if (petition === null || count === null) return null
  const facts = ogFacts(locale, { title, language }, count)
  const image = await storedImage(DB, petition)
  if (image === null) return toBase64(await drawnBy(OG_IMAGE, { facts, image }, OG_IMAGE_TIMEOUT_MS))
  const drawn = await drawnBy(OG_IMAGE, { facts, image }, OG_WITH_IMAGE_TIMEOUT_MS).catch((error: unknown) => {
    // The title does not depend on the image of a campaign.
    log.error('og-image.without-image', { slug, error })
    return drawnBy(OG_IMAGE, { facts, image: null }, OG_IMAGE_TIMEOUT_MS - OG_WITH_IMAGE_TIMEOUT_MS)
  })
  return toBase64(drawn)
}

/** The petition's own image, unless it has none, or it has too many pixels to be decoded. */
async function storedImage(db: D1Database, { id, image }: Petition): Promise<StoredImage | null> {
  if (image === null || image.width * image.height > OG_SOURCE_MAX_PIXELS) return null
  const bytes = await readImage(db, id, image.hash)
  return bytes && { type: image.type, bytes }
}
