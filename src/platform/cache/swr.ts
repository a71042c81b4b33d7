/**
 * Stale-while-revalidate in an isolate's memory (RFC 5861 in code): fresh values are given at once, stale ones too
 * while one refresh runs behind, and older ones wait for it. One load a key at a time, however many ask.
 *
 * A load belongs to the request that began it, and Workers end a request's work when its client goes: so every load
 * is handed to `waitUntil`, and who waits for it waits with a deadline.
 */
import { withDeadline } from '../deadline.ts'
import { CACHE_LOAD_TIMEOUT_MS, CACHE_LOADS_MAX, CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import { createBounded } from './bounded.ts'

export type WaitUntil = (work: Promise<unknown>) => void

export interface SwrOptions<V> {
  load: (key: string, waitUntil: WaitUntil) => Promise<V>
  /** Given at once for this long after its load. */
  freshMs: number
  /** Given at once for this long, while a refresh runs. */
  staleMs: number
  /** Told of a load that failed, whether or not an old value could stand in. */
  onError: (key: string, error: unknown) => void
  /** How much is stored, by estimate: the values loaded longest ago give way to new ones. */
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
  /** Forgets one key, after a change that this isolate made itself. */
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
        // A run that was forgotten meanwhile has read what is no longer true.
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
 * Runs whose request was ended never settle, and made-up keys ask for no run a second time: so the oldest are dropped.
 * Whoever waits for one that was dropped still gets its value, which is not stored.
 */
function dropOldest<V>(loading: Map<string, Run<V>>, max: number): void {
  if (loading.size <= max) return
  const oldest = loading.keys().next()
  if (!oldest.done) loading.delete(oldest.value)
}
