/**
 * Stale-while-revalidate in an isolate's memory (RFC 5861): a fresh value is returned at once, a stale one too while one
 * refresh runs in the background, and for an older one the caller waits for the refresh. One load for each key at a time.
 *
 * A load belongs to the request that started it, and Workers stop a request's work when its client disconnects: so every load
 * is passed to `waitUntil`, and callers wait for it with a deadline.
 */
import { withDeadline } from '../deadline.ts'
import { CACHE_LOAD_TIMEOUT_MS, CACHE_LOADS_MAX, CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
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
  clock?: () => number
}

interface Entry<V> {
  value: V
  loadedAt: number
}

interface Run<V> {
  startedAt: number
  value: Promise<V>
}

export interface Swr<V> {
  get(key: string, waitUntil: WaitUntil): Promise<V>
  /** Deletes the value of one key, after a change that this isolate made itself. */
  forget(key: string): void
}

export function createSwr<V>(options: SwrOptions<V>): Swr<V> {
  const { load, freshMs, staleMs, onError, maxBytes, clock = Date.now } = options
  const entries = createBounded<Entry<V>>(maxBytes)
  const loading = new Map<string, Run<V>>()

  const refresh = (key: string, waitUntil: WaitUntil): Promise<V> => {
    const running = loading.get(key)
    if (running !== undefined && clock() - running.startedAt <= CACHE_LOAD_TIMEOUT_MS) return running.value
    const run: Run<V> = { startedAt: clock(), value: withDeadline(load(key, waitUntil), CACHE_LOAD_TIMEOUT_MS) }
    loading.delete(key)
    loading.set(key, run)
    dropOldest(loading, CACHE_LOADS_MAX)
    const settled = run.value.then(
      (value) => {
        // A run that was forgotten meanwhile may have read what was changed since.
        if (loading.get(key) === run) entries.set(key, { value, loadedAt: clock() })
      },
      (error: unknown) => onError(key, error),
    )
    waitUntil(
      settled.finally(() => {
        if (loading.get(key) === run) loading.delete(key)
      }),
    )
    return run.value
  }

  return {
    async get(key, waitUntil) {
      const entry = entries.get(key)
      const age = entry === undefined ? Infinity : clock() - entry.loadedAt
      if (entry !== undefined && age <= freshMs) return entry.value
      const run = refresh(key, waitUntil)
      if (entry === undefined) return withDeadline(run, CACHE_LOAD_TIMEOUT_MS)
      if (age <= staleMs) return entry.value
      try {
        return await withDeadline(run, CACHE_LOAD_TIMEOUT_MS)
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

/**
 * Runs whose request was stopped never settle, and invented keys are asked for once: so the oldest runs are dropped. Callers
 * that wait for a dropped run still get its value, which is not stored.
 */
function dropOldest<V>(loading: Map<string, Run<V>>, max: number): void {
  if (loading.size <= max) return
  const oldest = loading.keys().next()
  if (!oldest.done) loading.delete(oldest.value)
}
