/** A small dose of `npm run nemesis`, which docs/reliability.md has the figures of. */
import { expect, test } from 'vitest'

import { killsOf, run } from '../nemesis/run.ts'

const ACCEPTED = 8_000
const KILLS = 8

test('eight thousand acknowledgements survive eight kills and every other fault', async () => {
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

test('a safeguard that is taken out is found', async () => {
  const { checks } = await run({
    seed: 1,
    minutes: 10,
    accepted: 1_000,
    kills: 1,
    pauseMs: 250,
    broken: 'withdrawn-but-counted',
    onProgress: () => undefined,
  })
  const problems = Object.fromEntries(checks.map(({ name, problems }) => [name, problems.length]))
  expect(problems['counter, rows, tallies, count and page are equal']).toBeGreaterThan(0)
})
