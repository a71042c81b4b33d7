/** A petition's updates: read by anyone, written by its campaign. */
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'

import { isLocale } from '../../../schema/locales.ts'
import { UPDATE_MEMBERS, updateForm, updatePatch, updateTranslationForm } from '../../../schema/update.ts'
import { CAMPAIGN_BODY_MAX_BYTES, UPDATES_PAGE_DEFAULT_ROWS, UPDATES_PAGE_MAX_ROWS } from '../../../src/limits.ts'
import {
  addUpdate,
  pageOfUpdates,
  patchUpdate,
  removeUpdate,
  updateResponseOf,
} from '../../../src/petitions/updates.ts'
import { putUpdateTranslation, removeUpdateTranslation } from '../../../src/petitions/update-translations.ts'
import { iso } from '../../../src/iso-time.ts'
import { requireCampaign } from '../access.ts'
import { waitUntil } from '../background.ts'
import { updatesKey } from '../cache-keys.ts'
import { pageQuery, withSignedCursor } from '../page-query.ts'
import { publishedPetition } from '../public-petition.ts'
import { form } from '../request.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const updateRoutes = new Hono<EdgeContext>()

const CAMPAIGN_BODY = { maxBytes: CAMPAIGN_BODY_MAX_BYTES }

updateRoutes.get('/:slug/updates', publishedPetition, async (c) => {
  const petitionId = c.var.petition.id
  const list = { kind: 'updates', petitionId } as const
  const asked = await pageQuery(c, list, UPDATES_PAGE_DEFAULT_ROWS, UPDATES_PAGE_MAX_ROWS)
  if (!asked.ok) return refusal(c, asked.refusal)
  const key = updatesKey({ petitionId, locale: null })
  const all = await servicesOf(c.env).caches.updates.get(key, waitUntil(c))
  const page = await withSignedCursor(c, list, pageOfUpdates(all, asked.value.limit, asked.value.cursor))
  return c.json(page, 200, { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL })
})

updateRoutes.post(
  '/:slug/updates',
  requireCampaign('updates'),
  form(updateForm, 'invalid-update', CAMPAIGN_BODY),
  async (c) => {
    const { by, form, petition } = c.var
    // UUIDs of version 7, which keep their order even within a millisecond.
    const update = await addUpdate(c.env.DB, petition.id, form, uuidv7(), { by, now: Date.now() })
    if (update === null) return refusal(c, { code: 'conflict', why: 'too-many-updates' })
    servicesOf(c.env).caches.forgetUpdates(petition.id)
    return c.json(updateResponseOf(update), 201, PRIVATE)
  },
)

updateRoutes.patch(
  '/:slug/updates/:id',
  requireCampaign('updates'),
  form(updatePatch, 'invalid-update', { ...CAMPAIGN_BODY, fixed: UPDATE_MEMBERS }),
  async (c) => {
    const { by, form, petition } = c.var
    const update = await patchUpdate(c.env.DB, petition.id, c.req.param('id'), form, { by, now: Date.now() })
    if (!update.ok) return refusal(c, update.refusal)
    servicesOf(c.env).caches.forgetUpdates(petition.id)
    return c.json(updateResponseOf(update.value.update), 200, PRIVATE)
  },
)

updateRoutes.delete('/:slug/updates/:id', requireCampaign('updates'), async (c) => {
  const { by, petition } = c.var
  const at = { by, now: Date.now() }
  if (!(await removeUpdate(c.env.DB, petition.id, c.req.param('id'), at))) return refusal(c, { code: 'not-found' })
  servicesOf(c.env).caches.forgetUpdates(petition.id)
  return c.body(null, 204)
})

updateRoutes.put(
  '/:slug/updates/:id/translations/:lang',
  requireCampaign('updates'),
  form(updateTranslationForm, 'invalid-update', CAMPAIGN_BODY),
  async (c) => {
    const { form, petition } = c.var
    const { id: updateId, lang } = c.req.param()
    if (!isLocale(lang)) return refusal(c, { code: 'not-found' })
    const put = await putUpdateTranslation(
      c.env.DB,
      petition,
      { updateId, locale: lang, form },
      { by: c.var.by, now: Date.now() },
    )
    if (!put.ok) return refusal(c, put.refusal)
    servicesOf(c.env).caches.forgetUpdates(petition.id)
    return c.json({ ...put.value, publishedAt: iso(put.value.publishedAt) }, 200, PRIVATE)
  },
)

updateRoutes.delete('/:slug/updates/:id/translations/:lang', requireCampaign('updates'), async (c) => {
  const { petition } = c.var
  const { id: updateId, lang } = c.req.param()
  const isRemoved =
    isLocale(lang) &&
    (await removeUpdateTranslation(
      c.env.DB,
      petition.id,
      { updateId, locale: lang },
      { by: c.var.by, now: Date.now() },
    ))
  if (!isRemoved) return refusal(c, { code: 'not-found' })
  servicesOf(c.env).caches.forgetUpdates(petition.id)
  return c.body(null, 204)
})
