/** How the API describes the links of signers. */
import type { Operation, Operations } from '../../../src/http/openapi/operation.ts'

export const linkOperations: Operations = {
  '/confirm/{token}': link('Confirm a signature', 'It counts within seconds. Doing it again changes nothing.'),
  '/withdraw/{token}': link(
    'Withdraw a signature',
    'It is deleted within seconds. Doing it again changes nothing. A link that was shown after signing, and not sent in an ' +
      'email, changes nothing if the email address had signed before, or once an email has confirmed the signature.',
  ),
}

function link(summary: string, description: string): Record<string, Operation> {
  return {
    get: {
      summary: `${summary}: the page that asks`,
      description: 'Changes nothing: email scanners follow links.',
      response: { status: 200, type: 'text/html', description: 'A page with one button' },
      refusals: ['link-broken', 'link-expired'],
    },
    post: {
      summary,
      description,
      response: { status: 202, schema: 'LinkAccepted', otherType: 'text/html', description: 'It is durable' },
      refusals: ['link-broken', 'link-expired', 'too-many-requests', 'unavailable'],
    },
  }
}
