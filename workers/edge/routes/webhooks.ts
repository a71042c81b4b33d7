/** A campaign's webhooks: registered, tested, given new secrets; their deliveries listed and retried. */
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'

import { webhookForm } from '../../../schema/webhook.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { addTestDelivery } from '../../../src/ledger/outbox.ts'
import {
  addWebhook,
  findWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  resumeWebhook,
  retryDelivery,
  rotateWebhook,
  webhookResponseOf,
  type WebhookRow,
} from '../../../src/webhooks/endpoints.ts'
import { webhookSecret } from '../../../src/webhooks/secrets.ts'
import { webhookUrl } from '../../../src/webhooks/url.ts'
import { requireCampaign } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import { form } from '../request.ts'
import { type EdgeContext, type EdgeVariables, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const webhookRoutes = new Hono<EdgeContext>()

/** After `requireCampaign`: sets `webhook`, the one of the path, if the petition has it. */
const pathWebhook = createMiddleware<EdgeVariables<{ petition: Petition; webhook: WebhookRow }>>(
  async function pathWebhook(c, next) {
    const webhook = await findWebhook(c.env.DB, c.var.petition.id, c.req.param('id') ?? '')
    if (webhook === null) return refusal(c, { code: 'not-found' })
    c.set('webhook', webhook)
    return next()
  },
)

webhookRoutes.get('/:slug/webhooks', requireCampaign('webhooks'), async (c) => {
  const rows = await listWebhooks(c.env.DB, c.var.petition.id)
  return c.json({ webhooks: rows.map(webhookResponseOf) }, 200, PRIVATE)
})

webhookRoutes.post('/:slug/webhooks', requireCampaign('webhooks'), form(webhookForm, 'invalid-webhook'), async (c) => {
  const { by, form, petition } = c.var
  const { settings } = servicesOf(c.env)
  const url = webhookUrl(form.url, settings.environment === 'development')
  if (url === null) return refusal(c, { code: 'invalid-webhook', errors: [{ path: 'url', code: 'not-a-url' }] })

  const row = await addWebhook(c.env.DB, petition.id, url, crypto.randomUUID(), { by, now: Date.now() })
  if (row === null) return refusal(c, { code: 'conflict', why: 'too-many-webhooks' })
  const secret = await webhookSecret(row, settings.tokenKeys)
  return c.json({ ...webhookResponseOf(row), secret }, 201, PRIVATE)
})

webhookRoutes.get('/:slug/webhooks/:id', requireCampaign('webhooks'), pathWebhook, (c) =>
  c.json(webhookResponseOf(c.var.webhook), 200, PRIVATE),
)

webhookRoutes.delete('/:slug/webhooks/:id', requireCampaign('webhooks'), pathWebhook, async (c) => {
  await removeWebhook(c.env.DB, c.var.webhook, { by: c.var.by, now: Date.now() })
  return c.body(null, 204)
})

webhookRoutes.post('/:slug/webhooks/:id/test', requireCampaign('webhooks'), pathWebhook, async (c) => {
  await resumeWebhook(c.env.DB, c.var.webhook.id)
  const event = `test_${crypto.randomUUID()}`
  const { publicOrigin } = servicesOf(c.env).settings
  const delivery = await addTestDelivery(c.env.DB, c.var.webhook, event, publicOrigin, Date.now())
  sendDeliveries(c, [delivery])
  return c.json({ event, delivery }, 202, PRIVATE)
})

webhookRoutes.post('/:slug/webhooks/:id/rotate', requireCampaign('webhooks'), pathWebhook, async (c) => {
  const rotated = await rotateWebhook(c.env.DB, c.var.webhook, { by: c.var.by, now: Date.now() })
  if (!rotated.ok) return refusal(c, rotated.refusal)
  const secret = await webhookSecret(rotated.value, servicesOf(c.env).settings.tokenKeys)
  return c.json({ ...webhookResponseOf(rotated.value), secret }, 200, PRIVATE)
})

webhookRoutes.get('/:slug/webhooks/:id/deliveries', requireCampaign('webhooks'), pathWebhook, async (c) =>
  c.json({ deliveries: await listDeliveries(c.env.DB, c.var.webhook.id) }, 200, PRIVATE),
)

webhookRoutes.post(
  '/:slug/webhooks/:id/deliveries/:delivery/retry',
  requireCampaign('webhooks'),
  pathWebhook,
  async (c) => {
    const delivery = c.req.param('delivery')
    const restarted = await retryDelivery(c.env.DB, c.var.webhook.id, delivery, Date.now())
    if (restarted === null) return refusal(c, { code: 'not-found' })
    if (!restarted) return refusal(c, { code: 'conflict', why: 'delivery-pending' })
    await resumeWebhook(c.env.DB, c.var.webhook.id)
    sendDeliveries(c, [delivery])
    return c.json({ delivery }, 202, PRIVATE)
  },
)
