/** Emails to signers: sent once, retried on schedule, and their email addresses deleted as soon as possible. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import {
  DAY_MS,
  EMAIL_LEASE_SECONDS,
  EMAIL_RETRY_DELAYS_SECONDS,
  UNSENT_EMAILS_RETENTION_DAYS,
} from '../../src/limits.ts'
import { readLinkToken } from '../../src/crypto/link-token.ts'
import type { SendResult } from '../../src/email/sender.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import { bearer, consumeSignatures, fetchEdge, meteredDb, withdrawalOf } from './fixtures.ts'
import {
  ADDRESS,
  TOKEN_KEYS,
  SEAL_KEYS,
  confirmable,
  withEmail,
  emailMessageOf,
  due,
  sender,
  tryOnce,
  rowOf,
  bouncedOf,
  temporary,
  permanent,
  linkIn,
  tokenOf,
} from './emails.ts'

afterEach(() => vi.restoreAllMocks())

describe('an email that asks for confirmation', () => {
  test.each([
    ['an anonymous signature', 8, null, 1],
    ['a signature with a public name', 9, 'Ada Example', 2],
  ])('of %s: %i rows are written until it is counted', async (_, rows, publicName, confirmed) => {
    const petition = await confirmable({ milestones: [1_000] })
    const signatures = await Promise.all(Array.from({ length: 20 }, (_, n) => withEmail(petition, n, { publicName })))
    const { DB, meter } = meteredDb()
    // Counter and tallies, at most ten rows for a batch, do not make one more for each signature.
    const rowsEach = async (run: () => Promise<unknown>): Promise<number> => {
      const before = meter.rowsWritten
      await run()
      return Math.floor((meter.rowsWritten - before) / signatures.length)
    }
    const confirmations = signatures.map(({ v, petitionId, id }) => ({
      v,
      kind: 'confirmation',
      petitionId,
      id,
      at: Date.now(),
    }))
    const written = {
      stored: await rowsEach(() => consumeSignatures(signatures, { DB })),
      sent: await rowsEach(async () => {
        for (const signature of signatures) await tryOnce(emailMessageOf(signature), sender(), { db: DB })
      }),
      confirmed: await rowsEach(() => consumeSignatures(confirmations, { DB })),
    }
    // Signature and email, each with an index; claimed and recorded as sent; counted.
    expect(written).toEqual({ stored: 4, sent: 3, confirmed })
    expect(written.stored + written.sent + written.confirmed).toBe(rows)
  })

  test('goes to the sealed email address, with links for this signature alone', async () => {
    const { signature, email } = await due()
    const to = sender()
    const now = Date.now()
    expect(await tryOnce(email, to, { now })).toEqual({ done: true, state: 'sent' })
    const [sent] = to.emails
    expect(sent?.to).toBe(ADDRESS)
    const [confirm, withdraw] = [linkIn(sent, 'confirm'), linkIn(sent, 'withdraw')]
    expect(confirm.origin).toBe('http://petitions.test')
    expect(confirm.search).toBe('?lang=en')
    const target = { petitionId: signature.petitionId, id: email.id, signer: signature.signer, proven: true }
    const week = 7 * 24 * 3_600_000
    const read = readLinkToken
    expect(await read(tokenOf(confirm), 'confirm', TOKEN_KEYS, now)).toEqual({ ok: true, target })
    expect(await read(tokenOf(confirm), 'confirm', TOKEN_KEYS, now + week + 1000)).toEqual({
      ok: false,
      why: 'expired',
      target,
    })
    expect(await read(tokenOf(withdraw), 'withdraw', TOKEN_KEYS, now + 500 * week)).toEqual({ ok: true, target })
    expect(await read(tokenOf(withdraw), 'confirm', TOKEN_KEYS, now)).toMatchObject({ ok: false })
    expect(sent?.headers).toEqual({
      'Message-ID': `<${signature.id}.confirm@petitions.test>`,
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
      'List-Unsubscribe': `<${withdraw.href}>`,
    })
    // Both parts lead to the same places.
    expect(sent?.html).toContain(`href="${confirm.href}"`)
    expect(sent?.html).toContain(`href="${withdraw.href}"`)
  })

  test('is sent once, and then its email address is deleted', async () => {
    const { email } = await due()
    const to = sender()
    const now = Date.now()
    await tryOnce(email, to, { now })
    expect(await rowOf(email)).toEqual({ state: 'sent', attempts: 1, at: null, sentAt: now, deleted: 1, error: null })
    expect(await tryOnce(email, to)).toEqual({ done: true, state: 'nothing-to-do' })
    expect(to.emails).toHaveLength(1)
  })

  test('has one Message-ID however often it is sent', async () => {
    const { email } = await due()
    const to = sender(temporary('timeout'))
    const now = Date.now()
    await tryOnce(email, to, { now })
    await tryOnce(email, to, { now: now + 60_000 })
    const [first, second] = to.emails
    expect(second?.headers['Message-ID']).toBe(first?.headers['Message-ID'])
  })

  /** Signed, confirmed and signed again: its email says that there is nothing to do, until the withdrawal before it is delivered. */
  async function alreadySigned() {
    const { petition, signature } = await due()
    const { petitionId, id } = signature
    await consumeSignatures([{ v: 5, kind: 'confirmation', petitionId, id, at: Date.now() }])
    const again = await withEmail(petition, 2, { signer: signature.signer, signedAt: Date.now() + 10 })
    await consumeSignatures([again])
    const withdraw = () => consumeSignatures([withdrawalOf(signature, { at: again.signedAt - 1 })])
    return { email: emailMessageOf(again), withdraw }
  }
  const afterLease = (): number => Date.now() + EMAIL_LEASE_SECONDS * 1000

  test('has another Message-ID once it asks for a confirmation, having said that there was nothing to do', async () => {
    const { email, withdraw } = await alreadySigned()
    const to = sender()
    await tryOnce(email, to)
    await withdraw()
    await tryOnce(email, to, { now: afterLease() })
    expect(to.emails.map(({ headers }) => headers['Message-ID'])).toEqual([
      `<${email.id}.already-signed@petitions.test>`,
      `<${email.id}.confirm@petitions.test>`,
    ])
  })

  test('asks for a confirmation although what it said before is being sent at that moment', async () => {
    const { email, withdraw } = await alreadySigned()
    const to = sender()
    const slow = async (sent: Parameters<typeof to.send>[0]): Promise<SendResult> => {
      await withdraw()
      return to.send(sent)
    }
    await tryOnce(email, { ...to, send: slow })
    expect(await rowOf(email)).toMatchObject({ state: 'pending', deleted: 0 })
    await tryOnce(email, to, { now: afterLease() })
    expect(to.emails.map(({ headers }) => headers['Message-ID'])).toContain(`<${email.id}.confirm@petitions.test>`)
  })

  test('is not sent when the signature was withdrawn, or confirmed by another email', async () => {
    const [withdrawn, confirmed] = [await due(), await due()]
    const of = ({ petition, signature }: typeof withdrawn) => ({
      v: 3,
      petitionId: petition.id,
      id: signature.id,
    })
    await consumeSignatures([{ kind: 'confirmation', emailId: confirmed.signature.id, ...of(confirmed) }])
    await env.DB.prepare('DELETE FROM signatures WHERE id = ?').bind(withdrawn.signature.id).run()
    const to = sender()
    expect(await tryOnce(withdrawn.email, to)).toEqual({ done: true, state: 'failed', why: 'gone' })
    expect(await tryOnce(confirmed.email, to)).toEqual({ done: true, state: 'failed', why: 'confirmed' })
    expect(to.emails).toEqual([])
    expect(await rowOf(confirmed.email)).toMatchObject({ state: 'failed', deleted: 1 })
  })
})

