/** The Atom feed of a petition, by which people and programs follow it without an account. */
import { isLocale } from '../../../schema/locales.ts'
import { Hono } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'

import { petitionFeed } from '../../../src/feed/petition-feed.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, PAGE_CACHE_CONTROL, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const feedRoutes = new Hono<EdgeContext>()

const withEtag = etag({ weak: true, retainedHeaders: [...RETAINED_304_HEADERS, ...Object.keys(PUBLIC_READ)] })

feedRoutes.get('/:lang/p/:slug/feed.atom', withEtag, async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const { history, settings, updates } = servicesOf(c.env)
  const [told, happened] = await Promise.all([
    updates.get(String(petition.id), waitUntil(c)),
    history.get(String(petition.id), waitUntil(c)),
  ])
  return c.body(petitionFeed(locale, settings.publicOrigin, petition, told, happened), 200, {
    ...PUBLIC_READ,
    'content-type': 'application/atom+xml; charset=utf-8',
    'content-language': locale,
    'cache-control': PAGE_CACHE_CONTROL,
  })
})
