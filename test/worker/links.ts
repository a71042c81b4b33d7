/** The links to confirm and to withdraw what `message` makes, and who presses their buttons. */
import { env } from 'cloudflare:test'

import type { SignatureMessage } from '../../schema/message.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import { TOKEN_KEYS } from './emails.ts'
import { consumeSignatures, fetchEdge, message, recordingQueue, type TestPetition } from './fixtures.ts'

/** Asks for an email to confirm. */
export const asked = (petition: TestPetition, n: number, fields: Partial<SignatureMessage> = {}): SignatureMessage =>
  message(petition, n, { sealedEmail: '00', ...fields })

/** `proven`: the link is in an email. */
export const targetOf = (petition: TestPetition, id: string, proven: boolean) => ({
  petitionId: petition.id,
  id,
  // Of `message`: both end with its number.
  signer: id.slice(-12).padStart(64, '0'),
  proven,
})

const inAnHour = (): number => Date.now() + 3_600_000

/** In an email. `emailId`: what it confirms, where the signer of `id` has signed again. */
export const confirmLink = async (
  petition: TestPetition,
  id: string,
  { keys = TOKEN_KEYS, expires = inAnHour(), emailId = id } = {},
): Promise<string> =>
  `/confirm/${await makeLinkToken('confirm', { ...targetOf(petition, id, true), id: emailId }, expires, keys)}`

export const withdrawLink = async (petition: TestPetition, id: string, { proven = true } = {}): Promise<string> =>
  `/withdraw/${await makeLinkToken('withdraw', targetOf(petition, id, proven), null, TOKEN_KEYS)}`

/** Presses the button behind a link, and hands what the edge sends to the consumer, `times` times. */
export async function press(path: string, times = 1): Promise<Response> {
  const { queue, sent } = recordingQueue()
  const response = await fetchEdge(path, { method: 'POST' }, { SIGNATURES: queue })
  for (let n = 0; n < times; n++) await consumeSignatures(sent)
  return response
}

/** Kinds and states of the emails, in their order. */
export const emailsOf = async (petition: TestPetition): Promise<{ kind: string; state: string }[]> =>
  (
    await env.DB.prepare('SELECT kind, state FROM emails WHERE petition_id = ? ORDER BY created_at, id')
      .bind(petition.id)
      .all<{ kind: string; state: string }>()
  ).results

/** The public record. */
export const removalsOf = async ({ slug }: TestPetition): Promise<unknown> =>
  (await fetchEdge(`/api/petitions/${slug}/removals`)).json()