describe('an email that cannot be delivered', () => {
  test('is retried on schedule, and then fails with its email address deleted', async () => {
    const { email } = await due()
    const to = sender(...Array.from({ length: 20 }, () => temporary('smtp-451')))
    let now = Date.now()
    for (const [index, delay] of EMAIL_RETRY_DELAYS_SECONDS.entries()) {
      expect(await tryOnce(email, to, { now })).toEqual({ done: false, retryAfterSeconds: delay, why: 'smtp-451' })
      expect(await rowOf(email)).toMatchObject({
        state: 'pending',
        attempts: index + 1,
        at: now + delay * 1000,
        deleted: 0,
        error: 'smtp-451',
      })
      // A message that is delivered too early is delayed, and is not an attempt.
      expect(await tryOnce(email, to, { now: now + 1000 })).toEqual({
        done: false,
        retryAfterSeconds: delay - 1,
        why: 'not-due',
      })
      now += delay * 1000
    }
    expect(await tryOnce(email, to, { now })).toEqual({ done: true, state: 'failed', why: 'smtp-451' })
    expect(await rowOf(email)).toMatchObject({ state: 'failed', at: null, deleted: 1, error: 'smtp-451' })
    expect(to.emails).toHaveLength(EMAIL_RETRY_DELAYS_SECONDS.length + 1)
  })

  test('fails at once when the recipient is refused for good', async () => {
    const { email } = await due()
    const to = sender(permanent('smtp-550'))
    expect(await tryOnce(email, to)).toEqual({ done: true, state: 'failed', why: 'smtp-550' })
    expect(await rowOf(email)).toMatchObject({ state: 'failed', deleted: 1, error: 'smtp-550', sentAt: null })
    expect(await tryOnce(email, to)).toEqual({ done: true, state: 'nothing-to-do' })
  })

  test.each<[string, SendResult[], number]>([
    ['refused for good by an SMTP server', [permanent('smtp-550')], 1],
    ['refused for good by Cloudflare', [permanent('E_RECIPIENT_SUPPRESSED')], 1],
    ['refused for now, and then for good', [temporary('smtp-451'), permanent('smtp-554')], 1],
    ['never accepted, without a last word', Array.from({ length: 20 }, () => temporary('smtp-451')), 0],
    ['one that our own server cannot send', [permanent('no-smtputf8')], 0],
    ['accepted', [], 0],
  ])('that was %s counts so often among those that bounced', async (_, results, bounced) => {
    const { petition, email } = await due()
    const to = sender(...results)
    let now = Date.now()
    for (const delay of [...EMAIL_RETRY_DELAYS_SECONDS, 0]) {
      await tryOnce(email, to, { now })
      now += delay * 1000
    }
    // Delivered again.
    await tryOnce(email, to, { now })
    const path = `/api/petitions/${petition.slug}/emails`
    const response = await fetchEdge(path, { headers: bearer(petition.token) })
    // A number alone: no email address, and nothing of the signer.
    expect(await response.json()).toEqual({ bounced })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await fetchEdge(path)).status).toBe(401)
    const everybody = await (await fetchEdge(`/api/petitions/${petition.slug}`)).text()
    expect(everybody).not.toContain('ounced')
  })

  test('counts as bounced once when two consumers are refused, and not when its signature is gone', async () => {
    const { petition, email } = await due()
    const now = Date.now()
    const { promise: result, resolve } = Promise.withResolvers<SendResult>()
    const send = vi.fn<() => Promise<SendResult>>(() => result)
    const slow = tryOnce(email, { emails: [], send }, { now })
    await expect.poll(() => send).toHaveBeenCalled()
    await tryOnce(email, sender(permanent('smtp-550')), { now: now + EMAIL_LEASE_SECONDS * 1000 })
    resolve(permanent('smtp-550'))
    await slow
    expect(await bouncedOf(petition)).toBe(1)

    const withdrawn = await due()
    await env.DB.prepare('DELETE FROM signatures WHERE id = ?').bind(withdrawn.signature.id).run()
    await tryOnce(withdrawn.email, sender())
    expect(await bouncedOf(withdrawn.petition)).toBe(0)
  })

  test('waits for its key, and fails when it was changed', async () => {
    const other = await generateKeyPair()
    const { email } = await due({ publicKey: other.publicKey })
    const to = sender()
    const now = Date.now()
    expect(await tryOnce(email, to, { now })).toMatchObject({ done: false, why: 'no-key' })
    expect(await rowOf(email)).toMatchObject({ state: 'pending', attempts: 0, deleted: 0 })
    const later = { now: now + 60_000, sealKeys: [...SEAL_KEYS, other.privateKey] }
    expect(await tryOnce(email, to, later)).toEqual({ done: true, state: 'sent' })

    const changed = await due()
    await env.DB.prepare(
      'UPDATE emails SET sealed = (SELECT sealed FROM emails WHERE sealed IS NOT NULL LIMIT 1)',
    ).run()
    await env.DB.prepare(`UPDATE emails SET sealed = unhex('0100') WHERE id = ?`).bind(changed.email.id).run()
    expect(await tryOnce(changed.email, to)).toMatchObject({ done: false, why: 'no-key' })
    await env.DB.prepare(`UPDATE emails SET sealed = unhex('ff'), next_attempt_at = 0 WHERE id = ?`)
      .bind(changed.email.id)
      .run()
    expect(await tryOnce(changed.email, to)).toEqual({ done: true, state: 'failed', why: 'broken' })
    expect(to.emails).toHaveLength(1)
  })

  test('cannot be opened as the email of another signature', async () => {
    const [ann, bob] = [await due(), await due()]
    await env.DB.prepare('UPDATE emails SET sealed = (SELECT sealed FROM emails WHERE id = ?) WHERE id = ?')
      .bind(ann.email.id, bob.email.id)
      .run()
    const to = sender()
    expect(await tryOnce(bob.email, to)).toEqual({ done: true, state: 'failed', why: 'broken' })
    expect(to.emails).toEqual([])
  })
})

