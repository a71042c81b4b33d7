/**
 * Endpoints that give no response, and how many connections there are. The clock is virtual: it stands still until every lane
 * of a batch has ended or waits for an endpoint that hangs, and then all of those time out at once.
 */
import { createMessageBatch, env } from 'cloudflare:test'
import { expect, onTestFinished, test, vi } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { EMAILS_AT_ONCE, WEBHOOK_PAUSE_SECONDS, WEBHOOK_TIMEOUT_MS, WEBHOOKS_AT_ONCE } from '../../src/limits.ts'
import { webhookIdOf } from '../../src/webhooks/deliver.ts'
import consumer from '../../workers/consumer/index.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import {
  batchQueue,
  bearer,
  consume,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  startPetition,
  stopClock,
  type TestPetition,
} from './fixtures.ts'

/** Of a Worker, to anything outside of it: https://developers.cloudflare.com/workers/platform/limits/. */
const CONNECTIONS_MAX = 6

/** What an endpoint named `slow` takes to respond. */
const SLOW_MS = WEBHOOK_TIMEOUT_MS - 1

const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 2))

/** Webhooks whose host says what they do: `hangs`, `fails` with 500, or anything else. Returns their ids. */
async function register(petition: TestPetition, hosts: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const host of hosts) {
    const form = jsonPost({ url: `https://${host}.example.org/hook` }, bearer(petition.token))
    const response = await fetchEdge(`/api/petitions/${petition.slug}/webhooks`, form)
    ids.push((await response.json<{ id: string }>()).id)
  }
  return ids
}

/** The deliveries of `events` milestones to these webhooks, those of the first milestone first. */
async function deliveries(events: number, hosts: readonly string[]): Promise<string[]> {
  const petition = await startPetition({ milestones: Array.from({ length: events }, (_, n) => n + 1) })
  const webhooks = await register(petition, hosts)
  await consumeSignatures(Array.from({ length: events }, (_, n) => message(petition, n)))
  const { results } = await env.DB.prepare(
    'SELECT d.id FROM deliveries AS d JOIN outbox AS o ON o.id = d.event_id WHERE o.petition_id = ?',
  )
    .bind(petition.id)
    .all<{ id: string }>()
  const ids = results.map(({ id }) => id)
  const rank = (id: string): number => Number(id.split('_')[2]) * 100 + webhooks.indexOf(webhookIdOf(id))
  expect(ids).toHaveLength(events * hosts.length)
  return ids.toSorted((a, b) => rank(a) - rank(b))
}

interface Queued {
  id: string
  /** When it can be received, in milliseconds. */
  at: number
}

interface Row {
  state: string
  attempts: number
  last_status: number | null
  next_attempt_at: number | null
}

const rowOf = (id: string): Promise<Row | null> =>
  env.DB.prepare('SELECT state, attempts, last_status, next_attempt_at FROM deliveries WHERE id = ?')
    .bind(id)
    .first<Row>()

/** The queue of deliveries with one consumer, the campaigns' endpoints, and the time. */
function world() {
  stopClock()
  const startedAt = Date.now()
  const waiting: Queued[] = []
  const hanging = new Map<string, () => void>()
  const attempts: { event: string; host: string; at: number }[] = []
  const healed = new Set<string>()
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const host = new URL(String(input)).hostname.replace('.example.org', '')
    attempts.push({ event: new Headers(init.headers).get('webhook-id') ?? '', host, at: Date.now() - startedAt })
    if (host.startsWith('hangs') && !healed.has(host)) {
      const key = `${host} ${attempts.length}`
      await new Promise<void>((resolve) => hanging.set(key, resolve))
      hanging.delete(key)
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    }
    if (host.startsWith('slow')) vi.setSystemTime(Date.now() + SLOW_MS)
    return new Response(null, { status: host.startsWith('fails') ? 500 : 200 })
  }
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(fetch)
  onTestFinished(() => spy.mockRestore())

  const sendLater = async ({ deliveryId }: { deliveryId: string }, options?: QueueSendOptions): Promise<void> =>
    void waiting.push({ id: deliveryId, at: Date.now() + (options?.delaySeconds ?? 0) * 1000 })
  const DELIVERIES = { send: sendLater } as unknown as Queue

  async function receive(ids: readonly string[]): Promise<void> {
    const batch = createMessageBatch(
      'undersigned-deliveries',
      ids.map((id, n) => ({
        id: `m${n}`,
        timestamp: new Date(),
        attempts: 1,
        body: { v: 1, kind: 'delivery', deliveryId: id },
      })),
    )
    const acked = new Set<string>()
    for (const [n, one] of batch.messages.entries()) {
      const id = ids[n] ?? ''
      vi.spyOn(one, 'ack').mockImplementation(() => void acked.add(id))
      vi.spyOn(one, 'retry').mockImplementation((options) => {
        waiting.push({ id, at: Date.now() + (options?.delaySeconds ?? 30) * 1000 })
      })
    }
    const run = { ended: false }
    const work = consumer.queue(batch, { ...env, DELIVERIES }).finally(() => (run.ended = true))
    const lanes = new Set(ids.map(webhookIdOf))
    const endedLane = (webhook: string): boolean => ids.every((id) => webhookIdOf(id) !== webhook || acked.has(id))
    while (!run.ended) {
      await turn()
      const ended = [...lanes].filter(endedLane).length
      if (hanging.size === 0 || hanging.size + ended < lanes.size) continue
      vi.setSystemTime(Date.now() + WEBHOOK_TIMEOUT_MS)
      for (const timeOut of hanging.values()) timeOut()
      while (hanging.size > 0) await turn()
    }
    await work
  }

  return {
    attempts,
    healed,
    /** What was sent or retried, and not received yet: in milliseconds from the start, by the id of the delivery. */
    queued: () => Object.fromEntries(waiting.map(({ id, at }) => [id, at - startedAt])),
    send: (ids: readonly string[]) => void waiting.push(...ids.map((id) => ({ id, at: Date.now() }))),
    /** Delivers batch after batch until nothing is left that can be received before `until` milliseconds from the start. */
    run: async (until: number): Promise<void> => {
      for (;;) {
        waiting.sort((a, b) => a.at - b.at)
        const next = waiting[0]
        if (next === undefined || next.at - startedAt > until) return
        vi.setSystemTime(Math.max(Date.now(), next.at))
        const due = waiting.filter(({ at }) => at <= Date.now()).slice(0, WEBHOOKS_AT_ONCE)
        waiting.splice(0, due.length)
        await receive(due.map(({ id }) => id))
      }
    },
  }
}

