/**
 * No statement of the ledger's transactions, of the cron or of what the operator asks reads a whole table: the planner's words, on
 * an empty database.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'

import type { LedgerMessage } from '../../schema/message.ts'
import * as schema from '../../schema/tables.ts'
import { namesOfAccounts } from '../../src/accounts/account.ts'
import { openedReports } from '../../src/accounts/addresses.ts'
import { askForEmailChange, askForLink } from '../../src/accounts/ask.ts'
import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { deletePetition } from '../../src/accounts/delete-petition.ts'
import { beginReading, countedSince, isReading, listReadings } from '../../src/accounts/contact-readings.ts'
import { deleteOpened, eraseDeleted } from '../../src/accounts/erase-petitions.ts'
import { createDraft, findPreview, listDrafts } from '../../src/accounts/drafts.ts'
import { isInEffect, useEmailChange } from '../../src/accounts/email-change.ts'
import { undoEmailChange } from '../../src/accounts/email-undo.ts'
import {
  acceptInvitation,
  cancelInvitation,
  invitationsTo,
  listInvitations,
} from '../../src/accounts/invitation-list.ts'
import { invite } from '../../src/accounts/invitations.ts'
import { accountKeys } from '../../src/accounts/keys.ts'
import { kindOfLink, lookAtLink, useLink } from '../../src/accounts/links.ts'
import { changeRole, listPetitionsOf, removeMember } from '../../src/accounts/members.ts'
import { keepDown, putBack, takeDown } from '../../src/accounts/moderate.ts'
import { isLastOperator, listOperators, removeOperator, useOperatorLink } from '../../src/accounts/operators.ts'
import { overdueAccountEmails } from '../../src/accounts/outbox.ts'
import { askOwners, decideReports, dismissReports, hideReported } from '../../src/accounts/reports.ts'
import { accountRetention } from '../../src/accounts/retention.ts'
import { endAllSessions, endOtherSession, listSessions, openSession } from '../../src/accounts/sessions.ts'
import { AUDIT_ACTS } from '../../schema/audit.ts'
import { listAudit, listOperatorAudit } from '../../src/audit.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import { maySignIn } from '../../src/email/account-attempt.ts'
import { attemptsAt } from '../../src/email/attempt.ts'
import { readBeforeEnd } from '../../src/ledger/before-end.ts'
import { addClaim, correctClaim, listClaims } from '../../src/ledger/claims.ts'
import { readCount, readCountForEdge, readCounts } from '../../src/ledger/count.ts'
import { readCountParts } from '../../src/ledger/count-parts.ts'
import { readPublicCount } from '../../src/ledger/counter.ts'
import { describeDeadLetters } from '../../src/ledger/dead-letter-facts.ts'
import { deleteDeadLetter, findDeadLetter, pageOfDeadLetters } from '../../src/ledger/dead-letters.ts'
import { fixPetition } from '../../src/ledger/recount/fix.ts'
import { LEDGER_PARTS } from '../../src/ledger/erase.ts'
import { countLost } from '../../src/ledger/dispatch.ts'
import { overdueEmails } from '../../src/ledger/email-outbox.ts'
import {
  addRows,
  beginImport,
  beginTest,
  finishImport,
  testResult,
  testSigners,
  undoImport,
} from '../../src/ledger/imports.ts'
import { streamContacts } from '../../src/ledger/contacts.ts'
import { clearUndoneImports } from '../../src/ledger/retention/imports.ts'
import { deadLetterBacklog, deliveryBacklog, emailBacklog, migrationsPending } from '../../src/ledger/health.ts'
import { overdueDeliveries } from '../../src/ledger/outbox.ts'
import { recountPetition } from '../../src/ledger/recount/recount.ts'
import { recountNightly } from '../../src/ledger/recount/nightly.ts'
import { addReminders } from '../../src/ledger/reminders.ts'
import { replacementSteps } from '../../src/ledger/replacements.ts'
import {
  addReport,
  deleteOldReports,
  findObjection,
  listDecidedReports,
  listOpenReports,
  listReportedNames,
  listReports,
  whoDecided,
} from '../../src/ledger/reports.ts'
import { readSiteNumbers } from '../../src/ledger/site-numbers.ts'
import { release, remove } from '../../src/ledger/decide.ts'
import { listUnderWay } from '../../src/ledger/decisions.ts'
import { undoChunk, undoRemoval } from '../../src/ledger/undo-removal.ts'
import { firstIdAt } from '../../src/uuid-time.ts'
import { describeMatching, listNamedGroups } from '../../src/ledger/review-groups.ts'
import { deleteExpired } from '../../src/ledger/retention/retention.ts'
import { storeSteps } from '../../src/ledger/store-steps.ts'
import { SIGNERS_OF_WITHDRAWALS } from '../../src/ledger/withdrawals.ts'
import { readPartnerNumbers } from '../../src/ledger/tallies.ts'
import { DEAD_LETTER_STATEMENTS_MAX, REVIEW_KINDS_MAX_ROWS } from '../../src/limits.ts'
import { changeAddress, listFormerAddresses, readAddress } from '../../src/petitions/address.ts'
import { PETITION_PARTS, undoDeletion } from '../../src/petitions/deletion.ts'
import { closeExpired, openScheduled } from '../../src/petitions/end.ts'
import { findAskedChange } from '../../src/petitions/asked-changes.ts'
import { listSubmitted } from '../../src/petitions/moderation.ts'
import { findPetition } from '../../src/petitions/petitions.ts'
import {
  findSitePetition,
  listAllPetitions,
  petitionsByIds,
  searchAllPetitions,
} from '../../src/petitions/site-list.ts'
import { addToken, listTokens, namesOfTokens, revokeToken } from '../../src/petitions/team-tokens.ts'
import {
  addPartner,
  changePartner,
  dismissCode,
  findPartner,
  listPartners,
  removePartner,
  renewPartnerKey,
} from '../../src/petitions/partners.ts'
import { removeTranslation } from '../../src/petitions/translations.ts'
import { putUpdateTranslation } from '../../src/petitions/update-translations.ts'
import { findUpdate, titlesOfUpdates } from '../../src/petitions/updates.ts'
import { findVersion, listOriginals, listVersions } from '../../src/petitions/versions.ts'
import { endTurns, noteOutcomes, takeAfterBatch, takeAfterChange, takeOldest } from '../../src/static-counts/turns.ts'
import { D1_STATEMENTS_FREE } from '../support/cloudflare-limits.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const MIGRATIONS = join(import.meta.dirname, '../../schema/migrations')
const TABLES: ReadonlySet<string> = new Set([
  'd1_migrations',
  ...Object.values(schema).flatMap((table) => (is(table, SQLiteTable) ? [getTableName(table)] : [])),
])

const db = new DatabaseSync(':memory:')
for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))) {
  db.exec(readFileSync(join(MIGRATIONS, file), 'utf8').replaceAll('--> statement-breakpoint', ''))
}

// As wrangler makes it.
db.exec('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP)')

/** Every statement that was prepared. */
const prepared = new Set<string>()

