/** The front page. */
import { isLocale } from '../../../schema/locales.ts'
import { Hono } from 'hono'

import { HomePage } from '../../../src/pages/home.tsx'
import { waitUntil } from '../background.ts'
import { type EdgeContext, localeOf, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const pageRoutes = new Hono<EdgeContext>()

/** What is left of a petition's address that was cut short. */
pageRoutes.get('/:lang{[a-z]{2}}', (c, next) => {
  const locale = c.req.param('lang')
  return isLocale(locale) ? Promise.resolve(c.redirect(`/?lang=${locale}`)) : next()
})

pageRoutes.get('/', async (c) => {
  const locale = localeOf(c)
  const { openPetitions, settings } = servicesOf(c.env)
  const petitions = await openPetitions.get('', waitUntil(c))
  const cards = petitions.map(({ petition: { slug, title, addressee, language }, count }) => ({
    slug,
    title,
    addressee,
    language,
    count,
  }))
  return c.html(<HomePage locale={locale} origin={settings.publicOrigin} petitions={cards} />, 200, {
    ...(await pageHeaders(locale)),
    vary: 'Accept-Language',
  })
})
