/** What people read: the front page, the petition, the embed, the badge. */
import { badgen } from 'badgen'
import { Hono } from 'hono'

import type { Locale } from '../../schema/locales.ts'
import { catalogue, isLocale } from '../../src/i18n/catalogue.ts'
import { signRenderTime } from '../../src/intake/render-time.ts'
import { PAGE_MAX_AGE_SECONDS, PAGE_SIGNERS_ROWS, SUMMARY_MAX_CHARS } from '../../src/limits.ts'
import { contentSecurityPolicy } from '../../src/pages/content-security-policy.ts'
import { EMBED_STYLES, EmbedPage } from '../../src/pages/embed.tsx'
import { HomePage } from '../../src/pages/home.tsx'
import { renderMarkdown, summaryOf } from '../../src/pages/markdown.ts'
import { PetitionPage } from '../../src/pages/petition.tsx'
import { STYLES } from '../../src/pages/styles.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, localeOf, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf, signersKey } from '../services.ts'

export const pageRoutes = new Hono<EdgeContext>()

const PAGE_CACHE_CONTROL = `public, max-age=${PAGE_MAX_AGE_SECONDS}, stale-while-revalidate=60, stale-if-error=86400`

const pageHeaders = async (
  locale: Locale,
  { framable = false, turnstile = false } = {},
): Promise<Record<string, string>> => ({
  'content-security-policy': await contentSecurityPolicy(framable ? EMBED_STYLES : STYLES, framable, turnstile),
  'content-language': locale,
  'cache-control': PAGE_CACHE_CONTROL,
})

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

pageRoutes.get('/p/:slug', async (c) => {
  if ((await published(c)) === null) return refusal(c, { code: 'petition-not-found' })
  return c.body(null, 302, {
    location: `/${localeOf(c)}/p/${c.req.param('slug')}`,
    'cache-control': PAGE_CACHE_CONTROL,
    vary: 'Accept-Language',
  })
})

pageRoutes.get('/:lang/p/:slug', async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const services = servicesOf(c.env)
  const { counts, settings, signers } = services
  const [petition, count] = await Promise.all([published(c), counts.get(c.req.param('slug'), waitUntil(c))])
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  const recent = await signers.get(
    signersKey({ petitionId: petition.id, limit: PAGE_SIGNERS_ROWS, cursor: null }),
    waitUntil(c),
  )
  return c.html(
    <PetitionPage
      locale={locale}
      origin={settings.publicOrigin}
      slug={petition.slug}
      confirmation={petition.confirmation}
      title={petition.title}
      addressee={petition.addressee}
      starter={petition.starter}
      language={petition.language}
      bodyHtml={renderMarkdown(petition.body)}
      summary={summaryOf(petition.body, SUMMARY_MAX_CHARS)}
      count={count}
      signers={recent.signers}
      rendered={await signRenderTime(petition.slug, Date.now(), await services.renderKeys())}
      turnstileSiteKey={settings.turnstile?.siteKey ?? null}
    />,
    200,
    await pageHeaders(locale, { turnstile: count.state === 'open' && settings.turnstile !== null }),
  )
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
