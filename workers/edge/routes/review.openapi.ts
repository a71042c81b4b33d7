/** How the API describes the review. */
import { CAMPAIGN, READING, type Operation, type Operations } from '../../../src/http/openapi/operation.ts'

export const reviewOperations: Operations = {
  '/api/petitions/{slug}/review': {
    get: {
      summary: 'Signatures that are held for review',
      description:
        'In groups by what they have in common: never who signed. The largest groups first. "condition" names a group to the other calls. "underWay" is a decision that is being carried out.',
      caller: 'campaign',
      response: { status: 200, schema: 'Review', description: 'The groups' },
      refusals: CAMPAIGN,
    },
  },
  '/api/petitions/{slug}/review/preview': {
    post: {
      summary: 'What a decision would do',
      description: 'Changes nothing. An empty condition means all that are held.',
      caller: 'campaign',
      body: 'ReviewPreviewForm',
      response: { status: 200, schema: 'ReviewPreview', description: 'How many fit the condition' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-condition'],
    },
  },
  '/api/petitions/{slug}/review/release': decision(
    'Release signatures from review',
    'They are counted, or are unconfirmed until the link in their email is opened; the email is sent now.',
    'ReviewReleased',
  ),
  '/api/petitions/{slug}/review/remove': decision(
    'Remove signatures after review',
    'Name, contact and email are deleted 24 hours later, and the same email address cannot sign again.',
    'ReviewRemoved',
  ),
}

function decision(
  summary: string,
  description: string,
  schema: 'ReviewReleased' | 'ReviewRemoved',
): Record<string, Operation> {
  return {
    post: {
      summary,
      description: `${description} All that fit the condition, if they are as many as "expected" says. Of very many, "left" follow within minutes, and other decisions have to wait until then.`,
      caller: 'campaign',
      body: 'ReviewDecisionForm',
      response: { status: 200, schema, description: 'How many signatures it was' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-condition', 'conflict'],
    },
  }
}
