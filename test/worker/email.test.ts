/** Emails to signers: sent once, retried on schedule, and their email addresses deleted as soon as possible. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import type { EmailMessage, SignatureMessage } from '../../schema/message.ts'
import { EMAIL_LEASE_SECONDS, EMAIL_RETRY_DELAYS_SECONDS } from '../../src/limits.ts'
import { readLinkToken } from '../../src/crypto/link-token.ts'
import { cloudflareSender } from '../../src/email/cloudflare.ts'
import type { Email, SendResult } from '../../src/email/sender.ts'
import { sendEmail, type SendEmailPorts } from '../../src/email/send.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  bearer,
  consume,
  consumeSignatures,
  failingDb,
  fetchEdge,
  message,
  batchQueue,
  meteredDb,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const ADDRESS = 'ann.example@example.org'
const TOKEN_KEYS = env.TOKEN_KEYS.split(',')
// The consumer's; here both Workers share one environment.
const SEAL_KEYS = [Reflect.get(env, 'SEAL_KEYS')]

const confirmable = (fields: Record<string, unknown> = {}): Promise<TestPetition> =>
  startPetition({ confirmation: 'email', ...fields })

async function withEmail(
  petition: TestPetition,
  n: number,
  { address = ADDRESS, publicKey = env.SEAL_PUBLIC_KEY, ...fields }: Partial<SignatureMessage> & SealedTo = {},
): Promise<SignatureMessage> {
  const signature = message(petition, n, fields)
  const sealed = await seal(address, [publicKey], { purpose: 'email', petition: petition.slug, id: signature.id })
  return { ...signature, sealedEmail: toHex(sealed) }
}
interface SealedTo {
  address?: string
  publicKey?: string
}

const emailMessageOf = ({ petitionId, signer, id }: SignatureMessage): EmailMessage => ({
  v: 3,
  kind: 'email',
  petitionId,
  signer,
  id,
})

/** A signature whose email is due. */
async function due(fields: Parameters<typeof withEmail>[2] = {}, petitionFields: Record<string, unknown> = {}) {
  const petition = await confirmable(petitionFields)
  const signature = await withEmail(petition, 1, fields)
  await consumeSignatures([signature])
  return { petition, signature, email: emailMessageOf(signature) }
}

/** A sender with these results, one after another, which then accepts everything. */
function sender(...results: (SendResult | Error)[]) {
  const emails: Email[] = []
  const send = async (email: Email): Promise<SendResult> => {
    emails.push(email)
    const result = results.shift() ?? { sent: true }
    if (result instanceof Error) throw result
    return result
  }
  return { emails, send }
}

const tryOnce = (email: EmailMessage, to: ReturnType<typeof sender>, ports: Partial<SendEmailPorts> = {}) =>
  sendEmail(email, {
    db: env.DB,
    sender: to,
    mayWrite: async () => true,
    sealKeys: SEAL_KEYS,
    tokenKeys: TOKEN_KEYS,
    origin: 'http://petitions.test',
    operator: { name: 'Harbour Commons', contact: { kind: 'email', address: 'operator@petitions.test' } },
    now: Date.now(),
    ...ports,
  })

const rowOf = ({ petitionId, signer, id }: EmailMessage) =>
  env.DB.prepare(
    `SELECT state, attempts, next_attempt_at AS at, sent_at AS sentAt, sealed IS NULL AS deleted, last_error AS error
     FROM emails WHERE petition_id = ? AND signer = unhex(?) AND id = ?`,
  )
    .bind(petitionId, signer, id)
    .first<{ state: string; attempts: number; at: number; sentAt: number; deleted: number; error: string }>()

const bouncedOf = ({ id }: TestPetition): Promise<number | null> =>
  env.DB.prepare('SELECT bounced_count AS n FROM petitions WHERE id = ?').bind(id).first<number>('n')

const temporary = (code: string): SendResult => ({ sent: false, permanent: false, code })
const permanent = (code: string): SendResult => ({ sent: false, permanent: true, code })
const linkIn = (email: Email | undefined, purpose: string): URL =>
  new URL(new RegExp(`http\\S+/${purpose}/\\S+`).exec(email?.text ?? '')?.[0] ?? 'about:blank')
