/** How the API describes whether the service works. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const metaOperations: Operations = {
  '/healthz': {
    get: {
      summary: 'Whether the service works',
      description:
        '"up", or "down" with status 503. With the operator\'s token also "degraded", with the reasons in words, and each part: database, queues, emails, webhook deliveries, dead letters. A part that fails or hangs is {"answers": false}.',
      caller: 'operator or anyone',
      response: { status: 200, orStatus: 503, schema: 'Health', description: 'The status' },
      refusals: ['unauthorized'],
    },
  },
}
