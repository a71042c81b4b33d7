/** How the API describes what a campaign learns of the emails to its signers. */
import { CAMPAIGN, type Operations } from '../../../src/http/openapi/operation.ts'

export const emailOperations: Operations = {
  '/api/petitions/{slug}/emails': {
    get: {
      summary: 'How many emails to signers bounced',
      description:
        '"bounced" is how many emails a server refused for good while they were being sent: mistyped email addresses, mostly. ' +
        'Never whose. Emails that another server returns later are not counted.',
      caller: 'campaign',
      response: { status: 200, schema: 'Emails', description: 'The number' },
      refusals: CAMPAIGN,
    },
  },
}
