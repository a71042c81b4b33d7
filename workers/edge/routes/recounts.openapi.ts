/** How the API describes the recount. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const recountOperations: Operations = {
  '/api/recounts': {
    post: {
      summary: 'Compare counts with signatures',
      description:
        'Compares the counters, tallies, milestones and removals of petitions with their signatures, as many petitions at once as have a bounded number of signatures. With "fix", what is stored becomes what the signatures say.',
      caller: 'operator',
      query: {
        petition: 'One petition alone',
        after: { description: 'From the response before', type: 'integer' },
        fix: { description: 'Whether to fix what differs; false by default', values: ['true', 'false'] },
      },
      response: { status: 200, schema: 'Recount', description: 'What was compared, and what differs' },
      refusals: ['unauthorized', 'petition-not-found', 'invalid-query'],
    },
  },
}
