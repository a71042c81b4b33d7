/** The page on which a partner sets up the counter. */
import { isLocale } from '../../../schema/locales.ts'
import { Hono } from 'hono'

import counterRelease from '../../../dist/counter-release.json' with { type: 'json' }
import { readEmbedForm } from '../../../src/embeds/options.ts'
import { EmbedSetupPage } from '../../../src/pages/embed-page.tsx'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { type EdgeContext, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const embedPageRoutes = new Hono<EdgeContext>()

embedPageRoutes.get('/:lang/p/:slug/embed', async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const { search, searchParams } = new URL(c.req.url)
  const { counts, settings } = servicesOf(c.env)
  const [petition, count] = await Promise.all([published(c), counts.get(c.req.param('slug'), waitUntil(c))])
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  return c.html(
    <EmbedSetupPage
      locale={locale}
      origin={settings.publicOrigin}
      slug={petition.slug}
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
