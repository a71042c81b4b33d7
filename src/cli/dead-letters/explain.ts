/** A dead letter in words: what it is, why it is there, and what replaying it would do. */
import type { DeadLetterKind, DeadLetterResponse } from '../../../schema/dead-letter.ts'
import {
  DAY_MS,
  DEAD_LETTERS_RETENTION_DAYS,
  LINKS_REQUEST_MAX_AGE_MS,
  MOSTLY_POISONED_ATTEMPTS_MAX,
  POISONED_ATTEMPTS_MAX,
} from '../../limits.ts'

/** Lines for a terminal. `now` in milliseconds. */
export function explain(letter: DeadLetterResponse, now: number): string {
  return [
    `${letter.id}  ${subjectOf(letter)}`,
    `  sent ${letter.sentAt}, stored ${letter.storedAt}, ${letter.bytes} bytes`,
    `  why:    ${whyOf(letter)}`,
    `  replay: ${replayOf(letter, now)}`,
  ].join('\n')
}

const NAMES: Record<DeadLetterKind, string> = {
  signature: 'signature',
  confirmation: 'confirmation of signature',
  withdrawal: 'withdrawal of signature',
  links: 'request for lost links',
  email: 'email',
  'account-email': 'email about an account',
  delivery: 'webhook delivery',
}

function subjectOf({ kind, about, petition, petitionId }: DeadLetterResponse): string {
  const what = kind === null ? 'unknown message' : NAMES[kind]
  const of = petition ?? (petitionId === null ? null : `number ${petitionId}`)
  return `${what}${about === null ? '' : ` ${about}`}${of === null ? '' : `, petition ${of}`}`
}

function whyOf({ cause, kind, version, wrongMembers, foundIn, petitionId }: DeadLetterResponse): string {
  switch (cause) {
    case 'unreadable':
      if (kind === null)
        return 'It cannot be read: it is no message of this product, or of a kind that this release does not have.'
      return wrongMembers.includes('v') || version === null
        ? `It cannot be read: it has version ${version ?? 'none'}, which this release does not have.`
        : `It cannot be read: ${wrongMembers.join(', ')} of version ${version} are missing or wrong.`
    case 'no-petition':
      return petitionId === null
        ? 'It is about a petition that is not in the database.'
        : `There is no petition with the number ${petitionId}: the message is of another database, or of one that was restored.`
    case 'refused':
      return `The database refused it ${POISONED_ATTEMPTS_MAX} times, or ${MOSTLY_POISONED_ATTEMPTS_MAX} times together with most others: see ledger.poisoned in the log of that time.`
    case 'gave-up':
      return `It failed 100 times until its queue gave it up (${foundIn}): the database, or the consumer Worker, did not work for days.`
  }
}

function replayOf(letter: DeadLetterResponse, now: number): string {
  const { cause, kind, state, notReplayable } = letter
  if (cause === 'unreadable') {
    return 'Not possible. If a newer release wrote it, deploy that release and replay it then. Otherwise delete it.'
  }
  if (notReplayable === 'too-old') {
    return `Not possible: it is older than ${DEAD_LETTERS_RETENTION_DAYS} days, and what was withdrawn since is forgotten. Delete it.`
  }
  if (cause === 'no-petition') return 'It would come back as a dead letter, unless the petition is restored before.'
  switch (kind) {
    case 'signature':
      return state === null
        ? 'Stores the signature as of the time at which it was signed. If it was withdrawn since, it stays withdrawn.'
        : `Changes nothing: the signature is in the database (${state}).`
    case 'confirmation':
      return state === null
        ? 'Changes nothing until the signature is in the database: replay that first.'
        : `Confirms the signature as of the time at which the link was followed. It is ${state} now.`
    case 'withdrawal':
      return 'Withdraws as of the time at which the link was followed. What was signed after that stays.'
    case 'links':
      return now - Date.parse(letter.sentAt) > LINKS_REQUEST_MAX_AGE_MS
        ? `Changes nothing: requests older than ${LINKS_REQUEST_MAX_AGE_MS / DAY_MS} day are not answered.`
        : 'Sends the email with the links, if the email address has signed.'
    case 'email':
    case 'account-email':
      return state === 'pending'
        ? 'Not needed: the email is pending, and the cron puts it on the queue. Replaying tries it when it is due.'
        : `Changes nothing: the email is ${state ?? 'deleted'}.`
    case 'delivery':
      return state === 'pending'
        ? 'Not needed: the delivery is pending, and the cron puts it on the queue. Replaying tries it when it is due.'
        : `Changes nothing: the delivery is ${state ?? 'deleted'}.`
    case null:
      return 'Not possible.'
  }
}
