/** Sends an email of the outbox as the consumer does, and returns what was sent. */
import { env } from 'cloudflare:test'

import type { EmailMessage } from '../../schema/message.ts'
import type { Email, SendResult } from '../../src/email/sender.ts'
import { type EmailOutcome, sendEmail } from '../../src/email/send.ts'
import { ORIGIN } from './fixtures.ts'

export const TOKEN_KEYS = env.TOKEN_KEYS.split(',')
// The consumer's; here both Workers share one environment.
const SEAL_KEYS = [Reflect.get(env, 'SEAL_KEYS')]

export async function trySending(
  email: EmailMessage | undefined,
  now = Date.now(),
  result: SendResult = { sent: true },
): Promise<{ outcome: EmailOutcome; emails: Email[] }> {
  if (email === undefined) throw new Error('no email is due')
  const emails: Email[] = []
  const send = async (sent: Email): Promise<SendResult> => {
    emails.push(sent)
    return result
  }
  const outcome = await sendEmail(email, {
    db: env.DB,
    sender: { send },
    mayWrite: async () => true,
    sealKeys: SEAL_KEYS,
    tokenKeys: TOKEN_KEYS,
    origin: ORIGIN,
    operator: { name: 'Harbour Commons', contact: { kind: 'email', address: 'operator@petitions.test' } },
    now,
  })
  return { outcome, emails }
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
