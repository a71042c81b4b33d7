/** A run of the nemesis without one safeguard fails: `npm run nemesis -- --broken all` takes out each of them. */
import { expect, test } from 'vitest'

import { run } from '../nemesis/run.ts'

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
