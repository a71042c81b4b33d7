/** The broker of local queues, over HTTP as workerd speaks it, with a clock that the test moves. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { type Broker, startBroker } from '../../src/local/queue-broker.ts'
import { QUEUE_HEADER } from '../../src/local/queue-endpoint.ts'
import { QueueFile } from '../../src/local/queue-file.ts'
import type { Consumer, Delivered, Result } from '../../src/local/queue-lane.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const state = temporaryDirectory()
afterAll(() => state.remove())

const CONSUMER: Consumer = {
  queue: 'letters',
  maxBatchSize: 3,
  maxBatchTimeoutSeconds: 0,
  maxRetries: 2,
  maxConcurrency: 2,
  retryDelaySeconds: 0,
  deadLetterQueue: 'dead',
}
const ACKED: Result = {
  outcome: 'ok',
  retryBatch: { retry: false },
  ackAll: false,
  retryMessages: [],
  explicitAcks: [],
}
const FAILED: Result = { ...ACKED, outcome: 'exception' }

let files = 0
let file: string
let brokers: Broker[]
beforeEach(() => {
  file = join(state.path, `${++files}.sqlite`)
  brokers = []
})
afterEach(async () => {
  await Promise.all(brokers.map((broker) => broker.close()))
})

const bodies = (messages: readonly Delivered[]): unknown[] => messages.map(({ body }) => body)

async function broker(
  deliver: (queue: string, messages: readonly Delivered[]) => Promise<Result>,
  consumer: Partial<Consumer> = {},
  now?: () => number,
): Promise<Broker> {
  const started = await startBroker({
    file,
    consumers: [
      { ...CONSUMER, ...consumer },
      { ...CONSUMER, queue: 'dead', deadLetterQueue: null },
    ],
    deliver,
    onError: () => undefined,
    ...(now === undefined ? {} : { now }),
  })
  started.begin()
  brokers.push(started)
  return started
}

const post = (
  { address }: Broker,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = '/message',
) =>
  fetch(`http://${address}${path}`, {
    method: 'POST',
    body,
    headers: { [QUEUE_HEADER]: 'letters', 'x-msg-fmt': 'json', ...headers },
  })

/** What the end of the process would leave: a copy, because the broker has its file for itself. */
function left(): string {
  const copy = `${file}.left`
  for (const end of ['', '-wal']) copyFileSync(file + end, copy + end)
  return copy
}

function onDisk(queue = 'letters'): unknown[] {
  const stored = new QueueFile(left())
  try {
    return stored.due(queue, Infinity, 1_000).map(({ body }) => JSON.parse(new TextDecoder().decode(body)))
  } finally {
    stored.close()
  }
}

test('a message is on the disk when its sender gets the response, and until its consumer has settled it', async () => {
  const { promise: settle, resolve } = Promise.withResolvers<Result>()
  const delivered: unknown[] = []
  const running = await broker((_, messages) => {
    delivered.push(...bodies(messages))
    return settle
  })
  expect((await post(running, '{"n":1}')).status).toBe(200)
  expect(onDisk()).toEqual([{ n: 1 }])
  await expect.poll(() => delivered).toEqual([{ n: 1 }])
  expect(onDisk()).toEqual([{ n: 1 }])
  resolve(ACKED)
  await expect.poll(() => onDisk()).toEqual([])
})

test('what was being delivered when the process ended is delivered again', async () => {
  const first = await broker(() => new Promise(() => {}))
  await post(first, '{"n":1}')
  file = left()
  const delivered: Delivered[] = []
  const second = await broker(async (_, messages) => {
    delivered.push(...messages)
    return ACKED
  })
  await expect.poll(() => bodies(delivered)).toEqual([{ n: 1 }])
  await expect.poll(() => second.backlog('letters').count).toBe(0)
})