const HANGING = Array.from({ length: 6 }, (_, n) => `hangs${n}`)
const BOUND_MS = HANGING.length * WEBHOOK_TIMEOUT_MS

test('promise 3: six endpoints that hang delay another event by 15 seconds each at most, however many events they have', async () => {
  const { attempts, send, run } = world()
  const theirs = await deliveries(10, HANGING)
  const others = await deliveries(1, ['works'])
  send([...theirs, ...others])
  await run(BOUND_MS)
  expect(attempts.find(({ host }) => host === 'works')?.at).toBeLessThanOrEqual(BOUND_MS)
})

test('promise 3: that holds for six that hang in six batches, and in a batch none waits for another', async () => {
  const { attempts, send, run } = world()
  const theirs = await deliveries(1, HANGING)
  const others = await deliveries(7, ['a', 'b', 'c', 'd'])
  const mixed = theirs.flatMap((id, n) => [id].concat(others.slice(n * 4, n * 4 + 4)))
  send([...mixed, ...others.slice(24)])
  await run(BOUND_MS)
  const starts = attempts.filter(({ host }) => !host.startsWith('hangs')).map(({ at }) => at)
  expect(starts).toEqual(others.map((_, n) => Math.floor(n / 4) * WEBHOOK_TIMEOUT_MS))
})

test('promise 3: events that were put off arrive when their endpoint responds again, each once', async () => {
  const { attempts, healed, send, run } = world()
  const ids = await deliveries(4, ['hangs0'])
  send(ids)
  await run(WEBHOOK_TIMEOUT_MS)
  expect(attempts).toHaveLength(1)
  expect((await Promise.all(ids.slice(1).map(rowOf))).map((row) => row?.attempts)).toEqual([0, 0, 0])

  healed.add('hangs0')
  await run(WEBHOOK_PAUSE_SECONDS * 1000)
  vi.setSystemTime(Date.now() + WEBHOOK_PAUSE_SECONDS * 1000)
  const sent: { deliveryId: string }[] = []
  await runScheduled('* * * * *', { ...env, DELIVERIES: batchQueue(sent) }, Date.now())
  const again = sent.map(({ deliveryId }) => deliveryId).filter((id) => ids.includes(id))
  expect(again.toSorted()).toEqual(ids.slice(1).toSorted())
  send(again)
  await run(Infinity)
  expect((await Promise.all(ids.map(rowOf))).map((row) => row?.state)).toEqual(ids.map(() => 'delivered'))
  expect(attempts).toHaveLength(ids.length + 1)
})

test('promise 3: a batch with several events for a slow endpoint ends in time for the others', async () => {
  const { attempts, send, run } = world()
  const slow = await deliveries(WEBHOOKS_AT_ONCE, ['slow'])
  const others = await deliveries(1, ['works'])
  send([...slow, ...others])
  await run(WEBHOOK_TIMEOUT_MS)
  expect(attempts).toEqual([
    { event: expect.any(String), host: 'slow', at: 0 },
    { event: expect.any(String), host: 'works', at: SLOW_MS },
  ])
})

