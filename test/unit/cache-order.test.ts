/**
 * The order of what the caches return, in random stories: isolates of one colo, loads that take any time and read the database at
 * any moment of it, changes with and without an invalidation. The database counts its changes: a smaller number is older.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { asking } from '../../src/platform/cache/asked.ts'
import { CACHE_LOAD_TIMEOUT_MS } from '../../src/limits.ts'
import { createColo } from '../../src/platform/cache/colo.ts'
import { createSwr, type Swr } from '../../src/platform/cache/swr.ts'

const ISOLATES = 3
const KEY = 'k'
const ENTRY_URL = 'https://cache.test/k'
const BOUNDS = { freshMs: 1_000, staleMs: 3_000, maxBytes: 10_000, maxValueBytes: 100 }

type Step =
  /** A reader asks an isolate. */
  | { kind: 'get'; isolate: number }
  /** One who does not wait. */
  | { kind: 'at-once'; isolate: number }
  /** One of the loads in progress reads the database; its answer is on its way. */
  | { kind: 'read'; load: number }
  | { kind: 'answer' | 'fail'; load: number }
  /** Through an isolate, which forgets what it knew; or by the consumer, which has no cache. */
  | { kind: 'change'; isolate: number | null }
  | { kind: 'wait'; ms: number }

const isolate = fc.nat(ISOLATES - 1)
const load = fc.nat(9)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('get'), isolate }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('at-once'), isolate }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read'), load }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer'), load }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail'), load }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change'), isolate: fc.option(isolate) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(500, 1_100, 2_100, 6_000) }) },
)

interface Load {
  read: () => void
  answer: () => void
  fail: () => void
}

/** What the colo's cache has; undefined for nothing, and for the mark of a change. */
interface Stored {
  value?: number
}

interface World {
  /** What each isolate has returned, in that order. */
  returned: number[][]
  /** What the colo's cache had after each step. */
  stored: number[]
  /** Of those who asked after their isolate had made a change: what they got, and the number of that change. */
  afterChange: { got: number; least: number }[]
}

const tasksDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Isolates have the colo's cache between them and the database, or nothing, as most caches have. */
async function play({ steps, hasColo }: Story): Promise<World> {
  const world: World = { returned: Array.from({ length: ISOLATES }, () => []), stored: [], afterChange: [] }
  const store = new Map<string, Response>()
  const loads: Load[] = []
  let now = 1_000_000
  let changes = 0
  const clock = (): number => now
  const askDatabase = (): Promise<number> =>
    new Promise((resolve, reject) => {
      let value: number | undefined
      const read = (): void => void (value ??= changes)
      loads.push({
        read,
        answer: () => {
          read()
          resolve(value ?? NaN)
        },
        fail: () => reject(new Error('down')),
      })
    })
  const colo = createColo<number>({
    cache: {
      match: async (url) => store.get(new Request(url).url)?.clone(),
      put: async (url, response) => void store.set(new Request(url).url, response),
    },
    load: askDatabase,
    keyPrefix: 'https://cache.test/',
    freshMs: 3_000,
    leaseMs: 2_000,
    onError: () => undefined,
    clock,
  })
  const memory = (): Swr<number> =>
    createSwr({
      load: hasColo ? colo.load : asking(askDatabase, clock),
      ...BOUNDS,
      onError: () => undefined,
      clock,
    })
  const isolates = Array.from({ length: ISOLATES }, memory)
  const least = Array.from({ length: ISOLATES }, () => 0)
  const background: Promise<unknown>[] = []

  const take = async (next: Step): Promise<void> => {
    switch (next.kind) {
      case 'get': {
        const from = next.isolate
        const wanted = least[from] ?? 0
        const askedAt = now
        const got = isolates[from]?.get(KEY, (work) => void background.push(work))
        void got?.then(
          (value) => {
            // Its caller was refused by a timer, which does not follow this clock.
            if (now - askedAt > CACHE_LOAD_TIMEOUT_MS) return
            world.returned[from]?.push(value)
            world.afterChange.push({ got: value, least: wanted })
          },
          () => undefined,
        )
        return
      }
      case 'at-once': {
        const got = isolates[next.isolate]?.atOnce(KEY, (work) => void background.push(work))
        if (got === undefined) return
        world.returned[next.isolate]?.push(got)
        world.afterChange.push({ got, least: least[next.isolate] ?? 0 })
        return
      }
      case 'read':
        return loads[next.load % loads.length]?.read()
      case 'answer':
      case 'fail':
        return loads.splice(next.load % loads.length, 1)[0]?.[next.kind]()
      case 'change':
        changes++
        if (next.isolate === null) return
        isolates[next.isolate]?.forget(KEY)
        await colo.forget(KEY)
        least[next.isolate] = changes
        return
      case 'wait':
        now += next.ms
    }
  }

  for (const next of steps) {
    now++
    await take(next)
    await tasksDone()
    const stored = (await store.get(ENTRY_URL)?.clone().json()) as Stored | undefined
    if (stored?.value !== undefined) world.stored.push(stored.value)
  }
  while (loads.length > 0) {
    loads.shift()?.answer()
    await tasksDone()
  }
  await Promise.allSettled(background)
  return world
}

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)

