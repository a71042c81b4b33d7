/**
 * Sends one email, in one attempt: claim it, decrypt the email address, render it, pass it to the sender, record the
 * result. This is the only place where the email address is in plain text.
 *
 * Limitation: when a consumer stops between sending and recording, the email is sent again after the lease. It then has the
 * same Message-ID, by which many mailboxes show it only once, and attempts are limited.
 */
import { parseEmail } from '../../schema/email-address.ts'
import type { EmailKind } from '../../schema/email.ts'
import { isLocale, LOCALES } from '../../schema/locales.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { stateAt } from '../../schema/petition-state.ts'
import type { Operator } from '../settings.ts'
import { canonicalEmail } from '../../schema/canonical-email.ts'
import { deriveHmacKeys, keyedHash } from '../crypto/derive.ts'
import { petitionUrl } from '../http/urls.ts'
import {
  CONFIRM_TOKEN_TTL_SECONDS,
  DAY_MS,
  EMAIL_RETRY_DELAYS_SECONDS,
  UNSENT_EMAILS_RETENTION_DAYS,
} from '../limits.ts'
import { makeLinkToken } from '../crypto/link-token.ts'
import { fromHex } from '../crypto/bytes.ts'
import { open, OpenError } from '../crypto/hpke.ts'
import { remembered } from '../platform/cache/remembered.ts'
import { type Attempts, attemptsAt, type Claimed, nextAttemptAt, recordFailed, recordRetry } from './attempt.ts'
import type { Email, EmailSender, SendResult } from './sender.ts'
import { messageIdOf } from './headers.ts'
import { renderEmail } from './render.ts'
import { renderReport } from './report.ts'

export interface SendEmailPorts {
  db: D1Database
  sender: EmailSender
  /** Whether this email address may get one more email today, on any petition. `addressHash` is a keyed hash, 64 hex digits. */
  mayWrite: (addressHash: string) => Promise<boolean>
  sealKeys: readonly string[]
  tokenKeys: readonly string[]
  /** The public origin, for links. */
  origin: string
  /** Named in emails, and gets notices of reports. */
  operator: Pick<Operator, 'name' | 'contact'>
  /** In milliseconds. */
  now: number
}

export type EmailOutcome =
  | { done: true; state: 'sent' | 'nothing-to-do' }
  | { done: true; state: 'failed'; why: string }
  | { done: false; retryAfterSeconds: number; why: string }

/** `attempts`: those at all emails of the batch. */
export async function sendEmail(
  message: EmailMessage,
  ports: SendEmailPorts,
  attempts: Attempts = attemptsAt(ports.db, [message], ports.now),
): Promise<EmailOutcome> {
  const { db, now } = ports
  const claimed = await attempts.claim(message)
  if (claimed === null) return notClaimed(message, ports)
  const result = await write(message, claimed, ports)
  if (result.sent) {
    // Tried twice, because an email that is sent but not recorded is sent again.
    const record = () => attempts.recordSent(message, claimed, now)
    await record().catch(record)
    return { done: true, state: 'sent' }
  }
  const delay = EMAIL_RETRY_DELAYS_SECONDS[claimed.attempts - 1]
  if (result.permanent || delay === undefined) {
    await recordFailed(db, message, claimed, { code: result.code, bounced: isBounce(result) })
    return { done: true, state: 'failed', why: result.code }
  }
  const { code } = result
  // A missing key is for the operator to add: until then the email loses no attempt.
  await recordRetry(db, message, claimed, { code, at: now + delay * 1000, counts: !KEY_CODES.has(code) })
  return { done: false, retryAfterSeconds: delay, why: code }
}

async function notClaimed(message: EmailMessage, { db, now }: SendEmailPorts): Promise<EmailOutcome> {
  const at = await nextAttemptAt(db, message)
  if (at === null) return { done: true, state: 'nothing-to-do' }
  return { done: false, retryAfterSeconds: Math.max(1, Math.ceil((at - now) / 1000)), why: 'not-due' }
}

/** A server refused this recipient or this email for good. Other permanent failures are of our own making. */
const isBounce = ({ permanent, code }: { permanent: boolean; code: string }): boolean =>
  permanent && /^(?:smtp-5\d\d$|E_)/.test(code)

const KEY_CODES: ReadonlySet<string> = new Set(['no-key', 'seal-keys'])

const failed = (code: string): SendResult => ({ sent: false, permanent: true, code })
const notYet = (code: string): SendResult => ({ sent: false, permanent: false, code })

