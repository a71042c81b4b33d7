/** Asks the edge Worker to recount: chunk after chunk, until every petition has had its turn. */
import { setTimeout as sleep } from 'node:timers/promises'

import { type RecountResponse, recountResponse } from '../../../schema/recount.ts'
import { Failure } from '../failure.ts'
import { ask, bodyOf, Interrupted } from '../operator.ts'
import type { RecountOptions } from './options.ts'

export type PetitionRecount = RecountResponse['petitions'][number]

/** D1 ends a statement after 30 seconds, and a chunk has several. */
const TIMEOUT_MS = 180_000
const RETRY_DELAYS_MS = [1_000, 5_000] as const

/** Petitions in the order in which they were created. Throws a Failure. */
export async function* recount(options: RecountOptions): AsyncGenerator<PetitionRecount> {
  let after: number | null = 0
  while (after !== null) {
    const chunk: RecountResponse = await askPatiently(options, after)
    yield* chunk.petitions
    after = chunk.after
  }
}

async function askPatiently(options: RecountOptions, after: number): Promise<RecountResponse> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await askFor(options, after)
    } catch (error) {
      const delayMs = RETRY_DELAYS_MS[attempt]
      // A recount can be repeated: what is fixed differs no longer.
      if (!(error instanceof Interrupted) || delayMs === undefined) throw error
      await sleep(delayMs)
    }
  }
}

async function askFor({ petition, fix, ...operator }: RecountOptions, after: number): Promise<RecountResponse> {
  const query = new URLSearchParams({
    ...(petition === null ? {} : { petition }),
    ...(after > 0 ? { after: String(after) } : {}),
    ...(fix ? { fix: 'true' } : {}),
  })
  const response = await ask(operator, {
    method: 'POST',
    path: `/api/recounts?${query.toString()}`,
    timeoutMs: TIMEOUT_MS,
  })
  if (response !== null) return bodyOf(response, recountResponse)
  throw new Failure(
    petition === null
      ? `${operator.origin} has no recount: its edge Worker is an older one. Deploy this release there first.`
      : `There is no petition ${petition} at ${operator.origin}.`,
  )
}
