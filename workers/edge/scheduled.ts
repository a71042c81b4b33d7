/** The tasks of the cron triggers in wrangler.toml: due work each minute, and retention each hour. */
import { dispatchEmails, overdueEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch, overdueDeliveries } from '../../src/ledger/outbox.ts'
import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import { dropOldMinutes } from '../../src/ledger/tallies.ts'
import { MINUTE_TALLIES_RETENTION_MINUTES, SWEEP_DELIVERIES_MAX_ROWS, SWEEP_EMAILS_MAX_ROWS } from '../../src/limits.ts'
import { closeExpired } from '../../src/petitions/end.ts'
import { log } from '../../src/platform/log.ts'
import { servicesOf } from './services.ts'

/** As in wrangler.toml. */
const HOURLY = '17 * * * *'

/** `now` in milliseconds. */
export async function runScheduled(cron: string, env: EdgeEnv, now: number): Promise<void> {
  await (cron === HOURLY ? hourly(env, now) : minutely(env, now))
}

async function minutely(env: EdgeEnv, now: number): Promise<void> {
  const { publicOrigin } = servicesOf(env).settings
  const done = await runAll({
    closing: async () => {
      const deliveryIds = await closeExpired(env.DB, publicOrigin, now)
      await dispatch(env.DELIVERIES, deliveryIds)
      return deliveryIds.length
    },
    overdue: async () => {
      const deliveryIds = await overdueDeliveries(env.DB, now, SWEEP_DELIVERIES_MAX_ROWS)
      await dispatch(env.DELIVERIES, deliveryIds)
      return deliveryIds.length
    },
    emails: async () => {
      const emails = await overdueEmails(env.DB, now, SWEEP_EMAILS_MAX_ROWS)
      await dispatchEmails(env.EMAILS, emails)
      return emails.length
    },
    minutes: () => dropOldMinutes(env.DB, now - MINUTE_TALLIES_RETENTION_MINUTES * 60_000),
  })
  log.info('scheduled.minutely', done)
}

/** Its tasks are the steps of `deleteExpired`, which logs each that fails. */
async function hourly(env: EdgeEnv, now: number): Promise<void> {
  const { retention } = servicesOf(env).settings
  log.info('scheduled.hourly', await deleteExpired(env.DB, retention, now, log))
}

/** Runs the tasks one after the other, and each whether or not others fail. Returns how much each has done. */
async function runAll(tasks: Record<string, () => Promise<number>>): Promise<Record<string, number>> {
  const done: Record<string, number> = {}
  for (const [task, run] of Object.entries(tasks)) {
    try {
      done[task] = await run()
    } catch (error) {
      log.error('scheduled.task-failed', { task, error })
    }
  }
  return done
}