test('while no consumer can be reached, no message loses an attempt, and none is given up', async () => {
  const attempts: number[] = []
  let clock = 1_000
  const running = await broker(
    async (_, messages) => {
      attempts.push(...messages.map((message) => message.attempts))
      clock += 60_000
      if (attempts.length <= 5) throw new Error('connection refused')
      return ACKED
    },
    { maxRetries: 2, maxBatchTimeoutSeconds: 0, retryDelaySeconds: 0 },
    () => clock,
  )
  await post(running, '{"n":1}')
  await expect.poll(() => running.backlog('letters').count).toBe(0)
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1])
  expect(onDisk('dead')).toEqual([])
})

test('a runtime that ends between a result and its commit leaves the numbers right', async () => {
  const results: ((result: Result) => void)[] = []
  const running = await broker(() => new Promise((resolve) => results.push(resolve)), { maxConcurrency: 1 })
  await post(running, '{"n":1}')
  await expect.poll(() => results.length).toBe(1)
  results[0]?.(ACKED)
  await Promise.resolve()
  running.abandon()
  for (const settle of results) settle(ACKED)
  await expect.poll(() => onDisk()).toEqual([])
  results.forEach((settle) => settle(ACKED))
  await expect.poll(() => running.backlog('letters')).toEqual({ count: 0, bytes: 0, oldestSentAt: null })
})

