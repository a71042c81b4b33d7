/** Which message a dead letter is, and so which queue it belongs on: its row does not say that where its queue gave it up. */
import type * as z from 'zod/mini'

import { DEAD_LETTER_KINDS, type DeadLetterKind, type DeadLetterReplayed } from '../../schema/dead-letter.ts'
import {
  type AnyEmailMessage,
  anyEmailMessage,
  fromFormerVersion,
  type LedgerMessage,
  ledgerMessage,
} from '../../schema/message.ts'
import { DAY_MS, DEAD_LETTERS_RETENTION_DAYS } from '../limits.ts'
import { type DeliveryMessage, deliveryMessage } from '../../schema/webhook.ts'

export type Letter =
  | { to: 'signatures'; message: LedgerMessage }
  | { to: 'emails'; message: AnyEmailMessage }
  | { to: 'deliveries'; message: DeliveryMessage }
  | Unreadable

interface Unreadable {
  to: null
  kind: DeadLetterKind | null
  version: number | null
  /** Paths of members that are missing or wrong, never what they hold. */
  wrongMembers: string[]
  petitionId: number | null
  id: string | null
}

/**
 * `body` is JSON, `sentAt` in milliseconds. A message of a former version becomes one of today, with the time at which it was
 * sent: sent again as it is, it would get the time of now.
 */
export function readLetter(body: string, sentAt: number): Letter {
  const parsed = objectOf(body)
  const kind = DEAD_LETTER_KINDS.find((known) => known === parsed['kind']) ?? null
  if (kind === 'email' || kind === 'account-email') {
    const result = anyEmailMessage.safeParse(parsed)
    return result.success ? { to: 'emails', message: result.data } : unreadable(parsed, kind, result.error)
  }
  if (kind === 'delivery') {
    const result = deliveryMessage.safeParse(parsed)
    return result.success ? { to: 'deliveries', message: result.data } : unreadable(parsed, kind, result.error)
  }
  const result = ledgerMessage.safeParse(fromFormerVersion(parsed, sentAt))
  return result.success ? { to: 'signatures', message: result.data } : unreadable(parsed, kind, result.error)
}

function unreadable(
  { v, petitionId, id }: Record<string, unknown>,
  kind: DeadLetterKind | null,
  { issues }: z.core.$ZodError,
): Unreadable {
  return {
    to: null,
    kind,
    version: Number.isSafeInteger(v) ? Number(v) : null,
    wrongMembers: [...new Set(issues.map(({ path }) => path.join('.')))].filter((path) => path !== ''),
    petitionId: Number.isSafeInteger(petitionId) ? Number(petitionId) : null,
    id: typeof id === 'string' && UUID.test(id) ? id : null,
  }
}

/**
 * A letter that comes back is stored anew, and could in that way become older than what is known of withdrawals: it is then not
 * replayed, as if it had never come back. `now` in milliseconds. Emails and deliveries say only which row is due.
 */
export function whyNotReplayable(letter: Letter, now: number): DeadLetterReplayed['notReplayable'] {
  if (letter.to === null) return 'unreadable'
  if (letter.to !== 'signatures') return null
  return timeOf(letter.message) < now - DEAD_LETTERS_RETENTION_DAYS * DAY_MS ? 'too-old' : null
}

function timeOf(message: LedgerMessage): number {
  switch (message.kind) {
    case 'signature':
      return message.signedAt
    case 'links':
      return message.askedAt
    case 'confirmation':
    case 'withdrawal':
      return message.at
  }
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Empty for everything but an object. */
function objectOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