/** A database that knows the SQL of its statements and runs none: each finds one row and changes none. */
const recording = {
  prepare: (sql: string) => {
    prepared.add(sql)
    const found = { results: [{ id: 1, last: 1 }], meta: { changes: 0 } }
    const [first] = found.results
    const statement = {
      sql,
      bind: () => statement,
      all: async () => found,
      first: async () => first,
      run: async () => found,
    }
    return statement
  },
  batch: async (statements: unknown[]) => statements.map(() => ({ results: [], meta: { changes: 0 } })),
} as unknown as D1Database
const sqlOf = (statement: unknown): string => (statement as { sql: string }).sql

const ID = '01980000-0000-7000-8000-000000000001'
const SIGNER = 'ab'.repeat(32)
const of = { v: 5, petitionId: 1, id: ID } as const
const REVIEW = { network: 'ab'.repeat(16), emailDomain: null, country: null, disposable: false, signals: [] }
const MESSAGES: LedgerMessage[] = [
  {
    ...of,
    kind: 'signature',
    signer: SIGNER,
    publicName: null,
    country: null,
    comment: null,
    partner: null,
    locale: 'en',
    version: null,
    signedAt: 1,
    contact: '00',
    sealedEmail: '00',
    review: REVIEW,
  },
  { ...of, kind: 'confirmation', at: 1 },
  { ...of, kind: 'withdrawal', signer: SIGNER, proven: true, at: 1 },
  { ...of, kind: 'links', signer: SIGNER, locale: 'en', askedAt: 1, sealedEmail: '00' },
]
const FLOODS = new Map([
  [1, [{ rule: 'network' as const, open: [{ signer: SIGNER, signedAt: 1, isHeld: false, review: REVIEW }] }]],
])

