/** What the cron triggers run: a task that fails stops none of the others. */
import { env } from 'cloudflare:test'
import { afterEach, expect, test, vi } from 'vitest'

import { runScheduled } from '../../workers/edge/scheduled.ts'
import { dbWith, dbWithout, startPetition } from './fixtures.ts'

afterEach(() => vi.restoreAllMocks())

/** The lines of the log of this level. */
const logged = (level: 'info' | 'error'): (() => Record<string, unknown>[]) => {
  const lines = vi.spyOn(console, level).mockImplementation(() => {})
  return () => lines.mock.calls.map(([line]) => JSON.parse(String(line)))
}

const MINUTELY = { opening: 0, closing: 0, decisions: 0, overdue: 0, emails: 0, accountEmails: 0, spike: 0 }
const HOURLY = {
  reminders: 0,
  links: 0,
  sessions: 0,
  challenges: 0,
  audit: 0,
  reports: 0,
  removed: 0,
  erased: 0,
  drafts: 0,
  accountEmails: 0,
  arrivals: 0,
  reviewFacts: 0,
  unconfirmed: 0,
  contacts: 0,
  repeats: 0,
  emails: 0,
  heldEmails: 0,
  withdrawals: 0,
  withdrawnSigners: 0,
  deadLetters: 0,
  undoneImports: 0,
}

test.each([
  ['* * * * *', 'scheduled.minutely', MINUTELY],
  ['17 * * * *', 'scheduled.hourly', HOURLY],
])('%s runs every task', async (cron, event, facts) => {
  const infos = logged('info')
  await runScheduled(cron, env, Date.now())
  expect(infos()).toEqual([{ level: 'info', event, ...facts }])
})

test.each([
  ['closing', 'FROM petitions INDEXED BY petitions_closing'],
  ['overdue', 'UPDATE deliveries'],
  ['emails', 'UPDATE emails'],
  ['accountEmails', 'UPDATE account_emails'],
  ['spike', 'UPDATE spike'],
  ['decisions', 'FROM decisions INDEXED BY'],
])(
  'promise 7: each minute, when the task %s fails, the others are done and the failure is logged',
  async (task, sql) => {
    const [infos, errors] = [logged('info'), logged('error')]
    const run = runScheduled('* * * * *', { ...env, DB: dbWithout(sql) }, Date.now())
    await expect(run).rejects.toThrow(`failed tasks: ${task} (Error: D1_ERROR: no such table)`)
    const { [task]: _, ...others } = MINUTELY as Record<string, number>
    expect(infos()).toEqual([{ level: 'info', event: 'scheduled.minutely', ...others }])
    expect(errors()).toEqual([
      { level: 'error', event: 'scheduled.task-failed', task, error: 'Error: D1_ERROR: no such table' },
    ])
  },
)

test.each([
  ['withdrawals', 'DELETE FROM withdrawals'],
  ['sessions', 'DELETE FROM sessions'],
  ['reminders', `WHERE p.confirmation = 'email' AND EXISTS`],
])('promise 7: each hour, when the task %s fails, the others are done and the failure is logged', async (task, sql) => {
  const [infos, errors] = [logged('info'), logged('error')]
  const run = runScheduled('17 * * * *', { ...env, DB: dbWithout(sql) }, Date.now())
  await expect(run).rejects.toThrow(`failed tasks: ${task}`)
  const { [task]: _, ...others } = HOURLY as Record<string, number>
  expect(infos()).toEqual([{ level: 'info', event: 'scheduled.hourly', ...others }])
  expect(errors()).toEqual([
    { level: 'error', event: 'scheduled.task-failed', task, error: 'Error: D1_ERROR: no such table' },
  ])
})

/** Closing writes an event; the other tasks' batches have fewer statements. */
const closes = (statements: readonly unknown[]): boolean => statements.length > 2

test('each minute: a petition that cannot be closed stops none of those after it, and the run is reported as failed', async () => {
  const [, errors] = [logged('info'), logged('error')]
  const petitions = [await startPetition(), await startPetition(), await startPetition()]
  await env.DB.prepare(`UPDATE petitions SET closes_at = 1 WHERE state = 'open'`).run()
  let batches = 0
  const DB = dbWith(async (statements) => {
    if (closes(statements) && ++batches === 1) throw new Error('D1_ERROR: too long')
    return env.DB.batch(statements)
  })
  await expect(runScheduled('* * * * *', { ...env, DB }, Date.now())).rejects.toThrow('closing')
  const { results } = await env.DB.prepare(
    `SELECT state, count(*) AS n FROM petitions GROUP BY state ORDER BY state`,
  ).all()
  expect(results).toEqual([
    { state: 'closed', n: petitions.length - 1 },
    { state: 'open', n: 1 },
  ])
  expect(errors()).toMatchObject([{ event: 'scheduled.task-failed', task: 'closing' }])
})
