/** A campaign's review of what is held: shown in groups, decisions tried out, and then released or removed. */
import { Hono } from 'hono'

import { reviewDecisionForm, reviewPreviewForm } from '../../../schema/review.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { listGroups, previewDecision } from '../../../src/ledger/review-groups.ts'
import { requireCampaign } from '../access.ts'
import { sendDeliveries, sendEmails } from '../background.ts'
import { form } from '../request.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const reviewRoutes = new Hono<EdgeContext>()

const previewBody = form(reviewPreviewForm, 'invalid-condition')
const decisionBody = form(reviewDecisionForm, 'invalid-condition')

reviewRoutes.get('/:slug/review', requireCampaign('read'), async (c) =>
  c.json(await listGroups(c.env.DB, c.var.petition.id), 200, PRIVATE),
)

reviewRoutes.post('/:slug/review/preview', requireCampaign('read'), previewBody, async (c) =>
  c.json(await previewDecision(c.env.DB, c.var.petition.id, c.var.form.condition), 200, PRIVATE),
)

reviewRoutes.post('/:slug/review/release', requireCampaign('all'), decisionBody, async (c) => {
  const { by, form, petition } = c.var
  const {
    settings,
    caches: { forget },
  } = servicesOf(c.env)
  const at = { by, origin: settings.publicOrigin, now: Date.now() }
  const released = await release(c.env.DB, petition.id, form, at)
  if (!released.ok) return refusal(c, released.refusal)
  const { counted, pending, deliveryIds, emails } = released.value
  sendDeliveries(c, deliveryIds)
  sendEmails(c, emails)
  await forget(petition)
  return c.json({ released: counted + pending, counted, pending }, 200, PRIVATE)
})

reviewRoutes.post('/:slug/review/remove', requireCampaign('all'), decisionBody, async (c) => {
  const { by, form, petition } = c.var
  const removed = await remove(c.env.DB, petition.id, form, { by, now: Date.now() })
  if (!removed.ok) return refusal(c, removed.refusal)
  await servicesOf(c.env).caches.forget(petition)
  return c.json({ removed: removed.value.n }, 200, PRIVATE)
})
