/** A petition's image: set and removed by its campaign, seen by everyone. */
import { Hono } from 'hono'

import { imageQuery } from '../../../schema/petition.ts'
import { imageResponseOf, readImage, removeImage, setImage } from '../../../src/petitions/image.ts'
import { mediaType, readBytes } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import {
  IMMUTABLE_MAX_AGE_SECONDS,
  IMAGE_COLO_MAX_AGE_SECONDS,
  IMAGE_MAX_BYTES,
  IMAGE_READ_TIMEOUT_MS,
} from '../../../src/limits.ts'
import { cleanImage } from '../../../src/image/clean.ts'
import { owned, published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const imageRoutes = new Hono<EdgeContext>()

imageRoutes.put('/:slug/image', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const query = validate(imageQuery, { alt: c.req.query('alt') })
  if (!query.ok) return refusal(c, { code: 'invalid-petition', errors: query.errors })
  const body = await readBytes(c.req.raw, IMAGE_MAX_BYTES, IMAGE_READ_TIMEOUT_MS)
  if (!body.ok) return refusal(c, body.refusal)
  const clean = await cleanImage(body.value, mediaType(c.req.header('content-type') ?? null))
  if (!clean.ok) return refusal(c, clean.refusal)

  const { bytes, ...measured } = clean.value
  const image = { ...measured, ...query.value }
  await setImage(c.env.DB, petition.id, image, bytes)
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  return c.json(imageResponseOf(petition.slug, image, settings.publicOrigin), 200, PRIVATE)
})

imageRoutes.delete('/:slug/image', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  await removeImage(c.env.DB, petition.id)
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  if (petition.image !== null) {
    await caches.default.delete(cacheKey(settings.publicOrigin, petition.slug, petition.image.hash))
  }
  return c.body(null, 204)
})

export const imageFileRoutes = new Hono<EdgeContext>()

imageFileRoutes.get('/images/:slug/:hash', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const { image, slug } = petition
  // Asked each time, of this isolate's memory: what was taken away is shown to nobody new because a cache of ours has it.
  if (image === null || image.hash !== c.req.param('hash')) return refusal(c, { code: 'not-found' })

  const key = cacheKey(servicesOf(c.env).settings.publicOrigin, slug, image.hash)
  const kept = await caches.default.match(key)
  const bytes = kept === undefined ? await readImage(c.env.DB, petition.id, image.hash) : await kept.arrayBuffer()
  if (bytes === null) return refusal(c, { code: 'not-found' })
  if (kept === undefined) {
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
    // Opened by itself it is an image and nothing else, whatever somebody has made it look like.
    'content-security-policy': `default-src 'none'; sandbox`,
  })
})

/** One entry a colo, so that the database is not asked by every reader. */
const cacheKey = (origin: string, slug: string, hash: string): string => `${origin}/.cache/images/${slug}/${hash}`
