/**
 * Sends one email about an account, in one attempt, as send.ts does those to signers. Only here, and in what the consumer opens for the
 * console, are the address and the link in plain text.
 */
import { accountEmailPayload } from '../../schema/account-email.ts'
import { isLocale, LOCALES } from '../../schema/locales.ts'
import { fromHex } from '../crypto/bytes.ts'
import { open, OpenError } from '../crypto/hpke.ts'
import {
  DAY_MS,
  EMAIL_RETRY_DELAYS_SECONDS,
  SIGN_IN_LINK_TTL_SECONDS,
  UNSENT_EMAILS_RETENTION_DAYS,
} from '../limits.ts'
import {
  claimAccountEmail,
  type ClaimedAccountEmail,
  maySignIn,
  nextAccountAttemptAt,
  recordAccountFailed,
  recordAccountRetry,
  recordAccountSent,
} from './account-attempt.ts'
import { renderAccountEmail } from './account-render.ts'
import type { EmailOutcome, SendEmailPorts } from './send.ts'
import type { SendResult } from './sender.ts'

export type AccountEmailPorts = Pick<SendEmailPorts, 'db' | 'sender' | 'sealKeys' | 'origin' | 'operator' | 'now'>

export async function sendAccountEmail(id: string, ports: AccountEmailPorts): Promise<EmailOutcome> {
  const { db, now } = ports
  const claimed = await claimAccountEmail(db, id, now)
  if (claimed === null) {
    const at = await nextAccountAttemptAt(db, id)
    if (at === null) return { done: true, state: 'nothing-to-do' }
    return { done: false, retryAfterSeconds: Math.max(1, Math.ceil((at - now) / 1000)), why: 'not-due' }
  }
  const result = await write(id, claimed, ports)
  if (result.sent) {
    // Tried twice, because an email that is sent but not recorded is sent again.
    await recordAccountSent(db, id, now).catch(() => recordAccountSent(db, id, now))
    return { done: true, state: 'sent' }
  }
  const { code, permanent } = result
  const delay = EMAIL_RETRY_DELAYS_SECONDS[claimed.attempts - 1]
  if (permanent || delay === undefined) {
    await recordAccountFailed(db, id, claimed, code)
    return { done: true, state: 'failed', why: code }
  }
  // A missing key is for the operator to add: until then the email loses no attempt.
  await recordAccountRetry(db, id, claimed, { code, at: now + delay * 1000, counts: !KEY_CODES.has(code) })
  return { done: false, retryAfterSeconds: delay, why: code }
}

const KEY_CODES: ReadonlySet<string> = new Set(['no-key', 'seal-keys'])

const failed = (code: string): SendResult => ({ sent: false, permanent: true, code })
const notYet = (code: string): SendResult => ({ sent: false, permanent: false, code })

async function write(id: string, claimed: ClaimedAccountEmail, ports: AccountEmailPorts): Promise<SendResult> {
  const { db, now, operator, origin, sealKeys, sender } = ports
  const { attempts, createdAt, emailHash, kind } = claimed
  if (attempts > EMAIL_RETRY_DELAYS_SECONDS.length + 1) return failed('gave-up')
  if (createdAt < now - UNSENT_EMAILS_RETENTION_DAYS * DAY_MS) return failed('too-old')
  // Its link has expired.
  if (kind === 'sign-in' && createdAt <= now - SIGN_IN_LINK_TTL_SECONDS * 1000) return failed('too-old')
  const opened = await openBoth(id, claimed, sealKeys)
  if (!Array.isArray(opened)) return opened
  const [to, text] = opened
  const payload = accountEmailPayload.parse(JSON.parse(text))
  const email = await renderAccountEmail({
    id,
    payload,
    isUninvited: payload.kind === 'sign-in' && payload.invitedOnly && !(await maySignIn(db, emailHash, now)),
    locale: isLocale(claimed.locale) ? claimed.locale : LOCALES[0],
    origin,
    operator: { name: operator.name, contact: contactOf(operator) },
  })
  try {
    return await sender.send({ ...email, to })
  } catch {
    // Not logged either: the message of the error might contain the email address.
    return notYet('fault')
  }
}

const contactOf = ({ contact }: AccountEmailPorts['operator']): string =>
  contact.kind === 'email' ? contact.address : contact.url

/** The email address, and what the email says. */
async function openBoth(
  id: string,
  { emailHash, address, sealed }: ClaimedAccountEmail,
  sealKeys: readonly string[],
): Promise<[string, string] | SendResult> {
  try {
    return await Promise.all([
      open(fromHex(address), sealKeys, { purpose: 'account', petition: '', id: emailHash }),
      open(fromHex(sealed), sealKeys, { purpose: 'account-email', petition: '', id }),
    ])
  } catch (error) {
    if (!(error instanceof OpenError)) return notYet('seal-keys')
    return error.why === 'no-key' ? notYet('no-key') : failed('broken')
  }
}
