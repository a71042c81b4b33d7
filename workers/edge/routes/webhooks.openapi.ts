/** How the API describes webhooks. */
import { CAMPAIGN, READING, type Operations } from '../../../src/http/openapi/operation.ts'

export const webhookOperations: Operations = {
  '/api/petitions/{slug}/webhooks': {
    get: {
      summary: 'Webhooks',
      caller: 'campaign',
      response: { status: 200, schema: 'Webhooks', description: 'All of them' },
      refusals: CAMPAIGN,
    },
    post: {
      summary: 'Register a webhook',
      description: 'Standard Webhooks. The secret is shown only now.',
      caller: 'campaign',
      body: 'WebhookForm',
      response: { status: 201, schema: 'WebhookCreated', description: 'The webhook and its secret' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-webhook', 'conflict'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}': {
    get: {
      summary: 'One webhook',
      caller: 'campaign',
      response: { status: 200, schema: 'Webhook', description: 'The webhook' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
    delete: {
      summary: 'Remove a webhook',
      caller: 'campaign',
      response: { status: 204, description: 'The webhook and its deliveries are deleted' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/test': {
    post: {
      summary: 'Send a webhook.test event',
      caller: 'campaign',
      response: { status: 202, schema: 'Queued', description: 'The delivery is queued' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/rotate': {
    post: {
      summary: 'Make a new secret',
      description:
        'The earlier secrets sign, too, each for 24 hours after it was replaced. At most five rotations a day.',
      caller: 'campaign',
      response: { status: 200, schema: 'WebhookCreated', description: 'The webhook and its new secret' },
      refusals: [...CAMPAIGN, 'not-found', 'conflict'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/deliveries': {
    get: {
      summary: 'The newest deliveries of a webhook',
      caller: 'campaign',
      response: { status: 200, schema: 'Deliveries', description: 'Newest first' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/deliveries/{delivery}/retry': {
    post: {
      summary: 'Retry a delivery that has ended',
      caller: 'campaign',
      response: { status: 202, schema: 'Queued', description: 'The delivery is queued' },
      refusals: [...CAMPAIGN, 'not-found', 'conflict'],
    },
  },
}
