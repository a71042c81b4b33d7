/**
 * The Cache API as the tier between an isolate's memory and D1: one entry for each Cloudflare location (colo), shared by its
 * isolates. The Cache API has no stale-while-revalidate, so the entry contains its own times and has a long lifetime.
 *
 * One refresh in a colo at a time: the first isolate that finds a stale entry writes a short lease beside it, then loads. Two
 * isolates can still do so at the same moment; the cost is one more D1 read, not a wrong number: a value is only written
 * after a look that finds none asked for later (decision 028). The lease is an entry of its own, so that nobody writes back a
 * value that it has not loaded.
 */
import { CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import { type Asked, askedAfter, asking, type Forgotten, type Source } from './asked.ts'

export interface ColoOptions<V> {
  cache: Pick<Cache, 'match' | 'put'>
  /** `askedAt` in milliseconds: when it is called. */
  load: (key: string, askedAt: number) => Promise<V>
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

interface Entry<V> extends Asked<V> {
  freshUntil: number
  /** The value is `standIn`, and was never loaded: any that is loaded is newer, save one from before the last change. */
  isStandIn?: true
}

interface Lease {
  leaseUntil: number
}

export interface Colo<V> {
  load: Source<V>
  /** What was asked before is outdated in this colo; others refresh theirs when it is no longer fresh. */
  forget: (key: string) => Promise<void>
}

export function createColo<V>(options: ColoOptions<V>): Colo<V> {
  const { cache, load, keyPrefix, freshMs, leaseMs, standIn, onError, clock = Date.now } = options
  const ask = asking(load, clock)

  const read = async <E>(url: string): Promise<E | undefined> => (await cache.match(url))?.json<E>()
  const write = (url: string, entry: Entry<V> | Forgotten | Lease): Promise<void> =>
    cache.put(url, Response.json(entry, { headers: { 'cache-control': `max-age=${CACHE_STALE_IF_ERROR_MS / 1000}` } }))

  const urlOf = (key: string): string => keyPrefix + encodeURIComponent(key)
  const leaseUrlOf = (key: string): string => `${urlOf(key)}?lease`

  /** What is there now: a value asked from `notBefore` on, or since when there is none. */
  const find = async (key: string, notBefore: number): Promise<{ entry?: Entry<V>; notBefore: number }> => {
    const held = await read<Entry<V> | Forgotten>(urlOf(key))
    if (held === undefined) return { notBefore }
    if ('forgotten' in held) return { notBefore: Math.max(notBefore, held.askedAt) }
    return held.askedAt < notBefore ? { notBefore } : { entry: held, notBefore }
  }

  return {
    async load(key, waitUntil, notBefore) {
      const { entry: stored } = await find(key, notBefore)
      if (stored !== undefined) {
        if (clock() < stored.freshUntil) return stored
        const lease = await read<Lease>(leaseUrlOf(key))
        if (lease !== undefined && clock() < lease.leaseUntil) return stored
        await write(leaseUrlOf(key), { leaseUntil: clock() + leaseMs })
      }
      try {
        const loaded = await ask(key)
        const { entry, notBefore: since } = await find(key, notBefore)
        if (entry !== undefined && askedAfter(entry, loaded, clock())) return entry
        const isOutdated = askedAfter({ askedAt: since }, loaded, clock())
        if (!isOutdated) waitUntil(write(urlOf(key), { ...loaded, freshUntil: clock() + freshMs }))
        return loaded
      } catch (error) {
        const { entry, notBefore: since } = await find(key, notBefore)
        // The last loaded value, for the lifetime of the entry.
        if (entry !== undefined && entry.isStandIn !== true) {
          onError(key, error)
          return entry
        }
        if (standIn === undefined) throw error
        onError(key, error)
        const { value } = standIn
        const made = { value, askedAt: since, isStandIn: true as const, freshUntil: clock() + standIn.freshMs }
        waitUntil(write(urlOf(key), made))
        return made
      }
    },
    forget: (key) => write(urlOf(key), { forgotten: true, askedAt: clock() }),
  }
}
