/** Imports of earlier lists: tested first, added in batches that count once however often they are sent, and undone. */
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'

import { contactRow } from '../../../schema/contact.ts'
import { parseEmail } from '../../../schema/email-address.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { petitionKey, signerHash } from '../../../src/intake/message.ts'
import { readCountParts } from '../../../src/ledger/count-parts.ts'
import { clearUndoneImports } from '../../../src/ledger/retention/imports.ts'
import { deleteExpired } from '../../../src/ledger/retention/retention.ts'
import {
  DAY_MS,
  IMPORT_BATCH_MAX_ROWS,
  IMPORT_BODY_MAX_BYTES,
  IMPORT_MAX_ROWS,
  IMPORT_TEST_MIN_SIGNERS,
  IMPORT_UNDO_DAYS,
  IMPORTS_PER_DAY,
} from '../../../src/limits.ts'
import { contents } from '../contents.ts'
import {
  asOperator,
  consumeSignatures,
  fetchEdge,
  message,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'
import { BEGIN, Importer, listRow } from './importing.ts'

const { paper } = consoleWords('en')

let petition: TestPetition
let owner: Person
let list: Importer
beforeEach(async () => {
  petition = await startPetition({ milestones: [3, 100], claimedCount: 0 })
  owner = await member(petition.id, 'owner')
  list = new Importer(petition, owner)
})

const rowsOf = (n: number) => Array.from({ length: n }, (_, at) => listRow(at))
const emailsOf = (n: number): string[] => rowsOf(n).map(({ email }) => email)

async function parts() {
  const found = await readCountParts(env.DB, petition.id, 0)
  return { proven: found?.signed, claimed: found?.claimed, count: found?.count }
}

/** The message of somebody who signs here with the email address of this row of the list. */
async function signing(n: number) {
  const email = parseEmail(`earlier.${n}@example.org`)
  if (email === null) throw new Error('not an email address')
  const key = await petitionKey(env.SIGNER_PEPPER, petition.id, 'signer')
  return message(petition, n, { signer: await signerHash(key, email) })
}

const stored = async (): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM imported WHERE petition_id = ?')
    .bind(petition.id)
    .first<number>('n')) ?? 0

const acts = async (): Promise<[act: string, facts: unknown][]> =>
  (
    await env.DB.prepare(`SELECT act, facts FROM audit_log WHERE petition_id = ? AND act LIKE 'import-%' ORDER BY id`)
      .bind(petition.id)
      .all<{ act: string; facts: string }>()
  ).results.map(({ act, facts }) => [act, JSON.parse(facts)])

const drift = async (): Promise<unknown[]> => {
  const response = await fetchEdge(`/api/recounts?petition=${petition.slug}`, { method: 'POST', headers: asOperator })
  const { petitions } = await response.json<{ petitions: { differences: unknown[] }[] }>()
  return petitions[0]?.differences ?? []
}

