/** The versions of a petition's text, read by anyone, and its translations, written by its campaign. */
import { Hono } from 'hono'

import { isLocale } from '../../../schema/locales.ts'
import { translationForm } from '../../../schema/version.ts'
import { CAMPAIGN_BODY_MAX_BYTES } from '../../../src/limits.ts'
import { putTranslation, removeTranslation } from '../../../src/petitions/translations.ts'
import { versionResponseOf, versionsResponseOf } from '../../../src/petitions/versions.ts'
import { requireCampaign } from '../access.ts'
import { waitUntil } from '../background.ts'
import { publishedPetition } from '../public-petition.ts'
import { form } from '../request.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { versionOf } from '../text.ts'

/** Under `/api/petitions`. */
export const versionRoutes = new Hono<EdgeContext>()

const PUBLIC = { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL } as const

versionRoutes.get('/:slug/versions', publishedPetition, async (c) => {
  const versions = await servicesOf(c.env).caches.versionLists.get(String(c.var.petition.id), waitUntil(c))
  return c.json(versionsResponseOf(versions), 200, PUBLIC)
})

versionRoutes.get('/:slug/versions/:number', publishedPetition, async (c) => {
  const version = await versionOf(c, c.var.petition, c.req.param('number'))
  return version === null ? refusal(c, { code: 'not-found' }) : c.json(versionResponseOf(version), 200, PUBLIC)
})

versionRoutes.put(
  '/:slug/translations/:lang',
  requireCampaign('all'),
  form(translationForm, 'invalid-petition', { maxBytes: CAMPAIGN_BODY_MAX_BYTES }),
  async (c) => {
    const { by, form, petition } = c.var
    const locale = c.req.param('lang')
    if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
    const put = await putTranslation(c.env.DB, petition, { locale, form }, { by, now: Date.now() })
    if (!put.ok) return refusal(c, put.refusal)
    await servicesOf(c.env).caches.forget(petition)
    return c.json(versionResponseOf(put.value), 200, PRIVATE)
  },
)

versionRoutes.delete('/:slug/translations/:lang', requireCampaign('all'), async (c) => {
  const { by, petition } = c.var
  const locale = c.req.param('lang')
  const at = { by, now: Date.now() }
  const isRemoved = isLocale(locale) && (await removeTranslation(c.env.DB, petition.id, locale, at))
  if (!isRemoved) return refusal(c, { code: 'not-found' })
  await servicesOf(c.env).caches.forget(petition)
  return c.body(null, 204)
})
