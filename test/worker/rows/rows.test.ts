/**
 * Nothing scans: with 100 000 rows in every table that grows, every statement that requests, batches and scheduled tasks run reads no more
 * rows than its bound. Routes, forms and tasks come into it by themselves; what they do not reach is called by a line of its own.
 */
import { env } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'

import { invitationsTo } from '../../../src/accounts/invitation-list.ts'
import { listReadings } from '../../../src/accounts/contact-readings.ts'
import { deleteAccount } from '../../../src/accounts/delete-account.ts'
import { eraseDeleted } from '../../../src/accounts/erase-petitions.ts'
import { listAudit, listOperatorAudit } from '../../../src/audit.ts'
import { readBeforeEnd } from '../../../src/ledger/before-end.ts'
import { readConfirmable } from '../../../src/ledger/confirmations.ts'
import { type ContactsQuery, streamContacts } from '../../../src/ledger/contacts.ts'
import { pageOfDeadLetters } from '../../../src/ledger/dead-letters.ts'
import { hideSigner } from '../../../src/ledger/hide.ts'
import { readOverview } from '../../../src/ledger/overview.ts'
import { addReport, findObjection } from '../../../src/ledger/reports.ts'
import { findSigner, listNames, listSigners, NAME_LISTS } from '../../../src/ledger/signers.ts'
import { undoRemoval } from '../../../src/ledger/undo-removal.ts'
import { DAY_MS, DELETION_GRACE_DAYS } from '../../../src/limits.ts'
import { listCards } from '../../../src/petitions/listing.ts'
import { searchAllPetitions } from '../../../src/petitions/site-list.ts'
import { listDeliveries } from '../../../src/webhooks/endpoints.ts'
import { app as consoleApp } from '../../../workers/console/app.tsx'
import { Addresses } from '../../../workers/consumer/addresses.ts'
import { runScheduled } from '../../../workers/edge/scheduled.ts'
import { BY_OPERATOR } from '../../support/actor.ts'
import { consoleEnv, fetchConsole } from '../console/console.ts'
import { everything } from '../console/everything.ts'
import { formsOf } from '../console/forms.ts'
import { edgeUrls } from '../edge-urls.ts'
import { asOperator, consume, fetchEdge, message, ORIGIN, startPetition, withdrawalOf } from '../fixtures.ts'
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
const deleted = await startPetition()
await crowded.signatures(deleted.id, LATELY)
await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = ?2, deleted_at = ?2 WHERE id = ?1`)
  .bind(deleted.id, now - (DELETION_GRACE_DAYS + 1) * DAY_MS)
  .run()

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
    'withdrawals that do not name their signer',
    range(1, 100).map((n) => ({ v: 2, kind: 'withdrawal', petitionId: petition.id, id: signedBefore(600 + n).id })),
  ],
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

/** What requests ask with values that routes above do not have: nothing that matches, times to come, the last page. */
const BY = { by: { kind: 'account', id: 'somebody' }, now } as const
const of = { petitionId: petition.id, list: 'all', words: [], cursor: null } as const
const LAST_ID = crowded.idOf(LATELY.from + 1, 1)
const exported = { petitionId: petition.id, since: null, cursor: null, all: true }
const drained = (db: D1Database, query: ContactsQuery): Promise<unknown> =>
  new Response(streamContacts(db, query, () => undefined)).arrayBuffer()
const REPORT = {
  petitionId: site.petition.id,
  aboutId: null,
  ground: 'other',
  sealed: '00',
  to: null,
  locale: 'en',
} as const

test.each<[what: string, run: (db: D1Database) => Promise<unknown>]>([
  ['an export of all', (db) => drained(db, exported)],
  ['an export of what counts', (db) => drained(db, { ...exported, all: false })],
  ['an export of what was confirmed since tomorrow', (db) => drained(db, { ...exported, since: now + DAY_MS })],
  ['the end of an export', (db) => drained(db, { ...exported, cursor: crowded.idOf(now, 0) })],
  ['the last signers', (db) => listSigners(db, { petitionId: petition.id, limit: 100, cursor: LAST_ID })],
  ['a signer who is not there', (db) => findSigner(db, petition.id, LAST_ID)],
  ...NAME_LISTS.flatMap((list): [string, (db: D1Database) => Promise<unknown>][] => [
    [`a name that nobody has, in the list ${list}`, (db) => listNames(db, { ...of, list, words: ['nobody'] })],
    [`the last names of the list ${list}`, (db) => listNames(db, { ...of, list, cursor: LAST_ID })],
  ]),
  [
    'entries of somebody who did nothing',
    (db) => listAudit(db, site.petition.id, { acts: ['closed'], by: { kind: 'account', id: 'nobody' } }, null),
  ],
  ['the last entries of operators', (db) => listOperatorAudit(db, crowded.idOf(now - DAY_MS + 2, 2))],
  ['readings of contacts', (db) => listReadings(db, site.petition.id)],
  ['deliveries', (db) => listDeliveries(db, webhook)],
  ['dead letters after the last one', (db) => pageOfDeadLetters(db, crowded.ROWS)],
  ['what a petition has before it ends', (db) => readBeforeEnd(db, petition.id, '')],
  ['the overview', (db) => readOverview(db, petition.id, now)],
  ['the end of a list of petitions', (db) => listCards(db, 'closed', 3, now)],
  ['a petition that is not there', (db) => searchAllPetitions(db, { words: ['nobody'], before: null })],
  ['an objection that nobody sent', (db) => findObjection(db, site.petition.id, now - DAY_MS)],
  ['a report', (db) => addReport(db, { ...REPORT, id: crowded.idOf(now, 1), about: 'petition' }, now)],
  ['an objection', (db) => addReport(db, { ...REPORT, id: crowded.idOf(now, 2), about: 'objection' }, now)],
  [
    'what a signer withdraws by a link',
    (db) => readConfirmable(db, { petitionId: petition.id, id: signedBefore(3).id }),
  ],
  [
    'a name that is hidden',
    (db) => hideSigner(db, { petitionId: petition.id, id: signedBefore(22).id, hide: 'both', why: 'other', ...BY }),
  ],
  [
    'a removal that is undone',
    async (db) =>
      expect(
        await undoRemoval(db, petition.id, crowded.idOf(LATELY.to, 1), { by: BY_OPERATOR, origin: ORIGIN, now }),
      ).toMatchObject({ n: expect.any(Number) }),
  ],
  ['an account that is deleted', (db) => deleteAccount(db, 'account-7', now)],
  ['what an account is asked to', (db) => invitationsTo(db, 'account-8', now)],
  ['petitions that are deleted', (db) => eraseDeleted(db, now)],
])('%s', async (_, run) => {
  expect(beyond(await read(run))).toEqual([])
})

test('an export that finds nothing says where it has come to', async () => {
  const stream = streamContacts(env.DB, { ...exported, since: now + DAY_MS }, () => undefined)
  const { cursor, ...end } = await new Response(stream).json<{ cursor: string }>()
  expect(end).toEqual({ end: true, rows: 0 })
  expect(cursor > crowded.idOf(LATELY.from, 0) && cursor < crowded.idOf(now, 0)).toBe(true)
})

test('a statement that reads a whole table is found', async () => {
  const rowsRead = await read((db) => db.prepare(`SELECT count(*) FROM signatures WHERE country = 'FR'`).first())
  expect(beyond(rowsRead)).toEqual([expect.stringMatching(/^[34]\d{5}: SELECT count/)])
})

test('there is no bound of a statement that has not run', () => {
  expect(unused(everRead)).toEqual([])
})
