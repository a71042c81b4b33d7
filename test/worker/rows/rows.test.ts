/**
 * Nothing scans: with 100 000 rows in every table that grows, every statement that requests, batches and scheduled tasks run reads no more
 * rows than its bound. Routes, forms and tasks come into it by themselves; what they do not reach is called by a line of its own.
 */
import { env } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'

import { DAY_MS } from '../../../src/limits.ts'
import { app as consoleApp } from '../../../workers/console/app.tsx'
import { Addresses } from '../../../workers/consumer/addresses.ts'
import { runScheduled } from '../../../workers/edge/scheduled.ts'
import { consoleEnv, fetchConsole } from '../console/console.ts'
import { everything } from '../console/everything.ts'
import { formsOf } from '../console/forms.ts'
import { edgeUrls } from '../edge-urls.ts'
import { asOperator, consume, fetchEdge, message, startPetition, withdrawalOf } from '../fixtures.ts'
import { beyond, unused } from './bounds.ts'
import * as crowded from './crowded.ts'
import { noting, type RowsRead } from './meter.ts'

const now = Date.now()

const { petition, webhook, urls } = await edgeUrls()
const site = await everything('open')
const forms = await formsOf(site)
const ended = await startPetition({ confirmation: 'email' })
await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = ?2 WHERE id = ?1`)
  .bind(ended.id, now - 1000 * DAY_MS)
  .run()

const LATELY = { from: now - 40 * DAY_MS, to: now - DAY_MS, contacts: true }
await crowded.signatures(petition.id, LATELY)
await crowded.signatures(site.petition.id, LATELY)
await crowded.signatures(ended.id, { from: now - 1100 * DAY_MS, to: now - 1000 * DAY_MS, contacts: false })
await crowded.flood(petition.id, now)
await crowded.repeats(petition.id, now)
await crowded.emails(petition.id, now)
await crowded.withdrawals(petition.id, now)
await crowded.partnerCodes(petition.id)
await crowded.partnerCodes(site.petition.id)
await crowded.deliveries(petition.id, webhook, now)
await crowded.audit(site.petition.id, now)
await crowded.reports(site.petition.id, now)
await crowded.deadLetters(now)
await crowded.imported(petition.id, now)
await crowded.accounts(now)
await crowded.petitions(now)

/** Of all tests. */
const everRead: RowsRead = new Map()

/** What `work` reads, with a database that notes it. */
async function read(work: (db: D1Database) => Promise<unknown>): Promise<RowsRead> {
  const rowsRead: RowsRead = new Map()
  await work(noting(rowsRead))
  expect(rowsRead.size).toBeGreaterThan(0)
  for (const [sql, rows] of rowsRead) everRead.set(sql, Math.max(rows, everRead.get(sql) ?? 0))
  return rowsRead
}

test('pages and responses of the edge', async () => {
  const rowsRead = await read(async (DB) => {
    for (const [path, url] of Object.entries(urls)) {
      const response = await fetchEdge(url, { headers: asOperator, redirect: 'manual' }, { DB })
      await response.arrayBuffer()
      expect([path, response.status < 400]).toEqual([path, true])
    }
  })
  expect(beyond(rowsRead)).toEqual([])
})

/** The console, and the consumer that opens addresses for it. */
const withDatabase = (DB: D1Database) => ({
  DB,
  ADDRESSES: new Addresses(Reflect.get(consoleEnv().ADDRESSES, 'ctx'), { ...env, DB }),
})

test('pages of the console', async () => {
  const pages = consoleApp.routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('.css}'))
  const rowsRead = await read(async (DB) => {
    for (const path of new Set(pages.map(({ path }) => path))) {
      await (await fetchConsole(site.urlOf(path), { as: site.as }, withDatabase(DB))).arrayBuffer()
    }
  })
  expect(beyond(rowsRead)).toEqual([])
})

/** These end the session that the others need. */
const ENDS_SESSION = new Set(['/console/sign-out', '/console/account/sessions/end', '/console/account/delete'])

test('forms of the console', async () => {
  const rowsRead = await read(async (DB) => {
    const last = [...forms].toSorted(([a], [b]) => Number(ENDS_SESSION.has(a)) - Number(ENDS_SESSION.has(b)))
    for (const [path, { fields }] of last) {
      await (await fetchConsole(site.urlOf(path), { as: site.as, form: fields }, withDatabase(DB))).arrayBuffer()
    }
  })
  expect(beyond(rowsRead)).toEqual([])
})

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n)

/** The nth of `crowded.signatures`, of those who sign the petition. */
function signedBefore(n: number, id?: string) {
  const at = LATELY.from + Math.floor((n * (LATELY.to - LATELY.from)) / crowded.ROWS)
  const of = { signer: crowded.signerOf(n), signedAt: at, sealedEmail: '00' }
  return message(petition, n, { id: id ?? crowded.idOf(at, n), ...of })
}

test.each([
  ['new signatures', range(1, 100).map((n) => message(petition, n, { sealedEmail: '00' }))],
  [
    'signatures of a flood',
    range(100, 200).map((n) =>
      message(petition, n, {
        review: { ...signedBefore(1).review, network: crowded.FLOODING, emailDomain: crowded.FLOODING },
      }),
    ),
  ],
  ['signatures of those who have signed', range(1, 100).map((n) => signedBefore(n, message(petition, 1000 + n).id))],
  [
    'confirmations',
    range(1, 100).map((n) => ({
      v: 5,
      kind: 'confirmation',
      petitionId: petition.id,
      id: signedBefore(10 * n + 5).id,
      at: now,
    })),
  ],
  ['withdrawals by email', range(1, 100).map((n) => withdrawalOf(signedBefore(200 + n)))],
  ['withdrawals', range(1, 100).map((n) => withdrawalOf(signedBefore(400 + n), { proven: false }))],
  [
    'requests for links',
    range(1, 100).map((n) => ({
      v: 5,
      kind: 'links',
      petitionId: petition.id,
      id: message(petition, 2000 + n).id,
      signer: crowded.signerOf(10 * n + 5),
      locale: 'en',
      askedAt: now,
      sealedEmail: '00',
    })),
  ],
])('a batch of %s', async (_, bodies) => {
  const rowsRead = await read(async (DB) => {
    const { explicitAcks } = await consume('undersigned-signatures', bodies, { DB })
    expect(explicitAcks).toHaveLength(bodies.length)
  })
  expect(beyond(rowsRead)).toEqual([])
})

test('a batch of emails, of deliveries, and of dead letters', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response())
  const delivery = await env.DB.prepare(`SELECT id FROM deliveries WHERE state = 'pending'`).first<string>('id')
  const rowsRead = await read(async (DB) => {
    const emails = range(1, 100).map((n) => ({
      v: 3,
      kind: 'email',
      petitionId: petition.id,
      signer: crowded.signerOf(n + 2 * crowded.ROWS),
      id: crowded.idOf(now + 3_600_000, n),
    }))
    await consume('undersigned-emails', emails, { DB })
    await consume('undersigned-deliveries', [{ v: 1, kind: 'delivery', deliveryId: delivery }], { DB })
    await consume('undersigned-dead-letters', [{}], { DB })
  })
  vi.restoreAllMocks()
  expect(beyond(rowsRead)).toEqual([])
})

test.each([
  ['of each minute', '* * * * *'],
  ['of each hour', '17 * * * *'],
  // Each looks at other rows than the one before.
  ['of the hours after it', '17 * * * *', 3],
  ['of each night', '* 3 * * *'],
])('the tasks %s', async (_, cron, times = 1) => {
  const rowsRead = await read(async (DB) => {
    for (let run = 0; run < times; run++) await runScheduled(cron, { ...env, DB }, now)
  })
  expect(beyond(rowsRead)).toEqual([])
})

test('a statement that reads a whole table is found', async () => {
  const rowsRead = await read((db) => db.prepare(`SELECT count(*) FROM signatures WHERE country = 'FR'`).first())
  expect(beyond(rowsRead)).toEqual([expect.stringMatching(/^[34]\d{5}: SELECT count/)])
})

test('there is no bound of a statement that has not run', () => {
  expect(unused(everRead)).toEqual([])
})
