/** A campaign's webhooks: registered, tested, rotated, and their deliveries looked at and retried. */
import { type Context, Hono } from 'hono'

import { webhookForm } from '../../../schema/webhook.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import {
  addTestDelivery,
  addWebhook,
  findWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  retryDelivery,
  rotateWebhook,
  webhookResponseOf,
  type WebhookRow,
} from '../../../src/webhooks/endpoints.ts'
import { readBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { webhookSecret } from '../../../src/webhooks/secrets.ts'
import { webhookUrl } from '../../../src/webhooks/url.ts'
import { owned } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const webhookRoutes = new Hono<EdgeContext>()

webhookRoutes.get('/:slug/webhooks', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const rows = await listWebhooks(c.env.DB, petition.id)
  return c.json({ webhooks: rows.map(webhookResponseOf) }, 200, PRIVATE)
})

webhookRoutes.post('/:slug/webhooks', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(webhookForm, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-webhook', errors: form.errors })
  const { settings } = servicesOf(c.env)
  const url = webhookUrl(form.value.url, settings.environment === 'development')
  if (url === null) return refusal(c, { code: 'invalid-webhook', errors: [{ path: 'url', code: 'not-a-url' }] })

  const row = await addWebhook(c.env.DB, petition.id, url, crypto.randomUUID(), Date.now())
  if (row === null) return refusal(c, { code: 'conflict', why: 'too-many-webhooks' })
  const secret = await webhookSecret(row, settings.tokenKeys)
  return c.json({ ...webhookResponseOf(row), secret }, 201, PRIVATE)
})

webhookRoutes.get('/:slug/webhooks/:id', (c) =>
  withWebhook(c, (_, webhook) => c.json(webhookResponseOf(webhook), 200, PRIVATE)),
)

webhookRoutes.delete('/:slug/webhooks/:id', (c) =>
  withWebhook(c, async (_, webhook) => {
    await removeWebhook(c.env.DB, webhook.id)
    return c.body(null, 204)
  }),
)

webhookRoutes.post('/:slug/webhooks/:id/test', (c) =>
  withWebhook(c, async (_, webhook) => {
    const { settings } = servicesOf(c.env)
    const eventId = `test_${crypto.randomUUID()}`
    const delivery = await addTestDelivery(c.env.DB, webhook, eventId, settings.publicOrigin, Date.now())
    sendDeliveries(c, [delivery])
    return c.json({ event: eventId, delivery }, 202, PRIVATE)
  }),
)

webhookRoutes.post('/:slug/webhooks/:id/rotate', (c) =>
  withWebhook(c, async (_, webhook) => {
    const rotated = await rotateWebhook(c.env.DB, webhook, Date.now())
    const secret = await webhookSecret(rotated, servicesOf(c.env).settings.tokenKeys)
    return c.json({ ...webhookResponseOf(rotated), secret }, 200, PRIVATE)
  }),
)

webhookRoutes.get('/:slug/webhooks/:id/deliveries', (c) =>
  withWebhook(c, async (_, webhook) => {
    return c.json({ deliveries: await listDeliveries(c.env.DB, webhook.id) }, 200, PRIVATE)
  }),
)

webhookRoutes.post('/:slug/webhooks/:id/deliveries/:delivery/retry', (c) =>
  withWebhook(c, async (_, webhook) => {
    const delivery = c.req.param('delivery')
    const restarted = await retryDelivery(c.env.DB, webhook.id, delivery, Date.now())
    if (restarted === null) return refusal(c, { code: 'not-found' })
    if (!restarted) return refusal(c, { code: 'conflict', why: 'delivery-pending' })
    sendDeliveries(c, [delivery])
    return c.json({ delivery }, 202, PRIVATE)
  }),
)

async function withWebhook(
  c: Context<EdgeContext>,
  answer: (petition: Petition, webhook: WebhookRow) => Response | Promise<Response>,
): Promise<Response> {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const webhook = await findWebhook(c.env.DB, petition.id, c.req.param('id') ?? '')
  return webhook === null ? refusal(c, { code: 'not-found' }) : answer(petition, webhook)
}
