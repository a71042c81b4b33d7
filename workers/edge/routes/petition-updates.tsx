/** The page of a petition's updates. */
import { Hono } from 'hono'

import { addressOf } from '../../../src/address.ts'
import { UPDATES_PAGE_DEFAULT_ROWS } from '../../../src/limits.ts'
import { UpdatesPage } from '../../../src/pages/updates.tsx'
import { waitUntil } from '../background.ts'
import { updatesKey } from '../cache-keys.ts'
import { uuidOf } from '../page-query.ts'
import { countedPetition, pathLocale } from '../public-petition.ts'
import { type EdgeContext, pageHeaders } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const petitionUpdatesRoutes = new Hono<EdgeContext>()

petitionUpdatesRoutes.get('/:lang/p/:slug/updates', pathLocale, countedPetition, async (c) => {
  const { locale, petition } = c.var
  const { title, language } = petition
  const slug = addressOf(petition)
  const {
    settings,
    caches: { updates },
  } = servicesOf(c.env)
  const all = await updates.get(updatesKey({ petitionId: petition.id, locale }), waitUntil(c))
  // A link to an update that lasts. Unlike a cursor it is not signed: it selects from the list that is in memory anyway.
  const from = uuidOf(c.req.query('from'))
  // If that update was removed, the list begins with the next older one.
  const left = from === null ? all : all.filter(({ id }) => id <= from)
  const [first] = left
  if (first === undefined) return c.redirect(`/${locale}/p/${slug}${all.length > 0 ? '/updates' : ''}`)
  return c.html(
    <UpdatesPage
      {...{ locale, slug, title, language }}
      origin={settings.publicOrigin}
      updates={left.slice(0, UPDATES_PAGE_DEFAULT_ROWS)}
      from={first === all[0] ? null : first.id}
      older={left[UPDATES_PAGE_DEFAULT_ROWS]?.id ?? null}
    />,
    200,
    await pageHeaders(locale),
  )
})
