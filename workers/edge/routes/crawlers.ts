/** robots.txt, and the sitemaps of the petitions that are published. */
import { Hono } from 'hono'

import { robotsTxt, sitemap, sitemapIndex } from '../../../src/pages/crawlers.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const crawlerRoutes = new Hono<EdgeContext>()

const HOURLY = { 'cache-control': 'public, max-age=3600' } as const
const XML = { ...HOURLY, 'content-type': 'application/xml; charset=utf-8' } as const

crawlerRoutes.get('/robots.txt', (c) => c.text(robotsTxt(servicesOf(c.env).settings.publicOrigin), 200, HOURLY))

crawlerRoutes.get('/sitemap.xml', async (c) => {
  const { settings, caches } = servicesOf(c.env)
  // The home page is in the first one, even without a petition.
  const sitemaps = Math.max(await caches.sitemapCount.get('', waitUntil(c)), 1)
  return c.body(sitemapIndex(settings.publicOrigin, sitemaps), 200, XML)
})

crawlerRoutes.get('/sitemaps/:file{[1-9][0-9]{0,5}\\.xml}', async (c) => {
  const { settings, caches } = servicesOf(c.env)
  const number = Number.parseInt(c.req.param('file'), 10)
  // Numbers that are made up cost no query.
  if (number > Math.max(await caches.sitemapCount.get('', waitUntil(c)), 1)) return refusal(c, { code: 'not-found' })
  return c.body(
    sitemap(settings.publicOrigin, number, await caches.sitemaps.get(String(number), waitUntil(c))),
    200,
    XML,
  )
})