describe('a test', () => {
  test('says of the whole list how many are known here, once and at its end, and is one entry in the log', async () => {
    await consumeSignatures([await signing(0), await signing(1)])
    const id = uuidv7()
    const emails = emailsOf(30)
    expect((await list.post('/tests', { id, rows: '30' })).status).toBe(200)
    expect((await list.post('/tests', { id, rows: '30' })).status).toBe(200)
    const first = { from: 0, to: 20, emails: emails.slice(0, 20) }
    expect(await (await list.json(`/${id}/test`, first)).json()).toMatchObject({ reached: 20, added: 0 })
    // Nothing is said before the end.
    expect((await list.post(`/${id}/result`)).status).toBe(409)
    // Sent twice, and out of order.
    expect(await (await list.json(`/${id}/test`, first)).json()).toMatchObject({ reached: 20 })
    const later = { from: 25, to: 30, emails: emails.slice(25) }
    expect(await (await list.json(`/${id}/test`, later)).json()).toMatchObject({ reached: 20 })
    await list.json(`/${id}/test`, { from: 20, to: 30, emails: emails.slice(20) })
    expect(await (await list.post(`/${id}/result`)).json()).toEqual({ tested: 30, here: 2 })
    // And nothing more is tested after that.
    expect(await (await list.json(`/${id}/test`, { from: 30, to: 31, emails: [] })).json()).toMatchObject({
      reached: 30,
    })
    expect(await (await list.post(`/${id}/result`)).json()).toEqual({ tested: 30, here: 2 })
    expect(await acts()).toEqual([['import-tested', { n: 30 }]])
    expect([await stored(), (await parts()).claimed]).toEqual([0, 0])
    const page = await (await fetchConsole(`/console/p/${petition.slug}/paper`, { as: owner })).text()
    expect(page).not.toContain(id)
  })

  test('knows those who are imported, and those who withdrew', async () => {
    await list.import(rowsOf(3))
    const signed = await signing(5)
    await consumeSignatures([signed, withdrawalOf(signed)])
    expect(await list.test(emailsOf(30))).toEqual({ tested: 30, here: 4 })
  })

  test(`says nothing of fewer than ${IMPORT_TEST_MIN_SIGNERS} people, nor of one who is in it often`, async () => {
    await consumeSignatures([await signing(0)])
    const few = emailsOf(IMPORT_TEST_MIN_SIGNERS - 1)
    expect(await list.test(few)).toEqual({ tested: few.length, here: null })
    // The same mailbox, however it is spelled.
    const one = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'Earlier.0@EXAMPLE.org' : 'earlier.0@example.org'))
    expect(await list.test(one)).toEqual({ tested: 1, here: null })
    // In a batch for each row.
    const id = uuidv7()
    await list.post('/tests', { id, rows: String(one.length) })
    for (const [from, email] of one.entries()) await list.json(`/${id}/test`, { from, to: from + 1, emails: [email] })
    expect((await list.post(`/${id}/result`)).status).toBe(409)
  })

  test('is limited a day, and forgotten after it', async () => {
    for (let n = 0; n < IMPORTS_PER_DAY; n++) {
      expect((await list.post('/tests', { id: uuidv7(), rows: '1' })).status).toBe(200)
    }
    expect((await list.post('/tests', { id: uuidv7(), rows: '1' })).status).toBe(429)
    expect((await list.post(`/${uuidv7()}/begin`, { ...BEGIN, rows: '1' })).status).toBe(429)
    await env.DB.prepare('UPDATE claims SET added_at = added_at - ?2 WHERE petition_id = ?1')
      .bind(petition.id, DAY_MS)
      .run()
    expect((await list.post('/tests', { id: uuidv7(), rows: '1' })).status).toBe(200)
    const left = await env.DB.prepare('SELECT count(*) AS n FROM claims WHERE petition_id = ?')
      .bind(petition.id)
      .first('n')
    expect(left).toBe(1)
  })
})

