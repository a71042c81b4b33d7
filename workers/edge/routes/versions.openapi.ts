/** How the API describes versions and translations of a petition's text. */
import { CAMPAIGN, READING, type Operations } from '../../../src/http/openapi/operation.ts'

export const versionOperations: Operations = {
  '/api/petitions/{slug}/versions': {
    get: {
      summary: 'The versions of the text',
      description:
        'Once a petition is open, a change of its title, addressee or body is a new version, and so is each translation: one sequence of numbers. No version is ever changed. "signatures" says how many counted signatures are of it.',
      response: { status: 200, schema: 'Versions', description: 'All of them, newest first, without their words' },
      refusals: ['petition-not-found'],
    },
  },
  '/api/petitions/{slug}/versions/{number}': {
    get: {
      summary: 'One version of the text, with its words',
      response: { status: 200, schema: 'Version', description: 'The version' },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
  '/api/petitions/{slug}/translations/{lang}': {
    put: {
      summary: 'Translate the text, or replace a translation',
      description:
        'Shown to readers of that language in the place of the original. "of" is the number of the original that it is a translation of; without "addressee" it has that of the original. The translation is a version of its own. Sent again with the same words, it stays as it is.',
      caller: 'campaign',
      body: 'TranslationForm',
      response: { status: 200, schema: 'Version', description: 'The translation' },
      refusals: [...READING, ...CAMPAIGN, 'not-found', 'invalid-petition', 'conflict', 'unavailable'],
    },
    delete: {
      summary: 'Take a translation from the page',
      description: 'Its version stays, because people may have signed it.',
      caller: 'campaign',
      response: { status: 204, description: 'Readers of that language see the original' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
}
