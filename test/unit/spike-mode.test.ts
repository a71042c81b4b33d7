/** What an isolate of the edge does in spike mode, and that it notices a slow database by itself. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'

import { SPIKE_BEGINS, SPIKE_HOLD_MS, SPIKE_STRETCH } from '../../src/limits.ts'
import { asking } from '../../src/platform/cache/asked.ts'
import { createSwr } from '../../src/platform/cache/swr.ts'
import { makeSpikeMode } from '../../workers/edge/spike-mode.ts'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** A cache over a database that answers when it is let. */
function slowCache() {
  const mode = makeSpikeMode()
  const database = { value: 1, answers: Promise.resolve() }
  const cache = createSwr({
    load: mode.noticing(
      asking(async () => {
        await database.answers
        return database.value
      }),
    ),
    stretch: mode.stretch,
    staleAtLeastMs: mode.staleAtLeastMs,
    freshMs: 1_000,
    staleMs: 3_000,
    maxBytes: 10_000,
    maxValueBytes: 1_000,
    onError: () => {},
  })
  return { mode, database, get: () => cache.get('k', () => {}) }
}

test('while a load takes too long, whoever reads gets what is stored, and does not wait for it', async () => {
  const { mode, database, get } = slowCache()
  await get()
  database.value = 2
  const slow = Promise.withResolvers<void>()
  database.answers = slow.promise
  await vi.advanceTimersByTimeAsync(3_001)
  let waited: number | undefined
  const waiting = get().then((value) => (waited = value))
  await vi.advanceTimersByTimeAsync(SPIKE_BEGINS.transactionMs - 1)
  expect({ waited, stretch: mode.stretch() }).toEqual({ waited: undefined, stretch: 1 })
  await vi.advanceTimersByTimeAsync(1)
  expect({ next: await get(), stretch: mode.stretch() }).toEqual({ next: 1, stretch: SPIKE_STRETCH })
  slow.resolve()
  await waiting
  expect({ waited, next: await get() }).toEqual({ waited: 2, next: 2 })
})

test('in it, no one waits for a load that takes half a minute', async () => {
  const { mode, database, get } = slowCache()
  await get()
  database.value = 2
  const slow = Promise.withResolvers<void>()
  database.answers = slow.promise
  mode.lastsUntil(Infinity)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await get()).toBe(1)
  slow.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(await get()).toBe(2)
})

test('a fast load is no sign of it', async () => {
  const { mode, get } = slowCache()
  await get()
  await vi.advanceTimersByTimeAsync(10 * SPIKE_BEGINS.transactionMs)
  await get()
  expect(mode.stretch()).toBe(1)
})

test('it ends with the time of an own clock that was wrong', async () => {
  const { mode } = slowCache()
  const right = Date.now()
  vi.setSystemTime(right + 3_600_000)
  mode.lastsUntil(Infinity)
  expect(mode.stretch()).toBe(SPIKE_STRETCH)
  vi.setSystemTime(right)
  expect(mode.stretch()).toBe(1)
  mode.lastsUntil(right + 1_000)
  expect(mode.stretch()).toBe(SPIKE_STRETCH)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(mode.stretch()).toBe(1)
})

test('it ends by itself, also after a time of a wrong clock', async () => {
  const { mode } = slowCache()
  mode.lastsUntil(Date.now() + 1_000_000)
  await vi.advanceTimersByTimeAsync(SPIKE_HOLD_MS - 1)
  expect(mode.stretch()).toBe(SPIKE_STRETCH)
  await vi.advanceTimersByTimeAsync(1)
  expect(mode.stretch()).toBe(1)
})
