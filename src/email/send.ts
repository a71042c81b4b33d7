/**
 * One email, one try: claim it, open its address, write it, hand it over, note how it went. The claim is a conditional
 * update, so that two consumers with the same queue message do not both send. The address is in the clear only here,
 * and its sealed form is deleted as soon as nothing more is to be sent.
 *
 * Weakness: a consumer that dies between the sending and the note sends again after the lease. The email then has the
 * same Message-ID, by which many mailboxes show it once; and the tries are counted, so it cannot go on for ever.
 */
import { parseEmail } from '../../schema/email-address.ts'
import { isLocale, LOCALES } from '../../schema/locales.ts'
import type { EmailKind } from '../../schema/email.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { canonicalEmail } from '../../schema/canonical-email.ts'
import { deriveHmacKeys, keyedHash } from '../crypto/derive.ts'
import { CONFIRM_TOKEN_TTL_SECONDS, EMAIL_LEASE_SECONDS, EMAIL_RETRY_DELAYS_SECONDS } from '../limits.ts'
import { makeLinkToken } from '../crypto/link-token.ts'
import { fromHex } from '../crypto/bytes.ts'
import { open, OpenError } from '../crypto/hpke.ts'
import type { EmailSender, SendResult } from './sender.ts'
import { renderEmail } from './render.ts'

export interface SendEmailPorts {
  db: D1Database
  sender: EmailSender
  /** Whether this address may be written to once more today, whatever the petition. The hash is keyed, 64 hex digits. */
  mayWrite: (addressHash: string) => Promise<boolean>
  sealKeys: readonly string[]
  tokenKeys: readonly string[]
  /** The public one, for links. */
  origin: string
  /** In milliseconds. */
  now: number
}

export type EmailOutcome =
  | { done: true; state: 'sent' | 'nothing-to-do' }
  | { done: true; state: 'failed'; why: string }
  | { done: false; retryAfterSeconds: number; why: string }

interface Claimed {
  kind: EmailKind
  signature_id: string
  locale: string
  attempts: number
  /** Hex. */
  sealed: string
  slug: string
  title: string
  language: string
  /** Of the signature; null when it is gone. */
  status: string | null
}

export async function sendEmail(message: EmailMessage, ports: SendEmailPorts): Promise<EmailOutcome> {
  const claimed = await claim(message, ports)
  if (claimed === null) return notClaimed(message, ports)
  const result = await write(message, claimed, ports)
  if (result.sent) {
    // Tried twice: what is sent but not noted is sent again.
    await noteSent(message, ports).catch(() => noteSent(message, ports))
    return { done: true, state: 'sent' }
  }
  const delay = EMAIL_RETRY_DELAYS_SECONDS[claimed.attempts - 1]
  if (result.permanent || delay === undefined) {
    await noteFailed(message, claimed, result.code, ports)
    return { done: true, state: 'failed', why: result.code }
  }
  await noteRetry(message, claimed, result.code, ports.now + delay * 1000, ports)
  return { done: false, retryAfterSeconds: delay, why: result.code }
}

/** Puts an email off without a try, so that the cron does not ask for it before `until`, in milliseconds. */
export const holdEmail = (db: D1Database, message: EmailMessage, until: number): Promise<unknown> =>
  db
    .prepare(`UPDATE emails SET next_attempt_at = max(next_attempt_at, ?4) WHERE ${THIS_EMAIL} AND state = 'pending'`)
    .bind(...keyOf(message), until)
    .run()

/** ?1 petition, ?2 signer as hex, ?3 id. */
const THIS_EMAIL = 'petition_id = ?1 AND signer = unhex(?2) AND id = ?3'
const keyOf = ({ petitionId, signer, id }: EmailMessage): [number, string, string] => [petitionId, signer, id]

async function claim(message: EmailMessage, { db, now }: SendEmailPorts): Promise<Claimed | null> {
  const [, { results } = { results: [] }] = await db.batch<Claimed>([
    db
      .prepare(
        `UPDATE emails SET attempts = attempts + 1, next_attempt_at = ?5
         WHERE ${THIS_EMAIL} AND state = 'pending' AND next_attempt_at <= ?4`,
      )
      .bind(...keyOf(message), now, now + EMAIL_LEASE_SECONDS * 1000),
    db
      .prepare(
        `SELECT m.kind, m.signature_id, m.locale, m.attempts, coalesce(hex(m.sealed), '') AS sealed,
           p.slug, p.title, p.language, s.status
         FROM emails AS m
         JOIN petitions AS p ON p.id = m.petition_id
         LEFT JOIN signatures AS s ON s.petition_id = m.petition_id AND s.id = m.signature_id
         WHERE m.petition_id = ?1 AND m.signer = unhex(?2) AND m.id = ?3 AND changes() > 0`,
      )
      .bind(...keyOf(message)),
  ])
  return results[0] ?? null
}

