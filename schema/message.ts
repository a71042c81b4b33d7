/**
 * The messages of the signature and email queues: signatures, confirmations, withdrawals, requests for links, emails. No
 * message contains an email address or a hidden name in plain text. `v` is the version, so that a consumer refuses a message
 * that it cannot read correctly.
 */
import * as z from 'zod/mini'

import { COMMENT_MAX_CHARS, NAME_MAX_CHARS, SEALED_MAX_BYTES, PARTNER_CODE_MAX_CHARS } from '../src/limits.ts'
import { LOCALES } from './locales.ts'

/** What bots and bulk senders do, and people seldom do. No single one of them is proof. */
export const SIGNALS = ['trap', 'no-render-time', 'too-fast', 'abusive-name'] as const
export type Signal = (typeof SIGNALS)[number]

/** Bytes as hex, which SQLite's `unhex` reads. */
const hexBytes = (min: number, max = min) =>
  z.string().check(z.minLength(2 * min), z.maxLength(2 * max, { abort: true }), z.regex(/^(?:[0-9a-f]{2})+$/))

const country = z.string().check(z.regex(/^[A-Z]{2}$/))
/** Of the messages of the queue of signatures. Raised by a change that a consumer of before cannot read. */
export const LEDGER_MESSAGE_VERSION = 5
const v = z.literal(LEDGER_MESSAGE_VERSION)
const petitionId = z.int().check(z.positive())
/** In milliseconds since the epoch. */
const time = z.int().check(z.positive())

/** For the review of floods, stored for 30 days. Without any email or IP address. */
const reviewFacts = z.object({
  /** Keyed hash of the sender's network: an IPv4 address or an IPv6 /48. */
  network: z.nullable(hexBytes(16)),
  /** Keyed hash of the domain of the email address; null for large providers, where it would mean nothing. */
  emailDomain: z.nullable(hexBytes(16)),
  /** The country of the request, which may differ from the signer's own. */
  country: z.nullable(country),
  /** Whether the domain gives out disposable email addresses. */
  disposable: z.boolean(),
  signals: z.array(z.enum(SIGNALS)),
})
export type ReviewFacts = z.output<typeof reviewFacts>

const signatureMessage = z.object({
  v,
  kind: z.literal('signature'),
  /** UUIDv7, the id of the solved challenge. */
  id: z.uuid(),
  petitionId,
  /** HMAC-SHA-256 of the canonical email address, 64 hex digits. */
  signer: hexBytes(32),
  publicName: z.nullable(z.string().check(z.maxLength(2 * NAME_MAX_CHARS))),
  country: z.nullable(country),
  /** Null when the name is hidden: then the comment is only in `contact`. */
  comment: z.nullable(z.string().check(z.maxLength(2 * COMMENT_MAX_CHARS))),
  partner: z.nullable(z.string().check(z.maxLength(PARTNER_CODE_MAX_CHARS))),
  locale: z.enum(LOCALES),
  /** The number of the version of the petition that the signer saw; null if the sender named none, and in former versions. */
  version: z.nullable(z.int().check(z.positive())),
  /** When the edge Worker accepted it, in milliseconds since the epoch. */
  signedAt: time,
  /** Name, email address, country, reason, choice of updates, language and time of consent, sealed to the campaign's keys. */
  contact: hexBytes(1, SEALED_MAX_BYTES),
  /** The email address alone, sealed to the key of the consumer that sends the email; null when none is to be sent. */
  sealedEmail: z.nullable(hexBytes(1, SEALED_MAX_BYTES)),
  review: reviewFacts,
})
export type SignatureMessage = z.output<typeof signatureMessage>

/** The signer has confirmed by the link in an email. */
const confirmationMessage = z.object({
  v,
  kind: z.literal('confirmation'),
  petitionId,
  /** Of the signature whose email it was. */
  id: z.uuid(),
  /** Of former versions, where `id` may be that of a reminder, or of links that were asked for: the signature's. */
  formerId: z.optional(z.uuid()),
  /** When the link was followed, in milliseconds since the epoch. */
  at: time,
})
export type ConfirmationMessage = z.output<typeof confirmationMessage>

/** The signer withdraws. */
const withdrawalMessage = z.object({
  v,
  kind: z.literal('withdrawal'),
  petitionId,
  /** Of the signature whose link it was. */
  id: z.uuid(),
  /** As in the message of the signature; null in former versions. */
  signer: z.nullable(hexBytes(32)),
  /**
   * Whether the link came by email, and so speaks for the signer: for every signature until then. Any other link speaks for
   * the signature of its id alone.
   */
  proven: z.boolean(),
  /** When the link was followed, in milliseconds since the epoch. */
  at: time,
})
export type WithdrawalMessage = z.output<typeof withdrawalMessage>

