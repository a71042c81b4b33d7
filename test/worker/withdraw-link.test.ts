/**
 * The link to withdraw that is shown after signing. It needs no email, so it may withdraw no more than what the same form gave
 * (decision 007): anyone who signs with another person's email address gets one that looks the same.
 */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { acceptedResponse } from '../../schema/signature.ts'
import { makeLinkToken, readLinkToken } from '../../src/crypto/link-token.ts'
import { EMAILS_PER_DAY } from '../../src/limits.ts'
import { confirmable, TOKEN_KEYS } from './emails.ts'
import {
  consumeSignatures,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  message,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
  unique,
  withdrawalOf,
} from './fixtures.ts'
import { asked, confirmLink, press, removalsOf, targetOf, withdrawLink } from './links.ts'

/** Signs by the API; the message is the test's to deliver. */
async function sign(petition: TestPetition, email: string) {
  const { queue, sent } = recordingQueue()
  const fields = { name: 'Ada Example', email, proof: await solve(petition.slug) }
  const response = await postSignature(petition.slug, fields, { SIGNATURES: queue })
  const [signature] = sent
  if (signature === undefined) throw new Error(`not accepted: ${response.status}`)
  const { withdrawUrl } = acceptedResponse.parse(await response.clone().json())
  return { response, signature, path: new URL(withdrawUrl).pathname }
}

const shown = (petition: TestPetition, id: string): Promise<string> => withdrawLink(petition, id, { proven: false })

const rowsOf = async (petition: TestPetition): Promise<unknown[]> =>
  (
    await env.DB.prepare('SELECT id, status, public_name AS name FROM signatures WHERE petition_id = ?')
      .bind(petition.id)
      .all()
  ).results

/** Before now, as every signature that is confirmed later. */
const EARLIER = { signedAt: Date.now() - 60_000 }

