/** The front page, and the embeds. */
import { badgen } from 'badgen'
import { Hono } from 'hono'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { EmbedPage } from '../../src/pages/embed.tsx'
import { HomePage } from '../../src/pages/home.tsx'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, localeOf, pageHeaders, PUBLIC_READ, refusal } from '../respond.tsx'
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

pageRoutes.get('/badge/:file', async (c) => {
  const slug = /^(.+)\.svg$/.exec(c.req.param('file'))?.[1]
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const count = await servicesOf(c.env).counts.get(slug, waitUntil(c))
  if (count === null) return refusal(c, { code: 'petition-not-found' })
  const words = catalogue(localeOf(c))
  const svg = badgen({
    label: words.petition.signers(count.count),
    status: words.number(count.count),
    color: count.state === 'open' ? 'a8230f' : '5d574e',
  })
  return c.body(svg, 200, {
    ...PUBLIC_READ,
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': COUNT_CACHE_CONTROL,
    vary: 'Accept-Language',
  })
})
