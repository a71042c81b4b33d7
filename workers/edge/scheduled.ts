/** The tasks of the cron triggers in wrangler.toml: due work each minute, reminders and retention each hour, the recount at night. */
import { eraseDeleted } from '../../src/accounts/erase-petitions.ts'
import { dispatchAccountEmails, overdueAccountEmails } from '../../src/accounts/outbox.ts'
import { accountRetention } from '../../src/accounts/retention.ts'
import { deleteOldAudit } from '../../src/audit.ts'
import { noteRun } from '../../src/health/cron.ts'
import { carryOut } from '../../src/ledger/carry-out.ts'
import { countLost } from '../../src/ledger/dispatch.ts'
import { dispatchEmails, overdueEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch, overdueDeliveries } from '../../src/ledger/outbox.ts'
import { recountNightly } from '../../src/ledger/recount/nightly.ts'
import { addReminders } from '../../src/ledger/reminders.ts'
import { deleteOldReports } from '../../src/ledger/reports.ts'
import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import {
  QUEUE_SEND_TIMEOUT_MS,
  REVIEW_CHUNKS_PER_RUN,
  SWEEP_DELIVERIES_MAX_ROWS,
  SWEEP_EMAILS_MAX_ROWS,
} from '../../src/limits.ts'
import { closeExpired, openScheduled } from '../../src/petitions/end.ts'
import { withDeadline } from '../../src/platform/deadline.ts'
import { type Ran, runAll, type Tasks } from '../../src/platform/run-all.ts'
import { log } from '../../src/platform/log.ts'
import { iso } from '../../src/iso-time.ts'
import { endSpike, noteStrain, recountWaits, strainOf } from '../../src/spike.ts'
import { servicesOf } from './services.ts'

/** As in wrangler.toml. */
const HOURLY = '17 * * * *'
/** Each minute of this hour, UTC: a chunk of the recount each time. */
const NIGHTLY = '* 3 * * *'

/** `now` in milliseconds. */
export async function runScheduled(cron: string, env: EdgeEnv, now: number): Promise<void> {
  const tasks = { [HOURLY]: hourly, [NIGHTLY]: nightly }[cron] ?? minutely
  if (tasks === minutely) await noted(env.DB, now)
  await tasks(env, now)
}

/** A run that cannot be noted is a run all the same. */
async function noted(db: D1Database, now: number): Promise<void> {
  try {
    await noteRun(db, now)
  } catch (error) {
    log.warn('scheduled.not-noted', { error })
  }
}

async function minutely(env: EdgeEnv, now: number): Promise<void> {
  const { publicOrigin, countsOrigin, statementsMax } = servicesOf(env).settings
  const tasks: Tasks = {
    overdue: async (db) => {
      const lost = await countLost(db, 'deliveries', await roomIn(env.DELIVERIES, SWEEP_DELIVERIES_MAX_ROWS))
      const deliveryIds = await overdueDeliveries(db, now, lost)
      await dispatch(env.DELIVERIES, deliveryIds)
      return deliveryIds.length
    },
    emails: async (db) => {
      const lost = await countLost(db, 'emails', await roomIn(env.EMAILS, SWEEP_EMAILS_MAX_ROWS))
      const emails = await overdueEmails(db, now, { limit: SWEEP_EMAILS_MAX_ROWS, lost })
      await dispatchEmails(env.EMAILS, emails)
      return emails.length
    },
    accountEmails: async (db) => {
      const ids = await overdueAccountEmails(db, now, SWEEP_EMAILS_MAX_ROWS)
      await dispatchAccountEmails(env.EMAILS, ids)
      return ids.length
    },
    spike: (db) => watchSpike(db, env.SIGNATURES, now),
    opening: async (db) => {
      const { opened, failures } = await openScheduled(db, now)
      if (failures.length > 0)
        throw failed(
          'petitions',
          failures.map(({ petitionId, error }) => [petitionId, error]),
        )
      return opened
    },
    // It has the most statements, and what those before it leave.
    closing: async (db) => {
      const { deliveryIds, failures } = await closeExpired(db, publicOrigin, now)
      await dispatch(env.DELIVERIES, deliveryIds)
      if (failures.length > 0)
        throw failed(
          'petitions',
          failures.map(({ petitionId, error }) => [petitionId, error]),
        )
      return deliveryIds.length
    },
  }
  // After the closing. It sends its statements from the consumer.
  if (countsOrigin !== null) tasks['staticCounts'] = () => env.CONSUMER_COUNTS.renew()
  // Last: it may take long, and what all others leave.
  tasks['decisions'] = async (db) => {
    const all = { petitionId: null, chunks: REVIEW_CHUNKS_PER_RUN, origin: publicOrigin, now }
    const { rows, failures } = await carryOut(db, env, all)
    if (failures.length > 0)
      throw failed(
        'decisions of petitions',
        failures.map(({ petitionId, error }) => [petitionId, error]),
      )
    return rows
  }
  // One is spent on the note.
  report('scheduled.minutely', await runAll(tasks, env.DB, statementsMax - 1))
}

