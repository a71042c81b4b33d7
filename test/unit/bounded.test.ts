/** Caches in memory are bounded in bytes. */
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import type { Card } from '../../schema/listing.ts'
import type { CountResponse } from '../../schema/petition.ts'
import { renderMarkdown } from '../../src/markup/markdown.ts'
import type { History } from '../../src/petitions/history.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import type { Version, VersionFacts } from '../../src/petitions/versions.ts'
import { createBounded, estimateBytes } from '../../src/platform/cache/bounded.ts'
import { asking } from '../../src/platform/cache/asked.ts'
import { createSwr } from '../../src/platform/cache/swr.ts'
import {
  ADDRESSEE_MAX_CHARS,
  CACHE_BUDGETS_BYTES,
  CACHE_LOAD_TIMEOUT_MS,
  CACHE_VALUE_MAX_BYTES,
  CHANGES_SHOWN_MAX_ROWS,
  COMMENT_MAX_CHARS,
  CRYPTO_KEY_BYTES,
  FEED_ENTRIES_MAX_ROWS,
  FOLDED_TITLE_MAX_UNITS,
  ISOLATE_CACHES_MAX_BYTES,
  LANGUAGE_MAX_CHARS,
  LISTING_PAGE_ROWS,
  MILESTONES_MAX_ITEMS,
  MODERATED_MAX_ITEMS,
  MODERATION_WORDS_MAX_CHARS,
  NAME_MAX_CHARS,
  OG_IMAGE_HEIGHT_PX,
  OG_IMAGE_WIDTH_PX,
  OUTCOME_MAX_CHARS,
  PETITION_BODY_MAX_CHARS,
  IMAGE_ALT_MAX_CHARS,
  PUBLIC_KEYS_MAX_ITEMS,
  CLAIM_EVIDENCE_MAX_CHARS,
  CLAIM_SOURCE_MAX_CHARS,
  CLAIMS_MAX_ROWS,
  REMOVALS_MAX_ROWS,
  REVIEW_RULES,
  SIGNERS_PAGE_MAX_ROWS,
  SITEMAP_PETITIONS_MAX_ROWS,
  SLUG_CHANGES_MAX,
  SLUG_MAX_CHARS,
  READY_HEADERS_BYTES,
  SPENT_PROOF_BYTES,
  SPENT_PROOFS_MAX_ENTRIES,
  STARTER_MAX_CHARS,
  TIME_ZONE_MAX_CHARS,
  TITLE_MAX_CHARS,
  TITLES_CHUNK_IDS,
  UPDATE_BODY_MAX_CHARS,
  UPDATES_MAX_PER_PETITION,
  PAUSES_MAX_ITEMS,
  VERSIONS_MAX_PER_PETITION,
  WHY_MAX_CHARS,
  ZONE_FORMAT_BYTES,
  ZONE_FORMATS_MAX_ENTRIES,
} from '../../src/limits.ts'

/** Of the most memory that a text of so many code points can take. */
const text = (chars: number): string => '🖋'.repeat(chars)
const rows = <T>(n: number, row: T): T[] => Array.from({ length: n }, () => row)