/** Somebody asks for an email with the links of a signature. Whether the email address has signed is not known yet. */
const linksMessage = z.object({
  v,
  kind: z.literal('links'),
  petitionId,
  /** Of the request, and of the email that it causes. */
  id: z.uuid(),
  /** As in a signature. */
  signer: hexBytes(32),
  /** Of the page on which it was asked. */
  locale: z.enum(LOCALES),
  /** When the edge Worker accepted it, in milliseconds since the epoch. */
  askedAt: time,
  /** As in a signature. */
  sealedEmail: hexBytes(1, SEALED_MAX_BYTES),
})
export type LinksMessage = z.output<typeof linksMessage>

/** Names of version 2 for members of a message and of its review facts. */
const FORMER_NAMES: Record<string, string> = {
  mail: 'sealedEmail',
  mailDomain: 'emailDomain',
  mailId: 'emailId',
  source: 'partner',
}

const renamed = (body: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [FORMER_NAMES[name] ?? name, value]))

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * Whether a newer release wrote it: it has a higher version, or a kind that this one does not know. During a deployment, and after going
 * back to the release before, there may be such messages.
 */
export function isNewer(body: unknown, { version, kinds }: { version: number; kinds: readonly string[] }): boolean {
  if (!isObject(body) || !('v' in body) || typeof body.v !== 'number' || !Number.isInteger(body.v)) return false
  if (body.v > version) return true
  return body.v === version && 'kind' in body && typeof body.kind === 'string' && !kinds.includes(body.kind)
}

/**
 * The messages of versions 2 to 4 may be in the queue during a deployment, or among the dead letters. In none of them a signature
 * names a version of the petition. Version 2 has other names. In 2 and 3, a confirmation and a withdrawal have no time: it is
 * then the one at which they were put on the queue.
 */
export function fromFormerVersion(body: unknown, sentAt: number): unknown {
  if (!isObject(body) || !('v' in body)) return body
  if (body.v === 4) return withVersion(body)
  if (body.v === 3) return withVersion(withTime(body, sentAt))
  if (body.v !== 2) return body
  const message = renamed(body)
  const { review } = message
  return withVersion(withTime({ ...message, ...(isObject(review) ? { review: renamed(review) } : {}) }, sentAt))
}

const withVersion = (message: object): unknown =>
  'kind' in message && message.kind === 'signature' ? { ...message, v: 5, version: null } : { ...message, v: 5 }

function withTime(message: object, at: number): object {
  const kind = 'kind' in message ? message.kind : undefined
  if (kind === 'confirmation' && 'emailId' in message)
    return { ...message, id: message.emailId, formerId: 'id' in message ? message.id : undefined, at }
  if (kind === 'withdrawal') return { ...message, signer: null, proven: false, at }
  return message
}

export const ledgerMessage = z.discriminatedUnion('kind', [
  signatureMessage,
  confirmationMessage,
  withdrawalMessage,
  linksMessage,
])
export type LedgerMessage = z.output<typeof ledgerMessage>

/** Of the messages of the queue of emails. */
export const EMAIL_MESSAGE_VERSION = 3

/**
 * Asks the consumer to send one email of the outbox. Messages of version 2 (`kind: 'mail'`) are not read: their queue had
 * another name, which no consumer reads now. None of their emails is lost: each is a row of the outbox, and the cron queues
 * it again.
 */
export const emailMessage = z.object({
  v: z.literal(EMAIL_MESSAGE_VERSION),
  kind: z.literal('email'),
  petitionId,
  signer: hexBytes(32),
  /** Of the message that caused it. */
  id: z.uuid(),
})
export type EmailMessage = z.output<typeof emailMessage>

/** The queue message for one email of an account. Everything else is in the database. */
export const accountEmailMessage = z.object({
  v: z.literal(EMAIL_MESSAGE_VERSION),
  kind: z.literal('account-email'),
  id: z.uuid(),
})
export type AccountEmailMessage = z.output<typeof accountEmailMessage>

/** What is on the queue of emails. */
export const anyEmailMessage = z.discriminatedUnion('kind', [emailMessage, accountEmailMessage])
export type AnyEmailMessage = z.output<typeof anyEmailMessage>
