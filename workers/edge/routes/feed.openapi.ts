/** How the API describes the feed. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const feedOperations: Operations = {
  '/{lang}/p/{slug}/feed.atom': {
    get: {
      summary: 'A feed of updates, milestones, changes of the text and the end',
      description: 'Atom, with an ETag.',
      response: {
        status: 200,
        type: 'application/atom+xml',
        description: 'The newest 50',
      },
      etag: true,
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'not-found'],
    },
  },
}