const stored = storeSteps(recording, MESSAGES, { origin: '', now: 1, suspicionOf: () => null, floods: FLOODS })
const chosen = replacementSteps(recording, [{ petitionId: 1, signer: SIGNER }], 1)
const steps: [string, string][] = [
  ...Object.entries(stored).map(([name, step]): [string, string] => [name, sqlOf(step)]),
  ...Object.entries(chosen).map(([name, step]): [string, string] => [`replacement: ${name}`, sqlOf(step)]),
]

/** Those whose plan reads a table or an index from its beginning to its end. */
const scanned = (sql: string): string[] =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail))
    .filter((detail) => detail.startsWith('SCAN ') && TABLES.has(detail.split(' ')[1] ?? ''))

/** The table of one row. */
const WITH_EVENTS: ReadonlySet<string> = new Set(['SCAN instance'])

test.each([...steps, ['signers of withdrawals that do not name them', SIGNERS_OF_WITHDRAWALS] as const])(
  '%s',
  (name, sql) => {
    expect(scanned(sql).filter((detail) => name !== 'events' || !WITH_EVENTS.has(detail))).toEqual([])
  },
)

test('promise 7: no scheduled task reads a whole table, except the one of petitions', async () => {
  prepared.clear()
  await closeExpired(recording, '', 1)
  await openScheduled(recording, 1)
  await overdueDeliveries(recording, 1, 1)
  await overdueEmails(recording, 1, { limit: 1, lost: 1 })
  for (const table of ['emails', 'deliveries'] as const) await countLost(recording, table, { backlog: 1, max: 1 })
  await addReminders(recording, 1)
  await recountNightly(recording, 1)
  await overdueAccountEmails(recording, 1, 1)
  for (const task of Object.values(accountRetention(1))) await task(recording)
  const { failures } = await deleteExpired(recording, { unconfirmedDays: 1, contactsMonths: 1 }, 1)
  expect(failures).toEqual([])
  expect(prepared.size).toBeGreaterThan(20)
  const read = [...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))
  expect(read.filter(({ detail }) => !PETITIONS.test(detail) && !WITH_EVENTS.has(detail))).toEqual([])
})

test('the emails of a batch are found by their keys', async () => {
  prepared.clear()
  const email = { v: 3, kind: 'email', petitionId: 1, signer: SIGNER, id: ID } as const
  const attempts = attemptsAt(recording, [email], 1)
  await attempts.claim(email)
  await attempts.recordSent(email, { kind: 'confirm' }, 1)
  const plans = [...prepared].map((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
  expect(plans.length).toBe(3)
  for (const plan of plans) {
    const ofEmails = plan.map(({ detail }) => String(detail)).filter((detail) => /^SEARCH (?:m|emails) /.test(detail))
    expect(ofEmails).toEqual([
      expect.stringMatching(/^SEARCH (?:m|emails) USING PRIMARY KEY \(petition_id=\? AND signer=\? AND id=\?\)$/),
    ])
  }
  expect([...prepared].flatMap(scanned)).toEqual([])
})

test('health and dead letters are asked within limits, however many rows there are', async () => {
  prepared.clear()
  await migrationsPending(recording)
  await emailBacklog(recording, 1)
  await deliveryBacklog(recording)
  await deadLetterBacklog(recording)
  const health = [...prepared]
  expect(health.length).toBe(5)
  await pageOfDeadLetters(recording, 0)
  await describeDeadLetters(recording, [], 1)
  await findDeadLetter(recording, 'a')
  await deleteDeadLetter(recording, 'a')
  expect([...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))).toEqual([])
  // Whatever may find more than one row has a limit.
  expect(health.filter((sql) => !/LIMIT 1001\)$|d1_migrations/.test(sql))).toEqual([])
})

