/** How the API describes the contacts. */
import { CAMPAIGN, type Operations } from '../../../src/http/openapi/operation.ts'

export const contactOperations: Operations = {
  '/api/petitions/{slug}/contacts': {
    get: {
      summary: 'Signatures with their encrypted contacts',
      description:
        'Lines of JSON in the order of their ids. "contact" is what the signer gave the campaign, encrypted with its keys; ' +
        'npm run export decrypts it. The last line is {end, rows, cursor}: without it the response was cut off. As long as ' +
        'its "cursor" is not null there may be more to ask for with it, also after a response without rows. The id of any row ' +
        'is a cursor, too.',
      caller: 'campaign',
      query: {
        since: 'Confirmed (or, where it is not, signed) at this time or later, as 2026-11-01T00:00:00Z',
        cursor: 'What comes after this id',
        status: {
          description: 'counted, which is the default, or all: also those that are unconfirmed or held for review',
          values: ['counted', 'all'],
        },
      },
      response: {
        status: 200,
        schema: 'ContactsLine',
        type: 'application/x-ndjson',
        description: 'One of these a line',
      },
      refusals: [...CAMPAIGN, 'invalid-query'],
    },
  },
}