describe('on a petition without confirmation', () => {
  test('withdraws the signature of its own id', async () => {
    const petition = await startPetition()
    const { signature, path } = await sign(petition, `${unique('own')}@example.org`)
    await consumeSignatures([signature])
    expect((await ledgerOf(petition)).counter).toBe(1)
    const page = await fetchEdge(path, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect((await ledgerOf(petition)).counter).toBe(1)
    expect((await press(path)).status).toBe(202)
    expect(await rowsOf(petition)).toEqual([])
    expect((await ledgerOf(petition)).counter).toBe(0)
  })

  test('of who signs with the email address of another looks the same, and changes nothing', async () => {
    const petition = await startPetition()
    const email = `${unique('twice')}@example.org`
    const first = await sign(petition, email)
    await consumeSignatures([first.signature])
    const second = await sign(petition, email)
    await consumeSignatures([second.signature])

    expect(second.path).toHaveLength(first.path.length)
    const [a, b] = await Promise.all([first, second].map(({ response }) => response.text()))
    expect(b).toHaveLength(a?.length ?? 0)
    expect(Object.keys(JSON.parse(b ?? ''))).toEqual(Object.keys(JSON.parse(a ?? '')))
    expect([...second.response.headers]).toEqual([...first.response.headers])

    const responses = [await press(second.path), await press(first.path)]
    const [nothing, something] = await Promise.all(
      responses.map(async (response) => [response.status, [...response.headers], await response.text()]),
    )
    expect(nothing).toEqual(something)
  })

  test('of a repeat leaves the count and the public record alone', async () => {
    const petition = await startPetition()
    const email = `${unique('repeat')}@example.org`
    const [first, second] = [await sign(petition, email), await sign(petition, email)]
    await consumeSignatures([first.signature, second.signature])
    await press(second.path)
    expect(await ledgerOf(petition)).toMatchObject({ rows: 1, counter: 1 })
    expect(await removalsOf(petition)).toEqual({ removals: [] })
    // The first signer's own still works.
    await press(first.path)
    expect(await ledgerOf(petition)).toMatchObject({ rows: 0, counter: 0 })
  })

  test('of who signed first leaves what the owner of the email address signed after it', async () => {
    const petition = await startPetition()
    const email = `${unique('stranger')}@example.org`
    const [stranger, owner] = [await sign(petition, email), await sign(petition, email)]
    await consumeSignatures([stranger.signature, owner.signature])
    await press(stranger.path)
    expect(await rowsOf(petition)).toMatchObject([{ id: owner.signature.id, status: 'counted' }])
    expect(await ledgerOf(petition)).toMatchObject({ rows: 1, counter: 1 })
  })

  test('works before its signature has arrived, and for a signature that was to replace another', async () => {
    const petition = await startPetition()
    const { signature, path } = await sign(petition, `${unique('early')}@example.org`)
    await press(path)
    await consumeSignatures([signature])
    expect(await rowsOf(petition)).toEqual([])

    const waiting = message(petition, 1, { sealedEmail: '00', ...EARLIER })
    const withProof = message(petition, 2, { signer: waiting.signer })
    await consumeSignatures([waiting])
    await consumeSignatures([withdrawalOf(withProof, { proven: false })])
    await consumeSignatures([withProof])
    expect(await rowsOf(petition)).toMatchObject([{ id: waiting.id, status: 'pending' }])
  })

  test('in the same batch as its signature ends without it', async () => {
    const petition = await startPetition()
    const signature = message(petition, 1)
    for (let n = 0; n < 2; n++) await consumeSignatures([withdrawalOf(signature, { proven: false }), signature])
    expect(await ledgerOf(petition)).toMatchObject({ rows: 0, counter: 0 })
  })

  test('withdraws what is held for review, but not what an email has confirmed', async () => {
    const petition = await startPetition()
    const held = message(petition, 1, EARLIER)
    const confirmed = message(petition, 2, { sealedEmail: '00', ...EARLIER })
    await consumeSignatures([held, confirmed])
    await env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE petition_id = ? AND id = ?`)
      .bind(petition.id, held.id)
      .run()
    await press(await confirmLink(petition, confirmed.id))
    for (const { id } of [held, confirmed]) await press(await shown(petition, id))
    expect(await rowsOf(petition)).toMatchObject([{ id: confirmed.id, status: 'counted' }])
  })
})

describe('on a petition with confirmation', () => {
  const earlier = (petition: TestPetition, n: number, fields = {}) => asked(petition, n, { ...EARLIER, ...fields })

  test('withdraws what is unconfirmed, with its email', async () => {
    const petition = await confirmable()
    const signature = earlier(petition, 1)
    await consumeSignatures([signature])
    await press(await shown(petition, signature.id))
    expect(await rowsOf(petition)).toEqual([])
    const { results } = await env.DB.prepare('SELECT id FROM emails WHERE petition_id = ?').bind(petition.id).all()
    expect(results).toEqual([])
  })

  test('sends no email for a signature that was withdrawn before it arrived', async () => {
    const petition = await confirmable()
    const [first, again] = [earlier(petition, 1), earlier(petition, 1, { id: message(petition, 9).id })]
    await consumeSignatures([first])
    await press(await shown(petition, again.id))
    await consumeSignatures([again])
    const { results } = await env.DB.prepare('SELECT id FROM emails WHERE petition_id = ?').bind(petition.id).all()
    expect(results).toEqual([{ id: first.id }])
  })

  test('cannot withdraw what the owner of the email address has confirmed', async () => {
    const petition = await confirmable()
    const signature = earlier(petition, 1)
    await consumeSignatures([signature])
    await press(await confirmLink(petition, signature.id))
    await press(await shown(petition, signature.id))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
    // The link of the email can.
    await press(await withdrawLink(petition, signature.id))
    expect((await ledgerOf(petition)).counter).toBe(0)
  })

  test('of who signed first cannot prevent the owner of the email address from confirming', async () => {
    const petition = await confirmable()
    const stranger = earlier(petition, 1, { publicName: 'A Stranger' })
    const owner = earlier(petition, 1, { id: message(petition, 9).id, publicName: 'The Owner' })
    await consumeSignatures([stranger])
    await consumeSignatures([owner])
    await press(await shown(petition, stranger.id))
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'pending', name: 'The Owner' }])
    await press(await confirmLink(petition, owner.id))
    expect(await rowsOf(petition)).toEqual([{ id: owner.id, status: 'counted', name: 'The Owner' }])
    await press(await shown(petition, stranger.id))
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('does not weaken the link of an email in the same batch', async () => {
    const petition = await confirmable()
    const signature = earlier(petition, 1)
    await consumeSignatures([signature])
    await press(await confirmLink(petition, signature.id))
    await consumeSignatures([false, true].map((proven) => withdrawalOf(signature, { proven })))
    expect(await rowsOf(petition)).toEqual([])
  })

  test('used often does not use up the limit of the links in emails', async () => {
    const petition = await confirmable()
    const signature = earlier(petition, 1)
    await consumeSignatures([signature])
    const again = earlier(petition, 1, { id: message(petition, 9).id })
    await consumeSignatures([again])
    const link = await shown(petition, signature.id)
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await press(link)).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await press(await confirmLink(petition, again.id))).status).toBe(202)
  })

  test('does not make room for more emails of the day to somebody else', async () => {
    const petition = await confirmable()
    const { signer } = earlier(petition, 1)
    for (let n = 0; n < 5; n++) {
      const signature = earlier(petition, 1, { id: message(petition, n).id, signer, signedAt: Date.now() })
      await consumeSignatures([signature])
      await env.DB.prepare(
        `UPDATE emails SET state = 'sent', attempts = 1, sealed = NULL WHERE petition_id = ? AND state = 'pending'`,
      )
        .bind(petition.id)
        .run()
      await consumeSignatures([withdrawalOf(signature, { proven: false })])
    }
    const { results } = await env.DB.prepare('SELECT state FROM emails WHERE petition_id = ?').bind(petition.id).all()
    expect(results).toEqual(Array.from({ length: EMAILS_PER_DAY }, () => ({ state: 'sent' })))
  })

  test('is no link to confirm', async () => {
    const petition = await confirmable()
    const target = targetOf(petition, earlier(petition, 1).id, false)
    await consumeSignatures([earlier(petition, 1)])
    const token = await makeLinkToken('withdraw', target, null, TOKEN_KEYS)
    expect(await readLinkToken(token, 'withdraw', TOKEN_KEYS, Date.now())).toEqual({ ok: true, target })
    for (const method of ['GET', 'POST']) {
      expect((await fetchEdge(`/confirm/${token}`, { method })).status).toBe(404)
    }
  })
})

describe('the page after confirming', () => {
  const confirmedPage = async (path: string, lang = 'en') => {
    const { queue, sent } = recordingQueue()
    const response = await fetchEdge(
      `${path}?lang=${lang}`,
      { method: 'POST', headers: { accept: 'text/html' } },
      { SIGNATURES: queue },
    )
    return { response, sent, html: await response.text() }
  }

  test('says how many have signed with the signer, before the signature is stored and after', async () => {
    const petition = await startPetition({ confirmation: 'email', claimedCount: 8_412, goal: 10_000 })
    const signature = message(petition, 1, { sealedEmail: '00', ...EARLIER })
    await consumeSignatures([signature])
    const link = await confirmLink(petition, signature.id)
    const { response, sent, html } = await confirmedPage(link)
    expect(response.status).toBe(202)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(html).toContain('You and 8,412 others have signed.')
    expect(html).toContain('1,587 more to reach 10,000.')
    expect(html).not.toContain('id="sign"')
    await consumeSignatures(sent)
    const again = (await confirmedPage(link)).html
    // The count may be some seconds old. The signer is in the number, and others are not counted twice.
    expect(again).toMatch(/You and 8,41[12] others have signed/)
  })

  test('shares with a way of its own in each link, and withdraws with a link as good as that of the email', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const signature = message(petition, 1, { sealedEmail: '00', ...EARLIER })
    await consumeSignatures([signature])
    const { sent, html } = await confirmedPage(await confirmLink(petition, signature.id))
    for (const way of ['whatsapp', 'telegram', 'x', 'facebook', 'bluesky', 'email']) {
      expect(html).toContain(encodeURIComponent(`/en/p/${petition.slug}?source=${way}`))
    }
    await consumeSignatures(sent)
    const link = /\/withdraw\/[\w-]{99}/.exec(html)?.[0] ?? ''
    await press(link)
    expect(await rowsOf(petition)).toEqual([])
  })

  test('of a signature that is held for review looks the same', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const [counted, held] = [1, 2].map((n) => message(petition, n, { sealedEmail: '00', ...EARLIER }))
    if (counted === undefined || held === undefined) throw new Error('no messages')
    await consumeSignatures([counted, held])
    await env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE petition_id = ? AND id = ?`)
      .bind(petition.id, held.id)
      .run()
    const [one, other] = await Promise.all(
      [counted, held].map(async ({ id }) => confirmedPage(await confirmLink(petition, id))),
    )
    const alike = (html = ''): string => html.replaceAll(/withdraw\/[\w-]{99}/g, '')
    expect(alike(other?.html)).toBe(alike(one?.html))
  })
})