async function write(message: EmailMessage, claimed: Claimed, ports: SendEmailPorts): Promise<SendResult> {
  const { status, kind, attempts } = claimed
  if (attempts > EMAIL_RETRY_DELAYS_SECONDS.length + 1) return failed('gave-up')
  // Attempts that fail for want of a key are not limited in number.
  if (claimed.created_at < ports.now - UNSENT_EMAILS_RETENTION_DAYS * DAY_MS) return failed('too-old')
  if (kind === 'report') return writeReport(message, claimed, ports)
  // Withdrawn or removed in the meantime: its links would not work.
  if (status === null || status === 'removed') return failed('gone')
  // Its links would lead to a page that says so.
  if (claimed.taken_down_at !== null) return failed('taken-down')
  if (claimed.deleted_at !== null) return failed('deleted')
  // By the link in another email.
  if (ASKS_TO_CONFIRM.has(kind) && status === 'counted') return failed('confirmed')
  // Anyone who asks is not told that it is held for review.
  if (kind === 'links' && status === 'quarantined') return failed('gone')
  if (kind === 'reminder' && !mayRemind(claimed, ports.now)) return failed('late')

  const address = await opened(message, claimed, ports)
  if (typeof address !== 'string') return address
  // On the first attempt only: a retry is not one more email.
  if (attempts === 1 && !(await mayWrite(address, ports))) return failed('limited')

  const email = await emailOf({ ...claimed, kind }, message, ports)
  return passOn({ ...email, to: address }, ports)
}

/** To the operator, who reads the report itself in the console. */
async function writeReport(message: EmailMessage, claimed: Claimed, ports: SendEmailPorts): Promise<SendResult> {
  const { contact } = ports.operator
  // It was an email address when the report was sent.
  if (contact.kind !== 'email') return failed('no-operator-email')
  const { address: slug, title, language } = claimed
  const email = await renderReport({ id: message.id, petition: { slug, title, language }, origin: ports.origin })
  return passOn({ ...email, to: contact.address }, ports)
}

async function passOn(email: Email, { sender }: SendEmailPorts): Promise<SendResult> {
  try {
    return await sender.send(email)
  } catch {
    // Not logged either: the message of the error might contain the email address.
    return notYet('fault')
  }
}

const ASKS_TO_CONFIRM: ReadonlySet<EmailKind> = new Set(['confirm', 'reminder'])

/** What held when the reminder was written may have changed: the signature held for review, the petition closed. */
const mayRemind = ({ status, state, closes_at: closesAt, email_subject: subject }: Claimed, now: number): boolean =>
  status === 'pending' && stateAt({ state, closesAt }, now) === 'open' && subject === 'title'

/** The email address, which was sealed for this email. */
async function opened(
  message: EmailMessage,
  claimed: Claimed,
  { sealKeys }: SendEmailPorts,
): Promise<string | SendResult> {
  try {
    // A reminder has the email address that came with the signature or the repeat.
    const id = claimed.kind === 'reminder' ? claimed.signature_id : message.id
    const sealedFor = { purpose: 'email', petition: claimed.slug, id } as const
    return await open(fromHex(claimed.sealed), sealKeys, sealedFor)
  } catch (error) {
    if (!(error instanceof OpenError)) return notYet('seal-keys')
    // A key may be missing from SEAL_KEYS, and be added later. A broken text stays broken.
    return error.why === 'no-key' ? notYet('no-key') : failed('broken')
  }
}

/** By master key. */
const addressKeys = new Map<string, Promise<CryptoKey[]>>()

async function mayWrite(address: string, { mayWrite, tokenKeys }: SendEmailPorts): Promise<boolean> {
  const parsed = parseEmail(address)
  const [masterKey] = tokenKeys
  if (masterKey === undefined) return true
  const [key] = await remembered(addressKeys, masterKey, () => deriveHmacKeys([masterKey], 'email-address/v1'))
  if (parsed === null || key === undefined) return true
  return mayWrite(await keyedHash(key, canonicalEmail(parsed)))
}

async function emailOf(
  claimed: Claimed & { kind: Exclude<EmailKind, 'report'> },
  message: EmailMessage,
  { tokenKeys, origin, operator, now }: SendEmailPorts,
) {
  const { kind, address, title, starter, language, email_subject: subject } = claimed
  const locale = isLocale(claimed.locale) ? claimed.locale : LOCALES[0]
  const target = { petitionId: message.petitionId, id: claimed.signature_id, signer: message.signer, proven: true }
  const link = async (purpose: 'confirm' | 'withdraw', expiresAt: number | null): Promise<string> =>
    `${origin}/${purpose}/${await makeLinkToken(purpose, target, expiresAt, tokenKeys)}?lang=${locale}`
  const confirms = kind === 'links' ? claimed.status === 'pending' : kind !== 'already-signed'
  return renderEmail({
    kind,
    confirms,
    isListed: claimed.status === 'imported',
    locale,
    petition: { title, starter, language },
    operator: operator.name,
    subject,
    actionUrl: confirms
      ? await link('confirm', now + CONFIRM_TOKEN_TTL_SECONDS * 1000)
      : petitionUrl(origin, address, null, locale),
    withdrawUrl: await link('withdraw', null),
    messageId: messageIdOf(message.id, kind, origin),
  })
}