describe('adding', () => {
  test('counts each row once, however often it is sent, and by whichever tab', async () => {
    const id = uuidv7()
    const rows = rowsOf(5)
    const begin = { ...BEGIN, rows: '6' }
    expect((await list.post(`/${id}/begin`, begin)).status).toBe(200)
    expect((await list.post(`/${id}/begin`, { ...begin, source: 'Another' })).status).toBe(200)
    const first = await list.rows(id, 0, rows.slice(0, 3))
    expect(first.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(await first.json()).toEqual({ reached: 3, added: 3, counted: 3, finished: false, undone: false })
    // Its response was lost: with the same ids and, from another tab, with others.
    expect(await (await list.rows(id, 0, rows.slice(0, 3))).json()).toMatchObject({ reached: 3, added: 3 })
    expect(await (await list.rows(id, 0, rowsOf(3))).json()).toMatchObject({ reached: 3, added: 3 })
    // Not at the end of the file.
    expect(await (await list.post(`/${id}/finish`)).json()).toMatchObject({ finished: false })
    // The last row of the file cannot be read.
    expect(await (await list.rows(id, 3, rows.slice(3), 6)).json()).toMatchObject({ reached: 6, added: 5 })
    expect(await (await list.post(`/${id}/finish`)).json()).toMatchObject({ finished: true, added: 5 })
    expect(await (await list.post(`/${id}/finish`)).json()).toMatchObject({ finished: true, added: 5 })
    expect(await (await list.rows(id, 6, [listRow(9)])).json()).toMatchObject({ reached: 6, added: 5 })
    expect(await parts()).toEqual({ proven: 0, claimed: 5, count: 5 })
    expect(await acts()).toEqual([
      ['import-begun', { n: 6 }],
      ['import-finished', { n: 5 }],
    ])
    expect(await drift()).toEqual([])
    const events = await env.DB.prepare(
      `SELECT payload FROM outbox WHERE petition_id = ? AND type = 'petition.milestone'`,
    )
      .bind(petition.id)
      .all<{ payload: string }>()
    expect(events.results.map(({ payload }) => JSON.parse(payload).data.parts)).toEqual([{ proven: 0, claimed: 3 }])
    const page = await (await fetchEdge(`/en/p/${petition.slug}/count`)).text()
    expect(page).toContain('Assembly')
    expect(page).not.toContain('Another')
  })

  test('counts whoever is in several lists, or signs here, once', async () => {
    await list.import(rowsOf(4))
    await consumeSignatures([await signing(1)])
    await list.import([listRow(0, { email: 'EARLIER.0@example.org' }), listRow(1), listRow(9), listRow(9)])
    expect(await parts()).toEqual({ proven: 1, claimed: 4, count: 5 })
    await consumeSignatures([await signing(9), await signing(7)])
    expect(await parts()).toEqual({ proven: 3, claimed: 3, count: 6 })
    expect(await drift()).toEqual([])
  })

  test('leaves out those who withdrew here', async () => {
    const signed = await signing(0)
    await consumeSignatures([signed, withdrawalOf(signed)])
    await list.import(rowsOf(2))
    expect([await stored(), (await parts()).claimed]).toEqual([1, 1])
  })

  test('without a test, without a tick, with a day to come or a source that is missing', async () => {
    const refused: [Record<string, string>, number][] = [
      [{ lawful: '' }, 422],
      [{ source: '' }, 422],
      [{ source: 'x'.repeat(121) }, 422],
      [{ collectedOn: '2999-01-01' }, 422],
      [{ collectedOn: 'soon' }, 422],
      [{ rows: '0' }, 422],
      [{ rows: String(IMPORT_MAX_ROWS + 1) }, 422],
      [{ evidence: 'http://example.org' }, 422],
      [{}, 200],
    ]
    for (const [fields, status] of refused) {
      const response = await list.post(`/${uuidv7()}/begin`, { ...BEGIN, rows: '1', ...fields })
      expect([fields, response.status]).toEqual([fields, status])
    }
    const draft = await startPetition({ state: 'draft' })
    const other = new Importer(draft, await member(draft.id, 'owner'))
    expect((await other.post(`/${uuidv7()}/begin`, { ...BEGIN, rows: '1' })).status).toBe(429)
    expect((await other.post('/tests', { id: uuidv7(), rows: '1' })).status).toBe(429)
  })
})

describe('what is refused', () => {
  const begun = async (rows = '10'): Promise<string> => {
    const id = uuidv7()
    await list.post(`/${id}/begin`, { ...BEGIN, rows })
    return id
  }

  test('hostile, foreign and oversized bodies, and nothing of them is stored', async () => {
    const id = await begun()
    const before = JSON.stringify(await contents(['sessions']))
    const row = listRow(1)
    const bodies: unknown[] = [
      'no JSON',
      '[]',
      '{}',
      { from: 0, to: 1 },
      { from: 0, to: 0, rows: [] },
      { from: -1, to: 1, rows: [row] },
      { from: 0, to: IMPORT_MAX_ROWS + 1, rows: [] },
      { from: 0, to: 1, rows: [{ ...row, email: 'nobody' }] },
      { from: 0, to: 1, rows: [{ ...row, email: null }] },
      { from: 0, to: 1, rows: [{ ...row, country: 'XX' }] },
      { from: 0, to: 1, rows: [{ ...row, signedAt: '2026' }] },
      // The export could not write such a day.
      { from: 0, to: 1, rows: [{ ...row, signedAt: 9e15 }] },
      { from: 0, to: 1, rows: [{ ...row, signedAt: Date.now() + 2 * DAY_MS }] },
      { from: 0, to: 1, rows: [{ ...row, id: 'x' }] },
      { from: 0, to: 1, rows: [{ ...row, id: crypto.randomUUID() }] },
      { from: 0, to: 1, rows: [{ ...row, contact: '<script>' }] },
      { from: 0, to: 1, rows: [{ ...row, contact: '' }] },
      { from: 0, to: 1, rows: [{ ...row, contact: 'AAAAA' }] },
      { from: 0, to: 1, rows: [{ ...row, contact: 'A'.repeat(10_000) }] },
      // More than the part of the file has.
      { from: 0, to: 1, rows: [row, listRow(2)] },
      { from: 0, to: 2, rows: [row, { ...listRow(2), id: row.id }] },
      { from: 0, to: 251, rows: Array.from({ length: IMPORT_BATCH_MAX_ROWS + 1 }, (_, n) => listRow(n)) },
      'x'.repeat(IMPORT_BODY_MAX_BYTES + 1),
    ]
    for (const body of bodies) {
      const { status } = await list.json(`/${id}/rows`, body)
      expect([JSON.stringify(body).slice(0, 100), status]).toEqual([JSON.stringify(body).slice(0, 100), 422])
    }
    expect((await list.json('/x/rows', { from: 0, to: 1, rows: [row] })).status).toBe(422)
    expect((await list.json(`/${uuidv7()}/rows`, { from: 0, to: 1, rows: [row] })).status).toBe(404)
    // More than the file has.
    expect(await (await list.rows(id, 0, [row], 11)).json()).toMatchObject({ reached: 0, added: 0 })
    expect(JSON.stringify(await contents(['sessions']))).toBe(before)
  })

  test('the id of a row that another list has', async () => {
    const [row] = rowsOf(1)
    if (row === undefined) throw new Error('no row')
    await list.import([row])
    await list.import([listRow(2, { id: row.id })])
    expect(await parts()).toMatchObject({ claimed: 1 })
    expect(await drift()).toEqual([])
  })

  test('whoever is no owner of this petition, is signed out, or comes from elsewhere', async () => {
    const id = await begun()
    const other = await startPetition()
    const stranger = await member(other.id, 'owner')
    const editor = await member(petition.id, 'editor')
    const body = { from: 0, to: 1, rows: [listRow(1)] }
    expect((await list.json(`/${id}/rows`, body, stranger)).status).toBe(404)
    expect((await list.json(`/${id}/rows`, body, editor)).status).toBe(403)
    expect((await list.json(`/${id}/rows`, body, null)).status).toBe(401)
    // An import of another petition.
    expect((await new Importer(other, stranger).json(`/${id}/rows`, body)).status).toBe(404)
    const foreign = await fetchConsole(list.path(`/${id}/rows`), {
      as: owner,
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(foreign.status).toBe(403)
    expect(await stored()).toBe(0)
    // A script is told so, however much it sent.
    const large = {
      from: 0,
      to: 250,
      rows: Array.from({ length: 250 }, (_, n) => listRow(n, { contact: 'A'.repeat(2_000) })),
    }
    expect((await list.json(`/${id}/rows`, large, null)).status).toBe(401)
  })
})

test('no email address is stored, in any table', async () => {
  await list.test(emailsOf(25))
  await list.import(rowsOf(25))
  const all = JSON.stringify(await contents([]))
  expect(all).toContain('Assembly')
  expect(all.toLowerCase()).not.toContain('earlier.')
})

describe('undoing', () => {
  const undo = (id: string, form: Record<string, string>) => list.post(`/${id}/undo`, form)

  test('takes all of it out of the count at once, and deletes its rows', async () => {
    const id = await list.import(rowsOf(5))
    await consumeSignatures([await signing(1)])
    const page = await (await fetchConsole(list.path(`/${id}/undo`), { as: owner })).text()
    for (const line of [paper.undoCount(5, 1), paper.undoContacts(5), paper.undoSigned, paper.undoFinal])
      expect(page).toContain(line)
    expect((await undo(id, {})).status).toBe(422)
    expect(await parts()).toMatchObject({ count: 5 })
    const done = await undo(id, { confirm: 'yes' })
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      `/console/p/${petition.slug}/paper?done=import-undone`,
    ])
    expect((await undo(id, { confirm: 'yes' })).status).toBe(303)
    expect(await parts()).toEqual({ proven: 1, claimed: 0, count: 1 })
    expect((await acts()).filter(([act]) => act === 'import-undone')).toEqual([['import-undone', { n: 4 }]])
    // The rows that are left change nothing, whatever is signed, and another import may have them.
    await consumeSignatures([await signing(2)])
    expect(await parts()).toEqual({ proven: 2, claimed: 0, count: 2 })
    await list.import([listRow(2), listRow(3)])
    expect(await parts()).toEqual({ proven: 2, claimed: 1, count: 3 })
    expect(await clearUndoneImports(env.DB, Date.now())).toBe(3)
    expect(await clearUndoneImports(env.DB, Date.now())).toBe(0)
    expect([await stored(), await drift()]).toEqual([2, []])
    expect(await (await list.rows(id, 5, [listRow(8)])).json()).toMatchObject({ undone: true, reached: 5 })
  })

  test(`is possible for ${IMPORT_UNDO_DAYS} days`, async () => {
    const id = await list.import(rowsOf(1))
    await env.DB.prepare('UPDATE claims SET begun_at = begun_at - ?2 WHERE petition_id = ?1')
      .bind(petition.id, IMPORT_UNDO_DAYS * DAY_MS)
      .run()
    expect((await undo(id, { confirm: 'yes' })).status).toBe(404)
    expect((await fetchConsole(list.path(`/${id}/undo`), { as: owner })).status).toBe(404)
    expect(await (await fetchConsole(list.path(`/${id}`), { as: owner })).text()).toContain(paper.undoLate)
    expect(await parts()).toMatchObject({ claimed: 1 })
  })
})

test('contacts of a list are exported with their kind, and once', async () => {
  const id = await list.import(rowsOf(3))
  await consumeSignatures([await signing(1)])
  const read = async (query = '') => {
    const response = await fetchEdge(`/api/petitions/${petition.slug}/contacts${query}`, { headers: asOperator })
    const lines = (await response.text()).trimEnd().split('\n')
    return lines
      .slice(0, -1)
      .map((line) => contactRow.parse(JSON.parse(line)))
      .map(({ status, country, contact }) => `${status} ${country} ${contact}`)
      .toSorted()
  }
  const imported = 'imported NO AQID'
  expect(await read()).toEqual(['counted UZ AA', imported, imported])
  expect(await read(`?since=${new Date(Date.now() - 60_000).toISOString()}`)).toEqual([imported, imported])
  expect(await read(`?since=${new Date(Date.now() + 3_600_000).toISOString()}`)).toEqual([])
  await list.post(`/${id}/undo`, { confirm: 'yes' })
  expect(await read()).toEqual(['counted UZ AA'])
})

test('retention deletes the contacts of a list with the others, and the count stays', async () => {
  await list.import(rowsOf(2))
  await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = 1 WHERE id = ?`).bind(petition.id).run()
  await deleteExpired(env.DB, { unconfirmedDays: 30, contactsMonths: 6 }, Date.now())
  const left = await env.DB.prepare(
    'SELECT count(contact) AS contacts, count(*) AS n FROM imported WHERE petition_id = ?',
  )
    .bind(petition.id)
    .first()
  expect(left).toEqual({ contacts: 0, n: 2 })
  expect(await parts()).toMatchObject({ claimed: 2 })
})

test('no list is added once the contacts were deleted, not even the rest of one', async () => {
  const id = uuidv7()
  await list.post(`/${id}/begin`, { ...BEGIN, rows: '2' })
  await list.rows(id, 0, [listRow(1)])
  await env.DB.prepare(`UPDATE petitions SET state = 'closed', contacts_deleted_at = 1 WHERE id = ?`)
    .bind(petition.id)
    .run()
  expect((await list.rows(id, 1, [listRow(2)])).ok).toBe(false)
  expect((await list.post(`/${uuidv7()}/begin`, { ...BEGIN, rows: '2' })).ok).toBe(false)
  const rows = await env.DB.prepare('SELECT count(*) AS n FROM imported WHERE petition_id = ?')
    .bind(petition.id)
    .first('n')
  expect(rows).toBe(1)
  for (const rest of ['', `/${id}`]) {
    expect(await (await fetchConsole(list.path(rest), { as: owner })).text()).toContain(paper.contactsDeleted)
  }
})

test('pages say what there is, and what a list needs', async () => {
  const page = async (rest = '') => (await fetchConsole(list.path(rest), { as: owner })).text()
  expect(await page()).toContain(paper.needsScript)
  expect(await page()).toContain(paper.facts.hashed)
  const id = uuidv7()
  await list.post(`/${id}/begin`, { ...BEGIN, rows: '3' })
  await list.rows(id, 0, rowsOf(2))
  const open = await page(`/${id}`)
  expect(open).toContain(paper.importState(2, 3))
  expect(open).toContain(paper.resumeText)
  expect(open).toContain('&quot;reached&quot;:2')
  const all = await (await fetchConsole(`/console/p/${petition.slug}/paper`, { as: owner })).text()
  expect(all).toContain(`href="${list.path(`/${id}`)}"`)
  expect(all).toContain(paper.rowsOf(2, 3))
  expect((await fetchConsole(list.path('/none'), { as: owner })).status).toBe(404)
})