describe('two consumers', () => {
  test('send one email for the same message', async () => {
    const { email } = await due()
    const to = sender()
    const outcomes = await Promise.all([1, 2, 3].map(() => tryOnce(email, to)))
    expect(to.emails).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome.done && outcome.state === 'sent')).toHaveLength(1)
  })

  test('take over from each other when the first has died', async () => {
    const { email } = await due()
    const now = Date.now()
    const died = sender()
    const send = vi.fn<() => Promise<SendResult>>(() => new Promise(() => {}))
    void tryOnce(email, { ...died, send }, { now })
    await expect.poll(() => send).toHaveBeenCalled()
    const to = sender()
    expect(await tryOnce(email, to, { now: now + 1000 })).toMatchObject({ done: false, why: 'not-due' })
    expect(await tryOnce(email, to, { now: now + EMAIL_LEASE_SECONDS * 1000 })).toEqual({ done: true, state: 'sent' })
  })

  test('do not undo each other’s work when the first was only slow', async () => {
    const { email } = await due()
    const now = Date.now()
    const { promise: result, resolve } = Promise.withResolvers<SendResult>()
    const send = vi.fn<() => Promise<SendResult>>(() => result)
    const slow = tryOnce(email, { emails: [], send }, { now })
    await expect.poll(() => send).toHaveBeenCalled()
    await tryOnce(email, sender(), { now: now + EMAIL_LEASE_SECONDS * 1000 })
    resolve(temporary('timeout'))
    await slow
    expect(await rowOf(email)).toMatchObject({ state: 'sent', attempts: 2, deleted: 1, error: null })
  })

  test('that die each time after sending stop sending in the end', async () => {
    const { email } = await due()
    await env.DB.prepare('UPDATE emails SET attempts = ? WHERE id = ?')
      .bind(EMAIL_RETRY_DELAYS_SECONDS.length + 1, email.id)
      .run()
    const to = sender()
    expect(await tryOnce(email, to)).toEqual({ done: true, state: 'failed', why: 'gave-up' })
    expect(to.emails).toEqual([])
  })

  test('that failed for a month for want of a key delete the email address', async () => {
    const { email } = await due()
    const to = sender()
    const now = Date.now() + (UNSENT_EMAILS_RETENTION_DAYS + 1) * DAY_MS
    expect(await tryOnce(email, to, { now })).toEqual({ done: true, state: 'failed', why: 'too-old' })
    expect(await rowOf(email)).toMatchObject({ deleted: 1 })
    expect(to.emails).toEqual([])
  })
})

