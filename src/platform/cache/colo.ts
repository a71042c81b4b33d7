/**
 * The Cache API as the tier between an isolate's memory and D1: one entry a colo, shared by its isolates. It knows no
 * stale-while-revalidate, so the entry carries its own times and lives long.
 *
 * One refresh a colo at a time: who finds a stale entry first writes it back as fresh for a short lease, then loads.
 * Two isolates can still pass between that read and write; the cost is one more D1 read, not a wrong number.
 */
import { CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import type { WaitUntil } from './swr.ts'

export interface ColoOptions<V> {
  cache: Pick<Cache, 'match' | 'put' | 'delete'>
  load: (key: string) => Promise<V>
  /** Where the entries live: any URL of our own that is never served. */
  keyPrefix: string
  freshMs: number
  leaseMs: number
  /** What a failed load gives where there is no old value, and for how long; without it the load fails. */
  standIn?: { value: V; freshMs: number }
  /** Told of a load that failed while a value could stand in. */
  onError: (key: string, error: unknown) => void
  clock?: () => number
}

interface Envelope<V> {
  value: V
  freshUntil: number
  /** It never was a true value. */
  isStandIn?: true
}

export interface Colo<V> {
  load: (key: string, waitUntil: WaitUntil) => Promise<V>
  /** In this colo; others find out when the entry is no longer fresh. */
  forget: (key: string) => Promise<unknown>
}

export function createColo<V>(options: ColoOptions<V>): Colo<V> {
  const { cache, load, keyPrefix, freshMs, leaseMs, standIn, onError, clock = Date.now } = options

  const write = (url: string, envelope: Envelope<V>): Promise<void> =>
    cache.put(
      url,
      Response.json(envelope, { headers: { 'cache-control': `max-age=${CACHE_STALE_IF_ERROR_MS / 1000}` } }),
    )

  const urlOf = (key: string): string => keyPrefix + encodeURIComponent(key)

  return {
    async load(key, waitUntil) {
      const url = urlOf(key)
      const hit = await cache.match(url)
      const kept = hit === undefined ? undefined : await hit.json<Envelope<V>>()
      if (kept !== undefined) {
        if (clock() < kept.freshUntil) return kept.value
        await write(url, { ...kept, freshUntil: clock() + leaseMs })
      }
      try {
        const value = await load(key)
        waitUntil(write(url, { value, freshUntil: clock() + freshMs }))
        return value
      } catch (error) {
        // The last true value, for as long as the entry lives.
        if (kept !== undefined && kept.isStandIn !== true) {
          onError(key, error)
          return kept.value
        }
        if (standIn === undefined) throw error
        onError(key, error)
        waitUntil(write(url, { value: standIn.value, freshUntil: clock() + standIn.freshMs, isStandIn: true }))
        return standIn.value
      }
    },
    forget: (key) => cache.delete(urlOf(key)),
  }
}
