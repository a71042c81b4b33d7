/** How the API describes the operator's way into the console. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const operatorLinkOperations: Operations = {
  '/api/operator-links': {
    post: {
      summary: 'Make a link with which somebody becomes an operator',
      description: 'It works once, for a day. Its page asks for the email address of the account.',
      caller: 'operator',
      response: { status: 201, schema: 'OperatorLinkCreated', description: 'The link' },
      refusals: ['unauthorized'],
    },
  },
}
