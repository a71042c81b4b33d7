/** The tasks of the cron triggers in wrangler.toml: due work each minute, reminders and retention each hour. */
import { dispatchEmails, overdueEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch, overdueDeliveries } from '../../src/ledger/outbox.ts'
import { addReminders } from '../../src/ledger/reminders.ts'
import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import { dropOldMinutes } from '../../src/ledger/tallies.ts'
import { MINUTE_TALLIES_RETENTION_MINUTES, SWEEP_DELIVERIES_MAX_ROWS, SWEEP_EMAILS_MAX_ROWS } from '../../src/limits.ts'
import { closeExpired } from '../../src/petitions/end.ts'
import { type Ran, runAll } from '../../src/platform/run-all.ts'
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
  const ran = await runAll({
    closing: async () => {
      const { deliveryIds, failures } = await closeExpired(env.DB, publicOrigin, now)
      await dispatch(env.DELIVERIES, deliveryIds)
      if (failures.length > 0)
        throw failed(
          'petitions',
          failures.map(({ petitionId, error }) => [petitionId, error]),
        )
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
  report('scheduled.minutely', ran)
}

/** Reminders, and the steps of `deleteExpired`. */
async function hourly(env: EdgeEnv, now: number): Promise<void> {
  const { retention } = servicesOf(env).settings
  const [reminded, expired] = [
    // First, since what it reminds of may expire.
    await runAll({ reminders: () => addReminders(env.DB, now) }),
    await deleteExpired(env.DB, retention, now),
  ]
  report('scheduled.hourly', {
    done: { ...reminded.done, ...expired.done },
    failures: [...reminded.failures, ...expired.failures],
  })
}

/** Throws when a task failed, so that Cloudflare reports the run of the cron trigger as failed, too. */
function report(event: string, { done, failures }: Ran): void {
  for (const facts of failures) log.error('scheduled.task-failed', facts)
  log.info(event, done)
  if (failures.length > 0)
    throw failed(
      'tasks',
      failures.map(({ task, error }) => [task, error]),
    )
}

const failed = (what: string, failures: [name: string | number, error: unknown][]): AggregateError =>
  new AggregateError(
    failures.map(([, error]) => error),
    `failed ${what}: ${failures.map(([name, error]) => `${name} (${String(error)})`).join(', ')}`,
  )
