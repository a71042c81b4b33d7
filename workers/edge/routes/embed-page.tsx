/** The page on which a partner sets up the counter. */
import { Hono } from 'hono'

import counterRelease from '../../../dist/counter-release.json' with { type: 'json' }
import { addressOf } from '../../../src/address.ts'
import { readEmbedForm } from '../../../src/embeds/options.ts'
import { EmbedSetupPage } from '../../../src/pages/embed-page.tsx'
import { countedPetition, pathLocale } from '../public-petition.ts'
import { type EdgeContext, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const embedPageRoutes = new Hono<EdgeContext>()

embedPageRoutes.get('/:lang/p/:slug/embed', pathLocale, countedPetition, async (c) => {
  const { count, locale, petition } = c.var
  const { search, searchParams } = new URL(c.req.url)
  return c.html(
    <EmbedSetupPage
      locale={locale}
      origin={servicesOf(c.env).settings.publicOrigin}
      slug={addressOf(petition)}
      title={petition.title}
      language={petition.language}
      count={count.count}
      form={readEmbedForm(searchParams)}
      query={search}
      pinned={counterRelease}
    />,
    200,
    await pageHeaders(locale, { frames: true }),
  )
})
