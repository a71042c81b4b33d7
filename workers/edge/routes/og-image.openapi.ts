/** How the API describes the Open Graph image. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const ogImageOperations: Operations = {
  '/og/{lang}/{slug}.png': {
    get: {
      summary: 'Title, count and image as one image, 1200 × 630',
      response: {
        status: 200,
        type: 'image/png',
        otherType: 'image/jpeg',
        description: 'The image: a JPEG if it has the petition’s own image',
      },
      redirect: 'To an image without a count, when it cannot be drawn',
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'not-found'],
    },
  },
}
