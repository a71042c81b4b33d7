/** The Atom feed of a petition, by which people and programs follow it without an account. */
import { Hono } from 'hono'

import { petitionFeed } from '../../../src/feed/petition-feed.ts'
import { waitUntil } from '../background.ts'
import { updatesKey } from '../cache-keys.ts'
import { withEtag } from '../etag.ts'
import { pathLocale, publishedPetition } from '../public-petition.ts'
import { type EdgeContext, PAGE_CACHE_CONTROL, PUBLIC_READ } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const feedRoutes = new Hono<EdgeContext>()

feedRoutes.get('/:lang/p/:slug/feed.atom', withEtag, pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  const services = servicesOf(c.env)
  const [updates, history] = await Promise.all([
    services.caches.updates.get(updatesKey({ petitionId: petition.id, locale }), waitUntil(c)),
    services.caches.history.get(String(petition.id), waitUntil(c)),
  ])
  return c.body(petitionFeed(locale, services.settings.publicOrigin, petition, updates, history), 200, {
    ...PUBLIC_READ,
    'content-type': 'application/atom+xml; charset=utf-8',
    'content-language': locale,
    'cache-control': PAGE_CACHE_CONTROL,
  })
})