const PETITION: Petition = {
  id: 1,
  slug: 'x'.repeat(SLUG_MAX_CHARS),
  title: text(TITLE_MAX_CHARS),
  addressee: text(ADDRESSEE_MAX_CHARS),
  starter: text(STARTER_MAX_CHARS),
  body: text(PETITION_BODY_MAX_CHARS),
  language: 'x'.repeat(LANGUAGE_MAX_CHARS),
  goal: 1,
  milestones: rows(MILESTONES_MAX_ITEMS, 1),
  state: 'victory',
  confirmation: 'email',
  createdAt: 1,
  closesAt: 1,
  opensAt: 1,
  scheduledAt: null,
  closedAt: 1,
  moderated: rows(MODERATED_MAX_ITEMS, [1, 1] satisfies [number, number]),
  pauses: rows(PAUSES_MAX_ITEMS, [1, 1] satisfies [number, number]),
  claimedCount: 1,
  publicKeys: rows(PUBLIC_KEYS_MAX_ITEMS, 'x'.repeat(43)),
  reviewRules: REVIEW_RULES,
  unconfirmedDeletedAt: 1,
  contactsDeletedAt: 1,
  reviewDeletedId: 'x'.repeat(36),
  outcome: text(OUTCOME_MAX_CHARS),
  image: { hash: 'x'.repeat(32), type: 'image/jpeg', width: 1, height: 1, alt: text(IMAGE_ALT_MAX_CHARS) },
  emailSubject: 'neutral',
  signingLimit: 'very-high',
  starterKind: 'organisation',
  openedAt: 1,
  timeZone: 'x'.repeat(TIME_ZONE_MAX_CHARS),
  reminder: true,
  listed: true,
  remindedId: '01980000-0000-7000-8000-000000000000',
  bouncedCount: 1,
  milestonesFrom: 0,
  version: 1,
  versions: 1,
  translations: rows(LOCALES.length, { language: 'en', number: 1, translates: 1 }),
  textChangedAt: 1,
  revision: 1,
  submittedAt: 1,
  takenDownAt: 1,
  takenDownGround: 'illegal',
  takenDownReason: text(MODERATION_WORDS_MAX_CHARS),
  outcomeDraft: text(OUTCOME_MAX_CHARS),
  publicSlug: 'x'.repeat(SLUG_MAX_CHARS),
  slugChanges: rows(SLUG_CHANGES_MAX, 1),
  deletedAt: 1,
  finalCount: 1,
  erasingAt: 1,
  erasedAt: 1,
}

const CARD: Card = {
  id: 1,
  slug: PETITION.slug,
  title: PETITION.title,
  addressee: PETITION.addressee,
  language: PETITION.language,
  state: 'victory',
  closesAt: 1,
  timeZone: PETITION.timeZone,
  image: { hash: 'x'.repeat(32), width: 1, height: 1 },
  count: 1,
}

const COUNT: CountResponse = {
  petition: PETITION.slug,
  title: PETITION.title,
  count: 1,
  parts: { proven: 1, claimed: 1 },
  goal: 1,
  state: 'victory',
  perMinute: 1,
  lastDay: 1,
  openedAt: '2026-11-24T00:00:00.000Z',
  closesAt: '2026-11-24T00:00:00.000Z',
  asOf: '2026-11-24T00:00:00.000Z',
}

const HISTORY: History = {
  milestones: rows(FEED_ENTRIES_MAX_ROWS, { threshold: 1, reachedAt: 1 }),
  // Since it was last opened a petition can be closed once, and declared a victory once.
  endings: rows(2, { how: 'victory', at: 1 }),
  changes: rows(FEED_ENTRIES_MAX_ROWS, { number: 1, kind: 'correction', why: text(WHY_MAX_CHARS), at: 1 }),
}

const VERSION_FACTS: VersionFacts = {
  number: 1,
  language: PETITION.language,
  translates: 1,
  kind: 'translation',
  why: text(WHY_MAX_CHARS),
  publishedAt: 1,
  signatures: 1,
}
const VERSION: Version = {
  ...VERSION_FACTS,
  title: PETITION.title,
  addressee: PETITION.addressee,
  body: PETITION.body,
}

/** A PNG of four bytes a pixel which cannot be compressed: at most 0.1 % more than its pixels. */
const PNG_BYTES = OG_IMAGE_WIDTH_PX * OG_IMAGE_HEIGHT_PX * 4 * 1.001

