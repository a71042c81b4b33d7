/** Once a minute: what must happen although nobody asks for it. */
import { closeExpired } from '../src/campaign/ending.ts'
import { dropOldMinutes } from '../src/ledger/tallies.ts'
import { MINUTE_TALLIES_KEPT_MINUTES, SWEEP_DELIVERIES_MAX_ROWS } from '../src/limits.ts'
import { log } from '../src/log.ts'
import { dispatch, overdueDeliveries } from '../src/notify/outbox.ts'
import { servicesOf } from './services.ts'

export async function housekeeping(env: EdgeEnv): Promise<void> {
  const { settings } = servicesOf(env)
  const now = Date.now()
  const closing = await closeExpired(env.DB, settings.publicOrigin, now)
  const overdue = await overdueDeliveries(env.DB, now, SWEEP_DELIVERIES_MAX_ROWS)
  await dispatch(env.DELIVERIES, [...closing, ...overdue])
  const minutes = await dropOldMinutes(env.DB, now - MINUTE_TALLIES_KEPT_MINUTES * 60_000)
  log.info('housekeeping.done', { closing: closing.length, overdue: overdue.length, minutes })
}
