/** The home page. */
import { Hono } from 'hono'

import { isLocale } from '../../../schema/locales.ts'
import { HomePage } from '../../../src/pages/home.tsx'
import { waitUntil } from '../background.ts'
import { type EdgeContext, localeOf, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const homeRoutes = new Hono<EdgeContext>()

/** For whoever shortens the URL of a petition's page to its language. */
homeRoutes.get('/:lang{[a-z]{2}}', (c, next) => {
  const locale = c.req.param('lang')
  return isLocale(locale) ? Promise.resolve(c.redirect(`/?lang=${locale}`)) : next()
})

homeRoutes.get('/', async (c) => {
  const locale = localeOf(c)
  const {
    settings,
    caches: { openPetitions },
  } = servicesOf(c.env)
  const petitions = await openPetitions.get('', waitUntil(c))
  const cards = petitions.map(({ petition: { slug, title, addressee, language }, count }) => ({
    slug,
    title,
    addressee,
    language,
    count,
  }))
  return c.html(
    <HomePage
      locale={locale}
      chosen={c.req.query('lang') === locale}
      origin={settings.publicOrigin}
      petitions={cards}
    />,
    200,
    {
      ...(await pageHeaders(locale)),
      vary: 'Accept-Language',
    },
  )
})
