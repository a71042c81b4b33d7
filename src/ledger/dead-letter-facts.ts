/** What the operator learns of dead letters: why each is there, what it is about, and what the database has of that now. */
import type { DeadLetterResponse } from '../../schema/dead-letter.ts'
import { iso } from '../iso-time.ts'
import { type Letter, readLetter, whyNotReplayable } from './dead-letter-message.ts'
import type { DeadLetterRow } from './dead-letters.ts'

/** The queue of messages that other queues gave up: workers/consumer/wrangler.toml. */
const DEAD_LETTER_QUEUE = 'undersigned-dead-letters'

/** In one query, whatever their number: each of its parts is found by a key. */
export async function describeDeadLetters(
  db: D1Database,
  rows: readonly DeadLetterRow[],
  now: number,
): Promise<DeadLetterResponse[]> {
  const read = rows.map((row) => ({ row, letter: readLetter(row.body, row.sentAt) }))
  const { results } = await db
    .prepare(KNOWN)
    .bind(JSON.stringify(read.map(({ row, letter }) => ({ letter: row.id, ...subjectOf(letter) }))))
    .all<Known>()
  const known = new Map(results.map((one) => [one.letter, one]))
  return read.map(({ row, letter }) => described(row, letter, known.get(row.id), now))
}

interface Known {
  /** The id of the dead letter. */
  letter: string
  petitionId: number | null
  petition: string | null
  state: string | null
}

/** ?1 letters with `subjectOf` each. */
const KNOWN = `
  SELECT l.value ->> 'letter' AS letter, coalesce(p.id, l.value ->> 'petitionId') AS petitionId, p.slug AS petition,
    coalesce(
      d.state,
      (SELECT m.state FROM emails AS m
       WHERE m.petition_id = l.value ->> 'petitionId' AND m.signer = unhex(l.value ->> 'emailTo')
         AND m.id = l.value ->> 'email'),
      (SELECT a.state FROM account_emails AS a WHERE a.id = l.value ->> 'accountEmail'),
      (SELECT s.status FROM signatures AS s
       WHERE s.petition_id = l.value ->> 'petitionId' AND s.id = l.value ->> 'signature'),
      (SELECT 'repeat' FROM repeats AS r
       WHERE r.petition_id = l.value ->> 'petitionId' AND r.id = l.value ->> 'signature')
    ) AS state
  FROM json_each(?1) AS l
  LEFT JOIN deliveries AS d ON d.id = l.value ->> 'delivery'
  LEFT JOIN outbox AS o ON o.id = d.event_id
  LEFT JOIN petitions AS p ON p.id = coalesce(o.petition_id, l.value ->> 'petitionId')`

function subjectOf(letter: Letter): Record<string, unknown> {
  switch (letter.to) {
    case null:
      return { petitionId: letter.petitionId, signature: letter.id }
    case 'deliveries':
      return { delivery: letter.message.deliveryId }
    case 'emails': {
      if (letter.message.kind === 'account-email') return { accountEmail: letter.message.id }
      const { petitionId, signer, id } = letter.message
      return { petitionId, emailTo: signer, email: id }
    }
    case 'signatures': {
      const { petitionId, id } = letter.message
      return { petitionId, signature: id }
    }
  }
}

function described(row: DeadLetterRow, letter: Letter, known: Known | undefined, now: number): DeadLetterResponse {
  const { id, queue, body, sentAt, storedAt } = row
  return {
    id,
    foundIn: queue,
    ...ofMessage(letter),
    cause: causeOf(row, letter, known),
    notReplayable: whyNotReplayable(letter, now),
    petitionId: known?.petitionId ?? null,
    petition: known?.petition ?? null,
    state: known?.state ?? null,
    bytes: new TextEncoder().encode(body).length,
    sentAt: iso(sentAt),
    storedAt: iso(storedAt),
  }
}

function ofMessage(letter: Letter): Pick<DeadLetterResponse, 'kind' | 'version' | 'wrongMembers' | 'about'> {
  if (letter.to === null) {
    const { kind, version, wrongMembers, id } = letter
    return { kind, version, wrongMembers, about: id }
  }
  const { kind, v } = letter.message
  const about = letter.to === 'deliveries' ? letter.message.deliveryId : letter.message.id
  return { kind, version: v, wrongMembers: [], about }
}

function causeOf({ queue }: DeadLetterRow, letter: Letter, known: Known | undefined): DeadLetterResponse['cause'] {
  if (letter.to === null) return 'unreadable'
  const isOfPetition = letter.to !== 'deliveries' && letter.message.kind !== 'account-email'
  if (isOfPetition && known?.petition == null) return 'no-petition'
  return queue === DEAD_LETTER_QUEUE ? 'gave-up' : 'refused'
}
