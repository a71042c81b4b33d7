/** People behind one IP address who sign at once: whether the waits that they are given let all of them sign. */
import { expect, test } from 'vitest'

import { RATE_LIMIT_JITTER_MAX_SECONDS, RATE_LIMIT_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { randomAt } from '../replay/random.ts'

/** As in wrangler.toml. */
const SIGNATURES_PER_MINUTE = 10
/** Of the form. */
const RETRIES_MAX = 5

/** How many of the people give up. */
function givingUp(people: number, random: () => number): number {
  const signed = new Map<number, number>()
  let lost = 0
  let queue = Array.from({ length: people }, () => ({ atSeconds: 0, tries: 0 }))
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { atSeconds, tries } = next
    const minute = Math.floor(atSeconds / 60)
    const before = signed.get(minute) ?? 0
    if (before < SIGNATURES_PER_MINUTE) signed.set(minute, before + 1)
    else if (tries === RETRIES_MAX) lost++
    else {
      const wait = RATE_LIMIT_RETRY_AFTER_SECONDS + random() * RATE_LIMIT_JITTER_MAX_SECONDS
      queue = [...queue, { atSeconds: atSeconds + wait, tries: tries + 1 }].toSorted(
        (a, b) => a.atSeconds - b.atSeconds,
      )
    }
  }
  return lost
}

test('of 80 people nobody gives up: in 49 of 50 crowds at least', () => {
  const random = randomAt(12, 0, 0)
  const crowds = Array.from({ length: 50 }, () => givingUp(80, random))
  expect(crowds.filter((lost) => lost > 0).length).toBeLessThanOrEqual(1)
})
