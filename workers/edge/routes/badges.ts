/** The count, and the way to the petition, where no script runs: images and a link. */
import { type Context, Hono } from 'hono'

import type { CountResponse } from '../../../schema/petition.ts'
import { petitionUrl } from '../../../src/http/urls.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { badgeSvg, shieldsBadge } from '../../../src/embeds/badge.ts'
import { countLink } from '../../../src/embeds/link.ts'
import { partnerCodeOf } from '../../../src/embeds/partner-code.ts'
import { qrSvg } from '../../../src/embeds/qr.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { QR_MAX_AGE_SECONDS } from '../../../src/limits.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, localeOf, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const badgeRoutes = new Hono<EdgeContext>()

const COUNTED = { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL, vary: 'Accept-Language' } as const
/** Of what has a petition's words in it and may be opened by itself: nothing in it does anything. */
const INERT = { 'content-security-policy': `default-src 'none'` } as const
const SVG = { ...INERT, 'content-type': 'image/svg+xml; charset=utf-8' } as const

badgeRoutes.get('/badge/:file', async (c) => {
  const [, slug, format] = /^(.+)\.(svg|json)$/s.exec(c.req.param('file')) ?? []
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const counted = await countedPetition(c, slug)
  if (counted === null) return refusal(c, { code: 'petition-not-found' })
  const words = catalogue(localeOf(c))
  return format === 'json'
    ? c.json(shieldsBadge(counted.count, words), 200, COUNTED)
    : c.body(badgeSvg(counted.petition.title, counted.count, words), 200, { ...COUNTED, ...SVG })
})

badgeRoutes.get('/link/:file', async (c) => {
  const slug = /^(.+)\.html$/s.exec(c.req.param('file'))?.[1]
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const counted = await countedPetition(c, slug)
  if (counted === null) return refusal(c, { code: 'petition-not-found' })
  const { petition, count } = counted
  const locale = localeOf(c)
  const { settings } = servicesOf(c.env)
  const link = countLink({
    // A language that was not asked for is left to the reader's browser.
    href: petitionUrl(
      settings.publicOrigin,
      petition.slug,
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

badgeRoutes.get('/qr/:file', async (c) => {
  const slug = /^(.+)\.svg$/s.exec(c.req.param('file'))?.[1]
  if (slug === undefined) return refusal(c, { code: 'not-found' })
  const petition = await published(c, slug)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const { settings } = servicesOf(c.env)
  const url = petitionUrl(settings.publicOrigin, petition.slug, partnerCodeOf(c.req.query('source')))
  return c.body(qrSvg(url, petition.title), 200, {
    ...PUBLIC_READ,
    ...SVG,
    'cache-control': `public, max-age=${QR_MAX_AGE_SECONDS}`,
  })
})

async function countedPetition(
  c: Context<EdgeContext>,
  slug: string,
): Promise<{ petition: Petition; count: CountResponse } | null> {
  const [petition, count] = await Promise.all([published(c, slug), servicesOf(c.env).counts.get(slug, waitUntil(c))])
  return petition === null || count === null ? null : { petition, count }
}
