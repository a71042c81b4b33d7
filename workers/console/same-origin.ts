/** What changes something has to come from a page of this site, whatever cookies a browser sends with it. */
import { createMiddleware } from 'hono/factory'

import { type ConsoleContext, servicesOf } from './context.ts'
import { crossSite } from './respond.tsx'

/**
 * Browsers say where a request comes from, and no script can change what they say: Sec-Fetch-Site (Fetch Metadata §2.4), and
 * before there was that, Origin. hono/csrf looks at forms alone; here the type of the body makes no difference.
 */
export const sameOrigin = createMiddleware<ConsoleContext>(async function sameOrigin(c, next) {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const { settings } = await servicesOf(c.env)
  const site = c.req.header('sec-fetch-site')
  const isOwn = site === undefined ? c.req.header('origin') === settings.publicOrigin : site === 'same-origin'
  return isOwn ? next() : crossSite(c)
})
