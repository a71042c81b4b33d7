/** How the API describes updates. */
import { CAMPAIGN, READING, type Operations, PAGE_QUERY } from '../../../src/http/openapi/operation.ts'

export const updateOperations: Operations = {
  '/api/petitions/{slug}/updates': {
    get: {
      summary: 'Updates, newest first',
      query: PAGE_QUERY,
      response: { status: 200, schema: 'Updates', description: 'One page' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'invalid-query'],
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
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'not-found', 'conflict'],
    },
    delete: {
      summary: 'Remove an update',
      description: 'With its translations and what it said before.',
      caller: 'campaign',
      response: { status: 204, description: 'The update is deleted' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/updates/{id}/translations/{lang}': {
    put: {
      summary: 'Translate an update, or replace a translation',
      description:
        'Shown to readers of that language on the pages and in the feed. "of" is the version of the update that it is of.',
      caller: 'campaign',
      body: 'UpdateTranslationForm',
      response: { status: 200, schema: 'UpdateTranslation', description: 'The translation' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'not-found', 'conflict'],
    },
    delete: {
      summary: 'Take a translation of an update from the pages',
      caller: 'campaign',
      response: { status: 204, description: 'Readers of that language see the update as it was written' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
}
