/** The Open Graph image: what social networks show of a petition, with its count. */
import { isLocale } from '../../../schema/locales.ts'
import { Hono } from 'hono'

import { fromBase64 } from '../../../src/crypto/bytes.ts'
import {
  OG_FALLBACK_MAX_AGE_SECONDS,
  OG_IMAGE_MAX_AGE_SECONDS,
  OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS,
} from '../../../src/limits.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { ogImageKey } from '../cache-keys.ts'
import { type EdgeContext, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const ogRoutes = new Hono<EdgeContext>()

const CACHE_CONTROL = `public, max-age=${OG_IMAGE_MAX_AGE_SECONDS}, stale-while-revalidate=${OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS}`

ogRoutes.get('/:lang/:slug{.+\\.png}', async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const slug = c.req.param('slug').slice(0, -'.png'.length)
  const { counts, ogImages } = servicesOf(c.env)
  const [petition, count] = await Promise.all([published(c, slug), counts.get(slug, waitUntil(c))])
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })

  const key = ogImageKey({ slug, locale, title: petition.title, state: count.state, goal: count.goal })
  // The cache has logged why.
  const image = await ogImages.get(key, waitUntil(c)).catch(() => null)
  // A redirect, so that nobody keeps what stands in under the address of the image itself.
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
