/** Of which load spike mode begins, and with which it lasts. */
import { describe, expect, test } from 'vitest'

import { SPIKE_BEGINS, SPIKE_LASTS, SPIKE_WAITING_MIN_MESSAGES } from '../../src/limits.ts'
import { type Load, strainOf } from '../../src/spike.ts'

const calm: Load = { backlogMessages: SPIKE_WAITING_MIN_MESSAGES, waitedMs: 0, transactionMs: 0 }

test('a calm site is no sign of a spike', () => {
  expect(strainOf(calm)).toBeNull()
})

describe.each([
  ['backlogMessages', 'backlog'],
  ['waitedMs', 'waiting'],
  ['transactionMs', 'database'],
] as const)('of %s', (measure, why) => {
  test('a spike begins, and lasts with less, so that it does not begin and end again and again', () => {
    expect(SPIKE_LASTS[measure]).toBeLessThan(SPIKE_BEGINS[measure])
    expect(strainOf({ ...calm, [measure]: SPIKE_BEGINS[measure] })).toEqual({ why, begins: true })
    expect(strainOf({ ...calm, [measure]: SPIKE_BEGINS[measure] - 1 })).toEqual({ why, begins: false })
    expect(strainOf({ ...calm, [measure]: SPIKE_LASTS[measure] })).toEqual({ why, begins: false })
    expect(strainOf({ ...calm, [measure]: SPIKE_LASTS[measure] - 1 })).toBeNull()
  })
})

test('a few messages that have waited for days are none: they were tried before', () => {
  const few = { ...calm, backlogMessages: SPIKE_WAITING_MIN_MESSAGES - 1 }
  expect(strainOf({ ...few, waitedMs: 3 * 24 * 3_600_000 })).toBeNull()
})
