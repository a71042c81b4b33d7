/** The sheet on which signatures are collected on paper. */
import { Hono } from 'hono'

import { addressOf, atAddress } from '../../../src/address.ts'
import { partnerCodeOf } from '../../../src/embeds/partner-code.ts'
import { PRINT_STYLES, PrintPage } from '../../../src/pages/print.tsx'
import { countedPetition, pathLocale } from '../public-petition.ts'
import { type EdgeContext, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const petitionPrintRoutes = new Hono<EdgeContext>()

/** A petition that is closed has none: its page says so. */
petitionPrintRoutes.get('/:lang/p/:slug/print', pathLocale, countedPetition, async (c) => {
  const { locale, petition, count } = c.var
  if (count.state !== 'open') return c.redirect(`/${locale}/p/${addressOf(petition)}`)
  const { publicOrigin } = servicesOf(c.env).settings
  return c.html(
    <PrintPage
      locale={locale}
      petition={atAddress(petition)}
      origin={publicOrigin}
      partner={partnerCodeOf(c.req.query('partner'))}
    />,
    200,
    {
      ...(await pageHeaders(locale, { moreStyles: PRINT_STYLES })),
      'x-robots-tag': 'noindex',
    },
  )
})
