/** How the API describes signing. */
import { READING, type Operations } from '../../../src/http/openapi/operation.ts'

export const signatureOperations: Operations = {
  '/api/petitions/{slug}/challenge': {
    get: {
      summary: 'A proof of work to solve',
      description:
        'ALTCHA v2. Its id becomes the id of the signature, so that a solution works once. There is none where the operator ' +
        'has chosen Turnstile.',
      response: { status: 200, schema: 'Challenge', description: 'The challenge' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'not-found', 'petition-closed', 'unavailable'],
    },
  },
  '/api/petitions/{slug}/signatures': {
    post: {
      summary: 'Sign',
      description:
        'JSON, or a form post. "proof" is the base64 of {challenge, solution}, or the token of Turnstile. The ' +
        'email address is stored as a keyed hash, and is encrypted with the name for the campaign. With "next":"confirm-email" it is ' +
        'counted when the signer confirms by the link in an email. "withdrawUrl" is for the signer to keep: it withdraws ' +
        'this signature as long as no email has confirmed it. A repeated signature gets the same response as a first one, and a ' +
        '"withdrawUrl" that changes nothing.',
      body: 'SignatureForm',
      formPost: true,
      response: { status: 202, schema: 'Accepted', description: 'It is durable and will be counted once' },
      refusals: [
        ...READING,
        'petition-not-found',
        'taken-down',
        'deleted',
        'petition-closed',
        'invalid-signature',
        'bot-check-failed',
        'too-many-requests',
        'unavailable',
      ],
    },
  },
}
