/** How the API describes petitions. */
import { CAMPAIGN, READING, type Operation, type Operations } from '../../../src/http/openapi/operation.ts'

export const petitionOperations: Operations = {
  '/api/petitions': {
    post: {
      summary: 'Start a petition',
      description: 'With the operator’s token. The response has the campaign’s token, which is shown only now.',
      caller: 'operator',
      body: 'PetitionForm',
      response: { status: 201, schema: 'PetitionCreated', description: 'The petition and its token' },
      refusals: [...READING, 'unauthorized', 'invalid-petition', 'conflict'],
    },
  },
  '/api/petitions/{slug}': {
    get: {
      summary: 'A petition',
      description:
        'Its "slug" never changes, and "url" has its present web address. If a campaign changes that, every path of this API still answers under each slug that the petition had, without a redirect; pages, feeds and images redirect with 301.',
      response: { status: 200, schema: 'Petition', description: 'The petition and its count' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
    patch: {
      summary: 'Change a petition',
      description:
        'Another title, addressee or body of a petition that was open already is a new version: "change" says what kind of change it is and, unless it is a mere correction, why. A member that cannot be changed is refused. With "If-Match", nothing is changed that others have changed since: the tag is "r" and the revision.',
      caller: 'campaign',
      ifMatch: true,
      body: 'PetitionPatch',
      response: { status: 200, schema: 'Petition', description: 'The changed petition' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-petition', 'conflict', 'changed-meanwhile'],
    },
    delete: {
      summary: 'Delete a petition that was open',
      description:
        'It is closed and offline at once, and erased 14 days later. Until then an owner can undo that in the console. Doing it again changes nothing.',
      caller: 'operator',
      response: { status: 204, description: 'It is deleted' },
      refusals: ['unauthorized', 'petition-not-found'],
    },
  },
  '/api/petitions/{slug}/close': ending(
    'Close',
    'What is signed from now on does not count; what was signed before does. "outcome" (Markdown) says what happened in the end.',
  ),
  '/api/petitions/{slug}/victory': ending(
    'Declare victory',
    'An open petition is closed by it. "outcome" (Markdown) says what happened in the end.',
  ),
  '/api/petitions/{slug}/reopen': {
    post: {
      summary: 'Open again, or publish a draft',
      description:
        'What was signed while it was closed stays uncounted. Its deadline is removed, and its outcome is kept as a draft that only its team sees. After 30 days from its end it stays closed: 409.',
      caller: 'campaign',
      response: { status: 200, schema: 'Petition', description: 'The petition as it is now' },
      refusals: [...CAMPAIGN, 'conflict'],
    },
  },
}

function ending(summary: string, description: string): Record<string, Operation> {
  return {
    post: {
      summary,
      description,
      caller: 'campaign',
      body: 'EndingForm',
      bodyOptional: true,
      response: { status: 200, schema: 'Petition', description: 'The petition as it is now' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-petition', 'conflict'],
    },
  }
}
