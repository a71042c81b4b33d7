/**
 * Stale-while-revalidate in an isolate's memory (RFC 5861): a fresh value is returned at once, a stale one too while one
 * refresh runs in the background, and for an older one the caller waits for the refresh. One load for each key at a time, as
 * long as the loads in progress fit into the budget (decision 020).
 *
 * A load belongs to the request that started it, and Workers stop a request's work when its client disconnects: so every load
 * is passed to `waitUntil`, and callers wait for it with a deadline.
 */
import { withDeadline } from '../deadline.ts'
import { CACHE_LOAD_TIMEOUT_MS, CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import { createBounded } from './bounded.ts'

export type WaitUntil = (work: Promise<unknown>) => void

export interface SwrOptions<V> {
  load: (key: string, waitUntil: WaitUntil) => Promise<V>
  /** For this long after its load, a value is returned at once. */
  freshMs: number
  /** For this long after its load, a value is returned at once while a refresh runs. */
  staleMs: number
  /** Called for every load that failed, even if an older value was returned. */
  onError: (key: string, error: unknown) => void
  /** Estimated size at most: the values loaded longest ago are deleted for new ones. */
  maxBytes: number
  /** Estimated size of the largest value: loads in progress may take `maxBytes` together. */
  maxValueBytes: number
  clock?: () => number
}

interface Entry<V> {
  value: V
  loadedAt: number
}

interface Run<V> {
  key: string
  startedAt: number
  value: Promise<V>
}

export interface Swr<V> {
  get(key: string, waitUntil: WaitUntil): Promise<V>
  /** Deletes the value of one key, after a change that this isolate made itself. */
  forget(key: string): void
}

export function createSwr<V>(options: SwrOptions<V>): Swr<V> {
  const { load, freshMs, staleMs, onError, maxBytes, maxValueBytes, clock = Date.now } = options
  const entries = createBounded<Entry<V>>(maxBytes)
  const maxRuns = Math.max(1, Math.floor(maxBytes / maxValueBytes))
  const runs = new Set<Run<V>>()
  /** The run that other callers wait for: not one whose key was forgotten meanwhile. */
  const loading = new Map<string, Run<V>>()

  const end = (key: string, run: Run<V>): void => {
    runs.delete(run)
    if (loading.get(key) === run) loading.delete(key)
  }

  /** Null when the loads in progress already fill the budget. */
  const refresh = (key: string, waitUntil: WaitUntil): Promise<V> | null => {
    // A run whose request was stopped never settles. Any other has been settled by its deadline.
    for (const run of runs) if (clock() - run.startedAt > CACHE_LOAD_TIMEOUT_MS) end(run.key, run)
    const running = loading.get(key)
    if (running !== undefined) return running.value
    if (runs.size >= maxRuns) return null
    const run: Run<V> = { key, startedAt: clock(), value: withDeadline(load(key, waitUntil), CACHE_LOAD_TIMEOUT_MS) }
    runs.add(run)
    loading.set(key, run)
    const settled = run.value.then(
      (value) => {
        // A run that was forgotten meanwhile may have read what was changed since.
        if (loading.get(key) === run) entries.set(key, { value, loadedAt: clock() })
      },
      (error: unknown) => onError(key, error),
    )
    waitUntil(settled.finally(() => end(key, run)))
    return run.value
  }

  /** Its value is neither shared nor stored, and the load ends with its request: it costs what it would without a cache. */
  const loadUnshared = async (key: string, waitUntil: WaitUntil): Promise<V> => {
    try {
      return await withDeadline(load(key, waitUntil), CACHE_LOAD_TIMEOUT_MS)
    } catch (error) {
      onError(key, error)
      throw error
    }
  }

  return {
    async get(key, waitUntil) {
      const entry = entries.get(key)
      const age = entry === undefined ? Infinity : clock() - entry.loadedAt
      if (entry !== undefined && age <= freshMs) return entry.value
      const run = refresh(key, waitUntil)
      if (entry !== undefined && age <= staleMs) return entry.value
      const value = run === null ? loadUnshared(key, waitUntil) : withDeadline(run, CACHE_LOAD_TIMEOUT_MS)
      if (entry === undefined) return value
      try {
        return await value
      } catch (error) {
        if (age <= CACHE_STALE_IF_ERROR_MS) return entry.value
        throw error
      }
    },
    forget(key) {
      entries.delete(key)
      loading.delete(key)
    },
  }
}
