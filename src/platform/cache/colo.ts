/**
 * The Cache API as the tier between an isolate's memory and D1: one entry for each Cloudflare location (colo), shared by its
 * isolates. The Cache API has no stale-while-revalidate, so the entry contains its own times and has a long lifetime.
 *
 * One refresh in a colo at a time: the first isolate that finds a stale entry writes it back as fresh for a short lease, then
 * loads. Two isolates can still do so at the same moment; the cost is one more D1 read, not a wrong number.
 */
import { CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import type { WaitUntil } from './swr.ts'

export interface ColoOptions<V> {
  cache: Pick<Cache, 'match' | 'put' | 'delete'>
  load: (key: string) => Promise<V>
  /** The start of the entries' URLs: any URL of our own that is never served. */
  keyPrefix: string
  freshMs: number
  leaseMs: number
  /** Returned for `freshMs` when a load fails and there is no older value; without it the load fails. */
  standIn?: { value: V; freshMs: number }
  /** Called when a load failed and an older value, or `standIn`, was returned. */
  onError: (key: string, error: unknown) => void
  clock?: () => number
}

interface Envelope<V> {
  value: V
  freshUntil: number
  /** The value is `standIn`, and was never loaded. */
  isStandIn?: true
}

export interface Colo<V> {
  load: (key: string, waitUntil: WaitUntil) => Promise<V>
  /** Deletes the entry in this colo; others refresh theirs when it is no longer fresh. */
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
      const stored = hit === undefined ? undefined : await hit.json<Envelope<V>>()
      if (stored !== undefined) {
        if (clock() < stored.freshUntil) return stored.value
        await write(url, { ...stored, freshUntil: clock() + leaseMs })
      }
      try {
        const value = await load(key)
        waitUntil(write(url, { value, freshUntil: clock() + freshMs }))
        return value
      } catch (error) {
        // The last loaded value, for the lifetime of the entry.
        if (stored !== undefined && stored.isStandIn !== true) {
          onError(key, error)
          return stored.value
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
