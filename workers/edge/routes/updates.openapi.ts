/** How the API describes updates. */
import { CAMPAIGN, READING, type Operations, PAGE_QUERY } from '../../../src/http/openapi/operation.ts'

export const updateOperations: Operations = {
  '/api/petitions/{slug}/updates': {
    get: {
      summary: 'Updates, newest first',
      query: PAGE_QUERY,
      response: { status: 200, schema: 'Updates', description: 'One page' },
      refusals: ['petition-not-found', 'invalid-query'],
    },
    post: {
      summary: 'Publish an update',
      description: 'Shown on the page and in the feed within seconds.',
      caller: 'campaign',
      body: 'UpdateForm',
      response: { status: 201, schema: 'Update', description: 'The update' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'conflict'],
    },
  },
  '/api/petitions/{slug}/updates/{id}': {
    patch: {
      summary: 'Change an update',
      caller: 'campaign',
      body: 'UpdatePatch',
      response: { status: 200, schema: 'Update', description: 'The changed update' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'not-found'],
    },
    delete: {
      summary: 'Remove an update',
      caller: 'campaign',
      response: { status: 204, description: 'The update is deleted' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
}
