/** A petition's image: set and removed by its campaign, seen by everyone. */
import { Hono } from 'hono'

import { imageQuery } from '../../../schema/petition.ts'
import { addressOf } from '../../../src/address.ts'
import { mediaType } from '../../../src/http/body.ts'
import { cleanImage } from '../../../src/image/clean.ts'
import {
  IMAGE_COLO_MAX_AGE_SECONDS,
  IMAGE_MAX_BYTES,
  IMAGE_READ_TIMEOUT_MS,
  IMMUTABLE_MAX_AGE_SECONDS,
} from '../../../src/limits.ts'
import { imageResponseOf, readImage, removeImage, setImage } from '../../../src/petitions/image.ts'
import { needsApproval, requireCampaign } from '../access.ts'
import { waitUntil } from '../background.ts'
import { publishedPetition } from '../public-petition.ts'
import { bytes, query } from '../request.ts'
import { type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const imageRoutes = new Hono<EdgeContext>()

imageRoutes.put(
  '/:slug/image',
  requireCampaign('all'),
  query(imageQuery, 'invalid-petition'),
  bytes(IMAGE_MAX_BYTES, IMAGE_READ_TIMEOUT_MS),
  async (c) => {
    const { by, petition, query } = c.var
    const clean = await cleanImage(c.var.bytes, mediaType(c.req.header('content-type') ?? null))
    if (!clean.ok) return refusal(c, clean.refusal)

    const { bytes, ...measured } = clean.value
    const image = { ...measured, ...query }
    await setImage(c.env.DB, petition.id, image, bytes, { by, needsApproval: needsApproval(c), now: Date.now() })
    const {
      settings,
      caches: { forget },
    } = servicesOf(c.env)
    await forget(petition)
    return c.json(imageResponseOf(addressOf(petition), image, settings.publicOrigin), 200, PRIVATE)
  },
)

imageRoutes.delete('/:slug/image', requireCampaign('all'), async (c) => {
  const { by, petition } = c.var
  await removeImage(c.env.DB, petition.id, { by, needsApproval: needsApproval(c), now: Date.now() })
  const {
    settings,
    caches: { forget },
  } = servicesOf(c.env)
  await forget(petition)
  if (petition.image !== null) {
    await caches.default.delete(cacheKey(settings.publicOrigin, petition.slug, petition.image.hash))
  }
  return c.body(null, 204)
})

export const imageFileRoutes = new Hono<EdgeContext>()

imageFileRoutes.get('/images/:slug/:hash', publishedPetition, async (c) => {
  const { id, image, slug } = c.var.petition
  // The petition is asked first, so that an image that was removed is not served out of the colo's cache.
  if (image === null || image.hash !== c.req.param('hash')) return refusal(c, { code: 'not-found' })

  const key = cacheKey(servicesOf(c.env).settings.publicOrigin, slug, image.hash)
  const cached = await caches.default.match(key)
  const bytes = cached === undefined ? await readImage(c.env.DB, id, image.hash) : await cached.arrayBuffer()
  if (bytes === null) return refusal(c, { code: 'not-found' })
  if (cached === undefined) {
    waitUntil(c)(
      caches.default.put(
        key,
        new Response(bytes, { headers: { 'cache-control': `max-age=${IMAGE_COLO_MAX_AGE_SECONDS}` } }),
      ),
    )
  }
  return c.body(bytes, 200, {
    ...PUBLIC_READ,
    'content-type': image.type,
    'cache-control': `public, max-age=${IMMUTABLE_MAX_AGE_SECONDS}, immutable`,
    // Opened by itself it is an image and nothing else, whatever its bytes are made to look like.
    'content-security-policy': `default-src 'none'; sandbox`,
  })
})

/** One entry a colo, so that the database is not asked by every reader. */
const cacheKey = (origin: string, slug: string, hash: string): string => `${origin}/.cache/images/${slug}/${hash}`
