/** The counter in a frame, for sites that may run no script of ours. */
import { Hono } from 'hono'

import { readFrameOptions } from '../../../src/embeds/frame-options.ts'
import { FramePage } from '../../../src/pages/frame.tsx'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, localeOf, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const frameRoutes = new Hono<EdgeContext>()

frameRoutes.get('/embed/:slug', async (c) => {
  const locale = localeOf(c)
  const [petition, count] = await Promise.all([
    published(c),
    servicesOf(c.env).counts.get(c.req.param('slug'), waitUntil(c)),
  ])
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  const { slug, title } = petition
  const options = readFrameOptions(c.req.query())
  return c.html(<FramePage locale={locale} slug={slug} title={title} count={count} options={options} />, 200, {
    ...(await pageHeaders(locale, { framable: true })),
    vary: 'Accept-Language',
  })
})