test('promise 3: a campaign that sends a test event does not wait for the end of the pause', async () => {
  const { attempts, healed, send, run } = world()
  const [first = '', second = ''] = await deliveries(2, ['hangs0'])
  send([first])
  await run(0)
  healed.add('hangs0')
  const { petition, token } = await campaignOf(first)
  const path = `/api/petitions/${petition}/webhooks/${webhookIdOf(first)}/test`
  const response = await fetchEdge(path, { method: 'POST', headers: bearer(token) })
  const { delivery } = await response.json<{ delivery: string }>()
  send([delivery, second])
  await run(WEBHOOK_TIMEOUT_MS)
  expect(attempts).toHaveLength(3)
})

test('promise 3: a retry of 5 seconds is made 5 seconds after the attempt ended', async () => {
  const { attempts, send, run } = world()
  send(await deliveries(1, ['fails']))
  await run(10_000)
  expect(attempts.map(({ at }) => at)).toEqual([0, 5_000])
})

test('promise 3: an endpoint that hangs does not delay the retries of others in its batch', async () => {
  const { attempts, queued, send, run } = world()
  const ids = await deliveries(1, ['fails', 'hangs0'])
  const startedAt = Date.now()
  send(ids)
  await run(0)
  expect(queued()).toEqual({ [ids[0] ?? '']: 5_000, [ids[1] ?? '']: WEBHOOK_TIMEOUT_MS + 5_000 })
  const [failing, hanging] = await Promise.all(ids.map(rowOf))
  expect(failing?.next_attempt_at).toBe(startedAt + 5_000)
  expect(hanging?.next_attempt_at).toBe(startedAt + WEBHOOK_TIMEOUT_MS + 5_000)
  await run(WEBHOOK_TIMEOUT_MS + 5_000)
  // This queue has one consumer, which is busy until the batch ends.
  const timesOf = (host: string) => attempts.filter((attempt) => attempt.host === host).map(({ at }) => at)
  expect(timesOf('fails')).toEqual([0, WEBHOOK_TIMEOUT_MS])
  expect(timesOf('hangs0')).toEqual([0, WEBHOOK_TIMEOUT_MS + 5_000])
})

/** Counts how many calls are in progress, and refuses one more than there are connections. */
function meter() {
  const open: (() => void)[] = []
  const seen = { most: 0, refused: 0, open }
  const connect = async (): Promise<void> => {
    if (open.length >= CONNECTIONS_MAX) {
      seen.refused++
      throw new Error('too many connections')
    }
    await new Promise<void>((resolve) => {
      open.push(resolve)
      seen.most = Math.max(seen.most, open.length)
    })
  }
  /** Ends all calls whenever no further one has begun for a while, until `work` has ended. */
  const during = async <T>(work: Promise<T>): Promise<T> => {
    const run = { ended: false }
    const ended = work.finally(() => (run.ended = true))
    for (let before = -1; !run.ended; before = open.length) {
      for (let n = 0; n < 20; n++) await turn()
      if (open.length === before) for (const close of open.splice(0)) close()
    }
    return ended
  }
  return { seen, connect, during }
}

test('promise 3: a batch of ten deliveries never has a seventh connection', async () => {
  const ids = await deliveries(
    1,
    Array.from({ length: 10 }, (_, n) => `works${n}`),
  )
  const { seen, connect, during } = meter()
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    await connect()
    return new Response()
  })
  onTestFinished(() => spy.mockRestore())
  const bodies = ids.map((deliveryId) => ({ v: 1, kind: 'delivery', deliveryId }))
  const result = await during(consume('undersigned-deliveries', bodies))
  expect(seen.refused).toBe(0)
  expect(seen.most).toBeLessThanOrEqual(WEBHOOKS_AT_ONCE)
  expect(result.explicitAcks).toHaveLength(10)
})

test('promise 3: a batch of ten emails never has a seventh connection', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const signatures = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      const signature = message(petition, n)
      const sealedFor = { purpose: 'email', petition: petition.slug, id: signature.id } as const
      const sealed = await seal(`signer${n}@signers.example.org`, [env.SEAL_PUBLIC_KEY], sealedFor)
      return { ...signature, sealedEmail: toHex(sealed) }
    }),
  )
  const sent: EmailMessage[] = []
  await consumeSignatures(signatures, { EMAILS: batchQueue(sent) })
  expect(sent).toHaveLength(10)
  const { seen, connect, during } = meter()
  const EMAIL = { send: async () => connect() } as unknown as SendEmail
  const settings = { EMAIL_SENDER: 'cloudflare', EMAIL_FROM: 'petitions@example.org', EMAIL }
  const result = await during(consume('undersigned-emails', sent, settings))
  expect(seen.refused).toBe(0)
  expect(seen.most).toBeLessThanOrEqual(EMAILS_AT_ONCE)
  expect(result.explicitAcks).toHaveLength(10)
})

async function campaignOf(deliveryId: string): Promise<{ petition: string; token: string }> {
  const row = await env.DB.prepare(
    `SELECT p.slug FROM webhooks AS w JOIN petitions AS p ON p.id = w.petition_id WHERE w.id = ?`,
  )
    .bind(webhookIdOf(deliveryId))
    .first<{ slug: string }>()
  return { petition: row?.slug ?? '', token: env.ADMIN_TOKEN }
}
