/** What is printed: the sheet on which signatures are collected on paper, and the poster. */
import { type Context, Hono } from 'hono'

import type { Locale } from '../../../schema/locales.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import { partnerCodeOf } from '../../../src/embeds/partner-code.ts'
import { POSTER_STYLES, PosterPage } from '../../../src/pages/poster.tsx'
import { PRINT_STYLES, PrintPage } from '../../../src/pages/print.tsx'
import { type CountedPetition, countedPetition, pathLocale } from '../public-petition.ts'
import { type EdgeContext, type EdgeVariables, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const petitionPrintRoutes = new Hono<EdgeContext>()

const PRINTED = {
  sheet: { View: PrintPage, styles: PRINT_STYLES },
  poster: { View: PosterPage, styles: POSTER_STYLES },
}

petitionPrintRoutes.get('/:lang/p/:slug/print', pathLocale, countedPetition, (c) => printed(c, 'sheet'))
petitionPrintRoutes.get('/:lang/p/:slug/poster', pathLocale, countedPetition, (c) => printed(c, 'poster'))

/** A petition that is closed has none: its page says so. */
async function printed(
  c: Context<EdgeVariables<CountedPetition & { locale: Locale }>>,
  what: keyof typeof PRINTED,
): Promise<Response> {
  const { locale, petition, count } = c.var
  if (count.state !== 'open') return c.redirect(`/${locale}/p/${addressOf(petition)}`)
  const { publicOrigin } = servicesOf(c.env).settings
  const { View, styles } = PRINTED[what]
  return c.html(
    <View
      locale={locale}
      petition={atAddress(petition)}
      origin={publicOrigin}
      partner={partnerCodeOf(c.req.query('partner'))}
    />,
    200,
    {
      ...(await pageHeaders(locale, { moreStyles: styles })),
      'x-robots-tag': 'noindex',
    },
  )
}
