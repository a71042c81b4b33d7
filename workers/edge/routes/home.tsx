/** The home page, its lists and its search. */
import { Hono } from 'hono'

import { isLocale } from '../../../schema/locales.ts'
import { HomePage } from '../../../src/pages/home.tsx'
import { homeView } from '../home-view.ts'
import { type EdgeContext, localeOf, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const homeRoutes = new Hono<EdgeContext>()

/** For people who shorten the URL of a petition's page to its language. */
homeRoutes.get('/:lang{[a-z]{2}}', (c, next) => {
  const locale = c.req.param('lang')
  return isLocale(locale) ? Promise.resolve(c.redirect(`/?lang=${locale}`)) : next()
})

homeRoutes.get('/', async (c) => {
  const locale = localeOf(c)
  const view = await homeView(c)
  if (!view.ok) return refusal(c, view.refusal)
  return c.html(
    <HomePage
      locale={locale}
      chosen={c.req.query('lang') === locale}
      origin={servicesOf(c.env).settings.publicOrigin}
      view={view.value}
      now={Date.now()}
    />,
    200,
    {
      ...(await pageHeaders(locale)),
      // There are as many pages of results as there are searches.
      ...(view.value.kind === 'search' ? { 'x-robots-tag': 'noindex' } : {}),
      vary: 'Accept-Language',
    },
  )
})
