/** What expires, with the clock moved: docs/privacy.md names each of these with its time. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { carryOut } from '../../src/ledger/carry-out.ts'
import { release } from '../../src/ledger/decide.ts'
import { deleteContacts, deleteReviewFacts } from '../../src/ledger/retention/signatures.ts'
import {
  RETENTION_CHUNK_ROWS,
  RETENTION_CHUNKS_MAX,
  RETENTION_LAST_DAYS,
  RETENTION_PETITIONS_LOOKED_MAX_ROWS,
  RETENTION_PETITIONS_MAX_ROWS,
} from '../../src/limits.ts'
import { StatementsSpent, withBudget } from '../../src/platform/d1-budget.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import {
  batchQueue,
  consume,
  consumeSignatures,
  dbWithPrepare,
  ledgerOf,
  message,
  ORIGIN,
  postAsCampaign,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const DAY_MS = 24 * 3_600_000
/** Also deletes emails that could not be sent, for which the signature would be waited for. */
const minutelyAt = (now: number): Promise<void> => runScheduled('* * * * *', env, now)
const hourlyAt = (now: number): Promise<void> => runScheduled('17 * * * *', env, now)
const inDays = (days: number): number => Date.now() + days * DAY_MS

/** With an id of its own time, as challenges have. */
const signedAt = (petition: TestPetition, n: number, at: number, fields = {}) => {
  const hex = at.toString(16).padStart(12, '0')
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
  return message(petition, n, { id, signedAt: at, contact: 'c0ffee', review: REVIEW, ...fields })
}

const REVIEW = {
  network: 'ab'.repeat(16),
  emailDomain: 'cd'.repeat(16),
  country: 'UZ',
  disposable: true,
  signals: ['too-fast' as const],
}
/** Of a signature that is held for review. */
const SUSPICIOUS = { review: { ...REVIEW, signals: ['too-fast', 'no-render-time'] as const } }

const rowsOf = async (petition: TestPetition) =>
  (
    await env.DB.prepare(
      `SELECT hex(contact) AS contact, hex(network) AS network, hex(email_domain) AS emailDomain,
         request_country AS country, disposable, signals, status
       FROM signatures WHERE petition_id = ? ORDER BY id`,
    )
      .bind(petition.id)
      .all()
  ).results

const numberOf = async (sql: string): Promise<number> => (await env.DB.prepare(sql).first<number>('n')) ?? -1

const close = (petition: TestPetition): Promise<Response> => postAsCampaign(petition, 'close')

describe('the facts for the review', () => {
  test('of the last hour are deleted after two hours, and are not in the rows of signatures', async () => {
    const petition = await startPetition()
    await consumeSignatures([signedAt(petition, 1, Date.now())])
    const remembered = () => numberOf(`SELECT count(*) AS n FROM arrivals WHERE petition_id = ${petition.id}`)
    expect(await rowsOf(petition)).toMatchObject([
      { network: '', emailDomain: '', country: null, disposable: null, signals: null },
    ])
    await hourlyAt(inDays(1 / 24))
    expect(await remembered()).toBe(1)
    await hourlyAt(inDays(2 / 24))
    expect(await remembered()).toBe(0)
    expect(await ledgerOf(petition)).toMatchObject({ counter: 1, rows: 1 })
  })

  test('of many petitions that are signed all the time are deleted by the next run, too', async () => {
    const petition = await startPetition()
    const rows = RETENTION_CHUNKS_MAX * RETENTION_CHUNK_ROWS + 1
    await env.DB.prepare(
      `WITH RECURSIVE old (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM old WHERE n < ?2)
       INSERT INTO arrivals (petition_id, slot, lines) SELECT ?1, n, '' FROM old`,
    )
      .bind(petition.id, rows)
      .run()
    await hourlyAt(inDays(0))
    expect(await numberOf(`SELECT count(*) AS n FROM arrivals WHERE petition_id = ${petition.id}`)).toBe(0)
  })

  test('are deleted after 30 days and not before where a signature is held for review; the signature stays', async () => {
    const petition = await startPetition()
    const now = Date.now()
    await consumeSignatures([
      signedAt(petition, 1, now, SUSPICIOUS),
      signedAt(petition, 2, now + 5 * DAY_MS, SUSPICIOUS),
    ])
    await hourlyAt(inDays(29))
    expect((await rowsOf(petition)).map(({ network }) => network)).toEqual(['AB'.repeat(16), 'AB'.repeat(16)])
    await hourlyAt(inDays(31))
    const [first, second] = await rowsOf(petition)
    expect(first).toEqual({
      contact: 'C0FFEE',
      network: '',
      emailDomain: '',
      country: null,
      disposable: null,
      signals: null,
      status: 'quarantined',
    })
    expect(second?.['network']).toBe('AB'.repeat(16))
    await hourlyAt(inDays(36))
    expect((await rowsOf(petition)).map(({ network }) => network)).toEqual(['', ''])
  })
})

