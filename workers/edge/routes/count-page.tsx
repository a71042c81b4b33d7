/** The page that says how a petition's count is kept. */
import { Hono } from 'hono'

import { atAddress } from '../../../src/address.ts'
import { CountPage } from '../../../src/pages/count.tsx'
import { waitUntil } from '../background.ts'
import { pathLocale, publishedPetition } from '../public-petition.ts'
import { type EdgeContext, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const countPageRoutes = new Hono<EdgeContext>()

countPageRoutes.get('/:lang/p/:slug/count', pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  const { settings, caches } = servicesOf(c.env)
  const id = String(petition.id)
  const [parts, { removals }] = await Promise.all([
    caches.countParts.get(id, waitUntil(c)),
    caches.removals.get(id, waitUntil(c)),
  ])
  if (parts === null) return refusal(c, { code: 'petition-not-found' })
  return c.html(
    <CountPage {...{ locale, parts, removals }} petition={atAddress(petition)} origin={settings.publicOrigin} />,
    200,
    await pageHeaders(locale),
  )
})
