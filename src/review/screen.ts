/** Screens a batch before it is stored: which of its signatures are held for review, and which floods it belongs to. */
import type { LedgerMessage, SignatureMessage } from '../../schema/message.ts'
import type { Suspicion } from '../../schema/review.ts'
import { classifyD1Error } from '../platform/d1-errors.ts'
import type { Log } from '../platform/log.ts'
import type { Arrivals } from './arrivals.ts'
import { crowdsOf, type Flood, judge, type Known } from './rules.ts'
import { type Question, readVelocities, UNKNOWN } from './velocity.ts'

export interface Screening {
  suspicionOf: (message: SignatureMessage) => Suspicion | null
  /** By petition. */
  floods: ReadonlyMap<number, readonly Flood[]>
}

interface ScreenPorts {
  db: D1Database
  /** What was read before: of one isolate. */
  arrivals: Arrivals
  /** How many characters are read at most. */
  readMaxChars: number
  log: Log
  /** In milliseconds. */
  now: number
}

export async function screen(messages: readonly LedgerMessage[], ports: ScreenPorts): Promise<Screening> {
  const signatures = messages.filter((message) => message.kind === 'signature')
  const questions = [...Map.groupBy(signatures, ({ petitionId }) => petitionId)].map(([petitionId, messages]) => ({
    petitionId,
    messages,
    crowds: crowdsOf(messages),
  }))
  // Messages with nothing in common and without a signal pass every rule.
  const asked = questions.filter(
    ({ messages, crowds }) => crowds.length > 0 || messages.some(({ review }) => review.signals.length > 0),
  )
  const velocities = await velocitiesOrNone(asked, ports)
  const suspicions = new Map<SignatureMessage, Suspicion>()
  const floods = new Map<number, Flood[]>()
  for (const [index, { petitionId, messages, crowds }] of asked.entries()) {
    const verdict = judge(messages, crowds, velocities[index] ?? UNKNOWN)
    for (const [message, suspicion] of verdict.suspicions) suspicions.set(message, suspicion)
    floods.set(petitionId, verdict.floods)
  }
  return { suspicionOf: (message) => suspicions.get(message) ?? null, floods }
}

/**
 * Throws when the database has a temporary problem: then the batch is to be delivered again. A permanent error would stop all
 * counting, so it is logged, and the batch is judged without the signatures before it.
 */
async function velocitiesOrNone(
  questions: readonly Question[],
  { log, ...ports }: ScreenPorts,
): Promise<readonly Known[]> {
  try {
    return await readVelocities(questions, ports)
  } catch (error) {
    if (classifyD1Error(error) !== 'fault') throw error
    log.error('review.velocity-failed', { petitions: questions.length, error })
    return []
  }
}