test('the recount reads the signatures of its petitions by the primary key, and measures them by an index', async () => {
  prepared.clear()
  await recountNightly(recording, 1)
  await fixPetition(recording, 1, { origin: '', now: 1, since: 0 })
  const details = [...prepared].flatMap((sql) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  )
  expect(new Set(details.filter((detail) => /\b(?:s|signatures)\b/.test(detail)))).toEqual(
    new Set([
      'SEARCH s USING PRIMARY KEY (petition_id=?)',
      // Of each signer of an imported list.
      'SEARCH s USING PRIMARY KEY (petition_id=? AND signer=?)',
      'SEARCH signatures USING PRIMARY KEY (petition_id=?)',
      'SEARCH signatures USING COVERING INDEX signatures_petition_id (petition_id=?)',
    ]),
  )
  // The table of one row aside.
  expect([...prepared].flatMap(scanned).filter((detail) => !WITH_EVENTS.has(detail))).toEqual([])
})

const BY = { by: BY_OPERATOR, now: 1 }

test('a page of the audit log reads so many entries by an index, however many there are', async () => {
  prepared.clear()
  const filter = { acts: AUDIT_ACTS.access, by: { kind: 'account', id: ID } } as const
  await listAudit(recording, 1, filter, ID)
  await listOperatorAudit(recording, ID).catch(() => null)
  const details = (sql: string): string[] =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
  const [found = '', last = '', ofOperators = ''] = [...prepared]
  expect(details(found)).toContain('SEARCH audit_log USING PRIMARY KEY (petition_id=? AND id<?)')
  expect(details(last)).toEqual(['SEARCH audit_log USING PRIMARY KEY (petition_id=? AND id<?)'])
  expect(details(ofOperators)).toContain('SEARCH e USING INDEX audit_log_operator (at<?)')
  for (const sql of prepared) expect(sql).toMatch(/LIMIT/)
  prepared.clear()
  await namesOfAccounts(recording, [ID]).catch(() => null)
  await namesOfTokens(recording, 1, [ID])
  await titlesOfUpdates(recording, 1, [ID])
  expect(prepared.size).toBe(3)
  expect([...prepared].flatMap(scanned)).toEqual([])
})

test('versions of a text are read, and translations taken away, by their keys', async () => {
  prepared.clear()
  await listVersions(recording, 1)
  await listOriginals(recording, 1)
  await findVersion(recording, 1, 1)
  await removeTranslation(recording, 1, 'tr', BY)
  await findUpdate(recording, { petitionId: 1, id: ID, locale: 'tr' }).catch(() => null)
  await putUpdateTranslation(
    recording,
    { id: 1, language: 'en' },
    { updateId: ID, locale: 'tr', form: { title: 'T', body: 'B' } },
    BY,
  )
  expect(prepared.size).toBe(9)
  expect([...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))).toEqual([])
})

test('what the page that ends a petition says is counted by indexes, up to a limit', async () => {
  prepared.clear()
  await readBeforeEnd(recording, 1, ID)
  const [sql = ''] = prepared
  const details = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
  expect(
    details
      .map(({ detail }) => String(detail))
      .filter((detail) => /signatures/.test(detail))
      .toSorted(),
  ).toEqual([
    'SEARCH signatures USING COVERING INDEX signatures_quarantined (petition_id=?)',
    'SEARCH signatures USING INDEX signatures_petition_id (petition_id=? AND id>?)',
  ])
  expect(scanned(sql)).toEqual([])
  expect(sql.match(/LIMIT 10000\b/g)).toHaveLength(2)
})

test('a review reads kinds of what is held, up to a limit, and decides about signatures by the index of their kinds', async () => {
  prepared.clear()
  await listNamedGroups(recording, 1).catch(() => null)
  await describeMatching(recording, 1, { suspicion: 'signals', signal: 'trap' })
  const by = { ...BY, origin: '' }
  await release(recording, 1, { condition: {}, expected: 1 }, by).catch(() => null)
  await remove(recording, 1, { condition: {}, expected: 1 }, by).catch(() => null)
  await undoRemoval(recording, 1, firstIdAt(BY.now), by).catch(() => null)
  await undoChunk(recording, { petitionId: 1, id: ID, state: 'undo' }, by)
  await listUnderWay(recording, null)
  const statements = [...prepared]
  const counting = statements.filter((sql) => sql.includes('kinds AS MATERIALIZED'))
  expect(counting.length).toBeGreaterThan(6)
  for (const sql of counting) expect(sql).toContain(`ORDER BY kind LIMIT ${REVIEW_KINDS_MAX_ROWS})`)
  const deciding = statements.filter((sql) => sql.includes('decided AS MATERIALIZED'))
  expect(deciding.length).toBeGreaterThan(9)
  const plans = statements.flatMap((sql) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      // Of the expression that is read up to its limit.
      .map(({ detail }) =>
        String(detail).replace(/^SCAN k$/, sql.includes('FROM kinds AS k') ? 'SCAN kinds' : 'SCAN k'),
      ),
  )
  expect(plans).toContain(
    'SEARCH s USING INDEX signatures_quarantined (petition_id=? AND held_kind=? AND held_after<?)',
  )
  expect(plans).toContain('SEARCH k USING PRIMARY KEY (petition_id=? AND kind>? AND kind<?)')
  // Those that are being carried out are few, and each invocation looks at some of them.
  const few = new Set(['SCAN decisions USING INDEX decisions_under_way'])
  const tables = /^SCAN (?:s|k|e|r|w|c|signatures|held_kinds|decisions|emails|repeats|counters)\b/
  expect(plans.filter((detail) => tables.test(detail) && !few.has(detail))).toEqual([])
})