describe('the limit of an email address', () => {
  test('is checked once an email, by a keyed hash of the mailbox', async () => {
    const asked: string[] = []
    const mayWrite = async (hash: string): Promise<boolean> => asked.push(hash) > 0
    const one = await due({ address: 'Jo.Doe+one@googlemail.com' })
    const two = await due({ address: 'jodoe@gmail.com' })
    const now = Date.now()
    await tryOnce(one.email, sender(temporary('timeout')), { mayWrite, now })
    await tryOnce(one.email, sender(), { mayWrite, now: now + 60_000 })
    await tryOnce(two.email, sender(), { mayWrite })
    const [first, second, ...more] = asked
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toBe(first)
    expect(more).toEqual([])
    const plain = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('jodoe@gmail.com'))
    expect(first).not.toBe(toHex(new Uint8Array(plain)))
  })

  test('ends the email when it is reached', async () => {
    const { email } = await due()
    const to = sender()
    const outcome = await tryOnce(email, to, { mayWrite: async () => false })
    expect(outcome).toEqual({ done: true, state: 'failed', why: 'limited' })
    expect(await rowOf(email)).toMatchObject({ state: 'failed', deleted: 1, error: 'limited' })
    expect(to.emails).toEqual([])
  })
})

describe('a person who has signed before', () => {
  test('is notified by email, with a link to withdraw', async () => {
    const { petition, signature, email } = await due()
    await consumeSignatures([
      { v: 3, kind: 'confirmation', petitionId: petition.id, id: signature.id, emailId: signature.id },
    ])
    await tryOnce(email, sender())
    const again = await withEmail(petition, 2, { signer: signature.signer, locale: 'ru' })
    await consumeSignatures([again])
    const to = sender()
    expect(await tryOnce(emailMessageOf(again), to)).toEqual({ done: true, state: 'sent' })
    const [sent] = to.emails
    expect(sent?.subject).toBe('Вы уже подписали петицию: A title')
    expect(sent?.headers['Content-Language']).toBe('ru')
    expect(sent?.text).not.toContain('/confirm/')
    expect(sent?.text).toContain(`http://petitions.test/ru/p/${petition.slug}`)
    const target = { petitionId: petition.id, id: again.id, signer: signature.signer, proven: true }
    const withdraw = tokenOf(linkIn(sent, 'withdraw'))
    expect(await readLinkToken(withdraw, 'withdraw', TOKEN_KEYS, Date.now())).toEqual({ ok: true, target })
  })
})
