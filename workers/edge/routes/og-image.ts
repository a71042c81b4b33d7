/** The Open Graph image: what social networks show of a petition, with its count. */
import { Hono } from 'hono'

import { fromBase64 } from '../../../src/crypto/bytes.ts'
import {
  OG_FALLBACK_MAX_AGE_SECONDS,
  OG_IMAGE_MAX_AGE_SECONDS,
  OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS,
} from '../../../src/limits.ts'
import { waitUntil } from '../background.ts'
import { ogImageKey } from '../cache-keys.ts'
import { findCounted, movedTo, pathLocale } from '../public-petition.ts'
import { type EdgeContext, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { originalOf, shownText } from '../text.ts'

/** Under `/og`. */
export const ogImageRoutes = new Hono<EdgeContext>()

const CACHE_CONTROL = `public, max-age=${OG_IMAGE_MAX_AGE_SECONDS}, stale-while-revalidate=${OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS}`

ogImageRoutes.get('/:lang/:slug{.+\\.png}', pathLocale, async (c) => {
  const { locale } = c.var
  const slug = c.req.param('slug').slice(0, -'.png'.length)
  const found = await findCounted(c, slug)
  if (!found.ok) return refusal(c, found.refusal)
  const { petition, count } = found.value
  const moved = await movedTo(c, petition, slug)
  if (moved !== null) return moved

  // In the language of the page, as its other tags.
  const { title, language } = await shownText(c, petition, locale, false).catch(() => originalOf(petition))
  const own = petition.image?.hash ?? null
  const key = ogImageKey({
    slug: petition.slug,
    locale,
    title,
    language,
    state: count.state,
    goal: count.goal,
    image: own,
  })
  // The cache has logged why.
  const image = await servicesOf(c.env)
    .caches.ogImages.get(key, waitUntil(c))
    .catch(() => null)
  // A redirect, so that nobody stores the general image under the URL of the petition's own.
  if (image === null) {
    return c.body(null, 302, {
      ...PUBLIC_READ,
      location: '/og.png',
      'cache-control': `public, max-age=${OG_FALLBACK_MAX_AGE_SECONDS}`,
    })
  }
  const bytes = fromBase64(image)
  return c.body(bytes, 200, {
    ...PUBLIC_READ,
    // The first byte of a JPEG. The URL ends in .png whatever it is: it is in pages of other sites.
    'content-type': bytes[0] === 0xff ? 'image/jpeg' : 'image/png',
    'content-language': locale,
    'cache-control': CACHE_CONTROL,
  })
})