test('a petition is deleted and erased by its keys', async () => {
  prepared.clear()
  await deleteOpened(recording, { petitionId: 1, accountId: 'a', origin: '', now: 1 })
  await undoDeletion(recording, 1, BY)
  expect(await eraseDeleted(recording, 1)).toBe(0)
  const parts = [...Object.values(LEDGER_PARTS), ...Object.values(PETITION_PARTS)]
  expect(parts.length).toBeGreaterThan(12)
  const read = [...prepared, ...parts.flatMap(({ left, erase }) => [left, erase])].flatMap((sql) =>
    scanned(sql).map((detail) => ({ detail, sql })),
  )
  expect(read.filter(({ detail }) => !WITH_EVENTS.has(detail))).toEqual([])
})

test('signatures from elsewhere are read and written by the key of their petition', async () => {
  prepared.clear()
  const by = { by: { kind: 'account', id: 'a' }, origin: '', now: 1 } as const
  const claim = { id: ID, kind: 'paper', n: 1, collectedOn: '2026-11-20', source: 'a', evidence: '', note: '' } as const
  await addClaim(recording, 1, claim, by)
  await correctClaim(recording, 1, { corrects: ID, form: { id: ID, was: 1, n: 2, note: '' } }, by)
  await listClaims(recording, 1)
  await readCountParts(recording, 1, 1).catch(() => null)
  await readPublicCount(recording, 1).catch(() => null)
  expect(prepared.size).toBeGreaterThan(8)
  const read = [...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))
  expect(read.filter(({ detail }) => !WITH_EVENTS.has(detail))).toEqual([])
})

test('a page of an export merges signatures and lists by their indexes', async () => {
  prepared.clear()
  const query = { petitionId: 1, since: null, cursor: null, all: true }
  await streamContacts(recording, query, () => null)
    .getReader()
    .read()
    .catch(() => null)
  const [sql = ''] = [...prepared]
  const details = db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail))
  expect(details).toContain('MERGE (UNION ALL)')
  expect(scanned(sql)).toEqual([])
  // Of one row: how far it has looked.
  expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toHaveLength(1)
  expect(details.slice(-2)).toEqual(['SCAN looked', 'USE TEMP B-TREE FOR ORDER BY'])
})

test('an import reads and writes each of its rows by keys', async () => {
  prepared.clear()
  const by = { petitionId: 1, id: ID, by: { kind: 'account', id: 'a' }, origin: '', now: 1 } as const
  const row = { id: ID, signer: '01', country: null, signedAt: 1, contact: '00' }
  await beginTest(recording, by, 1)
  await testSigners(recording, by, { from: 0, to: 1 }, ['01'])
  await testResult(recording, by).catch(() => null)
  await beginImport(recording, by, { rows: 1, source: 'a', collectedOn: '2026-11-20', evidence: '', note: '' })
  await addRows(recording, by, { from: 0, to: 1 }, [row])
  await finishImport(recording, by)
  await undoImport(recording, by)
  await clearUndoneImports(recording, 1)
  expect(prepared.size).toBeGreaterThan(15)
  const read = [...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))
  expect(read.filter(({ detail }) => !WITH_EVENTS.has(detail))).toEqual([])
  const details = [...prepared]
    .flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    .map(({ detail }) => String(detail))
  // Of each row, one of its signer and one of its id, and never those of the petition.
  expect(
    new Set(details.filter((detail) => /(?:SEARCH|SCAN) (?:i|s|w|imported)\b(?!.*webhooks)/.test(detail))),
  ).toEqual(
    new Set([
      'SEARCH imported USING PRIMARY KEY (petition_id=? AND signer=?)',
      // A part of those of the petition, for an undone import.
      'SEARCH imported USING COVERING INDEX imported_petition_id (petition_id=? AND id>?)',
      'SEARCH imported USING INDEX imported_petition_id (petition_id=? AND id>? AND id<?)',
      'SEARCH i USING PRIMARY KEY (petition_id=? AND signer=?)',
      'SEARCH i USING COVERING INDEX imported_petition_id (petition_id=? AND id=?)',
      'SEARCH s USING PRIMARY KEY (petition_id=? AND signer=?)',
      'SEARCH w USING PRIMARY KEY (petition_id=? AND signer=?)',
    ]),
  )
})

