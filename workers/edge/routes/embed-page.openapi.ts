/** How the API describes the page that sets up the counter. */
import { LOCALES } from '../../../schema/locales.ts'
import { GOALS, SIZES, THEMES } from '../../../src/embeds/options.ts'
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const embedPageOperations: Operations = {
  '/{lang}/p/{slug}/embed': {
    get: {
      summary: 'The page on which a partner sets up the counter',
      query: {
        theme: { description: 'auto follows the reader’s system', values: THEMES },
        size: { description: 'medium is the default', values: SIZES },
        language: { description: 'Of the counter; that of the page around it when it is left out', values: LOCALES },
        goal: { description: 'next is the default', values: GOALS },
        'sign-link': { description: 'none to leave out the button', values: ['none', 'shown'] },
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'The page' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'not-found'],
    },
  },
}
