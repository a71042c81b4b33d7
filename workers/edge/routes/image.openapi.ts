/** How the API describes the image. */
import { IMAGE_TYPES } from '../../../schema/petition.ts'
import { CAMPAIGN, type Operations } from '../../../src/http/openapi/operation.ts'

export const imageOperations: Operations = {
  '/api/petitions/{slug}/image': {
    put: {
      summary: 'Set the image',
      description:
        'Its bytes, of at most 1 MB and 4096 pixels a side. Its metadata is removed: place, time, device and everything else that is not shown.',
      caller: 'campaign',
      query: { alt: { description: 'What it shows, for those who do not see it', required: true } },
      upload: IMAGE_TYPES,
      response: { status: 200, schema: 'Image', description: 'Where it is' },
      refusals: ['malformed', 'too-large', ...CAMPAIGN, 'invalid-petition', 'invalid-image'],
    },
    delete: {
      summary: 'Remove the image',
      caller: 'campaign',
      response: { status: 204, description: 'There is none' },
      refusals: CAMPAIGN,
    },
  },
  '/images/{slug}/{hash}': {
    get: {
      summary: 'The image of a petition',
      description: 'Its URL is in the petition; another image has another.',
      response: { status: 200, type: 'image/*', description: 'JPEG, PNG or WebP' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'not-found'],
    },
  },
}
