/** Dead letters as the operator reads them: what each is about and why it is there, without anything of a person but ids. */
import * as z from 'zod/mini'

export const DEAD_LETTER_KINDS = [
  'signature',
  'confirmation',
  'withdrawal',
  'links',
  'email',
  'account-email',
  'delivery',
] as const
export type DeadLetterKind = (typeof DEAD_LETTER_KINDS)[number]

/**
 * `unreadable`: no message of a version that this release reads. `no-petition`: there is no such petition. `refused`: the database
 * refused it several times. `gave-up`: its queue gave it up after 100 attempts, whatever they failed for.
 */
export const DEAD_LETTER_CAUSES = ['unreadable', 'no-petition', 'refused', 'gave-up'] as const

/** Why it cannot be put back on its queue. `too-old`: withdrawals of that time are forgotten, and it could undo one. */
export const NOT_REPLAYABLE = ['unreadable', 'too-old'] as const
const notReplayable = z.nullable(z.enum(NOT_REPLAYABLE))

const deadLetter = z.object({
  id: z.string(),
  /** Where it was found: its own queue, or the queue of dead letters. */
  foundIn: z.string(),
  cause: z.enum(DEAD_LETTER_CAUSES),
  notReplayable,
  /** By the shape of the message, also of one that cannot be read; null when even that is unknown. */
  kind: z.nullable(z.enum(DEAD_LETTER_KINDS)),
  version: z.nullable(z.int()),
  /** The members that are missing or wrong, of one that cannot be read. */
  wrongMembers: z.array(z.string()),
  petitionId: z.nullable(z.int()),
  /** The slug. */
  petition: z.nullable(z.string()),
  /** The id of the signature, the request for links, the email or the delivery that it is about. */
  about: z.nullable(z.string()),
  /** What the database has of that now: a state, or `repeat`; null for nothing. */
  state: z.nullable(z.string()),
  bytes: z.int(),
  sentAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
})
export type DeadLetterResponse = z.output<typeof deadLetter>

/** `cursor`: of the next page; null on the last one. */
export const deadLettersResponse = z.object({ letters: z.array(deadLetter), cursor: z.nullable(z.string()) })
export type DeadLettersResponse = z.output<typeof deadLettersResponse>

/** A row number, as a page before gave it. */
export const deadLettersQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^[1-9]\d{0,14}$/, { error: 'not-a-cursor' }))),
})

/** `notReplayable`: it is still stored. Otherwise its queue has accepted it. */
export const deadLetterReplayed = z.object({ id: z.string(), notReplayable })
export type DeadLetterReplayed = z.output<typeof deadLetterReplayed>
