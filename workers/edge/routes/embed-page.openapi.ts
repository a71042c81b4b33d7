/** How the API describes the page that sets up the counter. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const embedPageOperations: Operations = {
  '/{lang}/p/{slug}/embed': {
    get: {
      summary: 'The page on which a partner sets up the counter',
      query: {
        theme: 'auto, light or dark',
        size: 'small, medium or large',
        language: 'Of the counter; that of the page around it when it is left out',
        goal: 'next or none',
        'sign-link': 'none to leave out the button',
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'The page' },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
}
