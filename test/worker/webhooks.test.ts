/** Telling the campaign: registered, signed, retried on schedule, each event with one id. */
import { env } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { eventPayload, type DeliveryResponse } from '../../schema/webhook.ts'
import { WEBHOOK_RETRY_DELAYS_SECONDS } from '../../src/limits.ts'
import { deliver } from '../../src/webhooks/deliver.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  bearer,
  consume,
  consumeSignatures,
  failingQueue,
  fetchEdge,
  jsonPost,
  message,
  postAsCampaign,
  batchQueue,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

interface Registered {
  id: string
  secret: string
}

const register = async (petition: TestPetition, url = 'https://campaign.example.org/hook'): Promise<Registered> =>
  (await fetchEdge(`/api/petitions/${petition.slug}/webhooks`, jsonPost({ url }, bearer(petition.token)))).json()

const call = (petition: TestPetition, path: string, method = 'POST') =>
  fetchEdge(`/api/petitions/${petition.slug}/webhooks${path}`, { method, headers: bearer(petition.token) })

const deliveriesOf = async (petition: TestPetition, hook: Registered): Promise<DeliveryResponse[]> =>
  (await (await call(petition, `/${hook.id}/deliveries`, 'GET')).json<{ deliveries: DeliveryResponse[] }>()).deliveries

/** A campaign's endpoint that responds with these statuses, one after another, then 200. */
function endpoint(...statuses: (number | Error)[]) {
  const received: { url: string; headers: Record<string, string>; body: string }[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    received.push({
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: await new Response(init.body).text(),
    })
    const status = statuses.shift() ?? 200
    if (status instanceof Error) throw status
    return new Response('ok', { status })
  }
  return { received, fetch }
}

const tryOnce = (deliveryId: string, fetch: (url: string, init: RequestInit) => Promise<Response>, now = Date.now()) =>
  deliver(deliveryId, { db: env.DB, fetch, tokenKeys: env.TOKEN_KEYS.split(','), now: () => now })

const milestone = async (): Promise<{ petition: TestPetition; hook: Registered; deliveryId: string }> => {
  const petition = await startPetition({ milestones: [1] })
  const hook = await register(petition)
  await consumeSignatures([message(petition, 1)])
  const [delivery] = await deliveriesOf(petition, hook)
  return { petition, hook, deliveryId: delivery?.id ?? '' }
}

afterEach(() => vi.restoreAllMocks())

describe('registering a webhook', () => {
  test('takes the campaign token and returns a secret that is nowhere in the database', async () => {
    const petition = await startPetition()
    const hook = await register(petition)
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const row = await env.DB.prepare('SELECT * FROM webhooks WHERE id = ?').bind(hook.id).first()
    expect(JSON.stringify(row)).not.toContain(hook.secret.slice(6, 20))
    expect(JSON.stringify(await (await call(petition, '', 'GET')).json())).not.toContain('whsec_')
  })

  test('refuses requests without token, other campaigns and unknown webhooks', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    const hook = await register(mine)
    expect((await fetchEdge(`/api/petitions/${mine.slug}/webhooks`)).status).toBe(401)
    expect((await call({ ...mine, token: other.token }, `/${hook.id}`, 'GET')).status).toBe(401)
    expect((await call(other, `/${hook.id}`, 'GET')).status).toBe(404)
    expect((await call(mine, `/${hook.id}`, 'DELETE')).status).toBe(204)
    expect((await call(mine, `/${hook.id}`, 'GET')).status).toBe(404)
  })

  test.each([
    'http://campaign.example.org/',
    'ftp://campaign.example.org',
    'https://localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/',
    'https://[fd00::1]/',
    'https://user:pw@campaign.example.org/',
    'https://intranet/',
    'https://db.internal/',
    'https://printer.local/',
    'javascript:alert(1)',
    'not a url',
    '',
  ])('refuses %s in production', async (url) => {
    const petition = await startPetition()
    const response = await fetchEdge(
      `/api/petitions/${petition.slug}/webhooks`,
      jsonPost({ url }, bearer(petition.token)),
      {
        ENVIRONMENT: 'production',
        PUBLIC_ORIGIN: 'https://petitions.example.org',
      },
    )
    expect(response.status).toBe(422)
  })

  test('is limited to ten', async () => {
    const petition = await startPetition()
    for (let n = 0; n < 10; n++) await register(petition)
    const eleventh = await fetchEdge(
      `/api/petitions/${petition.slug}/webhooks`,
      jsonPost({ url: 'https://example.org' }, bearer(petition.token)),
    )
    expect(eleventh.status).toBe(409)
  })
})

