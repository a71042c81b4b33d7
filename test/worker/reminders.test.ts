/** One reminder to signers who have not confirmed after a day, and to no others; and what is stored for it. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { toHex } from '../../src/crypto/bytes.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { makeLinkToken, readLinkToken } from '../../src/crypto/link-token.ts'
import { emailCatalogue } from '../../src/i18n/email-catalogue.ts'
import { runSteps } from '../../src/ledger/batch.ts'
import { heldBy, quarantineSteps } from '../../src/ledger/quarantine.ts'
import { addReminders } from '../../src/ledger/reminders.ts'
import { EMAILS_PER_DAY, REMINDER_CHUNK_ROWS, REMINDER_SIGNED_WITHIN_MS } from '../../src/limits.ts'
import type { EmailMessage, SignatureMessage } from '../../schema/message.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  batchQueue,
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  meteredDb,
  postAsCampaign,
  startPetition,
  type TestPetition,
} from './fixtures.ts'
import { sendOf, TOKEN_KEYS, tokenIn, trySending } from './emails.ts'

const HOUR_MS = 3_600_000
const ADDRESS = 'ann.example@example.org'
/** All petitions of this file are in one database: each test looks at its own. */
const now = Date.now()

const confirmable = (fields: Record<string, unknown> = {}): Promise<TestPetition> =>
  startPetition({ confirmation: 'email', ...fields })

/** A message with an id of its own time, as challenges have, and the email address `n@…`, sealed. */
async function signature(petition: TestPetition, n: number, fields: Partial<SignatureMessage> = {}) {
  const at = fields.signedAt ?? now
  const hex = at.toString(16).padStart(12, '0')
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
  const sealed = await seal(ADDRESS, [env.SEAL_PUBLIC_KEY], { purpose: 'email', petition: petition.slug, id })
  return message(petition, n, { id, signedAt: at, sealedEmail: toHex(sealed), ...fields })
}

const emailOf = ({ petitionId, signer, id }: SignatureMessage, of = id): EmailMessage => ({
  v: 3,
  kind: 'email',
  petitionId,
  signer,
  id: of,
})

/** The id of the email that reminds of a signature. */
const reminderId = ({ id }: SignatureMessage): string => `${id.slice(0, 14)}8${id.slice(15)}`
const reminderOf = (signed: SignatureMessage): EmailMessage => emailOf(signed, reminderId(signed))

/** Stores the signature and sends its email. */
async function signed(petition: TestPetition, n = 1, fields: Partial<SignatureMessage> = {}) {
  const made = await signature(petition, n, fields)
  await consumeSignatures([made])
  await trySending(emailOf(made))
  return made
}

const hourlyAt = (at: number): Promise<void> => runScheduled('17 * * * *', env, at)
const afterADay = (): Promise<void> => hourlyAt(now + 25 * HOUR_MS)

const remindersOf = async ({ id }: Pick<TestPetition, 'id'>): Promise<{ state: string }[]> =>
  (
    await env.DB.prepare(`SELECT state FROM emails WHERE petition_id = ? AND kind = 'reminder'`)
      .bind(id)
      .all<{ state: string }>()
  ).results

/** How many signatures of the petition have an email address for a reminder. */
const stored = ({ id }: Pick<TestPetition, 'id'>): Promise<number | null> =>
  env.DB.prepare('SELECT count(reminder) AS n FROM signatures WHERE petition_id = ?').bind(id).first<number>('n')

const confirmation = ({ petitionId, id }: SignatureMessage) => ({
  v: 3,
  kind: 'confirmation',
  petitionId,
  id,
  emailId: id,
})

