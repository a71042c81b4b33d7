/** The front page, and the frame. */
import { Hono } from 'hono'

import { EmbedPage } from '../../src/pages/embed.tsx'
import { HomePage } from '../../src/pages/home.tsx'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, localeOf, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const pageRoutes = new Hono<EdgeContext>()

pageRoutes.get('/', async (c) => {
  const locale = localeOf(c)
  const petitions = await servicesOf(c.env).openPetitions.get('', waitUntil(c))
  const cards = petitions.map(({ petition: { slug, title, addressee, language }, count }) => ({
    slug,
    title,
    addressee,
    language,
    count,
  }))
  return c.html(<HomePage locale={locale} petitions={cards} />, 200, {
    ...(await pageHeaders(locale)),
    vary: 'Accept-Language',
  })
})

pageRoutes.get('/embed/:slug', async (c) => {
  const locale = localeOf(c)
  const [petition, count] = await Promise.all([
    published(c),
    servicesOf(c.env).counts.get(c.req.param('slug'), waitUntil(c)),
  ])
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  return c.html(<EmbedPage locale={locale} slug={petition.slug} title={petition.title} count={count} />, 200, {
    ...(await pageHeaders(locale, { framable: true })),
    vary: 'Accept-Language',
  })
})
