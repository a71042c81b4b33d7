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
import { findCounted, pathLocale } from '../public-petition.ts'
import { type EdgeContext, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/og`. */
export const ogImageRoutes = new Hono<EdgeContext>()

const CACHE_CONTROL = `public, max-age=${OG_IMAGE_MAX_AGE_SECONDS}, stale-while-revalidate=${OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS}`

ogImageRoutes.get('/:lang/:slug{.+\\.png}', pathLocale, async (c) => {
  const { locale } = c.var
  const slug = c.req.param('slug').slice(0, -'.png'.length)
  const found = await findCounted(c, slug)
  if (!found.ok) return refusal(c, found.refusal)
  const { petition, count } = found.value

  const key = ogImageKey({ slug, locale, title: petition.title, state: count.state, goal: count.goal })
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
  return c.body(fromBase64(image), 200, {
    ...PUBLIC_READ,
    'content-type': 'image/png',
    'content-language': locale,
    'cache-control': CACHE_CONTROL,
  })
})