describe('a signer who has not confirmed', () => {
  test('is reminded once, after a day and not before, with links for this signature', async () => {
    const petition = await confirmable()
    const first = await signed(petition)
    await hourlyAt(now + 23.9 * HOUR_MS)
    expect(await remindersOf(petition)).toEqual([])
    expect(await stored(petition)).toBe(1)
    await afterADay()
    expect(await remindersOf(petition)).toEqual([{ state: 'pending' }])
    expect(await stored(petition)).toBe(0)

    const email = await sendOf(reminderOf(first), now + 25 * HOUR_MS)
    expect(email.to).toBe(ADDRESS)
    expect(email.subject).toBe('Your signature isn’t counted yet: A title')
    expect(email.text).toContain(emailCatalogue('en').reminder.todo)
    const target = { petitionId: petition.id, id: first.id, signer: first.signer, proven: true }
    for (const purpose of ['confirm', 'withdraw'] as const) {
      expect(await readLinkToken(tokenIn(email, purpose), purpose, TOKEN_KEYS, now)).toEqual({ ok: true, target })
    }
    expect(await env.DB.prepare(`SELECT sealed FROM emails WHERE id = ?`).bind(reminderId(first)).first('sealed')).toBe(
      null,
    )

    await hourlyAt(now + 26 * HOUR_MS)
    await hourlyAt(now + 50 * HOUR_MS)
    expect(await remindersOf(petition)).toEqual([{ state: 'sent' }])
    await consumeSignatures([{ v: 5, kind: 'confirmation', ...target, at: Date.now() }])
    const { n } = (await env.DB.prepare('SELECT n FROM counters WHERE petition_id = ?').bind(petition.id).first<{
      n: number
    }>()) ?? { n: 0 }
    expect(n).toBe(1)
  })

  test('is not reminded a second time when the mark of the petition is lost', async () => {
    const petition = await confirmable()
    const first = await signed(petition)
    await afterADay()
    await env.DB.batch([
      env.DB.prepare('UPDATE petitions SET reminded_id = NULL WHERE id = ?').bind(petition.id),
      env.DB.prepare('UPDATE signatures SET reminder = zeroblob(9) WHERE id = ?').bind(first.id),
    ])
    await afterADay()
    expect(await remindersOf(petition)).toHaveLength(1)
  })

  test('is queued by the cron that looks for overdue emails', async () => {
    const petition = await confirmable()
    const first = await signed(petition)
    await afterADay()
    const queued: EmailMessage[] = []
    const later = now + 25 * HOUR_MS + 121_000
    await runScheduled('* * * * *', { ...env, EMAILS: batchQueue(queued), DELIVERIES: batchQueue([]) }, later)
    expect(queued).toContainEqual(reminderOf(first))
  })

  test('confirms with it what they gave last', async () => {
    const petition = await confirmable()
    const first = await signed(petition, 1, { publicName: 'Some Body' })
    const again = await signature(petition, 1, { publicName: 'Ada Example', signedAt: now + 1 })
    await consumeSignatures([again])
    await trySending(emailOf(again))
    await afterADay()
    const target = { petitionId: petition.id, id: again.id, signer: first.signer, proven: true }
    const token = await makeLinkToken('confirm', target, now + 60_000, TOKEN_KEYS)
    expect(await (await fetchEdge(`/confirm/${token}`)).text()).toContain('Ada Example')
  })
})

describe('no reminder is written, and the email address is deleted', () => {
  test.each<[string, (petition: TestPetition, first: SignatureMessage) => Promise<unknown>]>([
    ['once the signature is confirmed', (_, first) => consumeSignatures([confirmation(first)])],
    [
      'once it is withdrawn',
      (_, { petitionId, id }) => consumeSignatures([{ v: 3, kind: 'withdrawal', petitionId, id }]),
    ],
  ])('%s, at once', async (_, act) => {
    const petition = await confirmable()
    const first = await signed(petition)
    expect(await stored(petition)).toBe(1)
    await act(petition, first)
    expect(await stored(petition)).toBe(0)
    await afterADay()
    expect(await remindersOf(petition)).toEqual([])
  })

  test('once it is held for review, at once', async () => {
    const petition = await confirmable({ reviewRules: { networkPerHour: 1 } })
    const review = { network: 'ab'.repeat(16), emailDomain: null, country: 'UZ', disposable: false, signals: [] }
    await signed(petition, 1, { review })
    expect(await stored(petition)).toBe(1)
    await consumeSignatures(await Promise.all([2, 3].map((n) => signature(petition, n, { review }))))
    const { results } = await env.DB.prepare('SELECT DISTINCT status FROM signatures WHERE petition_id = ?')
      .bind(petition.id)
      .all()
    expect(results).toEqual([{ status: 'quarantined' }])
    expect(await stored(petition)).toBe(0)
    await afterADay()
    expect(await remindersOf(petition)).toEqual([])
  })

  test.each<[string, (petition: TestPetition, first: SignatureMessage) => Promise<unknown>]>([
    ['on a petition that has closed', (petition) => postAsCampaign(petition, 'close')],
    [
      'past a deadline that is not stored as a closing yet',
      ({ id }) =>
        env.DB.prepare('UPDATE petitions SET closes_at = ? WHERE id = ?')
          .bind(now + HOUR_MS, id)
          .run(),
    ],
    ['on one that was set to none', (petition) => patch(petition, { reminder: false })],
    ['on one that was set to neutral subjects', (petition) => patch(petition, { emailSubject: 'neutral' })],
    [
      'to an address whose email bounced',
      (_, { id }) => env.DB.prepare(`UPDATE emails SET state = 'failed' WHERE id = ?`).bind(id).run(),
    ],
    [
      'to one whose first email was sent only just now',
      (_, { id }) =>
        env.DB.prepare('UPDATE emails SET sent_at = ? WHERE id = ?')
          .bind(now + 20 * HOUR_MS, id)
          .run(),
    ],
    [
      'to one that has had its emails of the day',
      async (_, first) => {
        for (let n = 1; n < EMAILS_PER_DAY; n++) {
          await env.DB.prepare(
            `INSERT INTO emails (petition_id, signer, id, kind, signature_id, locale, state, created_at, sent_at)
             VALUES (?1, unhex(?2), ?3, 'confirm', ?4, 'en', 'sent', ?5, ?5)`,
          )
            .bind(first.petitionId, first.signer, crypto.randomUUID(), first.id, now + 2 * HOUR_MS)
            .run()
        }
        await env.DB.prepare('UPDATE emails SET created_at = ? WHERE id = ?')
          .bind(now + 2 * HOUR_MS, first.id)
          .run()
      },
    ],
  ])('%s, after a day', async (_, act) => {
    const petition = await confirmable()
    const first = await signed(petition)
    await act(petition, first)
    await afterADay()
    expect(await remindersOf(petition)).toEqual([])
    expect(await stored(petition)).toBe(0)
  })
})

