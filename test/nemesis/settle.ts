/** After the faults: the clock is moved until nothing is left to do. */
import { setTimeout as sleep } from 'node:timers/promises'

import { crons, jump } from './faults.ts'
import type { Host } from './host-process.ts'

const PAUSE_MS = 400
const STEP_MS = 20 * 60_000
/** Retries of webhooks wait for hours. */
const HOURS_MAX = 60

const LEFT = `
  SELECT (SELECT count(*) FROM emails WHERE state = 'pending') AS emails,
    (SELECT count(*) FROM deliveries WHERE state = 'pending') AS deliveries`

/** What is left in the queues, by name, once nothing has become less for `maxMs`. */
export async function settle(
  host: Host,
  maxMs: number,
  onProgress: (text: string) => void,
): Promise<Record<string, number>> {
  let progressAt = performance.now()
  let least = Infinity
  let moved = 0
  for (let before = Infinity; ;) {
    await crons(host)
    await sleep(PAUSE_MS)
    const backlogs = await host.ask('backlogs', null)
    const [row = {}] = await host.ask('sql', LEFT)
    const total = [...Object.values(backlogs), ...Object.values(row)].reduce((sum: number, n) => sum + Number(n), 0)
    if (total < least) progressAt = performance.now()
    least = Math.min(least, total)
    const isLate = performance.now() - progressAt > maxMs || moved > HOURS_MAX * 3_600_000
    if (total === 0 || isLate) return backlogs
    // While the queues become shorter, what is left is not waiting for its time.
    if (total >= before && (await jump(host, STEP_MS))) moved += STEP_MS
    if (total >= before)
      onProgress(
        `${JSON.stringify({ ...backlogs, ...row })} left after ${Math.round(moved / 60_000)} minutes by the clock`,
      )
    before = total
  }
}
