/** How the API describes what only the operator does: dead letters. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const deadLetterOperations: Operations = {
  '/api/dead-letters': {
    get: {
      summary: 'Dead letters',
      description:
        'Messages that could not be read or stored, the oldest first: why each is there and what it is about, never what it says.',
      caller: 'operator',
      query: { cursor: 'From the page before' },
      response: { status: 200, schema: 'DeadLetters', description: 'A page of them' },
      refusals: ['unauthorized', 'invalid-query'],
    },
  },
  '/api/dead-letters/{id}': {
    delete: {
      summary: 'Delete a dead letter',
      caller: 'operator',
      response: { status: 204, description: 'It is deleted' },
      refusals: ['unauthorized', 'not-found'],
    },
  },
  '/api/dead-letters/{id}/replay': {
    post: {
      summary: 'Put a dead letter back on its queue',
      description:
        'As it was sent then, and deletes it once the queue has accepted it. Twice changes nothing. One that cannot be read, or is older than what is known of withdrawals, stays, and "notReplayable" says so.',
      caller: 'operator',
      response: { status: 200, schema: 'DeadLetterReplayed', description: 'Whether it is on its queue' },
      refusals: ['unauthorized', 'not-found', 'unavailable'],
    },
  },
}