const MARKDOWN_CHARS = 1_500
/** Markdown that grows most when it is rendered: quotations in each other, lists, characters to escape, and links. */
const GROWING = [
  '>'.repeat(MARKDOWN_CHARS),
  '- '.repeat(MARKDOWN_CHARS / 2),
  '"'.repeat(MARKDOWN_CHARS),
  `[](${text(MARKDOWN_CHARS)})`,
  `[a]: ${text(MARKDOWN_CHARS / 2)}\n\n${'[a] '.repeat(MARKDOWN_CHARS / 8)}`,
]
const growth = Math.max(...GROWING.map((markdown) => renderMarkdown(markdown, 2).length / Array.from(markdown).length))

/** The size of the largest value of each cache. */
const LARGEST_BYTES: Record<keyof typeof CACHE_BUDGETS_BYTES, number> = {
  petitions: estimateBytes(PETITION),
  petitionsById: estimateBytes(PETITION),
  aliases: estimateBytes(PETITION.slug),
  addresses: estimateBytes(PETITION.slug),
  counts: estimateBytes(COUNT),
  listings: estimateBytes(rows(LISTING_PAGE_ROWS + 1, CARD)),
  found: estimateBytes(rows(LISTING_PAGE_ROWS, CARD)),
  newestId: estimateBytes(1),
  titles: estimateBytes(rows(TITLES_CHUNK_IDS, { id: 1, folded: 'x'.repeat(FOLDED_TITLE_MAX_UNITS) })),
  signers: estimateBytes(
    rows(SIGNERS_PAGE_MAX_ROWS + 1, { name: text(NAME_MAX_CHARS), comment: text(COMMENT_MAX_CHARS) }),
  ),
  removals: estimateBytes({
    removals: rows(REMOVALS_MAX_ROWS, { reason: 'quarantined', count: 1, date: '2026-11-24' }),
  }),
  countParts: estimateBytes({
    count: 1,
    signed: 1,
    claimed: 1,
    claims: rows(CLAIMS_MAX_ROWS, {
      kind: 'import',
      source: text(CLAIM_SOURCE_MAX_CHARS),
      count: 1,
      collectedOn: '2026-11-24',
      addedAt: '2026-11-24T10:00:00.000Z',
      evidence: text(CLAIM_EVIDENCE_MAX_CHARS),
    }),
    held: 1,
    withdrawn: 1,
    released: 1,
    removed: 1,
    readAt: 1,
  }),
  updates: estimateBytes(
    rows(UPDATES_MAX_PER_PETITION, {
      id: text(18),
      title: text(TITLE_MAX_CHARS),
      body: text(UPDATE_BODY_MAX_CHARS),
      language: PETITION.language,
      translations: PETITION.translations,
    }),
  ),
  history: estimateBytes(HISTORY),
  versions: estimateBytes(VERSION),
  versionLists: estimateBytes(rows(VERSIONS_MAX_PER_PETITION, VERSION_FACTS)),
  changes: estimateBytes(rows(CHANGES_SHOWN_MAX_ROWS + 1, VERSION)),
  ogImages: estimateBytes('x'.repeat(Math.ceil((PNG_BYTES * 4) / 3))),
  // The Markdown is the key.
  markup: estimateBytes(PETITION.body) + estimateBytes('x'.repeat(Math.ceil(growth * PETITION_BODY_MAX_CHARS))),
  sitemapCount: estimateBytes(1),
  sitemaps: estimateBytes(rows(SITEMAP_PETITIONS_MAX_ROWS, PETITION.slug)),
  petitionKeys: CRYPTO_KEY_BYTES,
  // A page of the longest text, and as much around it.
  ready: 3 * PETITION_BODY_MAX_CHARS + 200 * 1024 + READY_HEADERS_BYTES,
  // Two caches share the budget.
  sealingKeys: 2 * CRYPTO_KEY_BYTES,
}

