/** Signatures whose emails are due, senders that fail as asked, and what is recorded of an attempt. */
import { env } from 'cloudflare:test'

import type { EmailMessage, SignatureMessage } from '../../schema/message.ts'
import type { Email, SendResult } from '../../src/email/sender.ts'
import { sendEmail, type SendEmailPorts } from '../../src/email/send.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { consumeSignatures, message, startPetition, type TestPetition } from './fixtures.ts'

export const ADDRESS = 'ann.example@example.org'
export const TOKEN_KEYS = env.TOKEN_KEYS.split(',')
// The consumer's; here both Workers share one environment.
export const SEAL_KEYS = [Reflect.get(env, 'SEAL_KEYS')]

export const confirmable = (fields: Record<string, unknown> = {}): Promise<TestPetition> =>
  startPetition({ confirmation: 'email', ...fields })

export async function withEmail(
  petition: TestPetition,
  n: number,
  { address = ADDRESS, publicKey = env.SEAL_PUBLIC_KEY, ...fields }: Partial<SignatureMessage> & SealedTo = {},
): Promise<SignatureMessage> {
  const signature = message(petition, n, fields)
  const sealed = await seal(address, [publicKey], { purpose: 'email', petition: petition.slug, id: signature.id })
  return { ...signature, sealedEmail: toHex(sealed) }
}
export interface SealedTo {
  address?: string
  publicKey?: string
}

export const emailMessageOf = ({ petitionId, signer, id }: SignatureMessage): EmailMessage => ({
  v: 3,
  kind: 'email',
  petitionId,
  signer,
  id,
})

/** A signature whose email is due. */
export async function due(fields: Parameters<typeof withEmail>[2] = {}, petitionFields: Record<string, unknown> = {}) {
  const petition = await confirmable(petitionFields)
  const signature = await withEmail(petition, 1, fields)
  await consumeSignatures([signature])
  return { petition, signature, email: emailMessageOf(signature) }
}

/** A sender with these results, one after another, which then accepts everything. */
export function sender(...results: (SendResult | Error)[]) {
  const emails: Email[] = []
  const send = async (email: Email): Promise<SendResult> => {
    emails.push(email)
    const result = results.shift() ?? { sent: true }
    if (result instanceof Error) throw result
    return result
  }
  return { emails, send }
}

export const tryOnce = (email: EmailMessage, to: ReturnType<typeof sender>, ports: Partial<SendEmailPorts> = {}) =>
  sendEmail(email, {
    db: env.DB,
    sender: to,
    mayWrite: async () => true,
    sealKeys: SEAL_KEYS,
    tokenKeys: TOKEN_KEYS,
    origin: 'http://petitions.test',
    operator: { name: 'Harbour Commons', contact: { kind: 'email', address: 'operator@petitions.test' } },
    now: Date.now(),
    ...ports,
  })

export const rowOf = ({ petitionId, signer, id }: EmailMessage) =>
  env.DB.prepare(
    `SELECT state, attempts, next_attempt_at AS at, sent_at AS sentAt, sealed IS NULL AS deleted, last_error AS error
     FROM emails WHERE petition_id = ? AND signer = unhex(?) AND id = ?`,
  )
    .bind(petitionId, signer, id)
    .first<{ state: string; attempts: number; at: number; sentAt: number; deleted: number; error: string }>()

export const bouncedOf = ({ id }: TestPetition): Promise<number | null> =>
  env.DB.prepare('SELECT bounced_count AS n FROM petitions WHERE id = ?').bind(id).first<number>('n')

export const temporary = (code: string): SendResult => ({ sent: false, permanent: false, code })
export const permanent = (code: string): SendResult => ({ sent: false, permanent: true, code })
export const linkIn = (email: Email | undefined, purpose: string): URL =>
  new URL(new RegExp(`http\\S+/${purpose}/\\S+`).exec(email?.text ?? '')?.[0] ?? 'about:blank')
export const tokenOf = (url: URL): string => url.pathname.split('/').at(-1) ?? ''

/** Sends an email of the outbox once, at `now`. */
export async function trySending(
  email: EmailMessage | undefined,
  now = Date.now(),
  result: SendResult = { sent: true },
) {
  if (email === undefined) throw new Error('no email is due')
  const to = sender(result)
  return { outcome: await tryOnce(email, to, { now }), emails: to.emails }
}

/** As `trySending`, of an email that is sent. */
export async function sendOf(email: EmailMessage | undefined, now = Date.now()): Promise<Email> {
  const { emails } = await trySending(email, now)
  const [sent] = emails
  if (sent === undefined) throw new Error('not sent')
  return sent
}

/** The token of the link for `purpose` in an email, or empty. */
export const tokenIn = (email: Email, purpose: string): string =>
  new RegExp(`http\\S+/${purpose}/([\\w-]+)`).exec(email.text)?.[1] ?? ''