/** For `countLost`. */
const roomIn = async (queue: Queue, max: number): Promise<{ backlog: number; max: number }> => ({
  backlog: await backlogOf(queue),
  max,
})

/** A queue that does not say how long it is counts as empty: a message too many does no harm. */
async function backlogOf(queue: Queue): Promise<number> {
  try {
    return (await withDeadline(queue.metrics(), QUEUE_SEND_TIMEOUT_MS)).backlogCount
  } catch (error) {
    log.warn('queue.metrics-failed', { error })
    return 0
  }
}

/**
 * Begins a spike, or prolongs it, when much waits in the queue, also where no consumer takes anything; and says when one has ended.
 * Resolves to how many have: 1 or 0. How long the oldest message waits is for the consumer to see: here it may have been tried before.
 */
async function watchSpike(db: D1Database, queue: Queue, now: number): Promise<number> {
  const load = { backlogMessages: await backlogOf(queue), waitedMs: 0, transactionMs: 0 }
  const strain = strainOf(load)
  if (strain !== null && (await noteStrain(db, strain, now))) log.warn('spike.began', { why: strain.why, ...load })
  const ended = await endSpike(db, now)
  if (ended === null) return 0
  log.info('spike.ended', { why: ended.why, beganAt: iso(ended.beganAt), endedAt: iso(ended.endedAt) })
  return 1
}

/** Of the statements of an hourly run. */
const REMINDERS_SHARE = 0.3

/** Reminders, what is left of accounts, and the steps of `deleteExpired`. */
async function hourly(env: EdgeEnv, now: number): Promise<void> {
  const { retention, statementsMax } = servicesOf(env).settings
  const forReminders = Math.floor(statementsMax * REMINDERS_SHARE)
  // First, since what it reminds of may expire.
  const reminded = await runAll({ reminders: (db) => addReminders(db, now) }, env.DB, forReminders)
  const tasks: Tasks = {
    ...accountRetention(now),
    audit: (db) => deleteOldAudit(db, now),
    reports: (db) => deleteOldReports(db, now),
    erased: (db) => eraseDeleted(db, now),
  }
  const accounts = await runAll(tasks, env.DB, statementsMax - reminded.statements)
  const left = statementsMax - reminded.statements - accounts.statements
  const expired = await deleteExpired(env.DB, retention, now, left)
  const runs = [reminded, accounts, expired]
  report('scheduled.hourly', {
    done: Object.assign({}, ...runs.map(({ done }) => done)),
    unfinished: runs.flatMap(({ unfinished }) => unfinished),
    failures: runs.flatMap(({ failures }) => failures),
  })
}

async function nightly(env: EdgeEnv, now: number): Promise<void> {
  const { statementsMax } = servicesOf(env).settings
  // A million signatures take two seconds, in which the database does nothing else. The round continues where it stopped.
  const recount = async (db: D1Database): Promise<number> =>
    (await recountWaits(db, now)) ? 0 : recountNightly(db, now)
  report('scheduled.nightly', await runAll({ recount }, env.DB, statementsMax))
}

/** Throws when a task failed, so that Cloudflare reports the run of the cron trigger as failed, too. */
function report(
  event: 'scheduled.minutely' | 'scheduled.hourly' | 'scheduled.nightly',
  { done, unfinished, failures }: Omit<Ran, 'statements'>,
): void {
  if (unfinished.length > 0) log.warn('scheduled.statements-spent', { tasks: unfinished })
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