interface Story {
  steps: Step[]
  hasColo: boolean
}

const STORIES = { numRuns: 3_000 }
const story = fc.record({ steps: fc.array(step, { minLength: 5, maxLength: 40 }), hasColo: fc.boolean() })

/** A load from before a change, which asked the database again after it, ends before one that began after the change. */
const OVERTAKEN: Story = {
  hasColo: true,
  steps: [
    { kind: 'get', isolate: 1 },
    { kind: 'change', isolate: 1 },
    { kind: 'answer', load: 0 },
    { kind: 'get', isolate: 0 },
    { kind: 'get', isolate: 1 },
    { kind: 'change', isolate: 0 },
    { kind: 'answer', load: 5 },
    { kind: 'read', load: 2 },
    { kind: 'fail', load: 4 },
    { kind: 'change', isolate: 0 },
  ],
}

test('promise 6: no isolate returns an older value after a newer one', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      for (const values of (await play(told)).returned) expect(values).toEqual(ascending(values))
    }),
    { ...STORIES, examples: [[OVERTAKEN]] },
  )
})

test('promise 6: the colo’s cache never replaces a value by an older one', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const { stored } = await play(told)
      expect(stored).toEqual(ascending(stored))
    }),
    STORIES,
  )
})

test('promise 6: anyone who asks the isolate that made a change gets nothing from before it', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const { afterChange } = await play(told)
      expect(afterChange.filter(({ got, least }) => got < least)).toEqual([])
    }),
    STORIES,
  )
})

const drop = (): void => undefined
/** Its loads end when the test says so, each with a value. */
function slowLoads() {
  const ends: { resolve: (value: number) => void; reject: (error: Error) => void }[] = []
  const load = (): Promise<number> => new Promise((resolve, reject) => ends.push({ resolve, reject }))
  return { ends, load }
}

test('promise 6: the lease of an isolate does not write an older value over one that was just loaded', async () => {
  const store = new Map<string, Response>()
  const { ends, load } = slowLoads()
  let now = 1_000_000
  const background: Promise<unknown>[] = []
  const wait = (work: Promise<unknown>): void => void background.push(work)
  const coloOf = (afterMatch: (url: string) => Promise<void>) =>
    createColo<number>({
      cache: {
        match: async (url) => {
          const found = store.get(new Request(url).url)?.clone()
          await afterMatch(new Request(url).url)
          return found
        },
        put: async (url, response) => void store.set(new Request(url).url, response),
      },
      load,
      keyPrefix: 'https://cache.test/',
      freshMs: 3_000,
      leaseMs: 2_000,
      onError: drop,
      clock: () => now,
    })
  const fast = coloOf(async () => undefined)
  const loadFast = async (value: number): Promise<void> => {
    const loading = fast.load(KEY, wait, 0)
    await tasksDone()
    ends.shift()?.resolve(value)
    await loading
    await Promise.all(background)
  }
  await loadFast(1)
  now += 10_000
  // Between this one's look into the cache and what it does next, another isolate loads.
  let looks = 0
  const slow = coloOf(async (url) => {
    if (url === ENTRY_URL && looks++ === 0) await loadFast(2)
  })
  const returned = slow.load(KEY, wait, 0)
  for (let tasks = 0; tasks < 10; tasks++) await tasksDone()
  ends.shift()?.reject(new Error('down'))
  await returned
  expect(await store.get(ENTRY_URL)?.clone().json()).toMatchObject({ value: 2 })
})

test('promise 6: a load that fails late returns the newest value of the isolate, not the one from before it', async () => {
  const { ends, load } = slowLoads()
  let now = 1_000_000
  const swr = createSwr<number>({
    load: asking(load, () => now),
    ...BOUNDS,
    onError: drop,
    clock: () => now,
  })
  const first = swr.get(KEY, drop)
  ends[0]?.resolve(1)
  await first
  await tasksDone()
  now += 4_000
  const late = swr.get(KEY, drop)
  now += 1
  swr.forget(KEY)
  const second = swr.get(KEY, drop)
  now += 1
  ends[2]?.resolve(2)
  expect(await second).toBe(2)
  ends[1]?.reject(new Error('down'))
  expect(await late).toBe(2)
})

test('promise 6: an isolate whose clock is far ahead does not keep newer values out', async () => {
  let now = 1_000_000
  let source = { value: 1, askedAt: 9_000_000, answeredAt: 9_000_000 }
  const swr = createSwr<number>({
    load: async () => source,
    ...BOUNDS,
    onError: drop,
    clock: () => now,
  })
  expect(await swr.get(KEY, drop)).toBe(1)
  await tasksDone()
  now += 4_000
  source = { value: 2, askedAt: now, answeredAt: now }
  expect(await swr.get(KEY, drop)).toBe(2)
})
