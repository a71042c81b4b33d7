/** Dead letters, for the operator alone: listed and explained, put back on their own queue, deleted. */
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { type DeadLetterResponse, deadLetterReplayed, deadLettersResponse } from '../../schema/dead-letter.ts'
import { storeDeadLetters } from '../../src/ledger/dead-letters.ts'
import { DAY_MS, DEAD_LETTERS_PAGE_ROWS, DEAD_LETTERS_RETENTION_DAYS } from '../../src/limits.ts'
import { due } from './emails.ts'
import {
  asOperator,
  bearer,
  consume,
  consumeSignatures,
  dbWithPrepare,
  failingQueue,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  message,
  postAsCampaign,
  startPetition,
  unique,
  withdrawalOf,
} from './fixtures.ts'

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await env.DB.prepare('DELETE FROM dead_letters').run()
})

/** Stores a message as a dead letter. Returns its id. */
async function letter(
  body: unknown,
  { queue = 'undersigned-dead-letters', sentAt = Date.now() } = {},
): Promise<string> {
  const id = unique('letter')
  await storeDeadLetters(env.DB, [{ id, queue, body, sentAt }], Date.now())
  return id
}

const call = (method: string, path: string, overrides: Partial<EdgeEnv> = {}, headers: HeadersInit = asOperator) =>
  fetchEdge(`/api/dead-letters${path}`, { method, headers }, overrides)

async function listed(path = ''): Promise<{ letters: DeadLetterResponse[]; cursor: string | null }> {
  const response = await call('GET', path)
  expect(response.headers.get('cache-control')).toBe('no-store')
  return deadLettersResponse.parse(await response.json())
}
const ids = async (): Promise<string[]> => (await listed()).letters.map(({ id }) => id)

/** Queues that record what each is sent. */
function queues() {
  const sent = { SIGNATURES: [] as unknown[], EMAILS: [] as unknown[], DELIVERIES: [] as unknown[] }
  const queue = (to: unknown[]): Queue => ({ send: async (body: unknown) => void to.push(body) }) as unknown as Queue
  return {
    sent,
    overrides: { SIGNATURES: queue(sent.SIGNATURES), EMAILS: queue(sent.EMAILS), DELIVERIES: queue(sent.DELIVERIES) },
  }
}

async function replay(id: string, overrides: Partial<EdgeEnv>): Promise<unknown> {
  const response = await call('POST', `/${id}/replay`, overrides)
  return response.ok ? deadLetterReplayed.parse(await response.json()) : response.status
}
const done = (id: string) => ({ id, notReplayable: null })

test('nobody but the operator sees or changes them', async () => {
  const { token } = await startPetition()
  const id = await letter({})
  const routes = [
    ['GET', ''],
    ['POST', `/${id}/replay`],
    ['DELETE', `/${id}`],
  ] as const
  for (const [method, path] of routes) {
    for (const headers of [{}, bearer(token), bearer('x'.repeat(40))]) {
      expect((await call(method, path, {}, headers)).status).toBe(401)
    }
  }
  expect(await ids()).toEqual([id])
})

describe('the list', () => {
  test('says of each what it is and why it is there, and nothing of a person', async () => {
    const petition = await startPetition()
    const stored = message(petition, 1)
    await consumeSignatures([stored])
    const secret = { contact: 'c0'.repeat(40), sealedEmail: 'e0'.repeat(40), comment: 'Because', publicName: 'Noor' }
    const signature = message(petition, 2, secret)
    const orphan = message({ ...petition, id: 987_654 }, 3, secret)
    const bodies = [
      signature,
      stored,
      orphan,
      { ...signature, v: 6 },
      { ...signature, signer: 'short', review: { ...signature.review, signals: ['Noor'] } },
      withdrawalOf(stored),
      { v: 9, kind: 'Noor', id: 'Noor' },
      'Noor',
    ]
    for (const body of bodies) await letter(body)
    await letter(signature, { queue: 'undersigned-signatures' })
    const text = await (await call('GET', '')).text()
    for (const said of [...Object.values(secret), signature.signer]) expect(text).not.toContain(said)

    const { letters } = await listed()
    const seen = letters.map(({ cause, kind, version, wrongMembers, petition, about, state, notReplayable }) => [
      cause,
      kind,
      version,
      wrongMembers,
      petition,
      about,
      state,
      notReplayable,
    ])
    const { slug } = petition
    expect(seen).toEqual([
      ['gave-up', 'signature', 5, [], slug, signature.id, null, null],
      ['gave-up', 'signature', 5, [], slug, stored.id, 'counted', null],
      ['no-petition', 'signature', 5, [], null, orphan.id, null, null],
      ['unreadable', 'signature', 6, ['v'], slug, signature.id, null, 'unreadable'],
      ['unreadable', 'signature', 5, ['signer', 'review.signals.0'], slug, signature.id, null, 'unreadable'],
      ['gave-up', 'withdrawal', 5, [], slug, stored.id, 'counted', null],
      ['unreadable', null, 9, ['kind'], null, null, null, 'unreadable'],
      ['unreadable', null, null, ['kind'], null, null, null, 'unreadable'],
      ['refused', 'signature', 5, [], slug, signature.id, null, null],
    ])
  })

  test('has pages, with each letter once', async () => {
    const all = []
    for (let n = 0; n < 2 * DEAD_LETTERS_PAGE_ROWS + 3; n++) all.push(await letter({ n }))
    const pages = [await listed()]
    for (let next = pages[0]?.cursor; next != null; next = pages.at(-1)?.cursor)
      pages.push(await listed(`?cursor=${next}`))
    expect(pages.map(({ letters }) => letters.length)).toEqual([DEAD_LETTERS_PAGE_ROWS, DEAD_LETTERS_PAGE_ROWS, 3])
    expect(pages.flatMap(({ letters }) => letters.map(({ id }) => id))).toEqual(all)
    expect((await call('GET', '?cursor=1%20OR%201')).status).toBe(422)
  })
})

