/** oEmbed: a petition's address in, the counter out. */
import { Hono } from 'hono'

import { oembed, oembedLocale, oembedXml, petitionAddressOf } from '../../../src/embeds/oembed.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { OEMBED_MAX_AGE_SECONDS } from '../../../src/limits.ts'
import { published } from '../access.ts'
import { type EdgeContext, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const oembedRoutes = new Hono<EdgeContext>()

oembedRoutes.get('/oembed', async (c) => {
  const { url = '', format = 'json', maxwidth, maxheight } = c.req.query()
  if (format !== 'json' && format !== 'xml') return refusal(c, { code: 'unsupported-format' })
  const { publicOrigin } = servicesOf(c.env).settings
  const address = petitionAddressOf(url, publicOrigin)
  const petition = address === null ? null : await published(c, address.slug)
  if (address === null || petition === null) return refusal(c, { code: 'petition-not-found' })

  const { title, starter, language } = petition
  const subject = { ...address, origin: publicOrigin, title, starter, language }
  const answer = oembed(subject, { maxwidth, maxheight }, catalogue(oembedLocale(subject)))
  const headers = { ...PUBLIC_READ, 'cache-control': `public, max-age=${OEMBED_MAX_AGE_SECONDS}` }
  return format === 'json'
    ? c.json(answer, 200, headers)
    : c.body(oembedXml(answer), 200, { ...headers, 'content-type': 'text/xml; charset=utf-8' })
})
