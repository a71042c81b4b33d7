/** Emails about accounts: sent by the consumer, tried again, swept by the cron, deleted in time; and what each says. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { ACCOUNT_EMAIL_KINDS } from '../../schema/account.ts'
import { type AccountEmailPayload } from '../../schema/account-email.ts'
import { LOCALES } from '../../schema/locales.ts'
import { askForLink } from '../../src/accounts/ask.ts'
import { dispatchAccountEmails, overdueAccountEmails } from '../../src/accounts/outbox.ts'
import { accountRetention } from '../../src/accounts/retention.ts'
import { renderAccountEmail } from '../../src/email/account-render.ts'
import { sendAccountEmail } from '../../src/email/account-send.ts'
import { emailCatalogue } from '../../src/i18n/email-catalogue.ts'
import {
  EMAIL_LEASE_SECONDS,
  EMAIL_OVERDUE_SECONDS,
  EMAIL_RETRY_DELAYS_SECONDS,
  EMAILS_RETENTION_DAYS,
} from '../../src/limits.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { asking, everythingStored, KEYS, newAddress, trySendingTo } from './accounts.ts'
import { permanent, sender, temporary } from './emails.ts'
import { batchQueue, consume, failingQueue, fetchEdge, ORIGIN } from './fixtures.ts'

async function written(address = newAddress(), now = Date.now()): Promise<string> {
  const asked = asking(address, now)
  const sent = await askForLink(env.DB, KEYS, asked)
  if (!sent.ok) throw new Error(sent.why)
  return sent.value
}

const rowOf = (id: string) =>
  env.DB.prepare(
    `SELECT state, attempts, last_error AS error, next_attempt_at AS at, address IS NULL AND sealed IS NULL AS deleted
     FROM account_emails WHERE id = ?`,
  )
    .bind(id)
    .first<{ state: string; attempts: number; error: string | null; at: number | null; deleted: number }>()

const messageOf = (id: string) => ({ v: 3, kind: 'account-email', id })

describe('the consumer', () => {
  test('sends each email once, also if its message comes twice, and deletes the address', async () => {
    const [one, two] = [newAddress(), newAddress()]
    const ids = [await written(one), await written(two)]
    await consume(
      'undersigned-emails',
      [...ids, ids[0]].map((id) => messageOf(id ?? '')),
    )
    await consume('undersigned-emails', ids.map(messageOf))
    for (const address of [one, two]) {
      const response = await fetchEdge(`/dev/inbox?to=${address}`, { headers: { accept: 'application/json' } })
      const { emails } = await response.json<{ emails: { subject: string }[] }>()
      expect(emails.map(({ subject }) => subject)).toEqual(['Your link to sign in'])
    }
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'sent', deleted: 1 })
  })

  test('tries again what fails for now, and gives up what fails for good', async () => {
    const now = Date.now()
    const id = await written(newAddress(), now)
    const first = await trySendingTo(id, sender(temporary('smtp-421')), { now })
    expect(first.outcome).toEqual({ done: false, retryAfterSeconds: EMAIL_RETRY_DELAYS_SECONDS[0], why: 'smtp-421' })
    expect((await trySendingTo(id, sender(), { now })).outcome).toMatchObject({ done: false, why: 'not-due' })
    const later = now + EMAIL_RETRY_DELAYS_SECONDS[0] * 1000
    expect(
      (await trySendingTo(id, sender(new Error('quotes somebody@example.org')), { now: later })).outcome,
    ).toMatchObject({
      why: 'fault',
    })
    expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 2, error: 'fault', deleted: 0 })
    const refused = await written()
    expect((await trySendingTo(refused, sender(permanent('smtp-550')))).outcome).toEqual({
      done: true,
      state: 'failed',
      why: 'smtp-550',
    })
    expect(await rowOf(refused)).toMatchObject({ state: 'failed', error: 'smtp-550', deleted: 1 })
  })

  test('sends an email again whose attempt was broken off, after its lease', async () => {
    const now = Date.now()
    const id = await written(newAddress(), now)
    const broken = { send: () => Promise.resolve({ sent: true } as const) }
    const db = new Proxy(env.DB, {
      get: (target, name) => {
        if (name !== 'prepare') return Reflect.get(target, name).bind(target)
        return (sql: string) => {
          if (sql.includes(`state = 'sent'`)) throw new Error('D1_ERROR: Network connection lost.')
          return target.prepare(sql)
        }
      },
    })
    const ports = {
      db,
      sender: broken,
      sealKeys: [Reflect.get(env, 'SEAL_KEYS')],
      origin: ORIGIN,
      operator: { name: 'Harbour Commons', contact: { kind: 'email', address: 'operator@petitions.test' } as const },
      now,
    }
    await expect(sendAccountEmail(id, ports)).rejects.toThrow('Network connection lost')
    expect((await trySendingTo(id, sender(), { now: now + 1 })).outcome).toMatchObject({ done: false, why: 'not-due' })
    const after = now + EMAIL_LEASE_SECONDS * 1000
    expect((await trySendingTo(id, sender(), { now: after })).outcome).toEqual({ done: true, state: 'sent' })
  })

  test('loses no attempt while a key is missing, and none while a setting is wrong', async () => {
    const id = await written()
    const otherKey = 'kIB9sUiPowW6uHwcS6vNxokQ_WLuVbBt6RLHXPAJFls'
    expect((await trySendingTo(id, sender(), { sealKeys: [otherKey] })).outcome).toMatchObject({ why: 'no-key' })
    expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 0 })
    const held = await written()
    const { retryMessages } = await consume('undersigned-emails', [messageOf(held)], { EMAIL_SENDER: 'pigeon' })
    expect(retryMessages.length).toBe(1)
    expect(await rowOf(held)).toMatchObject({ state: 'pending', attempts: 0 })
    expect((await rowOf(held))?.at).toBeGreaterThan(Date.now())
  })

  test('opens nothing that was sealed for another row', async () => {
    const [one, two] = [await written(), await written()]
    await env.DB.prepare(
      'UPDATE account_emails SET sealed = (SELECT sealed FROM account_emails WHERE id = ?2) WHERE id = ?1',
    )
      .bind(one, two)
      .run()
    expect((await trySendingTo(one)).outcome).toEqual({ done: true, state: 'failed', why: 'broken' })
    const third = await written()
    await env.DB.prepare(
      'UPDATE account_emails SET address = (SELECT address FROM account_emails WHERE id = ?2) WHERE id = ?1',
    )
      .bind(third, two)
      .run()
    expect((await trySendingTo(third)).outcome).toEqual({ done: true, state: 'failed', why: 'broken' })
  })
})

describe('the cron', () => {
  test('queues emails whose message was lost, and deletes what nobody could send for a month', async () => {
    const now = Date.now()
    const id = await written(newAddress(), now)
    await expect(dispatchAccountEmails(failingQueue, [id])).rejects.toThrow('queue down')
    expect(await overdueAccountEmails(env.DB, now, 100)).not.toContain(id)
    const late = now + EMAIL_OVERDUE_SECONDS * 1000 + 1
    const sent: unknown[] = []
    await runScheduled('* * * * *', { ...env, EMAILS: batchQueue(sent) }, late)
    expect(sent).toContainEqual(messageOf(id))
    const again: unknown[] = []
    await runScheduled('* * * * *', { ...env, EMAILS: batchQueue(again) }, late + 1)
    expect(again).not.toContainEqual(messageOf(id))
    expect(await overdueAccountEmails(env.DB, now + 31 * 86_400_000, 100)).not.toContain(id)
    expect(await rowOf(id)).toBeNull()
  })

  test('deletes emails that were sent after some days', async () => {
    const now = Date.now()
    const id = await written(newAddress(), now)
    await trySendingTo(id, sender(), { now })
    const after = (days: number) => accountRetention(now + days * 86_400_000)['accountEmails']?.(env.DB)
    await after(EMAILS_RETENTION_DAYS - 1)
    expect(await rowOf(id)).toMatchObject({ state: 'sent' })
    await after(EMAILS_RETENTION_DAYS + 1)
    expect(await rowOf(id)).toBeNull()
  })
})

const TITLE = 'The “night” ferry & the quay'
const PETITION = { title: TITLE, language: 'en' }
const URL_OF_IT = `${ORIGIN}/console/p/ferry`
const EVERY_PAYLOAD: { [Kind in AccountEmailPayload['kind']]: Extract<AccountEmailPayload, { kind: Kind }> } = {
  'sign-in': { kind: 'sign-in', url: URL_OF_IT, invitedOnly: false },
  invitation: { kind: 'invitation', url: URL_OF_IT, from: 'Marit Osei', role: 'editor', petition: PETITION },
  'email-change': { kind: 'email-change', url: URL_OF_IT },
  'email-changed': { kind: 'email-changed', url: URL_OF_IT },
  'passkey-added': { kind: 'passkey-added', url: URL_OF_IT },
  'owner-invited': { kind: 'owner-invited', url: URL_OF_IT, ...PETITION },
  approved: { kind: 'approved', url: URL_OF_IT, ...PETITION },
  'change-asked': { kind: 'change-asked', url: URL_OF_IT, ...PETITION, words: 'Name <who> & where.' },
  declined: { kind: 'declined', ...PETITION, words: 'Name <who> & where.' },
  'taken-down': { kind: 'taken-down', url: URL_OF_IT, ...PETITION, ground: 'order', words: 'Name <who> & where.' },
  'put-back': { kind: 'put-back', url: URL_OF_IT, ...PETITION },
  'kept-down': { kind: 'kept-down', ...PETITION, words: 'Name <who> & where.' },
  'owners-asked': { kind: 'owners-asked', url: URL_OF_IT, ...PETITION, words: 'Name <who> & where.' },
  'report-decided': { kind: 'report-decided', ...PETITION, decision: 'hidden' },
}

test('there is an email of every kind', () => {
  expect(Object.keys(EVERY_PAYLOAD)).toEqual([...ACCOUNT_EMAIL_KINDS])
})

describe.each(LOCALES)('in %s', (locale) => {
  test.each(ACCOUNT_EMAIL_KINDS)('%s says what it is, in text and in HTML', async (kind) => {
    const payload = EVERY_PAYLOAD[kind]
    const email = await renderAccountEmail({
      id: crypto.randomUUID(),
      payload,
      isUninvited: false,
      locale,
      origin: ORIGIN,
      operator: { name: 'Harbour Commons', contact: 'operator@petitions.test' },
    })
    expect(email.subject).not.toMatch(/[\n\r]|undefined|\[object/)
    expect(email.text).not.toMatch(/undefined|\[object|<\/?\w+>(?<!<who>)/)
    expect(email.text).toContain('Harbour Commons')
    expect(email.html).toContain(`lang="${locale}" dir="${emailCatalogue(locale).direction}"`)
    expect(email.html).not.toContain('<who>')
    const {
      url = '',
      words = '',
      title = '',
    } = { ...('petition' in payload ? payload.petition : {}), ...payload } as {
      url?: string
      words?: string
      title?: string
    }
    expect(email.text).toContain(words)
    // On a lock screen, nobody reads what somebody reported.
    expect(email.subject).toContain(kind === 'report-decided' ? '' : title)
    expect(email.text).toContain(title)
    expect(email.text).toContain(url)
    expect(email.html).toContain(url)
    expect(email.html).toContain(title === '' ? '' : 'ferry &amp; the quay')
    expect(email.headers['Message-ID']).toMatch(new RegExp(`^<[\\da-f-]{36}\\.${kind}@petitions\\.test>$`))
  })
})

test('the outbox has neither an address nor a link in plain text', async () => {
  const asked = asking('outbox.private@secret-outbox.example.org')
  await askForLink(env.DB, KEYS, asked)
  const stored = await everythingStored()
  for (const secret of ['outbox.private', 'secret-outbox', asked.token, '/console/'])
    expect(stored).not.toContain(secret)
})