test('the facts stay while a decision is carried out, which would take others for those whose network is not known', async () => {
  const petition = await startPetition()
  const now = Date.now()
  const young = now + 5 * DAY_MS
  const unknown = [1, 2].map((n) => signedAt(petition, n, young + n, SUSPICIOUS))
  const known = [3, 4].map((n) => signedAt(petition, n, now, SUSPICIOUS))
  await consumeSignatures([...unknown, ...known])
  await env.DB.prepare(
    `UPDATE signatures SET suspicion = 'network', network = CASE WHEN signed_at < ?2 THEN network END WHERE petition_id = ?1`,
  )
    .bind(petition.id, young)
    .run()
  const at = { origin: ORIGIN, now, rows: 1 }
  const decision = { condition: { suspicion: 'network', network: null }, expected: 2 } as const
  expect(await release(env.DB, petition.id, decision, { ...at, by: BY_OPERATOR })).toMatchObject({ value: { left: 1 } })
  await deleteReviewFacts(env.DB, now + DAY_MS)
  const queues = { DELIVERIES: batchQueue([]), EMAILS: batchQueue([]) }
  await carryOut(env.DB, queues, { ...at, petitionId: petition.id, chunks: 9 })
  const stored = async () =>
    (await rowsOf(petition)).map(({ network, status }) => `${String(status)} ${String(network)}`)
  const held = `quarantined ${'AB'.repeat(16)}`
  expect(await stored()).toEqual([held, held, 'counted ', 'counted '])
  await deleteReviewFacts(env.DB, now + DAY_MS)
  expect(await stored()).toEqual(['quarantined ', 'quarantined ', 'counted ', 'counted '])
})

test('the facts of more petitions than one run handles are all deleted in the end', async () => {
  const petitions = await Promise.all(Array.from({ length: RETENTION_PETITIONS_MAX_ROWS + 3 }, () => startPetition()))
  const now = Date.now()
  for (const petition of petitions) {
    await consumeSignatures([signedAt(petition, 1, now, SUSPICIOUS), signedAt(petition, 2, now + DAY_MS, SUSPICIOUS)])
  }
  // Those that came first have something new each time.
  for (const day of [30.5, 30.6, 31.5, 31.6]) await hourlyAt(inDays(day))
  for (const petition of petitions) expect((await rowsOf(petition)).map(({ network }) => network)).toEqual(['', ''])
})

describe('after a petition has closed', () => {
  test('unconfirmed signatures are deleted after 30 days, confirmed ones stay', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const messages = [
      signedAt(petition, 1, Date.now() - 2, { sealedEmail: 'ad' }),
      signedAt(petition, 2, Date.now() - 1, { sealedEmail: 'ad' }),
    ]
    await consumeSignatures(messages)
    await consumeSignatures([
      { v: 3, kind: 'confirmation', petitionId: petition.id, id: messages[0]?.id, emailId: messages[0]?.id },
    ])
    await hourlyAt(inDays(400))
    expect(await rowsOf(petition)).toHaveLength(2)
    await close(petition)
    await hourlyAt(inDays(29))
    expect(await rowsOf(petition)).toHaveLength(2)
    await minutelyAt(inDays(31))
    await hourlyAt(inDays(31))
    expect((await rowsOf(petition)).map(({ status }) => status)).toEqual(['counted'])
    expect((await ledgerOf(petition)).counter).toBe(1)
  })

  test('sealed contacts are deleted after six months; the count stays', async () => {
    const petition = await startPetition()
    await consumeSignatures([signedAt(petition, 1, Date.now() - 1)])
    await close(petition)
    await hourlyAt(inDays(179))
    expect((await rowsOf(petition))[0]?.['contact']).toBe('C0FFEE')
    await hourlyAt(inDays(181))
    expect((await rowsOf(petition))[0]?.['contact']).toBe('')
    expect((await ledgerOf(petition)).counter).toBe(1)
  })

  test('the periods are settings', async () => {
    const petition = await startPetition()
    await consumeSignatures([signedAt(petition, 1, Date.now() - 1)])
    await close(petition)
    await runScheduled('17 * * * *', { ...env, RETENTION_CONTACTS_MONTHS: '1' }, inDays(31))
    expect((await rowsOf(petition))[0]?.['contact']).toBe('')
  })

  test('the periods start again when it is reopened', async () => {
    const petition = await startPetition()
    await close(petition)
    await hourlyAt(inDays(181))
    await postAsCampaign(petition, 'reopen')
    await consumeSignatures([signedAt(petition, 1, Date.now() + 1)])
    await close(petition)
    await hourlyAt(inDays(181))
    expect((await rowsOf(petition)).map(({ contact }) => contact)).toEqual([''])
  })
})