test('a result that the disk does not take is no reason to deliver again at once', async () => {
  let deliveries = 0
  const running = await broker(async () => {
    deliveries++
    return ACKED
  })
  const write = vi.spyOn(QueueFile.prototype, 'write')
  onTestFinished(() => write.mockRestore())
  await post(running, '{"n":1}')
  write.mockImplementation(() => {
    throw new Error('the disk is full')
  })
  await expect.poll(() => write.mock.calls.length).toBeGreaterThan(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(deliveries).toBe(1)
})

test('a new file gives no number that an earlier one has given', async () => {
  const numbers: number[] = []
  for (const name of ['earlier', 'later']) {
    file = join(state.path, `${name}.sqlite`)
    const running = await broker(async (_, messages) => {
      numbers.push(...messages.map(({ id }) => Number(id)))
      return ACKED
    })
    await post(running, '{"n":1}')
    await expect.poll(() => running.backlog('letters').count).toBe(0)
  }
  const [earlier = NaN, later = NaN] = numbers
  expect(later).toBeGreaterThan(earlier)
  expect(numbers.every(Number.isSafeInteger)).toBe(true)
})

test('a second broker on the same file is refused with what to do', async () => {
  await broker(async () => ACKED)
  await expect(broker(async () => ACKED)).rejects.toThrow(`${file} is in use by another process. Stop it first.`)
})

test('what the runtime had when it ended is delivered again at once, and its late result changes nothing', async () => {
  const results: ((result: Result) => void)[] = []
  const running = await broker(() => new Promise((resolve) => results.push(resolve)))
  await post(running, '{"n":1}')
  await expect.poll(() => results.length).toBe(1)
  running.abandon()
  await expect.poll(() => results.length).toBe(2)
  results[0]?.(ACKED)
  await new Promise((resolve) => setImmediate(resolve))
  expect(onDisk()).toEqual([{ n: 1 }])
  results[1]?.(ACKED)
  await expect.poll(() => onDisk()).toEqual([])
})

test('batches are as large as the consumer takes, and as many at once', async () => {
  const sizes: number[] = []
  const { promise: end, resolve } = Promise.withResolvers<Result>()
  const running = await broker((_, messages) => {
    sizes.push(messages.length)
    return end
  })
  const messages = Array.from({ length: 8 }, (_, n) => ({ body: btoa(`{"n":${n}}`), contentType: 'json' }))
  await post(running, JSON.stringify({ messages }), {}, '/batch')
  await expect.poll(() => sizes).toEqual([3, 3])
  resolve(ACKED)
  await expect.poll(() => sizes).toEqual([3, 3, 2])
})

describe('with a clock', () => {
  let at = 1_000_000
  const now = (): number => at
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  async function pass(seconds: number): Promise<void> {
    at += seconds * 1000
    await vi.advanceTimersByTimeAsync(seconds * 1000 + 1)
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }

  test('a small batch waits for more, a delayed message for its time', async () => {
    const delivered: unknown[][] = []
    const running = await broker(
      async (_, messages) => {
        delivered.push(bodies(messages))
        return ACKED
      },
      { maxBatchTimeoutSeconds: 5 },
      now,
    )
    await post(running, '1')
    await post(running, '2', { 'x-msg-delay-secs': '60' })
    await pass(1)
    expect(delivered).toEqual([])
    await pass(5)
    expect(delivered).toEqual([[1]])
    await pass(50)
    expect(delivered).toEqual([[1]])
    await pass(10)
    expect(delivered).toEqual([[1], [2]])
  })

  test('what fails is retried after its delay, and becomes a dead letter in the end', async () => {
    const seen: string[] = []
    const running = await broker(
      async (queue, messages) => {
        seen.push(...messages.map(({ body, attempts }) => `${queue} ${String(body)} ${attempts}`))
        const [{ id } = { id: '' }] = messages
        return queue === 'dead' ? ACKED : { ...ACKED, retryMessages: [{ msgId: id, delaySeconds: 30 }] }
      },
      {},
      now,
    )
    await post(running, '7')
    await pass(0)
    expect(seen).toEqual(['letters 7 1'])
    await pass(29)
    expect(seen).toEqual(['letters 7 1'])
    await pass(2)
    await pass(31)
    await pass(1)
    expect(seen).toEqual(['letters 7 1', 'letters 7 2', 'letters 7 3', 'dead 7 1'])
  })

  test.each([
    ['fails', async () => FAILED],
    ['cannot be reached', () => Promise.reject(new Error('connection lost'))],
    ['retries all', async () => ({ ...ACKED, retryBatch: { retry: true } })],
  ])('a batch whose consumer %s is retried as a whole', async (_, deliver) => {
    let deliveries = 0
    const running = await broker(
      (queue) => {
        if (queue === 'letters') deliveries++
        return queue === 'letters' && deliveries === 1 ? deliver() : Promise.resolve(ACKED)
      },
      { retryDelaySeconds: 10 },
      now,
    )
    await post(running, '1')
    await pass(0)
    expect(running.backlog('letters').count).toBe(1)
    await pass(11)
    expect([deliveries, running.backlog('letters').count]).toEqual([2, 0])
  })
})

test.each([
  ['a message of more than 128 kB', 413, (it: Broker) => post(it, `"${'x'.repeat(128_000)}"`)],
  ['a delay of more than 12 hours', 400, (it: Broker) => post(it, '1', { 'x-msg-delay-secs': '43201' })],
  ['a type that no consumer could read', 415, (it: Broker) => post(it, '1', { 'x-msg-fmt': 'v8' })],
  [
    'a request without a queue',
    400,
    ({ address }: Broker) => fetch(`http://${address}/message`, { method: 'POST', body: '1' }),
  ],
  [
    'more than 100 messages',
    413,
    (it: Broker) =>
      post(
        it,
        JSON.stringify({ messages: Array.from({ length: 101 }, () => ({ body: 'MQ==', contentType: 'json' })) }),
        {},
        '/batch',
      ),
  ],
])('%s is refused with %d, and nothing is stored', async (_, status, request) => {
  const running = await broker(async () => ACKED)
  const response = await request(running)
  expect([response.status, await response.json()]).toEqual([status, { error: expect.stringMatching(/^\p{Lu}.*\.$/u) }])
  expect(onDisk()).toEqual([])
})

test('tells how much is waiting', async () => {
  const running = await broker(
    () => new Promise(() => {}),
    {},
    () => 5_000,
  )
  await post(running, '"abc"')
  const response = await fetch(`http://${running.address}/metrics`, { headers: { [QUEUE_HEADER]: 'letters' } })
  expect(await response.json()).toEqual({ backlogCount: 1, backlogBytes: 5, oldestMessageTimestamp: 5_000 })
})
