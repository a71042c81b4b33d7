/** A small spike: spike mode begins and ends by itself, no request fails, and every signature is stored once. `npm run spike` has more. */
import { expect, test } from 'vitest'

import { runSpike } from '../replay/spike/run.ts'

test('a spike is survived without an error, and spike mode ends after it', async () => {
  const told: string[] = []
  const report = await runSpike({
    perSecond: 120,
    seconds: 6,
    transactionMs: 1_100,
    // So that it ends within this test; what notes it may wait for its turn at the database for seconds.
    limits: { SPIKE_HOLD_MS: 15_000, SPIKE_NOTED_EVERY_MS: 2_000 },
    begins: true,
    tell: (text) => told.push(text),
  })
  expect(report).toMatchObject({ ok: true, lost: 0, unknown: 0, firstErrors: [], count: report.accepted })
  expect(report.accepted).toBeGreaterThan(2)
  // In a table for people, and in the log.
  expect(told.join('\n')).toContain('"event":"spike.began"')
})