describe('the cache budgets', () => {
  test('leave half of the isolate’s memory to requests, with the spent proofs and formats counted', () => {
    const caches = Object.values(CACHE_BUDGETS_BYTES).reduce((sum, bytes) => sum + bytes, 0)
    const others = SPENT_PROOFS_MAX_ENTRIES * SPENT_PROOF_BYTES + ZONE_FORMATS_MAX_ENTRIES * ZONE_FORMAT_BYTES
    expect(caches + others).toBeLessThanOrEqual(ISOLATE_CACHES_MAX_BYTES)
  })

  // The social media image is drawn by us: its largest value above is noise, which no image of ours is.
  const { ogImages: _, ...measured } = CACHE_VALUE_MAX_BYTES
  test.each(Object.entries(measured))('know the largest value of %s', (name, bytes) => {
    expect(LARGEST_BYTES[name as keyof typeof CACHE_VALUE_MAX_BYTES]).toBeLessThanOrEqual(bytes)
  })

  test.each(Object.entries(LARGEST_BYTES))('have room for the largest value of %s', (name, bytes) => {
    expect(bytes).toBeLessThan(CACHE_BUDGETS_BYTES[name as keyof typeof CACHE_BUDGETS_BYTES])
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
  const cacheOf = (load: (key: string) => Promise<string>, maxBytes: number, clock = () => 0) =>
    createSwr<string>({
      load: asking(load, clock),
      maxBytes,
      clock,
      maxValueBytes: 1_000,
      freshMs: 60_000,
      staleMs: 120_000,
      onError: () => {},
    })

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

  /** Loads that end when `finish` is called, and the keys that were loaded. */
  function slowLoads() {
    const asked: string[] = []
    const waiting: (() => void)[] = []
    const load = (key: string): Promise<string> => {
      asked.push(key)
      return new Promise((resolve) => waiting.push(() => resolve(`${key} ${asked.length}`)))
    }
    return { asked, load, finish: () => waiting.splice(0).forEach((end) => end()) }
  }

  test('shares as many loads as fit into its budget, and stores none beyond', async () => {
    const { asked, load, finish } = slowLoads()
    const swr = cacheOf(load, 3_000)
    const background: Promise<unknown>[] = []
    const get = (key: string) => swr.get(key, (work) => void background.push(work))
    const values = ['a', 'b', 'c', 'a', 'd', 'd'].map(get)
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'd'])
    // Only shared loads outlive their request.
    expect(background).toHaveLength(3)
    finish()
    await Promise.all([...values, ...background])
    await get('c')
    const again = get('d')
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'd', 'd'])
    finish()
    await again
  })

  test('counts a load whose key was forgotten until it has ended', async () => {
    const { asked, load, finish } = slowLoads()
    const swr = cacheOf(load, 1_000)
    const background: Promise<unknown>[] = []
    const get = (key: string) => swr.get(key, (work) => void background.push(work))
    const first = get('a')
    swr.forget('a')
    const second = get('a')
    expect([asked.length, background.length]).toEqual([2, 1])
    finish()
    await Promise.all([first, second, ...background])
  })

  test('does not hold loads that never end, each of a made-up key', async () => {
    let now = 0
    const { asked, load } = slowLoads()
    const swr = cacheOf(load, 3_000, () => now)
    const kept: Promise<unknown>[] = []
    const ask = (key: string): void => void swr.get(key, (work) => void kept.push(work)).catch(() => undefined)
    for (const key of ['a', 'b', 'c', 'd']) ask(key)
    expect(kept).toHaveLength(3)
    now += CACHE_LOAD_TIMEOUT_MS + 1
    ask('e')
    ask('e')
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(kept).toHaveLength(4)
  })

  test('returns a stale value without a refresh while its loads fill the budget', async () => {
    let now = 0
    const { asked, load, finish } = slowLoads()
    const swr = cacheOf(load, 1_000, () => now)
    const background: Promise<unknown>[] = []
    const get = (key: string) => swr.get(key, (work) => void background.push(work))
    const first = get('a')
    finish()
    await Promise.all([first, ...background])
    now = 90_000
    const other = get('b')
    expect(await get('a')).toBe(await first)
    expect(asked).toEqual(['a', 'b'])
    finish()
    await Promise.all([other, ...background])
  })
})
