/** A campaign's review of what was set aside: looked at in groups, tried out, and then let go or removed. */
import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'

import { reviewDecisionForm, reviewPreviewForm } from '../../../schema/review.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { readBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { listGroups, previewDecision } from '../../../src/ledger/review-groups.ts'
import { owned } from '../access.ts'
import { sendDeliveries, sendEmails } from '../background.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const reviewRoutes = new Hono<EdgeContext>()

reviewRoutes.get('/:slug/review', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  return c.json(await listGroups(c.env.DB, petition.id), 200, PRIVATE)
})

reviewRoutes.post('/:slug/review/preview', (c) =>
  withForm(c, reviewPreviewForm, async (petition, { condition }) =>
    c.json(await previewDecision(c.env.DB, petition.id, condition), 200, PRIVATE),
  ),
)

reviewRoutes.post('/:slug/review/release', (c) =>
  withForm(c, reviewDecisionForm, async (petition, decision) => {
    const { forget, settings } = servicesOf(c.env)
    const at = { origin: settings.publicOrigin, now: Date.now() }
    const released = await release(c.env.DB, petition.id, decision, at)
    if (!released.ok) return refusal(c, released.refusal)
    const { counted, waiting, deliveryIds, emails } = released.value
    sendDeliveries(c, deliveryIds)
    sendEmails(c, emails)
    await forget(petition.slug)
    return c.json({ released: counted + waiting, counted, waiting }, 200, PRIVATE)
  }),
)

reviewRoutes.post('/:slug/review/remove', (c) =>
  withForm(c, reviewDecisionForm, async (petition, decision) => {
    const removed = await remove(c.env.DB, petition.id, decision, Date.now())
    if (!removed.ok) return refusal(c, removed.refusal)
    return c.json({ removed: removed.value }, 200, PRIVATE)
  }),
)

async function withForm<S extends z.ZodMiniType>(
  c: Context<EdgeContext>,
  schema: S,
  act: (petition: Petition, form: z.output<S>) => Promise<Response>,
): Promise<Response> {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(schema, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-condition', errors: form.errors })
  return act(petition, form.value)
}
