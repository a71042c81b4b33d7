/** The count and the way to the petition on other sites: as a badge, a link, a QR code, an iframe, and by oEmbed. */
import { Hono } from 'hono'

import { addressOf } from '../../../src/address.ts'
import { badgeSvg, shieldsBadge } from '../../../src/embeds/badge.ts'
import { readFrameOptions } from '../../../src/embeds/frame-options.ts'
import { countLink } from '../../../src/embeds/link.ts'
import { oembed, oembedLocale, oembedXml, petitionUrlPartsOf } from '../../../src/embeds/oembed.ts'
import { partnerCodeOf } from '../../../src/embeds/partner-code.ts'
import { qrSvg } from '../../../src/embeds/qr.ts'
import { petitionUrl } from '../../../src/http/urls.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { OEMBED_MAX_AGE_SECONDS, QR_MAX_AGE_SECONDS } from '../../../src/limits.ts'
import { FramePage } from '../../../src/pages/frame.tsx'
import { published } from '../access.ts'
import { countedPetition, findCounted } from '../public-petition.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, localeOf, pageHeaders, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { tidiedPagePath } from '../tidied-path.ts'

export const embedRoutes = new Hono<EdgeContext>()

const COUNTED = { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL, vary: 'Accept-Language' } as const
/** For documents that have a petition's words in them and may be opened by themselves: nothing in them runs or loads. */
const INERT = { 'content-security-policy': `default-src 'none'` } as const
const SVG = { ...INERT, 'content-type': 'image/svg+xml; charset=utf-8' } as const

embedRoutes.get('/badge/:file', async (c) => {
  const [, slug, format] = /^(.+)\.(svg|json)$/s.exec(c.req.param('file')) ?? []
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const found = await findCounted(c, slug)
  if (!found.ok) return refusal(c, found.refusal)
  const { petition, count } = found.value
  const words = catalogue(localeOf(c))
  return format === 'json'
    ? c.json(shieldsBadge(count, words), 200, COUNTED)
    : c.body(badgeSvg(petition.title, count, words), 200, { ...COUNTED, ...SVG })
})

embedRoutes.get('/link/:file', async (c) => {
  const slug = /^(.+)\.html$/s.exec(c.req.param('file'))?.[1]
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const found = await findCounted(c, slug)
  if (!found.ok) return refusal(c, found.refusal)
  const { petition, count } = found.value
  const locale = localeOf(c)
  const { settings } = servicesOf(c.env)
  const link = countLink({
    // Where no language was asked for, the petition's page chooses by the reader's browser.
    href: petitionUrl(
      settings.publicOrigin,
      addressOf(petition),
      partnerCodeOf(c.req.query('partner')),
      c.req.query('lang') === locale ? locale : null,
    ),
    title: petition.title,
    language: petition.language,
    count: count.count,
    locale,
    words: catalogue(locale),
  })
  return c.body(link, 200, {
    ...COUNTED,
    ...INERT,
    'content-type': 'text/html; charset=utf-8',
    'content-language': locale,
  })
})

embedRoutes.get('/qr/:file', async (c) => {
  const slug = /^(.+)\.svg$/s.exec(c.req.param('file'))?.[1]
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const petition = await published(c, slug)
  if (!petition.ok) return refusal(c, petition.refusal)
  const { publicOrigin } = servicesOf(c.env).settings
  const url = petitionUrl(publicOrigin, addressOf(petition.value), partnerCodeOf(c.req.query('source')))
  return c.body(qrSvg(url, petition.value.title), 200, {
    ...PUBLIC_READ,
    ...SVG,
    'cache-control': `public, max-age=${QR_MAX_AGE_SECONDS}`,
  })
})

embedRoutes.get('/embed/:slug', countedPetition, async (c) => {
  const { count, petition } = c.var
  const { title } = petition
  const locale = localeOf(c)
  const options = readFrameOptions(c.req.query())
  const { publicOrigin: framableAt, countsOrigin } = servicesOf(c.env).settings
  return c.html(
    <FramePage locale={locale} slug={addressOf(petition)} title={title} count={count} options={options} />,
    200,
    {
      ...(await pageHeaders(locale, { framableAt, countsOrigin })),
      vary: 'Accept-Language',
    },
  )
})

embedRoutes.get('/oembed', async (c) => {
  const { url = '', format = 'json', maxwidth, maxheight } = c.req.query()
  if (format !== 'json' && format !== 'xml') return refusal(c, { code: 'unsupported-format' })
  const { publicOrigin } = servicesOf(c.env).settings
  const asked = petitionUrlPartsOf(tidiedPetitionUrl(url, publicOrigin), publicOrigin)
  if (asked === null) return refusal(c, { code: 'petition-not-found' })
  const petition = await published(c, asked.slug)
  if (!petition.ok) return refusal(c, petition.refusal)

  const { title, starter, language } = petition.value
  const subject = { ...asked, slug: addressOf(petition.value), origin: publicOrigin, title, starter, language }
  const response = oembed(subject, { maxwidth, maxheight }, catalogue(oembedLocale(subject)))
  const headers = { ...PUBLIC_READ, 'cache-control': `public, max-age=${OEMBED_MAX_AGE_SECONDS}` }
  return format === 'json'
    ? c.json(response, 200, headers)
    : c.body(oembedXml(response), 200, { ...headers, 'content-type': 'text/xml; charset=utf-8' })
})

/** A URL that was changed on its way leads to the petition when it is opened; it embeds it, too. */
function tidiedPetitionUrl(url: string, publicOrigin: string): string {
  const parsed = URL.parse(url)
  const path = parsed?.origin === publicOrigin ? tidiedPagePath(parsed) : null
  return path === null ? url : publicOrigin + path
}
