import { expect, test } from 'vitest'

import { firstIdAt, newIdAt, timeOfId } from '../../src/uuid-time.ts'

test('ids sort in the order in which they were made, also within a millisecond', () => {
  const times = [1_000, 1_000, 1_000, 1_001, 1_001, 2_000]
  const ids = times.map(newIdAt)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.map(timeOfId)).toEqual(times)
  for (const [n, id] of ids.entries()) expect(id >= firstIdAt(times[n] ?? 0)).toBe(true)
})
