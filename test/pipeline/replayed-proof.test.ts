/** One solved puzzle, sent a hundred times at once under a hundred addresses, to the Workers as they are deployed. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type RunningWorkers, startWorkers } from '../support/harness.ts'
import { CAMPAIGN_PUBLIC_KEY, TEST_VARS } from './vars.ts'

const REPLAYS = 100
const COUNTED = { timeout: 120_000, interval: 100 }

const stateDirectory = mkdtempSync(join(tmpdir(), 'undersigned-replayed-'))
let workers: RunningWorkers
beforeAll(async () => {
  workers = await startWorkers({ vars: { ...TEST_VARS, BOT_CHECK: 'altcha' }, stateDirectory })
})
afterAll(async () => {
  await workers.dispose()
  rmSync(stateDirectory, { recursive: true })
})

const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
  fetch(new URL(path, workers.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

async function solve(slug: string): Promise<string> {
  const challenge: Challenge = await (await fetch(new URL(`/api/petitions/${slug}/challenge`, workers.url))).json()
  return btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }))
}

const sign = (slug: string, proof: string, n: number): Promise<Response> =>
  post(
    `/api/petitions/${slug}/signatures`,
    { name: `Signer ${n}`, email: `${randomBytes(6).toString('hex')}@example.org`, proof },
    { 'cf-connecting-ip': `203.0.113.${n}` },
  )

const ledgerOf = (slug: string): Promise<unknown> =>
  workers.db
    .prepare(
      `SELECT c.n AS counter, (SELECT count(*) FROM signatures AS s WHERE s.petition_id = p.id) AS rows
       FROM petitions AS p JOIN counters AS c ON c.petition_id = p.id WHERE p.slug = ?`,
    )
    .bind(slug)
    .first()

async function startPetition(slug: string): Promise<void> {
  const form = { slug, title: 'T', addressee: 'A', starter: 'S', body: 'B', confirmation: 'none' }
  const response = await post(
    '/api/petitions',
    { ...form, publicKeys: [CAMPAIGN_PUBLIC_KEY] },
    { authorization: `Bearer ${TEST_VARS['ADMIN_TOKEN']}` },
  )
  expect(response.status).toBe(201)
}

test(`of ${REPLAYS} parallel replays under as many addresses exactly one is stored`, async () => {
  await startPetition('replayed')
  await startPetition('afterwards')

  const proof = await solve('replayed')
  const answers = await Promise.all(Array.from({ length: REPLAYS }, (_, n) => sign('replayed', proof, n)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses).toContain(202)
  expect(statuses.every((status) => status === 202 || status === 403)).toBe(true)

  // Behind all of them in the queue: when this one is counted, what the replays left is decided.
  expect((await sign('afterwards', await solve('afterwards'), REPLAYS)).status).toBe(202)
  await expect.poll(() => ledgerOf('afterwards'), COUNTED).toEqual({ counter: 1, rows: 1 })
  expect(await ledgerOf('replayed')).toEqual({ counter: 1, rows: 1 })
})