/** Somebody else has it, or it is too early, or it is over. */
async function notClaimed(message: EmailMessage, { db, now }: SendEmailPorts): Promise<EmailOutcome> {
  const waiting = await db
    .prepare(`SELECT next_attempt_at AS at FROM emails WHERE ${THIS_EMAIL} AND state = 'pending'`)
    .bind(...keyOf(message))
    .first<{ at: number }>()
  if (waiting === null) return { done: true, state: 'nothing-to-do' }
  return { done: false, retryAfterSeconds: Math.max(1, Math.ceil((waiting.at - now) / 1000)), why: 'not-due' }
}

const KEY_CODES: ReadonlySet<string> = new Set(['no-key', 'seal-keys'])

const failed = (code: string): SendResult => ({ sent: false, permanent: true, code })
const notYet = (code: string): SendResult => ({ sent: false, permanent: false, code })

async function write(message: EmailMessage, claimed: Claimed, ports: SendEmailPorts): Promise<SendResult> {
  const { status, kind, attempts } = claimed
  if (attempts > EMAIL_RETRY_DELAYS_SECONDS.length + 1) return failed('gave-up')
  // Withdrawn or removed in the meantime: the links would lead nowhere.
  if (status === null || status === 'removed') return failed('gone')
  // By another email, of an earlier try to sign.
  if (kind === 'confirm' && status === 'counted') return failed('confirmed')

  const address = await addressOf(message, claimed, ports)
  if (typeof address !== 'string') return address
  // Asked once: a retry is no further email.
  if (attempts === 1 && !(await mayWrite(address, ports))) return failed('limited')

  const email = await emailOf(message, claimed, ports)
  try {
    return await ports.sender.send({ ...email, to: address })
  } catch {
    // Not even logged: whose words it has is unknown.
    return notYet('fault')
  }
}

async function addressOf(
  message: EmailMessage,
  claimed: Claimed,
  { sealKeys }: SendEmailPorts,
): Promise<string | SendResult> {
  try {
    const sealedFor = { purpose: 'email', petition: claimed.slug, id: message.id } as const
    return await open(fromHex(claimed.sealed), sealKeys, sealedFor)
  } catch (error) {
    if (!(error instanceof OpenError)) return notYet('seal-keys')
    // A key may have been forgotten in SEAL_KEYS; what was changed or cut off stays so.
    return error.why === 'no-key' ? notYet('no-key') : failed('broken')
  }
}

async function mayWrite(address: string, { mayWrite, tokenKeys }: SendEmailPorts): Promise<boolean> {
  const parsed = parseEmail(address)
  const [key] = await deriveHmacKeys(tokenKeys.slice(0, 1), 'email-address/v1')
  if (parsed === null || key === undefined) return true
  return mayWrite(await keyedHash(key, canonicalEmail(parsed)))
}

async function emailOf(message: EmailMessage, claimed: Claimed, { tokenKeys, origin, now }: SendEmailPorts) {
  const { kind, slug, title, language } = claimed
  const locale = isLocale(claimed.locale) ? claimed.locale : LOCALES[0]
  const target = { petitionId: message.petitionId, id: claimed.signature_id, emailId: message.id }
  const link = async (purpose: 'confirm' | 'withdraw', expiresAt: number | null): Promise<string> =>
    `${origin}/${purpose}/${await makeLinkToken(purpose, target, expiresAt, tokenKeys)}?lang=${locale}`
  return renderEmail({
    kind,
    locale,
    petition: { title, language },
    actionUrl:
      kind === 'confirm'
        ? await link('confirm', now + CONFIRM_TOKEN_TTL_SECONDS * 1000)
        : `${origin}/${locale}/p/${slug}`,
    withdrawUrl: await link('withdraw', null),
    messageId: `<${message.id}@${new URL(origin).hostname}>`,
  })
}

/** Whoever holds the claim by now: it has been sent. */
const noteSent = (message: EmailMessage, { db, now }: SendEmailPorts): Promise<unknown> =>
  db
    .prepare(
      `UPDATE emails SET state = 'sent', sent_at = ?4, sealed = NULL, next_attempt_at = NULL, last_error = NULL
       WHERE ${THIS_EMAIL}`,
    )
    .bind(...keyOf(message), now)
    .run()

/** Of the claim ?4 alone: one that outlived its lease has nothing more to say. */
const STILL_CLAIMED = `${THIS_EMAIL} AND state = 'pending' AND attempts = ?4`

const noteFailed = (message: EmailMessage, { attempts }: Claimed, code: string, { db }: SendEmailPorts) =>
  db
    .prepare(
      `UPDATE emails SET state = 'failed', sealed = NULL, next_attempt_at = NULL, last_error = ?5 WHERE ${STILL_CLAIMED}`,
    )
    .bind(...keyOf(message), attempts, code)
    .run()

/** A key that is missing is the operator's to mend: until then no try is used up. */
const noteRetry = (message: EmailMessage, { attempts }: Claimed, code: string, at: number, { db }: SendEmailPorts) =>
  db
    .prepare(`UPDATE emails SET next_attempt_at = ?5, last_error = ?6, attempts = ?7 WHERE ${STILL_CLAIMED}`)
    .bind(...keyOf(message), attempts, at, code, KEY_CODES.has(code) ? attempts - 1 : attempts)
    .run()