/** Campaigns start petitions, and signers do not: there are few. `p` is their name where others are read with them. */
const PETITIONS = /^SCAN (?:petitions|p)\b/

test('partners and their numbers are read by their keys, however many sign', async () => {
  prepared.clear()
  const change = { petitionId: 1, ...BY }
  await listPartners(recording, 1)
  await findPartner(recording, 1, 'union')
  await addPartner(recording, change, { code: 'union', name: 'Union' })
  const words = { name: 'Union', link: null }
  await changePartner(recording, change, { code: 'union', was: words, words })
  await removePartner(recording, change, 'union')
  await dismissCode(recording, change, 'union')
  await renewPartnerKey(recording, change, { code: 'union', of: 'key' })
  await readPartnerNumbers(recording, 1, { codes: ['union'], now: 1 })
  expect(prepared.size).toBeGreaterThan(7)
  expect([...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))).toEqual([])
  const plan = [...prepared]
    .filter((sql) => sql.includes('day-partner'))
    .flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    .flatMap(({ detail }) => (String(detail).includes('tallies') ? [String(detail)] : []))
  expect(new Set(plan)).toEqual(new Set(['SEARCH tallies USING PRIMARY KEY (petition_id=? AND dimension=? AND key=?)']))
})

test('a plan that reads a whole table is found', () => {
  expect(scanned(`SELECT * FROM emails WHERE created_at < 1`)).toEqual(['SCAN emails'])
})

test('a batch of everything, screened, with its replacements, is within the statements of the free plan', () => {
  const { events, milestones, deliveries } = stored
  const all = SCREENING + steps.length + [events, milestones, deliveries].length
  expect(all).toBe(45)
  expect(all + DEAD_LETTER_STATEMENTS_MAX).toBeLessThan(D1_STATEMENTS_FREE)
})

/** One for all petitions: test/worker/review.test.ts counts it. */
const SCREENING = 1

