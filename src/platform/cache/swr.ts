/**
 * Stale-while-revalidate in an isolate's memory (RFC 5861): a fresh value is returned at once, a stale one too while one
 * refresh runs in the background, and for an older one the caller waits for the refresh. One load for each key at a time, as
 * long as the loads in progress fit into the budget (decision 020). A value never replaces one that may be newer
 * (decision 028).
 *
 * A load belongs to the request that started it, and Workers stop a request's work when its client disconnects: so every load
 * is passed to `waitUntil`, and callers wait for it with a deadline.
 */
import { withDeadline } from '../deadline.ts'
import { CACHE_LOAD_TIMEOUT_MS, CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import { type Asked, type Forgotten, forgottenAt, mayBeOlder, type Source } from './asked.ts'
import { createBounded } from './bounded.ts'

export type WaitUntil = (work: Promise<unknown>) => void

export interface SwrOptions<V> {
  load: Source<V>
  /** For this long after its load, a value is returned at once. */
  freshMs: number
  /** For this long after its load, a value is returned at once while a refresh runs. */
  staleMs: number
  /** How many times longer these are at present. */
  stretch?: () => number
  /** In place of `staleMs`, if that is less at present. */
  staleAtLeastMs?: () => number
  /** Called for every load that failed, even if an older value was returned. */
  onError: (key: string, error: unknown) => void
  /** Estimated size at most: the values loaded longest ago are deleted for new ones. */
  maxBytes: number
  /** Estimated size of the largest value: loads in progress may take `maxBytes` together. */
  maxValueBytes: number
  clock?: () => number
}

interface Entry<V> extends Asked<V> {
  loadedAt: number
}

interface Run<V> {
  key: string
  startedAt: number
  /** Nothing was returned to it that was asked before. */
  notBefore: number
  /** Of the newest value that there is when the load ends. */
  newest: Promise<Asked<V>>
}

export interface Swr<V> {
  get(key: string, waitUntil: WaitUntil): Promise<V>
  /**
   * The same with its time. A value that was asked before `notBefore`, in milliseconds, is loaded again, and returned only if
   * that fails.
   */
  ask(key: string, waitUntil: WaitUntil, notBefore?: number): Promise<Asked<V>>
  /** What `get` returns without waiting, starting the same refresh; undefined where it would wait. */
  atOnce(key: string, waitUntil: WaitUntil): V | undefined
  /** After a change that this isolate made itself: what was asked before is neither returned nor stored any more. */
  forget(key: string): void
}

export function createSwr<V>(options: SwrOptions<V>): Swr<V> {
  const {
    load,
    freshMs,
    staleMs,
    stretch = () => 1,
    staleAtLeastMs = () => 0,
    onError,
    maxBytes,
    maxValueBytes,
    clock = Date.now,
  } = options
  const entries = createBounded<Entry<V> | Forgotten>(maxBytes)
  const maxRuns = Math.max(1, Math.floor(maxBytes / maxValueBytes))
  const runs = new Set<Run<V>>()
  /** The run that other callers wait for: not one whose key was forgotten meanwhile. */
  const loading = new Map<string, Run<V>>()

  const end = (key: string, run: Run<V>): void => {
    runs.delete(run)
    if (loading.get(key) === run) loading.delete(key)
  }

  const entryOf = (key: string): Entry<V> | undefined => {
    const held = entries.get(key)
    return held === undefined || 'forgotten' in held ? undefined : held
  }

  /** Undefined, or the mark that says how old a value may be. */
  const markOf = (key: string): Forgotten | undefined => {
    const held = entries.get(key)
    return held !== undefined && 'forgotten' in held ? held : undefined
  }

  const loadFor = (key: string, waitUntil: WaitUntil, notBefore: number): Promise<Asked<V>> =>
    withDeadline(load(key, waitUntil, notBefore), CACHE_LOAD_TIMEOUT_MS)

  /**
   * What was loaded, unless what is in memory by now may be newer. It is stored by the run that others wait for, and in place of
   * an older value or of the mark of an older change, so that nobody is given an older one after it. What was asked in the
   * millisecond of a change may have been read before it.
   */
  const newest = (key: string, loaded: Asked<V>, isShared: boolean): Asked<V> => {
    const held = entries.get(key)
    const mayBeNewer = held !== undefined && mayBeOlder(loaded, held, clock())
    const kept = mayBeNewer && !('forgotten' in held) ? held : loaded
    const { value, askedAt, answeredAt } = kept
    const replaces = held !== undefined && !mayBeNewer && !('forgotten' in held && askedAt === held.answeredAt)
    if (isShared || replaces) {
      entries.set(key, { value, askedAt, answeredAt, loadedAt: clock() })
    }
    return kept
  }

  /** What was changed while it loaded is asked for again, as by a new caller. */
  const unlessOutdated = (
    key: string,
    loaded: Asked<V>,
    waitUntil: WaitUntil,
    isShared: boolean,
  ): Asked<V> | Promise<Asked<V>> => {
    const mark = markOf(key)
    const isOutdated = mark !== undefined && mayBeOlder(loaded, mark, clock())
    return isOutdated && !isShared ? ask(key, waitUntil, mark.askedAt) : newest(key, loaded, isShared)
  }

  /** Null when the loads in progress already fill the budget. */
  const refresh = (key: string, waitUntil: WaitUntil, notBefore: number): Promise<Asked<V>> | null => {
    // A run whose request was stopped never settles. Any other has been settled by its deadline.
    for (const run of runs) if (clock() - run.startedAt > CACHE_LOAD_TIMEOUT_MS) end(run.key, run)
    const running = loading.get(key)
    if (running !== undefined && running.notBefore >= notBefore) return running.newest
    if (runs.size >= maxRuns) return null
    const startedAt = clock()
    const loaded = loadFor(key, waitUntil, notBefore).then((asked) =>
      // A run that was forgotten meanwhile may have read what was changed since.
      unlessOutdated(key, asked, waitUntil, loading.get(key) === run),
    )
    const run: Run<V> = { key, startedAt, notBefore, newest: loaded }
    runs.add(run)
    loading.set(key, run)
    const settled = loaded.then(
      () => undefined,
      (error: unknown) => onError(key, error),
    )
    waitUntil(settled.finally(() => end(key, run)))
    return loaded
  }

  /** Its value is neither shared nor stored, and the load ends with its request: it costs what it would without a cache. */
  const loadUnshared = async (key: string, waitUntil: WaitUntil, notBefore: number): Promise<Asked<V>> => {
    try {
      return newest(key, await loadFor(key, waitUntil, notBefore), false)
    } catch (error) {
      onError(key, error)
      throw error
    }
  }

  /** A fresh value, or a stale one while a refresh runs. */
  const entryAtOnce = (key: string, waitUntil: WaitUntil, notBefore: number): Entry<V> | undefined => {
    const entry = entryOf(key)
    if (entry === undefined || entry.askedAt < notBefore) return undefined
    const age = clock() - entry.loadedAt
    if (age > Math.max(staleMs * stretch(), staleAtLeastMs())) return undefined
    if (age > freshMs * stretch()) void refresh(key, waitUntil, notBefore)
    return entry
  }

  const ask = async (key: string, waitUntil: WaitUntil, since = 0): Promise<Asked<V>> => {
    const notBefore = Math.max(markOf(key)?.askedAt ?? 0, since)
    const entry = entryAtOnce(key, waitUntil, notBefore)
    if (entry !== undefined) return entry
    const run = refresh(key, waitUntil, notBefore)
    try {
      return await (run === null ? loadUnshared(key, waitUntil, notBefore) : withDeadline(run, CACHE_LOAD_TIMEOUT_MS))
    } catch (error) {
      // Another load may have stored a newer value meanwhile, or a change have made the one above wrong.
      const last = entryOf(key)
      if (last !== undefined && clock() - last.loadedAt <= CACHE_STALE_IF_ERROR_MS) return last
      throw error
    }
  }

  return {
    ask,
    get: async (key, waitUntil) => (await ask(key, waitUntil)).value,
    atOnce: (key, waitUntil) => entryAtOnce(key, waitUntil, 0)?.value,
    forget(key) {
      entries.set(key, forgottenAt(clock()))
      loading.delete(key)
    },
  }
}
