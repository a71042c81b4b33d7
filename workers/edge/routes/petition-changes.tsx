/** The pages that say how a petition's text has changed, and that show one version of it. */
import { Hono } from 'hono'

import { atAddress } from '../../../src/address.ts'
import { ChangesPage } from '../../../src/pages/changes.tsx'
import { VersionPage } from '../../../src/pages/version.tsx'
import { waitUntil } from '../background.ts'
import { pathLocale, publishedPetition } from '../public-petition.ts'
import { type EdgeContext, pageHeaders, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { versionOf } from '../text.ts'

export const petitionChangesRoutes = new Hono<EdgeContext>()

petitionChangesRoutes.get('/:lang/p/:slug/changes', pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  const { settings, caches } = servicesOf(c.env)
  const id = String(petition.id)
  const [originals, all] = await Promise.all([
    caches.changes.get(id, waitUntil(c)),
    caches.versionLists.get(id, waitUntil(c)),
  ])
  const shown = new Set(petition.translations.map(({ number }) => number))
  const translations = all.filter(({ number }) => shown.has(number))
  return c.html(
    <ChangesPage
      {...{ locale, originals, translations }}
      petition={atAddress(petition)}
      origin={settings.publicOrigin}
    />,
    200,
    await pageHeaders(locale),
  )
})

petitionChangesRoutes.get('/:lang/p/:slug/changes/:number', pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  const version = await versionOf(c, petition, c.req.param('number'))
  if (version === null) return refusal(c, { code: 'not-found' })
  const isCurrent =
    version.number === petition.version || petition.translations.some(({ number }) => number === version.number)
  const { publicOrigin } = servicesOf(c.env).settings
  return c.html(
    <VersionPage {...{ locale, version, isCurrent }} petition={atAddress(petition)} origin={publicOrigin} />,
    200,
    {
      ...(await pageHeaders(locale)),
      'x-robots-tag': 'noindex',
    },
  )
})
