/** A petition's updates: read by anyone, written by its campaign. */
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'

import { updateForm, updatePatch } from '../../../schema/update.ts'
import {
  addUpdate,
  pageOfUpdates,
  patchUpdate,
  removeUpdate,
  updateResponseOf,
} from '../../../src/petitions/updates.ts'
import { readBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { CAMPAIGN_BODY_MAX_BYTES, UPDATES_PAGE_DEFAULT_ROWS, UPDATES_PAGE_MAX_ROWS } from '../../../src/limits.ts'
import { owned, published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { pageQuery, withSignedCursor } from '../page-query.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const updateRoutes = new Hono<EdgeContext>()

updateRoutes.get('/:slug/updates', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const list = { kind: 'updates', petitionId: petition.id } as const
  const asked = await pageQuery(c, list, UPDATES_PAGE_DEFAULT_ROWS, UPDATES_PAGE_MAX_ROWS)
  if (!asked.ok) return refusal(c, asked.refusal)
  const all = await servicesOf(c.env).updates.get(String(petition.id), waitUntil(c))
  const page = await withSignedCursor(c, list, pageOfUpdates(all, asked.value.limit, asked.value.cursor))
  return c.json(page, 200, { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL })
})

updateRoutes.post('/:slug/updates', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw, CAMPAIGN_BODY_MAX_BYTES)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(updateForm, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-update', errors: form.errors })

  // Of its own clock, and so in order even within a millisecond.
  const update = await addUpdate(c.env.DB, petition.id, form.value, uuidv7(), Date.now())
  if (update === null) return refusal(c, { code: 'conflict', why: 'too-many-updates' })
  servicesOf(c.env).updates.forget(String(petition.id))
  return c.json(updateResponseOf(update), 201, PRIVATE)
})

updateRoutes.patch('/:slug/updates/:id', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw, CAMPAIGN_BODY_MAX_BYTES)
  if (!body.ok) return refusal(c, body.refusal)
  const patch = validate(updatePatch, body.value)
  if (!patch.ok) return refusal(c, { code: 'invalid-update', errors: patch.errors })

  const update = await patchUpdate(c.env.DB, petition.id, c.req.param('id'), patch.value, Date.now())
  if (update === null) return refusal(c, { code: 'not-found' })
  servicesOf(c.env).updates.forget(String(petition.id))
  return c.json(updateResponseOf(update), 200, PRIVATE)
})

updateRoutes.delete('/:slug/updates/:id', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  if (!(await removeUpdate(c.env.DB, petition.id, c.req.param('id')))) return refusal(c, { code: 'not-found' })
  servicesOf(c.env).updates.forget(String(petition.id))
  return c.body(null, 204)
})