describe('outdated rows', () => {
  test('of emails are deleted eight days after sending, those never sent after 30 with their email address', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    await consumeSignatures([
      signedAt(petition, 1, Date.now() - 2, { sealedEmail: 'ad' }),
      signedAt(petition, 2, Date.now() - 1, { sealedEmail: 'ad' }),
    ])
    await env.DB.prepare(`UPDATE emails SET state = 'sent', sealed = NULL WHERE petition_id = ? AND signer = ?`)
      .bind(petition.id, new Uint8Array([...Array.from({ length: 31 }, () => 0), 1]))
      .run()
    const left = (): Promise<number> => numberOf(`SELECT count(*) AS n FROM emails WHERE petition_id = ${petition.id}`)
    await hourlyAt(inDays(7))
    expect(await left()).toBe(2)
    await hourlyAt(inDays(9))
    expect(await left()).toBe(1)
    await minutelyAt(inDays(29))
    expect(await left()).toBe(1)
    await minutelyAt(inDays(31))
    expect(await left()).toBe(0)
  })

  test('of emails that are held for review are deleted after 30 days, with the email address', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    await consumeSignatures([signedAt(petition, 1, Date.now() - 1, { sealedEmail: 'ad' })])
    await env.DB.prepare(`UPDATE emails SET state = 'held', next_attempt_at = NULL WHERE petition_id = ?`)
      .bind(petition.id)
      .run()
    const left = (): Promise<number> => numberOf(`SELECT count(*) AS n FROM emails WHERE petition_id = ${petition.id}`)
    await hourlyAt(inDays(29))
    expect(await left()).toBe(1)
    await hourlyAt(inDays(31))
    expect(await left()).toBe(0)
  })

  test('of dead letters are deleted after 180 days, ids of withdrawn signatures after 195', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const { id } = signedAt(petition, 1, Date.now())
    await consumeSignatures([{ v: 3, kind: 'withdrawal', petitionId: petition.id, id }])
    await consume('undersigned-dead-letters', ['text'])
    const left = () =>
      Promise.all([
        numberOf(`SELECT count(*) AS n FROM withdrawals WHERE petition_id = ${petition.id}`),
        numberOf('SELECT count(*) AS n FROM dead_letters'),
      ])
    await hourlyAt(inDays(179))
    expect(await left()).toEqual([1, 1])
    await hourlyAt(inDays(181))
    expect(await left()).toEqual([1, 0])
    await hourlyAt(inDays(196))
    expect(await left()).toEqual([0, 0])
  })
})

/** The database, in which the petition is reopened right after retention has looked for petitions that have ended. */
const reopenedAfterLooking = (petition: TestPetition): D1Database =>
  dbWithPrepare((sql) => {
    const statement = env.DB.prepare(sql)
    if (!sql.includes('SELECT max(id) AS last')) return statement
    const bind = statement.bind.bind(statement)
    return Object.assign(statement, {
      bind: (...values: unknown[]) => {
        const bound = bind(...values)
        const first = bound.first.bind(bound)
        return Object.assign(bound, {
          first: async () => {
            await postAsCampaign(petition, 'reopen')
            return first()
          },
        })
      },
    })
  })

test('promise 8: a petition that is reopened while retention runs loses nothing', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  await consumeSignatures([signedAt(petition, 1, Date.now() - 2, { sealedEmail: 'ad' })])
  await close(petition)
  await runScheduled('17 * * * *', { ...env, DB: reopenedAfterLooking(petition) }, inDays(400))
  expect(await rowsOf(petition)).toMatchObject([{ contact: 'C0FFEE', status: 'pending' }])
  // Without being reopened it would.
  await close(petition)
  await minutelyAt(inDays(400))
  await hourlyAt(inDays(400))
  expect(await rowsOf(petition)).toEqual([])
})

