/** Messages that come at the same time go to the queue together. */
import { describe, expect, test, vi } from 'vitest'

import type { LedgerMessage } from '../../schema/message.ts'
import { sendingTogether } from '../../src/intake/send-together.ts'
import { QUEUE_SEND_BATCH_MAX_MESSAGES, SEND_COMPANY_MAX_MS } from '../../src/limits.ts'

const message = (n: number, chars = 0): LedgerMessage => ({
  v: 5,
  kind: 'confirmation',
  petitionId: n,
  id: 'x'.repeat(chars),
  at: 0,
})

/** A queue whose sends end when `settle` is called for them, in their order. */
function slowQueue() {
  const sends: { petitions: number[]; end: PromiseWithResolvers<void> }[] = []
  const take = (messages: readonly LedgerMessage[]): Promise<void> => {
    const end = Promise.withResolvers<void>()
    sends.push({ petitions: messages.map(({ petitionId }) => petitionId), end })
    return end.promise
  }
  const kept: Promise<unknown>[] = []
  const together = sendingTogether({
    send: (one) => take([one]),
    sendBatch: (many) => take(many.map(({ body }) => body)),
  })
  return {
    sends,
    kept,
    send: (n: number, chars = 0) => together(message(n, chars), (work) => void kept.push(work)),
  }
}

const moments = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const range = (from: number, n: number): number[] => Array.from({ length: n }, (_, at) => from + at)

test('one that comes alone goes at once, and those that come meanwhile go after it in one batch', async () => {
  const { sends, kept, send } = slowQueue()
  const all = [1, 2, 3, 4].map((n) => send(n))
  await moments()
  expect(sends.map(({ petitions }) => petitions)).toEqual([[1]])
  sends[0]?.end.resolve()
  await moments()
  expect(sends.map(({ petitions }) => petitions)).toEqual([[1], [2, 3, 4]])
  sends[1]?.end.resolve()
  await Promise.all(all)
  // The request of the first message of each send does the work.
  expect(kept).toHaveLength(2)
  void send(5)
  expect(sends[2]?.petitions).toEqual([5])
})

test('each hears of the send that it was in', async () => {
  const { sends, send } = slowQueue()
  const outcomes = [1, 2, 3].map((n) => send(n).then(() => 'sent', String))
  sends[0]?.end.reject(new Error('first'))
  await moments()
  const later = send(4).then(() => 'sent', String)
  sends[1]?.end.reject(new Error('second'))
  await moments()
  sends[2]?.end.resolve()
  expect(await Promise.all([...outcomes, later])).toEqual(['Error: first', 'Error: second', 'Error: second', 'sent'])
})

test('no more go together than a batch takes, in number and in bytes', async () => {
  const { sends, send } = slowQueue()
  for (const n of range(0, QUEUE_SEND_BATCH_MAX_MESSAGES + 4)) void send(n)
  sends[0]?.end.resolve()
  await moments()
  expect(sends.map(({ petitions }) => petitions.length)).toEqual([1, QUEUE_SEND_BATCH_MAX_MESSAGES, 3])
  const large = slowQueue()
  for (const n of range(0, 5)) void large.send(n, 40_000)
  large.sends[0]?.end.resolve()
  await moments()
  expect(large.sends.map(({ petitions }) => petitions)).toEqual([[0], [1, 2], [3, 4]])
})

describe('nothing waits for what never ends', () => {
  test('not for the send before', async () => {
    vi.useFakeTimers()
    const { sends, send } = slowQueue()
    for (const n of [1, 2, 3]) void send(n)
    await vi.advanceTimersByTimeAsync(SEND_COMPANY_MAX_MS)
    expect(sends.map(({ petitions }) => petitions)).toEqual([[1], [2, 3]])
    vi.useRealTimers()
  })

  test('not for a group whose request was stopped', async () => {
    vi.useFakeTimers()
    const { sends, send } = slowQueue()
    const begun = Date.now()
    for (const n of [1, 2]) void send(n)
    // Its timer does not ring any more.
    vi.clearAllTimers()
    vi.setSystemTime(begun + SEND_COMPANY_MAX_MS)
    void send(3)
    await vi.advanceTimersByTimeAsync(SEND_COMPANY_MAX_MS)
    expect(sends.map(({ petitions }) => petitions)).toEqual([[1], [3]])
    vi.useRealTimers()
  })
})