describe('delivering an event', () => {
  test('posts it, signed as Standard Webhooks says', async () => {
    const { petition, hook, deliveryId } = await milestone()
    const { received, fetch } = endpoint()
    expect(await tryOnce(deliveryId, fetch)).toEqual({ done: true, state: 'delivered' })
    const [request] = received
    expect(request?.url).toBe('https://campaign.example.org/hook')
    const payload = new Webhook(hook.secret).verify(request?.body ?? '', request?.headers ?? {})
    expect(eventPayload.parse(payload)).toMatchObject({
      type: 'petition.milestone',
      data: {
        petition: { slug: petition.slug, title: 'A title', url: `http://petitions.test/p/${petition.slug}` },
        milestone: 1,
        count: 1,
      },
    })
    expect(request?.headers['webhook-id']).toMatch(new RegExp(`^milestone_${petition.id}_1_[0-9a-f]{16}$`))
    expect(await deliveriesOf(petition, hook)).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: 200 }])
    // Delivered is delivered: the same queue message again posts nothing.
    expect(await tryOnce(deliveryId, fetch)).toEqual({ done: true, state: 'nothing-to-do' })
    expect(received).toHaveLength(1)
  })

  test('retries on the documented schedule with the same id and bytes, then fails', async () => {
    const { petition, hook, deliveryId } = await milestone()
    const faults = Array.from({ length: 20 }, (_, n) =>
      n % 3 === 0 ? new Error('connection refused') : n % 3 === 1 ? 500 : 302,
    )
    const { received, fetch } = endpoint(...faults)
    let now = Date.now()
    const waits: number[] = []
    let outcome = await tryOnce(deliveryId, fetch, now)
    while (!outcome.done) {
      waits.push(outcome.retryAfterSeconds)
      // Too early is not a try.
      expect(await tryOnce(deliveryId, fetch, now + 1_000)).toMatchObject({ done: false, why: 'not due yet' })
      now += outcome.retryAfterSeconds * 1_000
      outcome = await tryOnce(deliveryId, fetch, now)
    }
    expect(outcome.state).toBe('failed')
    expect(waits).toEqual([...WEBHOOK_RETRY_DELAYS_SECONDS])
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(received).toHaveLength(WEBHOOK_RETRY_DELAYS_SECONDS.length + 1)
    expect(await deliveriesOf(petition, hook)).toMatchObject([{ state: 'failed', attempts: 10 }])

    expect((await call(petition, `/${hook.id}/deliveries/${encodeURIComponent(deliveryId)}/retry`)).status).toBe(202)
    expect(await tryOnce(deliveryId, endpoint().fetch)).toEqual({ done: true, state: 'delivered' })
  })

  test('posts once for two consumers with the same message', async () => {
    const { deliveryId } = await milestone()
    const { received, fetch } = endpoint()
    await Promise.all(Array.from({ length: 10 }, () => tryOnce(deliveryId, fetch)))
    expect(received).toHaveLength(1)
  })

  test('disables the webhook after 410 Gone', async () => {
    const { petition, hook, deliveryId } = await milestone()
    expect(await tryOnce(deliveryId, endpoint(410).fetch)).toEqual({ done: true, state: 'failed' })
    expect(await (await call(petition, `/${hook.id}`, 'GET')).json()).toMatchObject({ disabledAt: expect.any(String) })
  })

  test('is signed with both secrets for a day after a rotation, then only with the new one', async () => {
    const { petition, hook, deliveryId } = await milestone()
    const rotated = await (await call(petition, `/${hook.id}/rotate`)).json<Registered>()
    expect(rotated.secret).not.toBe(hook.secret)
    const { received, fetch } = endpoint(500)
    await tryOnce(deliveryId, fetch)
    const [soon] = received
    for (const { secret } of [hook, rotated])
      expect(() => new Webhook(secret).verify(soon?.body ?? '', soon?.headers ?? {})).not.toThrow()
    const later = Date.now() + 25 * 3_600_000
    await tryOnce(deliveryId, fetch, later)
    vi.useFakeTimers({ now: later, toFake: ['Date'] })
    const [, after] = received
    expect(() => new Webhook(rotated.secret).verify(after?.body ?? '', after?.headers ?? {})).not.toThrow()
    expect(() => new Webhook(hook.secret).verify(after?.body ?? '', after?.headers ?? {})).toThrow(
      'No matching signature',
    )
    vi.useRealTimers()
  })

  test('sends a test event to its webhook alone', async () => {
    const petition = await startPetition()
    const [one, two] = [await register(petition), await register(petition)]
    const { delivery } = await (await call(petition, `/${one.id}/test`)).json<{ delivery: string }>()
    const { received, fetch } = endpoint()
    await tryOnce(delivery, fetch)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' })
    expect(await deliveriesOf(petition, two)).toEqual([])
  })

  test('sends closing and victory', async () => {
    const petition = await startPetition()
    const hook = await register(petition)
    for (const action of ['close', 'victory']) {
      await postAsCampaign(petition, action)
    }
    expect((await deliveriesOf(petition, hook)).map(({ type }) => type).toSorted()).toEqual([
      'petition.closed',
      'petition.victory',
    ])
  })
})

