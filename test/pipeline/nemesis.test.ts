/** A small dose of `npm run nemesis`, which docs/reliability.md has the figures of. */
import { expect, test } from 'vitest'

import { isHeavy } from '../heavy.ts'
import { killsOf, run } from '../nemesis/run.ts'

const [ACCEPTED, KILLS] = isHeavy ? [8_000, 8] : [3_000, 4]

test('thousands of acknowledgements survive kills and every other fault', async () => {
  const { accepted, faults, checks } = await run({
    seed: 1,
    minutes: 10,
    accepted: ACCEPTED,
    kills: KILLS,
    pauseMs: 500,
    broken: null,
    onProgress: () => undefined,
  })
  expect(checks.filter(({ problems }) => problems.length > 0)).toEqual([])
  expect(accepted).toBeGreaterThanOrEqual(ACCEPTED)
  expect(killsOf(faults)).toBeGreaterThanOrEqual(KILLS)
})
