/** A campaign's review of what is held: shown in groups, decisions tried out, and then released or removed. */
import { Hono } from 'hono'

import { reviewDecisionForm, reviewPreviewForm } from '../../../schema/review.ts'
import { carryOn } from '../../../src/ledger/carry-out.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { listGroups, previewDecision } from '../../../src/ledger/review-groups.ts'
import { requireCampaign } from '../access.ts'
import { sendDeliveries, sendEmails, waitUntil } from '../background.ts'
import { form } from '../request.ts'
import { type EdgeContext, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
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
  const { counted, pending, left, deliveryIds, emails } = released.value
  sendDeliveries(c, deliveryIds)
  sendEmails(c, emails)
  if (left > 0) carryOnLater(c, petition.id)
  await forget(petition)
  return c.json({ released: counted + pending, counted, pending, left }, 200, PRIVATE)
})

reviewRoutes.post('/:slug/review/remove', requireCampaign('all'), decisionBody, async (c) => {
  const { by, form, petition } = c.var
  const {
    settings,
    caches: { forget },
  } = servicesOf(c.env)
  const removed = await remove(c.env.DB, petition.id, form, { by, origin: settings.publicOrigin, now: Date.now() })
  if (!removed.ok) return refusal(c, removed.refusal)
  const { n, left } = removed.value
  if (left > 0) carryOnLater(c, petition.id)
  await forget(petition)
  return c.json({ removed: n, left }, 200, PRIVATE)
})

function carryOnLater(c: RouteContext, petitionId: number): void {
  const { publicOrigin: origin, statementsMax } = servicesOf(c.env).settings
  waitUntil(c)(carryOn(c.env.DB, c.env, { petitionId, origin, now: Date.now(), statementsMax }))
}