const tokenOf = (url: URL): string => url.pathname.split('/').at(-1) ?? ''

afterEach(() => vi.restoreAllMocks())

describe('an email that asks for confirmation', () => {
  test.each([
    ['an anonymous signature', 8, null, 1],
    ['a signature with a public name', 9, 'Ada Example', 2],
  ])('of %s: %i rows are written until it is counted', async (_, rows, publicName, confirmed) => {
    const petition = await confirmable({ milestones: [1_000] })
    const signatures = await Promise.all(Array.from({ length: 20 }, (_, n) => withEmail(petition, n, { publicName })))
    const { DB, meter } = meteredDb()
    // Counter and tallies, at most seven rows for a batch, do not make one more for each signature.
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
      'Message-ID': `<${signature.id}@petitions.test>`,
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

describe('the text of an email', () => {
  const words = async (title: string, locale: Locale = 'en'): Promise<Email> => {
    const { email } = await due({ locale }, { title })
    const to = sender()
    await tryOnce(email, to)
    const [sent] = to.emails
    if (sent === undefined) throw new Error('no email')
    return sent
  }

  test.each([
    ['en', 'Confirm your signature: Свободу', 'This link expires in 7 days.', 'Withdraw this signature'],
    ['ru', 'Подтвердите свою подпись: Свободу', 'Ссылка действует 7 дней.', 'Отозвать подпись'],
    ['es', 'Confirme su firma: Свободу', 'El enlace caduca en 7 días.', 'Retirar esta firma'],
    ['fr', 'Confirmez votre signature\u202F: Свободу', 'Le lien est valable 7 jours.', 'Retirer cette signature'],
    ['de', 'Unterschrift bestätigen: Свободу', 'Der Link ist 7 Tage gültig.', 'Unterschrift zurückziehen'],
    ['ar', 'تأكيد توقيعك: \u2068Свободу\u2069', 'الرابط صالح لمدة 7 أيام.', 'سحب التوقيع'],
  ] as const)('is in the signer’s language: %s', async (locale, subject, valid, withdraw) => {
    const email = await words('Свободу', locale)
    expect(email.subject).toBe(subject)
    expect(email.text).toContain(valid)
    expect(email.html).toContain(valid)
    expect(email.html).toContain(`>${withdraw}</a>`)
    const frame = `lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"`
    expect(email.html).toContain(`<html ${frame}>`)
    expect(email.html).toContain(`<div ${frame} `)
  })

  test('of a petition that is dangerous to sign name it at their end, and never in the subject', async () => {
    const { petition, signature, email } = await due({}, { title: 'Free Ali', emailSubject: 'neutral' })
    const to = sender()
    await tryOnce(email, to)
    await consumeSignatures([
      { v: 3, kind: 'confirmation', petitionId: petition.id, id: signature.id, emailId: signature.id },
    ])
    const again = await withEmail(petition, 2, { signer: signature.signer })
    await consumeSignatures([again])
    await tryOnce(emailMessageOf(again), to)
    expect(to.emails.map(({ subject }) => subject)).toEqual([
      'Please confirm your email address',
      'You don’t need to do anything',
    ])
    for (const { text, html } of to.emails) {
      // The beginning is what a lock screen has room for; as text, a URL is read too.
      const atWithdrawal = text.indexOf('/withdraw/')
      for (const name of ['Free Ali', petition.slug, 'Ada Example'])
        expect(text.slice(0, atWithdrawal)).not.toContain(name)
      for (const name of ['Free Ali', 'Ada Example']) {
        expect(text.slice(atWithdrawal)).toContain(name)
        expect(html.replace(/<[^>]+>/g, '').indexOf(name)).toBeGreaterThan(200)
      }
    }
  })

  test.each([
    ['en', 'Started by Ada Example', 'Harbour Commons runs this site and sends you this email because'],
    ['ru', 'Автор: Ada Example', 'Владелец сайта: Harbour Commons. Вы получили это письмо'],
    ['ar', 'بمبادرة من: \u2068Ada Example\u2069', 'الجهة المشغّلة للموقع: \u2068Harbour Commons\u2069. وصلتك'],
  ] as const)(
    'names in %s who started the petition and who sends the email, and why',
    async (locale, starter, sender) => {
      const { text, html } = await words('A title', locale)
      const [, after = ''] = text.split('A title')
      expect(after).toContain(starter)
      expect(after).toContain(sender)
      const plain = html.replace(/<[^>]+>/g, '')
      expect(plain).toContain(starter)
      expect(plain).toContain(sender)
    },
  )

  test('name the petition again once its campaign says so', async () => {
    const { petition, email } = await due({}, { title: 'Free Ali', emailSubject: 'neutral' })
    const headers = { authorization: `Bearer ${petition.token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ emailSubject: 'title' })
    const response = await fetchEdge(`/api/petitions/${petition.slug}`, { method: 'PATCH', headers, body })
    expect(await response.json()).toMatchObject({ emailSubject: 'title' })
    const to = sender()
    await tryOnce(email, to)
    expect(to.emails[0]?.subject).toBe('Confirm your signature: Free Ali')
  })

  test.each([
    ['ar', 'Free Ali!', '\u2068Free Ali!\u2069'],
    ['ar', 'أطلقوا سراح Ali', '\u2068أطلقوا سراح Ali\u2069'],
    ['ar', 'أطلقوا سراح علي!', 'أطلقوا سراح علي!'],
    ['ar', '2026', '2026'],
    ['fr', 'أطلقوا سراح علي!', '\u2068أطلقوا سراح علي!\u2069'],
    ['fr', 'Libérez Ali !', 'Libérez Ali !'],
  ] as const)('in %s isolates the title “%s” where its direction differs', async (locale, title, written) => {
    const { subject, text, html } = await words(title, locale)
    expect(subject.slice(subject.indexOf(': ') + 2)).toBe(written)
    expect(text.split('\n')).toContain(written)
    expect(html).toMatch(new RegExp(`<h1 [^>]*dir="auto"[^>]*>\\s*${title}\\s*</h1>`))
  })

  test('escapes the title in HTML', async () => {
    const email = await words('</h1><img src=x onerror=alert(1)> "&\' $&')
    expect(email.html).not.toContain('<img')
    expect(email.html).toContain('&lt;img src=x')
    expect(email.text).toContain('<img src=x onerror=alert(1)> "&\' $&')
  })

  test('loads and runs nothing', async () => {
    const { html } = await words('A title')
    expect(html).not.toMatch(/<(?:img|script|link|style|iframe|video|form)\b|@import|url\(|srcset|background=/i)
    const hosts = [...html.matchAll(/https?:\/\/[^/"]+/g)].map(([host]) => host)
    expect(new Set(hosts)).toEqual(new Set(['http://petitions.test']))
  })

  test('keeps a title on its line and in its own direction', async () => {
    const { email } = await due()
    await env.DB.prepare('UPDATE petitions SET title = ? WHERE id = ?')
      .bind('שלום\r\nBcc: all@example.org\u2028\u202Etxt', email.petitionId)
      .run()
    const to = sender()
    await tryOnce(email, to)
    expect(to.emails[0]?.subject).toBe('Confirm your signature: \u2068שלום Bcc: all@example.org txt\u2069')
    expect(to.emails[0]?.html).toMatch(/ dir="auto"[^>]*>\s*שלום Bcc: all@example\.org txt\s*<\/h1>/)
  })
})

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
    const result = await consume('undersigned-emails', [...messages, messages[0], { v: 9 }])
    // One of the two that are the same, or both, find nothing to do.
    expect(result.explicitAcks.length + result.retryMessages.length).toBe(11)
    await consume('undersigned-emails', messages)
    const to = (await inbox()).map((email) => email.to).filter((address) => address.endsWith('@batch.example.org'))
    expect(to.toSorted()).toEqual(signatures.map((_, n) => `signer${n}@batch.example.org`))
    const letters = await env.DB.prepare(`SELECT body FROM dead_letters WHERE queue = 'undersigned-emails'`).all()
    expect(letters.results).toEqual([{ body: '{"v":9}' }])
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
    const sent: EmailMessage[] = []
    const queue = batchQueue(sent)
    await runScheduled('* * * * *', { ...env, EMAILS: queue }, Date.now())
    expect(sent).toContainEqual(email)
    sent.length = 0
    await runScheduled('* * * * *', { ...env, EMAILS: queue }, Date.now())
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
