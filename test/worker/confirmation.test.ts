/** A signature that needs confirmation: it counts once when it is confirmed. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import { CONFIRM_TOKEN_TTL_SECONDS } from '../../src/limits.ts'
import { confirmable } from './emails.ts'
import {
  consumeSignatures,
  failingDb,
  failingQueue,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  message,
  meteredDb,
  postAsCampaign,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
} from './fixtures.ts'
import { asked, confirmLink, emailsOf, press, withdrawLink } from './links.ts'

const statusOf = async (petition: TestPetition, id: string): Promise<string | null> =>
  env.DB.prepare('SELECT status FROM signatures WHERE petition_id = ? AND id = ?')
    .bind(petition.id, id)
    .first<string>('status')

describe('signing', () => {
  test('asks for confirmation by default, and says so in the response', async () => {
    const petition = await startPetition({ confirmation: undefined })
    const { queue, sent } = recordingQueue()
    const body = { name: 'Ada', email: 'ada@example.org', proof: await solve(petition.slug) }
    const response = await fetchEdge(
      `/api/petitions/${petition.slug}/signatures`,
      jsonPost(body, { 'cf-connecting-ip': '192.0.2.7' }),
      { SIGNATURES: queue },
    )
    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ status: 'accepted', next: 'confirm-email' })
    expect(sent[0]?.sealedEmail).toMatch(/^[0-9a-f]+$/)
  })

  test('does not count before it is confirmed', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1), asked(petition, 2)])
    expect(await ledgerOf(petition)).toEqual({ rows: 2, counter: 0, tallies: {} })
    expect(await emailsOf(petition)).toEqual([
      { kind: 'confirm', state: 'pending' },
      { kind: 'confirm', state: 'pending' },
    ])
  })

  test('stores one email a message, however often the message is delivered', async () => {
    const petition = await confirmable()
    const sent: { body: EmailMessage }[][] = []
    const EMAILS = { sendBatch: async (batch: { body: EmailMessage }[]) => void sent.push(batch) } as unknown as Queue
    for (let n = 0; n < 3; n++) await consumeSignatures([asked(petition, 1)], { EMAILS })
    expect(sent.flat().map(({ body }) => body)).toEqual([
      { v: 3, kind: 'email', petitionId: petition.id, signer: asked(petition, 1).signer, id: asked(petition, 1).id },
    ])
  })

  test('again while unconfirmed sends the email again, at most three a day', async () => {
    const petition = await confirmable()
    for (let n = 1; n <= 6; n++) {
      await consumeSignatures([asked(petition, 1, { id: message(petition, 100 + n).id })])
    }
    expect(await emailsOf(petition)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'confirm', state: 'pending' })))
    expect((await ledgerOf(petition)).rows).toBe(1)
  })

  test('again when it counts emails the owner, and a redelivery emails nobody', async () => {
    const petition = await confirmable()
    const first = asked(petition, 1)
    await consumeSignatures([first])
    await press(await confirmLink(petition, first.id))
    await env.DB.prepare('DELETE FROM emails WHERE petition_id = ?').bind(petition.id).run()
    await consumeSignatures([first])
    expect(await emailsOf(petition)).toEqual([])
    await consumeSignatures([asked(petition, 1, { id: message(petition, 50).id })])
    expect(await emailsOf(petition)).toEqual([{ kind: 'already-signed', state: 'pending' }])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('with a challenge that another signer has used sends no email', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1), asked(petition, 2)])
    const { id } = asked(petition, 1)
    await consumeSignatures([asked(petition, 3, { id }), asked(petition, 2, { id })])
    expect(await emailsOf(petition)).toHaveLength(2)
  })

  test.each([
    ['an anonymous row', null, 1],
    ['a row with a public name', 'Ada Example', 2],
  ])('with the confirmation of %s (%s) writes %i rows', async (_, publicName, rows) => {
    const petition = await confirmable()
    const before = await env.DB.prepare('SELECT 1').run()
    expect(before.meta.rows_written).toBe(0)
    await consumeSignatures([asked(petition, 1, { publicName })])
    const { meta } = await env.DB.prepare(
      `UPDATE signatures SET status = 'counted', confirmed_at = 1 WHERE petition_id = ? AND id = ?`,
    )
      .bind(petition.id, asked(petition, 1).id)
      .run()
    expect(meta.rows_written).toBe(rows)
  })
})

describe('the confirmation link', () => {
  test('shows a page with one button and changes nothing', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const { queue, sent } = recordingQueue()
    const link = await confirmLink(petition, asked(petition, 1).id)
    const page = await fetchEdge(`${link}?lang=ru`, { headers: { accept: 'text/html' } }, { SIGNATURES: queue })
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html.match(/<button/g)).toHaveLength(1)
    expect(html).toContain('Подтвердите подпись')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    await fetchEdge(link, { method: 'HEAD' }, { SIGNATURES: queue })
    expect(sent).toEqual([])
    expect(await statusOf(petition, asked(petition, 1).id)).toBe('pending')
  })

  test('counts the signature once, however often it is used, and passes milestones', async () => {
    const petition = await confirmable({ milestones: [1, 2, 3] })
    await consumeSignatures([asked(petition, 1), asked(petition, 2)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    for (const response of [await press(link, 3), await press(link)]) {
      expect(response.status).toBe(202)
      expect(await response.json()).toEqual({ status: 'accepted' })
    }
    expect(await ledgerOf(petition)).toEqual({ ...ledgerAt(1), rows: 2 })
    const { results } = await env.DB.prepare('SELECT threshold, count FROM milestones WHERE petition_id = ?')
      .bind(petition.id)
      .all()
    expect(results).toEqual([{ threshold: 1, count: 1 }])
  })

  test('causes one transaction a batch in a spike of confirmations', async () => {
    const petition = await confirmable()
    const messages = Array.from({ length: 60 }, (_, n) => asked(petition, n))
    await consumeSignatures(messages)
    await consumeSignatures(
      messages.map(({ id }) => ({ v: 3, kind: 'confirmation', petitionId: petition.id, id, emailId: id })),
    )
    expect(await ledgerOf(petition)).toEqual(ledgerAt(60))
  })

  test('leads to sharing that credits the partner who brought the signer', async () => {
    const petition = await confirmable()
    const sharedBy = async (n: number, partner: string | null): Promise<string[]> => {
      const signature = asked(petition, n, { partner })
      await consumeSignatures([signature])
      const { queue } = recordingQueue()
      const html = await (
        await fetchEdge(
          await confirmLink(petition, signature.id),
          { method: 'POST', headers: { accept: 'text/html' } },
          { SIGNATURES: queue },
        )
      ).text()
      return [...new Set([...html.matchAll(/source%3D(\w+)/g)].map(([, code = '']) => code))]
    }
    expect(await sharedBy(1, 'gazette')).toEqual(['gazette'])
    for (const partner of [null, 'qr']) {
      expect(await sharedBy(partner === null ? 2 : 3, partner)).toContain('whatsapp')
    }
  })

  test('that is forged, foreign, truncated, doubled or expired is refused, and changes nothing', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const { id } = asked(petition, 1)
    const token = (await confirmLink(petition, id)).slice('/confirm/'.length)
    const flipped = token.replace(/^(.{20})(.)/, (_, head: string, char: string) => head + (char === 'A' ? 'B' : 'A'))
    const bad = [
      token.slice(0, -1),
      // Another spelling of the same bytes.
      token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1),
      token.slice(8),
      `${token}${token}`,
      flipped,
      '%00',
      'x',
      (await withdrawLink(petition, id)).slice('/withdraw/'.length),
      (await confirmLink(petition, id, { keys: ['another-master-key-0123456789-abcdefgh'] })).slice('/confirm/'.length),
    ]
    for (const each of bad) {
      for (const method of ['GET', 'POST']) {
        const response = await fetchEdge(`/confirm/${each}`, { method })
        expect([each, response.status]).toEqual([each, 404])
        expect(await response.json()).toMatchObject({ type: expect.stringMatching(/link-broken$/) })
      }
    }
    const old = await confirmLink(petition, id, { expires: Date.now() - 1_000 })
    const expired = await fetchEdge(old, { method: 'POST' })
    expect(expired.status).toBe(410)
    expect(await expired.json()).toMatchObject({ type: expect.stringMatching(/link-expired$/) })
    expect(await statusOf(petition, id)).toBe('pending')
  })

  test.each(['.', ',', ')', '>', '%20', '%E2%80%8B', '&fbclid=x', '%3Ffbclid=x', '=', '%22'])(
    'works with %s behind it',
    async (rest) => {
      const petition = await confirmable()
      await consumeSignatures([asked(petition, 1)])
      const { id } = asked(petition, 1)
      const link = await confirmLink(petition, id)
      expect((await fetchEdge(`${link}${rest}`)).status).toBe(200)
      expect((await press(`${link}${rest}?lang=de`)).status).toBe(202)
      expect(await statusOf(petition, id)).toBe('counted')
      const withdraw = `${await withdrawLink(petition, id)}${rest}`
      expect((await fetchEdge(withdraw)).status).toBe(200)
      expect((await press(withdraw)).status).toBe(202)
      expect(await statusOf(petition, id)).toBeNull()
    },
  )

  test('of a signature that was withdrawn says so, and sends nothing', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    await press(link)
    await press(await withdrawLink(petition, asked(petition, 1).id))
    for (const method of ['GET', 'POST']) {
      const { queue, sent } = recordingQueue()
      const response = await fetchEdge(link, { method, headers: { accept: 'text/html' } }, { SIGNATURES: queue })
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('<h1>This signature no longer exists</h1>')
      expect(sent).toEqual([])
    }
  })

  test('is queued while the database does not respond', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    // The petition is in the cache of this isolate by now.
    expect((await fetchEdge(link)).status).toBe(200)
    const { queue, sent } = recordingQueue()
    const response = await fetchEdge(link, { method: 'POST' }, { SIGNATURES: queue, DB: failingDb })
    expect(response.status).toBe(202)
    expect(sent).toHaveLength(1)
  })

  test('is valid under a rotated key that is still listed', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    const TOKEN_KEYS = `new-master-key-0123456789-abcdefghijkl,${env.TOKEN_KEYS}`
    expect((await fetchEdge(link, {}, { TOKEN_KEYS })).status).toBe(200)
    expect((await fetchEdge(link, {}, { TOKEN_KEYS: TOKEN_KEYS.split(',')[0] ?? '' })).status).toBe(404)
  })

  test('can be used ten times a minute, and not more', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1), asked(petition, 2)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await press(link)).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429])
    expect((await press(await confirmLink(petition, asked(petition, 2).id))).status).toBe(202)
  })

  test('is valid for seven days', () => {
    expect(CONFIRM_TOKEN_TTL_SECONDS).toBe(7 * 86_400)
  })

  test('is stored directly when the queue fails, and refused when the database fails too', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1), asked(petition, 2)])
    const link = await confirmLink(petition, asked(petition, 1).id)
    expect((await fetchEdge(link, { method: 'POST' }, { SIGNATURES: failingQueue })).status).toBe(202)
    expect((await ledgerOf(petition)).counter).toBe(1)
    const other = await confirmLink(petition, asked(petition, 2).id)
    expect((await fetchEdge(other, { method: 'POST' }, { SIGNATURES: failingQueue, DB: failingDb })).status).toBe(503)
  })
})

test('signing, confirming and withdrawing read a few rows, however many have signed', async () => {
  const rowsReadAmong = async (signed: number): Promise<number> => {
    const petition = await confirmable()
    await env.DB.prepare(
      `INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
       SELECT ?1, randomblob(32), printf('0100%04x-0000-7000-8000-%012x', ?1, i), 'en', 'pending', 0, 0 FROM n`,
    )
      .bind(petition.id, signed)
      .run()
    const messages = Array.from({ length: 10 }, (_, n) => asked(petition, n))
    const all = (kind: string) => messages.map(({ id }) => ({ v: 3, kind, petitionId: petition.id, id, emailId: id }))
    const { DB, meter } = meteredDb()
    await consumeSignatures(messages, { DB })
    await consumeSignatures(all('confirmation'), { DB })
    await consumeSignatures(all('withdrawal'), { DB })
    expect((await ledgerOf(petition)).rows).toBe(signed)
    return meter.rowsRead
  }
  const few = await rowsReadAmong(500)
  expect(few).toBeGreaterThan(0)
  // Of 30 messages.
  expect(few).toBeLessThan(30 * 80)
  expect(await rowsReadAmong(5_000)).toBe(few)
})

describe('somebody who signs first with the email address of another', () => {
  const shownOf = async (petition: TestPetition): Promise<unknown> =>
    env.DB.prepare(
      'SELECT id, public_name AS name, comment, lower(hex(contact)) AS contact, status FROM signatures WHERE petition_id = ?',
    )
      .bind(petition.id)
      .first()

  test('does not decide what the other confirms: the confirmed email does', async () => {
    const petition = await confirmable()
    const forged = asked(petition, 1, { publicName: 'Vera Victim', comment: 'I hate them all', contact: 'bad0' })
    const own = asked(petition, 1, { id: message(petition, 77).id, publicName: null, comment: null, contact: 'c0de' })
    await consumeSignatures([forged])
    await consumeSignatures([own])
    const link = await confirmLink(petition, forged.id, { emailId: own.id })
    const page = await (await fetchEdge(link, { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('Your name will not be shown.')
    expect(page).not.toContain('Vera Victim')
    await press(link, 2)
    expect(await shownOf(petition)).toEqual({
      id: own.id,
      name: null,
      comment: null,
      contact: 'c0de',
      status: 'counted',
    })
    // The email of the forged one changes nothing any more.
    await press(await confirmLink(petition, forged.id))
    expect(await shownOf(petition)).toMatchObject({ name: null, contact: 'c0de' })
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('is visible on the confirmation page, which shows what would be published', async () => {
    const petition = await confirmable()
    const forged = asked(petition, 1, { publicName: 'Vera <b>Victim', comment: 'I hate them all' })
    await consumeSignatures([forged])
    const link = await confirmLink(petition, forged.id)
    const page = await (await fetchEdge(link, { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('Vera &lt;b&gt;Victim')
    expect(page).toContain('I hate them all')
  })

  test('does not make a link to a deleted signature work', async () => {
    const petition = await confirmable()
    const { id } = asked(petition, 1)
    await consumeSignatures([asked(petition, 1)])
    await press(await withdrawLink(petition, id))
    expect((await fetchEdge(await confirmLink(petition, id))).status).toBe(410)
  })
})

describe('among several messages of one signer in a batch', () => {
  test('one with a replayed challenge does not displace the genuine one', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    const at = Date.now()
    const replay = asked(petition, 2, { id: asked(petition, 1).id, signedAt: at })
    await consumeSignatures([replay, asked(petition, 2, { signedAt: at + 1 })])
    expect((await ledgerOf(petition)).rows).toBe(2)
    expect(await emailsOf(petition)).toHaveLength(2)
  })

  test('one that was withdrawn and is redelivered does not displace the new one', async () => {
    const petition = await confirmable()
    const first = asked(petition, 1)
    await consumeSignatures([first])
    await press(await withdrawLink(petition, first.id))
    await consumeSignatures([first, asked(petition, 1, { id: message(petition, 9).id, signedAt: Date.now() + 1 })])
    expect((await ledgerOf(petition)).rows).toBe(1)
  })

  test('one signed while the petition was closed does not displace a later one', async () => {
    const petition = await startPetition()
    const post = (what: string) => postAsCampaign(petition, what)
    await post('close')
    const during = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await post('reopen')
    const late = message(petition, 1, { signedAt: during })
    await consumeSignatures([late, message(petition, 1, { id: message(petition, 9).id, signedAt: Date.now() + 1 })])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })
})