test('promise 8: what a signer signed again is stored as long as the link in its email is valid', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const first = message(petition, 1, { sealedEmail: 'ad' })
  const again = message(petition, 2, { sealedEmail: 'ad', signer: first.signer, signedAt: first.signedAt + 1 })
  await consumeSignatures([first, again])
  const repeats = () => numberOf(`SELECT count(*) AS n FROM repeats WHERE petition_id = ${petition.id}`)
  await env.DB.prepare(`UPDATE emails SET state = 'sent', sent_at = ?, sealed = NULL WHERE petition_id = ? AND id = ?`)
    .bind(inDays(5), petition.id, again.id)
    .run()
  await hourlyAt(inDays(12))
  expect(await repeats()).toBe(1)
  await hourlyAt(inDays(14))
  expect(await repeats()).toBe(0)
})

describe('a petition with more signatures than one run looks at', () => {
  const ROWS = 2 * RETENTION_CHUNK_ROWS + 1
  const endedBefore = inDays(1)
  const now = inDays(200)

  async function crowded(): Promise<TestPetition> {
    const petition = await startPetition()
    await env.DB.prepare(
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
       INSERT INTO signatures (petition_id, signer, id, locale, signed_at, stored_at, confirmed_at, contact, status)
       SELECT ?1, randomblob(32), printf('0198%04x-0000-7000-8000-%012x', ?1, n), 'en', n, n, n, x'00', 'counted' FROM numbers`,
    )
      .bind(petition.id, ROWS)
      .run()
    await close(petition)
    await env.DB.prepare('UPDATE petitions SET contacts_deleted_at = ?2 WHERE id <> ?1')
      .bind(petition.id, inDays(10_000))
      .run()
    return petition
  }
  const contactsOf = ({ id }: TestPetition) =>
    numberOf(`SELECT count(*) AS n FROM signatures WHERE petition_id = ${id} AND contact IS NOT NULL`)

  test('loses its contacts in parts, the next of which begins where the last one ended', async () => {
    const petition = await crowded()
    // Which petitions, the mark, and where the first part ends; then that part.
    await expect(deleteContacts(withBudget(env.DB, { left: 6 }), endedBefore, now)).rejects.toThrow(StatementsSpent)
    expect(await contactsOf(petition)).toBe(ROWS - RETENTION_CHUNK_ROWS)
    // What arrives late, in a part that was done, waits for the next time that the petition is looked through.
    const late = `petition_id = ${petition.id} AND id LIKE '%-000000000007'`
    await env.DB.prepare(`UPDATE signatures SET contact = x'01' WHERE ${late}`).run()
    expect(await deleteContacts(env.DB, endedBefore, now)).toBe(ROWS - RETENTION_CHUNK_ROWS)
    expect(await contactsOf(petition)).toBe(1)
    expect(await deleteContacts(env.DB, endedBefore, now + 6 * DAY_MS)).toBe(0)
    expect(await deleteContacts(env.DB, endedBefore, now + 8 * DAY_MS)).toBe(1)
    expect(await contactsOf(petition)).toBe(0)
    expect(await numberOf(`SELECT count(*) AS n FROM sweeps WHERE petition_id = ${petition.id}`)).toBe(0)
  })

  test('is not looked through again once nothing can arrive', async () => {
    const petition = await crowded()
    await deleteContacts(env.DB, endedBefore, inDays(RETENTION_LAST_DAYS - 1))
    expect(await contactsOf(petition)).toBe(0)
    await env.DB.prepare(`UPDATE signatures SET contact = x'01' WHERE petition_id = ?`).bind(petition.id).run()
    await deleteContacts(env.DB, endedBefore, inDays(RETENTION_LAST_DAYS + 7))
    expect(await contactsOf(petition)).toBe(0)
    await env.DB.prepare(`UPDATE signatures SET contact = x'01' WHERE petition_id = ?`).bind(petition.id).run()
    await deleteContacts(env.DB, endedBefore, inDays(RETENTION_LAST_DAYS + 100))
    expect(await contactsOf(petition)).toBe(ROWS)
  })
})

test('each run looks at the petitions after those of the run before', async () => {
  await env.DB.prepare(
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
     INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
     SELECT 'closed-' || n, '', '', '', '', 'en', '[]', 'closed', 'email', 1 FROM numbers`,
  )
    .bind(RETENTION_PETITIONS_LOOKED_MAX_ROWS)
    .run()
  const petition = await startPetition()
  await consumeSignatures([signedAt(petition, 1, Date.now(), SUSPICIOUS)])
  await hourlyAt(inDays(31))
  expect((await rowsOf(petition)).map(({ network }) => network)).toEqual(['AB'.repeat(16)])
  await hourlyAt(inDays(31))
  expect((await rowsOf(petition)).map(({ network }) => network)).toEqual([''])
  // And from the start.
  const first = await env.DB.prepare(`SELECT after FROM sweeps WHERE petition_id = 0 AND task = 'review-facts'`).first()
  expect(first).toEqual({ after: '0' })
})