describe('no email address is stored for a reminder', () => {
  test.each<[string, Record<string, unknown>, Partial<SignatureMessage>]>([
    ['where the petition sends none', { reminder: false }, {}],
    ['where it is dangerous to sign', { emailSubject: 'neutral' }, {}],
    ['where no email confirms', { confirmation: 'none' }, {}],
    ['of a signature that is held for review', { reviewRules: { signals: 1 } }, { review: signalled() }],
    ['of one that was long on its way', {}, { signedAt: now - REMINDER_SIGNED_WITHIN_MS - 1 }],
  ])('%s', async (_, petitionFields, fields) => {
    const petition = await confirmable(petitionFields)
    await signed(petition, 1, fields)
    expect(await stored(petition)).toBe(0)
  })
})

describe('a reminder that is due', () => {
  test.each<[string, string, (petition: TestPetition, first: SignatureMessage) => Promise<unknown>]>([
    ['confirmed', 'confirmed', (_, first) => consumeSignatures([confirmation(first)])],
    ['on a petition that closed', 'late', (petition) => postAsCampaign(petition, 'close')],
    [
      'held for review',
      'late',
      (_, { id }) => env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE id = ?`).bind(id).run(),
    ],
  ])('is not sent to somebody whose signature is by then %s', async (_, why, act) => {
    const petition = await confirmable()
    const first = await signed(petition)
    await afterADay()
    await act(petition, first)
    const { outcome, emails } = await trySending(reminderOf(first), now + 25 * HOUR_MS)
    expect(outcome).toEqual({ done: true, state: 'failed', why })
    expect(emails).toEqual([])
  })
})

test('a reminder that is due fails, and is not stored with its email address, once the signature is held', async () => {
  const petition = await confirmable()
  const review = { network: 'cd'.repeat(16), emailDomain: null, country: 'UZ', disposable: false, signals: [] }
  const first = await signed(petition, 1, { review })
  await afterADay()
  // By a flood of its hour that arrives late.
  const open = [{ signer: first.signer, signedAt: first.signedAt, isHeld: false, review }]
  const steps = quarantineSteps(env.DB, heldBy(petition.id, [{ rule: 'network', open }]), now)
  expect((await runSteps(env.DB, steps))('quarantined')).toHaveLength(1)
  const { outcome } = await trySending(reminderOf(first), now + 25 * HOUR_MS)
  expect(outcome).toEqual({ done: true, state: 'failed', why: 'late' })
  const sealed = await env.DB.prepare(
    `SELECT count(sealed) AS n FROM emails WHERE petition_id = ? AND kind = 'reminder'`,
  )
    .bind(petition.id)
    .first<number>('n')
  expect(sealed).toBe(0)
})

describe('the work', () => {
  test('looks at each signature once, in chunks, and at no others', async () => {
    const petition = await confirmable()
    const rows = REMINDER_CHUNK_ROWS + 20
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at)
       SELECT ?1, randomblob(32), printf('0198aaaa-0000-7000-8000-%012x', i), 'en', 'counted', 0, 0 FROM n`,
    )
      .bind(petition.id, rows)
      .run()
    const first = await signed(petition, rows + 1)
    await hourlyAt(now)
    const again = meteredDb()
    expect(await addReminders(again.DB, now)).toBe(0)
    // Which petitions are due, and which are looked at next.
    expect(again.meter).toMatchObject({ statements: 2, rowsWritten: 0 })
    const { DB, meter } = meteredDb()
    expect(await addReminders(DB, now + 25 * HOUR_MS)).toBeGreaterThan(0)
    // One signature is left, whose reminder is written with its index; its address is deleted; the mark is moved.
    expect(meter.rowsWritten).toBeLessThan(20)
    expect(meter.rowsRead).toBeLessThan(200)
    expect(await remindersOf(petition)).toHaveLength(1)
    expect(reminderId(first)).not.toBe(first.id)
  })
})

test('the setting is part of the petition: on by default, changed by its campaign', async () => {
  const petition = await confirmable()
  const read = async () =>
    (await (await fetchEdge(`/api/petitions/${petition.slug}`)).json<{ reminder: boolean }>()).reminder
  expect(await read()).toBe(true)
  expect(await (await patch(petition, { reminder: false })).json()).toMatchObject({ reminder: false })
  expect((await patch(petition, { reminder: 'no' })).status).toBe(422)
})

const patch = ({ slug, token }: TestPetition, body: unknown): Promise<Response> =>
  fetchEdge(`/api/petitions/${slug}`, { ...jsonPost(body, bearer(token)), method: 'PATCH' })

function signalled() {
  return { network: null, emailDomain: null, country: 'UZ', disposable: false, signals: ['too-fast' as const] }
}