describe('a replay', () => {
  test('of a signature puts it back on its queue, as of then, and deletes the letter', async () => {
    const petition = await startPetition()
    const signature = message(petition, 1, { signedAt: Date.now() - 3 * DAY_MS })
    const id = await letter(signature)
    const { sent, overrides } = queues()
    expect(await replay(id, overrides)).toEqual(done(id))
    expect(sent).toEqual({ SIGNATURES: [signature], EMAILS: [], DELIVERIES: [] })
    expect(await ids()).toEqual([])
    await consumeSignatures(sent.SIGNATURES)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
    expect(await replay(id, overrides)).toBe(404)
  })

  test('that ends before the letter is deleted is made twice, and counts once', async () => {
    const petition = await startPetition()
    const id = await letter(message(petition, 1))
    const { sent, overrides } = queues()
    const DB = dbWithPrepare((sql) => {
      if (sql.startsWith('DELETE')) throw new Error('D1_ERROR: Network connection lost.')
      return env.DB.prepare(sql)
    })
    expect(await replay(id, { ...overrides, DB })).toBe(503)
    expect(await ids()).toEqual([id])
    expect(await replay(id, overrides)).toEqual(done(id))
    expect(sent.SIGNATURES).toHaveLength(2)
    for (const body of sent.SIGNATURES) await consumeSignatures([body])
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('of a signature that was withdrawn meanwhile does not bring it back', async () => {
    const petition = await startPetition()
    const signature = message(petition, 1, { signedAt: Date.now() - DAY_MS })
    await consumeSignatures([withdrawalOf(signature)])
    const id = await letter(signature)
    const { sent, overrides } = queues()
    expect(await replay(id, overrides)).toEqual(done(id))
    await consumeSignatures(sent.SIGNATURES)
    expect((await ledgerOf(petition)).counter).toBe(0)
  })

  test('of a withdrawal leaves what was signed after it', async () => {
    const petition = await startPetition()
    const first = message(petition, 1, { signedAt: Date.now() - 3 * DAY_MS })
    const withdrawal = withdrawalOf(first, { at: Date.now() - 2 * DAY_MS })
    const again = message(petition, 2, { signer: first.signer, signedAt: Date.now() - DAY_MS })
    await consumeSignatures([first])
    await consumeSignatures([again])
    const id = await letter(withdrawal)
    const { sent, overrides } = queues()
    expect(await replay(id, overrides)).toEqual(done(id))
    await consumeSignatures(sent.SIGNATURES)
    expect((await ledgerOf(petition)).counter).toBe(1)
    const { results } = await env.DB.prepare('SELECT id FROM signatures WHERE petition_id = ?').bind(petition.id).all()
    expect(results).toEqual([{ id: again.id }])
  })

  test('of a message of a former version has the time at which it was sent', async () => {
    const petition = await startPetition()
    const { petitionId, id: about } = message(petition, 1)
    const sentAt = Date.now() - 5 * DAY_MS
    const id = await letter({ v: 3, kind: 'withdrawal', petitionId, id: about }, { sentAt })
    const { sent, overrides } = queues()
    expect(await replay(id, overrides)).toEqual(done(id))
    expect(sent.SIGNATURES).toEqual([
      { v: 5, kind: 'withdrawal', petitionId, id: about, signer: null, proven: false, at: sentAt },
    ])
  })

  test('of a confirmation confirms as of then', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const signature = message(petition, 1, { sealedEmail: '00' })
    await consumeSignatures([signature])
    const at = Date.now() - 1_000
    const id = await letter({ v: 5, kind: 'confirmation', petitionId: petition.id, id: signature.id, at })
    expect((await listed()).letters[0]).toMatchObject({ kind: 'confirmation', about: signature.id, state: 'pending' })
    const { sent, overrides } = queues()
    expect(await replay(id, overrides)).toEqual(done(id))
    await consumeSignatures(sent.SIGNATURES)
    const row = await env.DB.prepare('SELECT status, confirmed_at AS at FROM signatures WHERE id = ?')
      .bind(signature.id)
      .first()
    expect(row).toEqual({ status: 'counted', at })
  })

  test('of an email tries the email once, and of one that was sent does nothing', async () => {
    const { email, petition } = await due({ address: 'replayed@example.org' })
    const inbox = () => env.DB.prepare('SELECT count(*) AS n FROM inbox').first<number>('n')
    const before = (await inbox()) ?? 0
    for (const state of ['pending', 'sent']) {
      const id = await letter(email)
      expect((await listed()).letters[0]).toMatchObject({
        kind: 'email',
        about: email.id,
        petition: petition.slug,
        state,
      })
      const { sent, overrides } = queues()
      expect(await replay(id, overrides)).toEqual(done(id))
      expect(sent).toEqual({ SIGNATURES: [], EMAILS: [email], DELIVERIES: [] })
      expect((await consume('undersigned-emails', sent.EMAILS)).explicitAcks).toHaveLength(1)
      expect(await inbox()).toBe(before + 1)
    }
  })

  test('of a delivery tries it once, and of one that was made does nothing', async () => {
    const petition = await startPetition()
    await postAsCampaign(petition, 'webhooks', { url: 'https://campaign.example.org/hook' })
    const hook = await env.DB.prepare('SELECT id FROM webhooks WHERE petition_id = ?')
      .bind(petition.id)
      .first<{ id: string }>()
    const tested = await postAsCampaign(petition, `webhooks/${hook?.id}/test`)
    const { delivery } = await tested.json<{ delivery: string }>()
    const posted = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('ok'))
    for (const state of ['pending', 'delivered']) {
      const id = await letter({ v: 1, kind: 'delivery', deliveryId: delivery })
      expect((await listed()).letters[0]).toMatchObject({
        kind: 'delivery',
        about: delivery,
        petition: petition.slug,
        state,
      })
      const { sent, overrides } = queues()
      expect(await replay(id, overrides)).toEqual(done(id))
      expect(sent).toEqual({
        SIGNATURES: [],
        EMAILS: [],
        DELIVERIES: [{ v: 1, kind: 'delivery', deliveryId: delivery }],
      })
      expect((await consume('undersigned-deliveries', sent.DELIVERIES)).explicitAcks).toHaveLength(1)
      expect(posted).toHaveBeenCalledOnce()
    }
  })

  const hangingQueue = { send: () => new Promise(() => {}) } as unknown as Queue
  test.each([
    ['refuses it', failingQueue],
    ['does not answer', hangingQueue],
  ])('leaves the letter where the queue %s', async (_, SIGNATURES) => {
    const id = await letter(message(await startPetition(), 1))
    const response = await call('POST', `/${id}/replay`, { SIGNATURES })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await ids()).toEqual([id])
  })

  test('is not made of what cannot be read, nor of what is older than what is known of withdrawals', async () => {
    const petition = await startPetition()
    const unreadable = await letter({ ...message(petition, 1), v: 6 })
    const signedAt = Date.now() - (DEAD_LETTERS_RETENTION_DAYS + 1) * DAY_MS
    const old = await letter(message(petition, 2, { signedAt }))
    const { sent, overrides } = queues()
    expect(await replay(unreadable, overrides)).toEqual({ id: unreadable, notReplayable: 'unreadable' })
    expect(await replay(old, overrides)).toEqual({ id: old, notReplayable: 'too-old' })
    expect(sent.SIGNATURES).toEqual([])
    expect(await ids()).toEqual([unreadable, old])
  })
})

test('one is deleted, and no other', async () => {
  const [one, other] = [await letter({}), await letter({})]
  expect((await call('DELETE', `/${one}`)).status).toBe(204)
  expect((await call('DELETE', `/${one}`)).status).toBe(404)
  expect(await ids()).toEqual([other])
})

test('what a queue gave up arrives, is listed, and is stored after a replay', async () => {
  const petition = await startPetition()
  const signature = message(petition, 1)
  await consume('undersigned-dead-letters', [signature])
  const [id = ''] = await ids()
  const { sent, overrides } = queues()
  expect(await replay(id, overrides)).toEqual(done(id))
  await consumeSignatures(sent.SIGNATURES)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})
