/** How the API describes the count. */
import { CAMPAIGN, type Operations, PAGE_QUERY } from '../../../src/http/openapi/operation.ts'

export const countOperations: Operations = {
  '/api/petitions/{slug}/count': {
    get: {
      summary: 'The live count',
      description:
        'Readable from any origin, with an ETag. `asOf` says when the database was asked: some six seconds ago at most, unless it does not respond. Responses may come from several data centres: of two counts, the one with the later `asOf` is the newer. A request with the `ETag` of a newer count gets 304. `petition` is the slug in the path: the petition may have others.',
      response: { status: 200, schema: 'Count', description: 'The count' },
      etag: true,
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/api/petitions/{slug}/signers': {
    get: {
      summary: 'Signers who chose to be named, newest first',
      query: PAGE_QUERY,
      response: { status: 200, schema: 'Signers', description: 'One page' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'invalid-query'],
    },
  },
  '/api/petitions/{slug}/removals': {
    get: {
      summary: 'What was removed from the count, and why',
      description:
        'By day (UTC) and reason, never who: withdrawn by the signer, quarantined for review, released from it (these came back), removed after it.',
      response: { status: 200, schema: 'Removals', description: 'The newest days first' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/api/petitions/{slug}/claims': {
    get: {
      summary: 'Where signatures from elsewhere came from',
      description:
        'On paper and in earlier lists, as the campaign states them, corrected and without what it has undone. Of an imported list, those are counted who have not signed here.',
      response: { status: 200, schema: 'Claims', description: 'The newest first' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/api/petitions/{slug}/partners': {
    get: {
      summary: 'Signatures by partner',
      description: 'What "partner" the links said through which signers came. "none" is how many came without.',
      caller: 'campaign',
      response: { status: 200, schema: 'Partners', description: 'The most first' },
      refusals: CAMPAIGN,
    },
  },
}
