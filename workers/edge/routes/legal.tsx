/** Privacy and terms: in each language, and a redirect to the reader's own. */
import { Hono } from 'hono'

import { PrivacyPage, TermsPage } from '../../../src/pages/legal.tsx'
import { pathLocale } from '../public-petition.ts'
import { type EdgeContext, localeOf, PAGE_CACHE_CONTROL, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const legalRoutes = new Hono<EdgeContext>()

const PAGES = { privacy: PrivacyPage, terms: TermsPage } as const

for (const page of ['privacy', 'terms'] as const) {
  legalRoutes.get(`/${page}`, (c) =>
    c.body(null, 302, {
      location: `/${localeOf(c)}/${page}`,
      'cache-control': PAGE_CACHE_CONTROL,
      vary: 'Accept-Language',
    }),
  )

  legalRoutes.get(`/:lang/${page}`, pathLocale, async (c) => {
    const { locale } = c.var
    const { settings } = servicesOf(c.env)
    const Page = PAGES[page]
    return c.html(<Page {...{ locale, settings }} />, 200, await pageHeaders(locale))
  })
}
