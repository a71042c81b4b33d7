/**
 * What a signature costs, counted exactly: a change that adds a request, a row or an operation of a queue fails here, and its author writes
 * the new number down or finds another way. `npm run cost` says what the numbers are in dollars.
 */
import { afterAll, expect, test } from 'vitest'

import { countSteps } from '../cost/count.ts'
import { STEPS, type Step } from '../cost/steps.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const state = temporaryDirectory()
afterAll(() => state.remove())

const steps = await countSteps(state.path)

/**
 * Of one signature in a full batch, unless it is alone: requests, rows written, operations of queues, writes to the bucket, reads of it,
 * emails. Then the most rows read.
 */
const EXPECTED: Record<Step, readonly [number, number, number, number, number, number, number]> = {
  page: [1, 0, 0, 0, 0, 0, 1],
  challenge: [1, 0, 0, 0, 0, 0, 1],
  sign: [1, 0, 1, 0, 0, 0, 1],
  // Two rows of its own. In a batch: the counter, seven tallies, and what the review remembers with its row in an index.
  stored: [0.01, 2.1, 2, 0, 0, 0, 75],
  storedPublicly: [0.01, 3.1, 2, 0, 0, 0, 75],
  storedOfOtherDomain: [0.01, 2.1, 2, 0, 0, 0, 75],
  // Once in five seconds at most: a head and a put, and three rows.
  storedAndPublished: [0.01, 2.13, 2, 0.01, 0.01, 0, 75],
  storedAlone: [1, 12, 2, 0, 0, 0, 120],
  repeated: [0.01, 3.01, 2, 0, 0, 0, 30],
  repeatDeleted: [0, 1, 0, 0, 0, 0, 6],
  signToConfirm: [1, 0, 1, 0, 0, 0, 1],
  // One more operation: the message for the email.
  storedToConfirm: [0.01, 4.03, 3, 0, 0, 0, 70],
  emailed: [0.1, 3, 2, 0, 0, 1, 15],
  confirm: [2, 0, 1, 0, 0, 0, 4],
  confirmed: [0.01, 1.09, 2, 0, 0, 0, 100],
  count: [1, 0, 0, 0, 0, 0, 1],
  factsDeleted: [0, 0.02, 0, 0, 0, 0, 7],
  emailDeleted: [0, 1, 0, 0, 0, 0, 6],
  contactDeleted: [0, 1.01, 0, 0, 0, 0, 8],
}

test.for(STEPS)('%s', (step) => {
  const { requests, rowsWritten, queueOperations, bucketWrites, bucketReads, emails, rowsRead } = steps[step]
  const counted = [requests, rowsWritten, queueOperations, bucketWrites, bucketReads, emails].map((number) =>
    Number(number.toFixed(2)),
  )
  const [mostRead, ...expected] = EXPECTED[step].toReversed()
  expect(counted).toEqual(expected.toReversed())
  expect(rowsRead).toBeLessThanOrEqual(mostRead ?? 0)
})