test('nothing of accounts reads a whole table', async () => {
  prepared.clear()
  const keys = await accountKeys({ signerPepper: 'p'.repeat(32), sealPublicKey: CAMPAIGN_KEYS.publicKey })
  const email = { local: 'ann', domain: 'example.org' }
  const [token, id, by, accountId] = [newSecret(), 'id', 'by', 'account']
  const asked = { email, locale: 'en', origin: 'https://a.example.org', token, emailId: id, now: 1 } as const
  const session = { id, secret: newSecret(), label: '' }
  const to = { petition: { id: 1, slug: 'a', title: 'A', language: 'en' }, role: 'owner' } as const
  const invitation = { ...asked, as: 'account', to, by: { id: by, name: '' }, newId: () => id } as const
  const change = { petitionId: 1, accountId, by, now: 1 }
  const decision = {
    petition: { id: 1, slug: 'a', publicSlug: null, title: 'A', language: 'en', publicKeys: ['k'] },
    by: BY_OPERATOR,
    origin: asked.origin,
    newId: () => id,
    now: 1,
  }
  await askForLink(recording, keys, { ...asked, invitedOnly: true })
  await askForEmailChange(recording, keys, { ...asked, accountId })
  await lookAtLink(recording, token, 1)
  await kindOfLink(recording, token)
  await isInEffect(recording, token, accountId)
  await useLink(recording, { token, accountId, session, invitedOnly: true, now: 1 })
  const changed = { token, by, accountId, sessionId: id, emailId: id, undoToken: token, origin: asked.origin, now: 1 }
  await useEmailChange(recording, keys, changed)
  await undoEmailChange(recording, keys, changed)
  await useOperatorLink(recording, keys, { token, email, locale: 'en', accountId, signedInAs: null, session, now: 1 })
  await isLastOperator(recording, accountId)
  await openSession(recording, { accountId, session, now: 1 })
  await listSessions(recording, accountId, 1)
  await endAllSessions(recording, accountId, 1)
  await endOtherSession(recording, accountId, id, 1)
  await invite(recording, keys, invitation)
  await listInvitations(recording, 1, 1)
  await invitationsTo(recording, accountId, 1)
  await acceptInvitation(recording, { accountId, id, by, now: 1 })
  await cancelInvitation(recording, 1, id, BY)
  await listPetitionsOf(recording, accountId).catch(() => null)
  await changeRole(recording, change, 'editor')
  await removeMember(recording, change)
  await deleteAccount(recording, accountId, 1)
  await createDraft(recording, { id, accountId, data: {}, now: 1 }).catch(() => null)
  await findPreview(recording, token, 1).catch(() => null)
  await listDrafts(recording, accountId).catch(() => null)
  const added = { petitionId: 1, token, name: '', scopes: [], expiresAt: null, createdBy: accountId, now: 1 }
  await addToken(recording, added)
  await listTokens(recording, 1, 1).catch(() => null)
  const reader = { petitionId: 1, accountId, now: 1 }
  await beginReading(recording, reader).catch(() => null)
  await isReading(recording, id, reader)
  await listReadings(recording, 1).catch(() => null)
  await countedSince(recording, 1, 1)
  await revokeToken(recording, 1, id, BY)
  await listSubmitted(recording)
  await deletePetition(recording, { petitionId: 1, by: accountId, now: 1 })
  await takeDown(recording, keys, { ...decision, ground: 'rules', reason: '' })
  await putBack(recording, keys, decision)
  await keepDown(recording, keys, { ...decision, words: '' })
  const of = { about: 'signature', aboutId: id, upTo: id } as const
  await decideReports(recording, keys, 'nothing', { ...decision, of })
  await askOwners(recording, keys, { ...decision, of, words: '' })
  await dismissReports(recording, keys, { ...decision, id, upTo: id })
  await hideReported(recording, keys, { ...decision, id, hide: 'both', why: 'other', upTo: null })
  const report = { petitionId: 1, id, about: 'petition', aboutId: null, ground: 'other', sealed: '' } as const
  await addReport(recording, { ...report, to: null, locale: 'en' }, 1)
  await listOpenReports(recording)
  await listReports(recording, 1)
  await whoDecided(recording, 1, ID).catch(() => null)
  await listReportedNames(recording, 1)
  await listDecidedReports(recording)
  await findObjection(recording, 1, 1)
  await deleteOldReports(recording, 1)
  await openedReports(recording, [], 1, [id]).catch(() => null)
  await findAskedChange(recording, 1)
  await readSiteNumbers(recording, { today: '', week: '' })
  await listAllPetitions(recording, 1)
  await searchAllPetitions(recording, { words: ['a'], before: null }).catch(() => null)
  await findSitePetition(recording, 'a')
  await readCount(recording, 'a', 1).catch(() => null)
  await readCountForEdge(recording, 'a', 1, null).catch(() => null)
  await readCounts(recording, [1], 1)
  await takeAfterBatch(recording, [1], { now: 1, limit: 1 })
  await takeAfterChange(recording, 1, 1)
  await takeOldest(recording, { now: 1, limit: 1 })
  await noteOutcomes(recording, [{ id: 1, done: 1 }], { askedAt: 1, now: 1 })
  await endTurns(recording, [1], 1)
  await findPetition(recording, 'a').catch(() => null)
  await recountPetition(recording, 'a', { fix: null, now: 1 })
  await readAddress(recording, 1)
  await listFormerAddresses(recording, { id: 1, slug: 'a', publicSlug: null })
  await changeAddress(recording, 1, { from: 'a', to: 'b' }, BY).catch(() => null)
  await petitionsByIds(recording, [1])
  await listOperators(recording)
  await removeOperator(recording, { accountId, by })
  await maySignIn(recording, 'ab', 1)
  expect(prepared.size).toBeGreaterThan(40)
  const read = [...prepared].flatMap((sql) => scanned(sql).map((detail) => ({ detail, sql })))
  expect(read).toEqual([])
})
