/** Caches in memory are bounded in bytes. */
import { describe, expect, test } from 'vitest'

import { createBounded, estimateBytes } from '../../src/platform/cache/bounded.ts'
import { createSwr } from '../../src/platform/cache/swr.ts'
import {
  CACHE_BUDGETS_BYTES,
  CACHE_LOADS_MAX,
  COMMENT_MAX_CHARS,
  HOME_PETITIONS_MAX_ROWS,
  ISOLATE_CACHES_MAX_BYTES,
  NAME_MAX_CHARS,
  OUTCOME_MAX_CHARS,
  PETITION_BODY_MAX_CHARS,
  IMAGE_ALT_MAX_CHARS,
  REMOVALS_MAX_ROWS,
  SIGNERS_PAGE_MAX_ROWS,
  SPENT_PROOF_BYTES,
  SPENT_PROOFS_MAX_ENTRIES,
  TITLE_MAX_CHARS,
  UPDATE_BODY_MAX_CHARS,
  UPDATES_MAX_PER_PETITION,
} from '../../src/limits.ts'

/** Of the most memory that a text of so many code points can take. */
const text = (chars: number): string => '🖋'.repeat(chars)
const rows = <T>(n: number, row: T): T[] => Array.from({ length: n }, () => row)

describe('the cache budgets', () => {
  test('leave half of the isolate’s memory to requests, with the spent proofs counted', () => {
    const caches = Object.values(CACHE_BUDGETS_BYTES).reduce((sum, bytes) => sum + bytes, 0)
    expect(caches + SPENT_PROOFS_MAX_ENTRIES * SPENT_PROOF_BYTES).toBeLessThanOrEqual(ISOLATE_CACHES_MAX_BYTES)
  })

  test.each<[keyof typeof CACHE_BUDGETS_BYTES, unknown]>([
    [
      'updates',
      rows(UPDATES_MAX_PER_PETITION, { id: text(18), title: text(TITLE_MAX_CHARS), body: text(UPDATE_BODY_MAX_CHARS) }),
    ],
    ['signers', rows(SIGNERS_PAGE_MAX_ROWS + 1, { name: text(NAME_MAX_CHARS), comment: text(COMMENT_MAX_CHARS) })],
    ['removals', { removals: rows(REMOVALS_MAX_ROWS, { reason: 'quarantined', count: 1, date: '2026-11-24' }) }],
    [
      'openPetitions',
      rows(HOME_PETITIONS_MAX_ROWS, {
        petition: {
          title: text(TITLE_MAX_CHARS),
          body: text(PETITION_BODY_MAX_CHARS),
          outcome: text(OUTCOME_MAX_CHARS),
          image: { alt: text(IMAGE_ALT_MAX_CHARS) },
          others: text(2_000),
        },
      }),
    ],
  ])('have room for the largest value of %s', (name, value) => {
    expect(estimateBytes(value)).toBeLessThan(CACHE_BUDGETS_BYTES[name])
  })
})

describe('a bounded map', () => {
  test('drops the oldest entry first, and never holds more than its budget', () => {
    const map = createBounded<string>(10_000)
    for (let n = 0; n < 100; n++) {
      map.set(`key-${n}`, 'x'.repeat(400))
      expect(map.bytes).toBeLessThanOrEqual(10_000)
    }
    const kept = Array.from({ length: 100 }, (_, n) => n).filter((n) => map.get(`key-${n}`) !== undefined)
    expect(kept.length).toBeGreaterThan(5)
    expect(kept).toEqual(Array.from(kept, (_, index) => 100 - kept.length + index))
  })

  test('counts a key that is set again once, as the newest', () => {
    const map = createBounded<string>(3_000)
    map.set('a', 'x'.repeat(400))
    const { bytes } = map
    map.set('b', 'x'.repeat(400))
    map.set('a', 'x'.repeat(400))
    expect(map.bytes).toBe(2 * bytes)
    map.set('c', 'x'.repeat(400))
    map.set('d', 'x'.repeat(100))
    expect([map.get('a'), map.get('b')].map((value) => value?.length)).toEqual([400, undefined])
    for (const key of 'acd') map.delete(key)
    expect(map.bytes).toBe(0)
  })

  test('does not store a value larger than its budget, and drops the older value of that key', () => {
    const map = createBounded<string>(1_000)
    map.set('a', 'old')
    map.set('b', 'other')
    map.set('a', 'x'.repeat(1_000))
    expect([map.get('a'), map.get('b')]).toEqual([undefined, 'other'])
  })
})

describe('a cache', () => {
  const cacheOf = (load: (key: string) => Promise<string>, maxBytes: number) =>
    createSwr<string>({ load, freshMs: 60_000, staleMs: 60_000, maxBytes, onError: () => {}, clock: () => 0 })

  test('returns a value that is too large to be stored', async () => {
    let loads = 0
    const swr = cacheOf(async () => `${++loads}`.padStart(1_000), 1_000)
    const background: Promise<unknown>[] = []
    const wait = (work: Promise<unknown>): void => void background.push(work)
    for (const n of [1, 2]) {
      expect(Number(await swr.get('k', wait))).toBe(n)
      await Promise.all(background)
    }
  })

  test('does not hold loads that never end, each of a made-up key', async () => {
    const asked: string[] = []
    const swr = cacheOf((key) => {
      asked.push(key)
      return new Promise(() => {})
    }, 1_000)
    const ask = (n: number): void => void swr.get(`k${n}`, () => {}).catch(() => undefined)
    for (let n = 0; n <= CACHE_LOADS_MAX; n++) ask(n)
    ask(CACHE_LOADS_MAX)
    expect(asked).toHaveLength(CACHE_LOADS_MAX + 1)
    // The first was dropped for the last.
    ask(0)
    expect(asked.at(-1)).toBe('k0')
  })
})