describe('the queue of deliveries', () => {
  test('gets every delivery of a batch, and the cron trigger finds lost ones', async () => {
    const petition = await startPetition({ milestones: [1] })
    const hook = await register(petition)
    const result = await consumeSignatures([message(petition, 1)], { DELIVERIES: failingQueue })
    expect(result.explicitAcks).toHaveLength(1)
    const [delivery] = await deliveriesOf(petition, hook)
    await env.DB.prepare('UPDATE deliveries SET next_attempt_at = ?2 WHERE id = ?1')
      .bind(delivery?.id, Date.now() - 121_000)
      .run()
    const pending = await env.DB.prepare(`SELECT count(*) AS n FROM deliveries WHERE state = 'pending'`).first<number>(
      'n',
    )
    const sent: { deliveryId: string }[] = []
    const sweep = (waiting: number) =>
      runScheduled('* * * * *', { ...env, DELIVERIES: batchQueue(sent, waiting) }, Date.now())
    // As many messages wait in the queue as there are deliveries: none is lost, however late it is.
    await sweep(pending ?? 0)
    expect(sent).toEqual([])
    await sweep(0)
    await sweep(0)
    expect(sent.filter(({ deliveryId }) => deliveryId === delivery?.id)).toHaveLength(1)
  })

  test('acknowledges a finished delivery, and retries any other when it is due', async () => {
    const { deliveryId } = await milestone()
    const body = { v: 1, kind: 'delivery', deliveryId }
    const statuses = [500, 200]
    const fetch = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(null, { status: statuses.shift() ?? 200 }))
    const failed = await consume('undersigned-deliveries', [body, { nonsense: true }])
    expect(failed.retryDelaysSeconds).toEqual([5])
    // An unreadable message goes to the dead letters.
    expect(failed.explicitAcks).toHaveLength(1)
    await env.DB.prepare('UPDATE deliveries SET next_attempt_at = 0 WHERE id = ?').bind(deliveryId).run()
    const delivered = await consume('undersigned-deliveries', [body])
    expect(delivered.explicitAcks).toHaveLength(1)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect((await consume('undersigned-deliveries', [{ ...body, deliveryId: 'gone' }])).explicitAcks).toHaveLength(1)
  })
})
