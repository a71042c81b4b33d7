/** What must happen although nobody asks for it: each minute what is due, each hour what has expired. */
import { closeExpired } from '../../src/petitions/end.ts'
import { dropOldMinutes } from '../../src/ledger/tallies.ts'
import { MINUTE_TALLIES_RETENTION_MINUTES, SWEEP_DELIVERIES_MAX_ROWS, SWEEP_EMAILS_MAX_ROWS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { dispatchEmails, overdueMails } from '../../src/ledger/email-outbox.ts'
import { dispatch, overdueDeliveries } from '../../src/ledger/outbox.ts'
import { endWhatHasExpired } from '../../src/ledger/retention/retention.ts'
import { servicesOf } from './services.ts'

/** As in wrangler.toml. */
const HOURLY = '17 * * * *'

export async function housekeeping(cron: string, env: EdgeEnv, now: number): Promise<void> {
  await (cron === HOURLY ? hourly(env, now) : minutely(env, now))
}

async function minutely(env: EdgeEnv, now: number): Promise<void> {
  const { settings } = servicesOf(env)
  const closing = await closeExpired(env.DB, settings.publicOrigin, now)
  const overdue = await overdueDeliveries(env.DB, now, SWEEP_DELIVERIES_MAX_ROWS)
  await dispatch(env.DELIVERIES, [...closing, ...overdue])
  const emails = await overdueMails(env.DB, now, SWEEP_EMAILS_MAX_ROWS)
  await dispatchEmails(env.EMAILS, emails)
  const minutes = await dropOldMinutes(env.DB, now - MINUTE_TALLIES_RETENTION_MINUTES * 60_000)
  log.info('housekeeping.minutely', {
    closing: closing.length,
    overdue: overdue.length,
    emails: emails.length,
    minutes,
  })
}

async function hourly(env: EdgeEnv, now: number): Promise<void> {
  const { settings } = servicesOf(env)
  log.info('housekeeping.hourly', { ...(await endWhatHasExpired(env.DB, settings.retention, now, log)) })
}
