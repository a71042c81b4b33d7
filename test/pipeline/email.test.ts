/** From a signature to its confirmation, by a real SMTP server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  header,
  linesOf,
  type RecordingSmtpServer,
  refusal,
  SMTP_USERINFO,
  startSmtpServer,
} from '../support/smtp-server.ts'
import {
  type EmailInstance,
  expectNoAddressIn,
  lastRow,
  retryDueEmails,
  sign,
  startEmailInstance,
  TITLE,
} from './email-instance.ts'

describe('an SMTP server', () => {
  let server: RecordingSmtpServer
  let workers: EmailInstance
  beforeAll(async () => {
    server = await startSmtpServer({
      unknown: () => refusal(550, 'unknown@signers.example.org'),
      greylisted: (times) => (times === 1 ? refusal(451, 'greylisted@signers.example.org') : null),
      slow: (times) => (times === 1 ? 'hang' : null),
      broken: (times) => (times === 1 ? 'hang-up' : null),
    })
    workers = await startEmailInstance({
      SMTP_URL: `smtp://${SMTP_USERINFO}@127.0.0.1:${server.port}`,
    })
  })
  afterAll(async () => {
    await workers?.dispose()
    await server?.close()
  })
  const emailsTo = (local: string) => server.emails.filter(({ to }) => to.includes(`${local}@signers.example.org`))

  test('receives an email that any client reads, and its link confirms the signature', async () => {
    await sign(workers, 'ann', 'ru')
    await expect.poll(() => emailsTo('ann').length).toBe(1)
    const [received] = emailsTo('ann')
    if (received === undefined) throw new Error('no email')
    const { email, from, to } = received
    expect({ from, to }).toEqual({ from: 'petitions@petitions.test', to: ['ann@signers.example.org'] })
    expect(email.subject).toBe(`Подтвердите свою подпись: ${TITLE}`)
    expect(email.text).toContain(TITLE)
    expect(email.text).toContain('Подпись будет учтена, как только вы её подтвердите.')
    expect(email.html).toContain('Свободу журналисту «Али» &amp; его коллегам')
    expect(email.messageId).toMatch(/^<[0-9a-f-]{36}\.confirm@petitions\.test>$/)
    expect(email.date?.getTime()).toBeGreaterThan(Date.now() - 3_600_000)
    expect(header(email, 'auto-submitted')).toBe('auto-generated')
    expect(header(email, 'content-language')).toBe('ru')
    // Each line of it fits into what RFC 2047 leaves.
    for (const line of linesOf(email, 'subject')?.split('\r\n') ?? []) expect(line.length).toBeLessThanOrEqual(76)
    const withdraw = /http\S+\/withdraw\/\S+/.exec(email.text ?? '')?.[0]
    expect(linesOf(email, 'list-unsubscribe')).toBe(`List-Unsubscribe: <${withdraw}>`)

    await expect.poll(() => lastRow(workers)).toEqual({ state: 'sent', error: null, deleted: 1 })
    const confirm = new URL(/http\S+\/confirm\/\S+/.exec(email.text ?? '')?.[0] ?? '')
    const response = await fetch(new URL(confirm.pathname, workers.url), { method: 'POST' })
    expect(response.ok).toBe(true)
    const counted = () => workers.db.prepare('SELECT n FROM counters').first('n')
    await expect.poll(counted).toBe(1)
  })

  test('that refuses a recipient for good is not asked again', async () => {
    await sign(workers, 'unknown')
    await expect.poll(() => lastRow(workers)).toEqual({ state: 'failed', error: 'smtp-550', deleted: 1 })
    await retryDueEmails(workers)
    await sign(workers, 'after-unknown')
    await expect.poll(() => emailsTo('after-unknown').length).toBe(1)
    expect(server.offered.get('unknown@signers.example.org')).toBe(1)
  })

  test.each([
    ['refuses for now', 'greylisted', 'smtp-451'],
    ['closes the connection', 'broken', 'connection'],
    ['does not respond', 'slow', 'timeout'],
  ])('that %s receives the email later, once', async (_, local, error) => {
    await sign(workers, local)
    await expect.poll(() => lastRow(workers)).toEqual({ state: 'pending', error, deleted: 0 })
    expect(emailsTo(local)).toEqual([])
    await retryDueEmails(workers)
    await expect.poll(() => lastRow(workers)).toEqual({ state: 'sent', error: null, deleted: 1 })
    await retryDueEmails(workers)
    await sign(workers, `after-${local}`)
    await expect.poll(() => emailsTo(`after-${local}`).length).toBe(1)
    expect(emailsTo(local)).toHaveLength(1)
  })

  test('receives one email for each signature of a burst', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `flood${n}`)
    await Promise.all(many.map((local) => sign(workers, local)))
    await expect.poll(() => server.emails.filter(({ to }) => to[0]?.startsWith('flood')).length).toBe(many.length)
    for (const local of many) expect(server.offered.get(`${local}@signers.example.org`)).toBe(1)
  })

  test('leaves no email address and no password in the log', () => {
    expect(workers.logs.filter(({ event }) => event === 'emails.tried').length).toBeGreaterThan(0)
    expectNoAddressIn(workers)
  })
})
