/** The front page. */
import { Hono } from 'hono'

import { HomePage } from '../../src/pages/home.tsx'
import { waitUntil } from '../background.ts'
import { type EdgeContext, localeOf, pageHeaders } from '../respond.tsx'
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
