/** A petition's picture: set and removed by its campaigner, seen by everyone. */
import { Hono } from 'hono'

import { pictureQuery } from '../../../schema/petition.ts'
import { pictureAnswerOf, readPicture, removePicture, setPicture } from '../../../src/petitions/image.ts'
import { mediaType, readBytes } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import {
  IMMUTABLE_MAX_AGE_SECONDS,
  PICTURE_COLO_MAX_AGE_SECONDS,
  PICTURE_MAX_BYTES,
  PICTURE_READ_TIMEOUT_MS,
} from '../../../src/limits.ts'
import { cleanPicture } from '../../../src/image/clean.ts'
import { owned, published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const pictureRoutes = new Hono<EdgeContext>()

pictureRoutes.put('/:slug/picture', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const query = validate(pictureQuery, { alt: c.req.query('alt') })
  if (!query.ok) return refusal(c, { code: 'invalid-petition', errors: query.errors })
  const body = await readBytes(c.req.raw, PICTURE_MAX_BYTES, PICTURE_READ_TIMEOUT_MS)
  if (!body.ok) return refusal(c, body.refusal)
  const clean = await cleanPicture(body.value, mediaType(c.req.header('content-type') ?? null))
  if (!clean.ok) return refusal(c, clean.refusal)

  const { bytes, ...measured } = clean.value
  const picture = { ...measured, ...query.value }
  await setPicture(c.env.DB, petition.id, picture, bytes)
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  return c.json(pictureAnswerOf(petition.slug, picture, settings.publicOrigin), 200, PRIVATE)
})

pictureRoutes.delete('/:slug/picture', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  await removePicture(c.env.DB, petition.id)
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  if (petition.picture !== null) {
    await caches.default.delete(cacheKey(settings.publicOrigin, petition.slug, petition.picture.hash))
  }
  return c.body(null, 204)
})

export const pictureFileRoutes = new Hono<EdgeContext>()

pictureFileRoutes.get('/pictures/:slug/:hash', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const { picture, slug } = petition
  // Asked each time, of this isolate's memory: what was taken away is shown to nobody new because a cache of ours has it.
  if (picture === null || picture.hash !== c.req.param('hash')) return refusal(c, { code: 'not-found' })

  const key = cacheKey(servicesOf(c.env).settings.publicOrigin, slug, picture.hash)
  const kept = await caches.default.match(key)
  const bytes = kept === undefined ? await readPicture(c.env.DB, petition.id, picture.hash) : await kept.arrayBuffer()
  if (bytes === null) return refusal(c, { code: 'not-found' })
  if (kept === undefined) {
    waitUntil(c)(
      caches.default.put(
        key,
        new Response(bytes, { headers: { 'cache-control': `max-age=${PICTURE_COLO_MAX_AGE_SECONDS}` } }),
      ),
    )
  }
  return c.body(bytes, 200, {
    ...PUBLIC_READ,
    'content-type': picture.type,
    'cache-control': `public, max-age=${IMMUTABLE_MAX_AGE_SECONDS}, immutable`,
    // Opened by itself it is a picture and nothing else, whatever somebody has made it look like.
    'content-security-policy': `default-src 'none'; sandbox`,
  })
})

/** One entry a colo, so that the database is not asked by every reader. */
const cacheKey = (origin: string, slug: string, hash: string): string => `${origin}/.cache/pictures/${slug}/${hash}`
