/** The queue of emails, and Cloudflare's binding to send them. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import { cloudflareSender } from '../../src/email/cloudflare.ts'
import type { Email } from '../../src/email/sender.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { consume, consumeSignatures, dbWithPrepare, failingDb, fetchEdge, batchQueue } from './fixtures.ts'
import { ADDRESS, confirmable, withEmail, emailMessageOf, due, sender, tryOnce, rowOf } from './emails.ts'

afterEach(() => vi.restoreAllMocks())

describe('the email consumer', () => {
  const inbox = async (query = ''): Promise<(Email & { id: string; receivedAt: number })[]> => {
    const response = await fetchEdge(`/dev/inbox${query}`, { headers: { accept: 'application/json' } })
    return (await response.json<{ emails: (Email & { id: string; receivedAt: number })[] }>()).emails
  }

  test('sends each email of a batch once, even if it is redelivered', async () => {
    const petition = await confirmable()
    const signatures = await Promise.all(
      Array.from({ length: 9 }, (_, n) => withEmail(petition, n, { address: `signer${n}@batch.example.org` })),
    )
    await consumeSignatures(signatures)
    const messages = signatures.map(emailMessageOf)
    const result = await consume('undersigned-emails', [...messages, messages[0], { v: 0 }])
    // One of the two that are the same, or both, find nothing to do.
    expect(result.explicitAcks.length + result.retryMessages.length).toBe(11)
    await consume('undersigned-emails', messages)
    const to = (await inbox()).map((email) => email.to).filter((address) => address.endsWith('@batch.example.org'))
    expect(to.toSorted()).toEqual(signatures.map((_, n) => `signer${n}@batch.example.org`))
    const letters = await env.DB.prepare(`SELECT body FROM dead_letters WHERE queue = 'undersigned-emails'`).all()
    expect(letters.results).toEqual([{ body: '{"v":0}' }])
  })

  test('claims the emails of a batch in one transaction', async () => {
    const petition = await confirmable()
    const signatures = await Promise.all(
      Array.from({ length: 10 }, (_, n) => withEmail(petition, n, { address: `signer${n}@claims.example.org` })),
    )
    await consumeSignatures(signatures)
    const claims: string[] = []
    const DB = dbWithPrepare((sql) => {
      if (sql.includes('leased_until = ?3')) claims.push(sql)
      return env.DB.prepare(sql)
    })
    const messages = signatures.map(emailMessageOf)
    expect((await consume('undersigned-emails', messages, { DB })).explicitAcks).toHaveLength(10)
    expect(claims).toHaveLength(1)
    for (const email of messages) expect(await rowOf(email)).toMatchObject({ state: 'sent', attempts: 1, deleted: 1 })
  })

  test('leaves no email address in log, queue or database, whatever fails', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
    }
    const { email, petition } = await due()
    const refusing = await due()
    const broken = await due()
    const signature = await withEmail(petition, 3)
    const dispatched: unknown[] = []
    const EMAILS = { sendBatch: async (batch: unknown) => void dispatched.push(batch) } as unknown as Queue
    await consumeSignatures([signature], { EMAILS })
    const failing = (fault: unknown): Partial<ConsumerEnv> => ({
      EMAIL_SENDER: 'cloudflare',
      EMAIL_FROM: 'petitions@example.org',
      EMAIL: { send: () => Promise.reject(fault) },
    })
    const quoting = Object.assign(new Error(`550 no ${ADDRESS} here`), { code: ADDRESS })
    await consume('undersigned-emails', [email])
    await consume('undersigned-emails', [refusing.email], failing(quoting))
    await consume('undersigned-emails', [broken.email], failing(`no ${ADDRESS}`))
    await tryOnce({ ...broken.email }, sender(new Error(ADDRESS)), { now: Date.now() + 120_000 })
    const tables = ['emails', 'inbox', 'signatures', 'dead_letters', 'outbox']
    const rows = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`).all()))
    const hex = await env.DB.prepare(
      'SELECT hex(sealed) AS hex FROM emails UNION ALL SELECT hex(sealed) FROM inbox',
    ).all()
    const text = JSON.stringify([lines, dispatched, rows.map(({ results }) => results)])
    expect(lines.join()).toContain('emails.tried')
    expect(dispatched).toHaveLength(1)
    expect(text).not.toContain('ann.example')
    expect(JSON.stringify(hex.results).toLowerCase()).not.toContain(toHex(new TextEncoder().encode('ann.example')))
    expect(await rowOf(refusing.email)).toMatchObject({ state: 'pending', error: 'cloudflare' })
    expect(await rowOf(broken.email)).toMatchObject({ state: 'pending', error: 'fault' })
  })

  test.each([
    ['EMAIL_SENDER', 'pigeon'],
    ['SEAL_KEYS', ''],
    ['TOKEN_KEYS', 'short'],
  ])('holds emails back while %s is invalid, and sends them when it is corrected', async (name, value) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { email } = await due({ address: `held-${name.toLowerCase().replace('_', '-')}@example.org` })
    const before = Date.now()
    const result = await consume('undersigned-emails', [email], { [name]: value })
    expect(result.retryMessages).toHaveLength(1)
    expect(result.explicitAcks).toEqual([])
    const row = await rowOf(email)
    expect(row).toMatchObject({ state: 'pending', attempts: 0, deleted: 0 })
    expect(row?.at).toBeGreaterThan(before)
    await env.DB.prepare('UPDATE emails SET next_attempt_at = 0 WHERE id = ?').bind(email.id).run()
    await consume('undersigned-emails', [email])
    expect(await rowOf(email)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('retries a message when the database fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { email } = await due()
    const result = await consume('undersigned-emails', [email], { DB: failingDb })
    expect(result.retryMessages).toHaveLength(1)
    expect(await rowOf(email)).toMatchObject({ state: 'pending' })
  })

  test('sends an email whose queue message was lost after the cron trigger finds it', async () => {
    const { email } = await due()
    await env.DB.prepare('UPDATE emails SET next_attempt_at = next_attempt_at - 600000 WHERE id = ?')
      .bind(email.id)
      .run()
    const pending = await env.DB.prepare(`SELECT count(*) AS n FROM emails WHERE state = 'pending'`).first<number>('n')
    const sent: EmailMessage[] = []
    const sweep = (waiting: number) =>
      runScheduled('* * * * *', { ...env, EMAILS: batchQueue(sent, waiting) }, Date.now())
    // As many messages wait in the queue as there are emails: none is lost, however late it is.
    await sweep(pending ?? 0)
    expect(sent).toEqual([])
    await sweep(0)
    expect(sent).toContainEqual(email)
    sent.length = 0
    await sweep(0)
    expect(sent).not.toContainEqual(email)
  })
})

describe('Cloudflare’s email binding', () => {
  const EMAIL_SENDER: Email = {
    to: ADDRESS,
    subject: 'S',
    text: 'T',
    html: '<p>H',
    headers: { 'Message-ID': '<1@example.org>', 'Auto-Submitted': 'auto-generated' },
  }

  test('receives the email without the headers that it adds itself', async () => {
    const send = vi.fn<(builder: unknown) => Promise<EmailSendResult>>(async () => ({ messageId: 'm' }))
    const to = cloudflareSender({ send }, 'petitions@example.org')
    expect(await to.send(EMAIL_SENDER)).toEqual({ sent: true })
    const { headers, ...rest } = EMAIL_SENDER
    expect(headers).toHaveProperty('Message-ID')
    expect(send).toHaveBeenCalledExactlyOnceWith({
      ...rest,
      from: 'petitions@example.org',
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  })

  test.each([
    ['E_RECIPIENT_SUPPRESSED', { permanent: true, code: 'E_RECIPIENT_SUPPRESSED' }],
    ['E_RATE_LIMIT_EXCEEDED', { permanent: false, code: 'E_RATE_LIMIT_EXCEEDED' }],
    ['E_SENDER_NOT_VERIFIED', { permanent: false, code: 'E_SENDER_NOT_VERIFIED' }],
    [`no ${ADDRESS}`, { permanent: false, code: 'cloudflare' }],
    [undefined, { permanent: false, code: 'cloudflare' }],
  ])('that responds with %s is understood', async (code, expected) => {
    const send = () => Promise.reject(Object.assign(new Error(`no ${ADDRESS}`), { code }))
    expect(await cloudflareSender({ send }, 'petitions@example.org').send(EMAIL_SENDER)).toEqual({
      sent: false,
      ...expected,
    })
  })
})
