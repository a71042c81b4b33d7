/** Signing to inbox over a real mail server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  expectNoAddressIn,
  header,
  house,
  type House,
  lastRow,
  later,
  linesOf,
  type MailServer,
  mailServer,
  says,
  sign,
  SOON,
  TITLE,
} from './mail-house.ts'

describe('a mail server', () => {
  let server: MailServer
  let workers: House
  beforeAll(async () => {
    server = await mailServer({
      unknown: () => says(550, 'unknown'),
      greylisted: (times) => (times === 1 ? says(451, 'greylisted') : null),
      slow: (times) => (times === 1 ? 'hang' : null),
      broken: (times) => (times === 1 ? 'hang-up' : null),
    })
    workers = await house({
      SMTP_URL: `smtp://petitions:${encodeURIComponent('pass:word/ü')}@127.0.0.1:${server.port}`,
    })
  })
  afterAll(async () => {
    await workers?.dispose()
    await server?.close()
  })
  const mailsTo = (local: string) => server.mails.filter(({ to }) => to.includes(`${local}@signers.example.org`))

  test('gets a mail that any program reads, and its link makes the signature count', async () => {
    await sign(workers, 'ann', 'ru')
    await expect.poll(() => mailsTo('ann').length, SOON).toBe(1)
    const [received] = mailsTo('ann')
    if (received === undefined) throw new Error('no mail')
    const { mail, from, to } = received
    expect({ from, to }).toEqual({ from: 'petitions@petitions.test', to: ['ann@signers.example.org'] })
    expect(mail.subject).toBe(`Подтвердите свою подпись: ${TITLE}`)
    expect(mail.text).toContain(TITLE)
    expect(mail.text).toContain('Подпись будет учтена, как только вы её подтвердите.')
    expect(mail.html).toContain('Свободу журналисту «Али» &amp; его коллегам')
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@petitions\.test>$/)
    expect(mail.date?.getTime()).toBeGreaterThan(Date.now() - 3_600_000)
    expect(header(mail, 'auto-submitted')).toBe('auto-generated')
    expect(header(mail, 'content-language')).toBe('ru')
    // Each line of it fits into what RFC 2047 leaves.
    for (const line of linesOf(mail, 'subject')?.split('\r\n') ?? []) expect(line.length).toBeLessThanOrEqual(76)
    const withdraw = /http\S+\/withdraw\/\S+/.exec(mail.text ?? '')?.[0]
    expect(linesOf(mail, 'list-unsubscribe')).toBe(`List-Unsubscribe: <${withdraw}>`)

    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'sent', error: null, erased: 1 })
    const confirm = new URL(/http\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '')
    const response = await fetch(new URL(confirm.pathname, workers.url), { method: 'POST' })
    expect(response.ok).toBe(true)
    const counted = () => workers.db.prepare('SELECT n FROM counters').first('n')
    await expect.poll(counted, SOON).toBe(1)
  })

  test('that refuses an address for good is not asked again', async () => {
    await sign(workers, 'unknown')
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'failed', error: 'smtp-550', erased: 1 })
    await later(workers)
    await sign(workers, 'after-unknown')
    await expect.poll(() => mailsTo('after-unknown').length, SOON).toBe(1)
    expect(server.asked.get('unknown@signers.example.org')).toBe(1)
  })

  test.each([
    ['says later', 'greylisted', 'smtp-451'],
    ['hangs up', 'broken', 'connection'],
    ['does not answer', 'slow', 'timeout'],
  ])('that %s gets the mail later, once', async (_, local, error) => {
    await sign(workers, local)
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'pending', error, erased: 0 })
    expect(mailsTo(local)).toEqual([])
    await later(workers)
    await expect.poll(() => lastRow(workers), SOON).toEqual({ state: 'sent', error: null, erased: 1 })
    await later(workers)
    await sign(workers, `after-${local}`)
    await expect.poll(() => mailsTo(`after-${local}`).length, SOON).toBe(1)
    expect(mailsTo(local)).toHaveLength(1)
  })

  test('is not asked twice for the many of a flood', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `flood${n}`)
    await Promise.all(many.map((local) => sign(workers, local)))
    await expect.poll(() => server.mails.filter(({ to }) => to[0]?.startsWith('flood')).length, SOON).toBe(many.length)
    for (const local of many) expect(server.asked.get(`${local}@signers.example.org`)).toBe(1)
  })

  test('has left no address and no password in any line of the log', () => {
    expect(workers.logs.filter(({ event }) => event === 'mails.tried').length).toBeGreaterThan(0)
    expectNoAddressIn(workers)
  })
})
