/** Real Workers, a real queue, a real database on disk: what happens when something goes wrong in the middle. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, onTestFinished, test } from 'vitest'

import { type RunningWorkers, startWorkers, type WorkerLog } from '../support/harness.ts'
import { CAMPAIGN_PUBLIC_KEY, TEST_VARS } from './vars.ts'

const COUNTED = { timeout: 120_000, interval: 100 }
const SIGNERS = 300

const stateDirectory = mkdtempSync(join(tmpdir(), 'undersigned-faults-'))
afterAll(() => rmSync(stateDirectory, { recursive: true }))

async function running(): Promise<RunningWorkers & { logs: WorkerLog[] }> {
  const logs: WorkerLog[] = []
  const workers = await startWorkers({ vars: TEST_VARS, stateDirectory, onLog: (line) => logs.push(line) })
  onTestFinished(() => workers.dispose())
  return { ...workers, logs }
}

const post = (url: URL, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const startPetition = (workers: RunningWorkers, slug: string): Promise<Response> =>
  post(
    new URL('/api/petitions', workers.url),
    {
      slug,
      title: 'T',
      addressee: 'A',
      starter: 'S',
      body: 'B',
      confirmation: 'none',
      publicKeys: [CAMPAIGN_PUBLIC_KEY],
    },
    { authorization: `Bearer ${TEST_VARS['ADMIN_TOKEN']}` },
  )

const sign = (workers: RunningWorkers, slug: string, n: number): Promise<Response> =>
  post(
    new URL(`/api/petitions/${slug}/signatures`, workers.url),
    { name: `Signer ${n}`, email: `signer@company-${n}.example.org` },
    { 'cf-connecting-ip': `10.0.${n >> 8}.${n & 255}` },
  )

async function ledgerOf(workers: RunningWorkers, slug: string): Promise<Record<string, unknown> | null> {
  return workers.db
    .prepare(
      `SELECT c.n AS counter, (SELECT count(*) FROM signatures AS s WHERE s.petition_id = p.id) AS rows
       FROM petitions AS p JOIN counters AS c ON c.petition_id = p.id WHERE p.slug = ?`,
    )
    .bind(slug)
    .first()
}

describe('a message that nobody can read', () => {
  test('passes through the real queue into the table of dead letters, and holds up nothing', async () => {
    const workers = await running()
    await startPetition(workers, 'letters')
    const garbage = { v: 3, kind: 'signature', from: 'a later edge' }
    await workers.signatures.send(garbage)
    expect((await sign(workers, 'letters', 1)).status).toBe(202)

    await expect.poll(() => ledgerOf(workers, 'letters'), COUNTED).toEqual({ counter: 1, rows: 1 })
    const letters = (): Promise<unknown> => workers.db.prepare('SELECT queue, body FROM dead_letters').first()
    await expect.poll(letters, COUNTED).toEqual({ queue: 'undersigned-signatures', body: JSON.stringify(garbage) })
    expect(workers.logs).toContainEqual(expect.objectContaining({ level: 'error', event: 'dead-letters.stored' }))
  })
})

describe('a machine that stops in the middle', () => {
  test('has a whole ledger when it comes back, and what is signed again counts once', async () => {
    const first = await running()
    await startPetition(first, 'crash')
    const answers = await Promise.all(Array.from({ length: SIGNERS }, (_, n) => sign(first, 'crash', n)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    // Whatever of it the queue has handed over by now; local queues are in memory and forget the rest.
    await first.dispose()

    const second = await running()
    const half = await ledgerOf(second, 'crash')
    expect(half?.['rows']).toBe(half?.['counter'])
    // The forms try again, as they do when no answer has come.
    await Promise.all(Array.from({ length: SIGNERS }, (_, n) => sign(second, 'crash', n)))
    await expect.poll(() => ledgerOf(second, 'crash'), COUNTED).toEqual({ counter: SIGNERS, rows: SIGNERS })
  })
})
