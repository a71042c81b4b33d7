/** How the API describes the Open Graph image. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const ogImageOperations: Operations = {
  '/og/{lang}/{slug}.png': {
    get: {
      summary: 'The count as an image, 1200 × 630',
      response: {
        status: 200,
        type: 'image/png',
        description: 'The image',
      },
      redirect: 'To an image without a count, when it cannot be drawn',
      refusals: ['petition-not-found', 'not-found'],
    },
  },
}
