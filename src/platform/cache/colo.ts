/**
 * The Cache API as the tier between an isolate's memory and D1: one entry for each Cloudflare location (colo), shared by its
 * isolates. The Cache API has no stale-while-revalidate, so the entry contains its own times and has a long lifetime.
 *
 * One refresh in a colo at a time: the first isolate that finds a stale entry writes a short lease beside it, then loads. Two
 * isolates can still do so at the same moment; the cost is one more D1 read, not a wrong number: a value is only written
 * after a look that finds none that may be newer (decision 028). The lease is an entry of its own, so that nobody writes back a
 * value that it has not loaded.
 */
import { CACHE_STALE_IF_ERROR_MS } from '../../limits.ts'
import { type Asked, asking, type Forgotten, forgottenAt, mayBeOlder, type Source } from './asked.ts'
import type { WaitUntil } from './swr.ts'

export interface ColoOptions<V> {
  cache: Pick<Cache, 'match' | 'put'>
  /** `askedAt` in milliseconds: when it is called. */
  load: (key: string, askedAt: number) => Promise<V>
  /** The start of the entries' URLs: any URL of our own that is never served. */
  keyPrefix: string
  freshMs: number
  /** How many times longer this value is fresh. */
  stretch?: (value: V) => number
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
  const { cache, load, keyPrefix, freshMs, stretch = () => 1, leaseMs, standIn, onError, clock = Date.now } = options
  const ask = asking(load, clock)

  const read = async <E>(url: string): Promise<E | undefined> => (await cache.match(url))?.json<E>()
  const write = (url: string, entry: Entry<V> | Forgotten | Lease): Promise<void> =>
    cache.put(url, Response.json(entry, { headers: { 'cache-control': `max-age=${CACHE_STALE_IF_ERROR_MS / 1000}` } }))

  const urlOf = (key: string): string => keyPrefix + encodeURIComponent(key)
  const leaseUrlOf = (key: string): string => `${urlOf(key)}?lease`

  /** What is there now: a value that was asked for from `notBefore` on, or how old a new one may be. */
  const find = async (key: string, notBefore: number): Promise<Entry<V> | Forgotten> => {
    const held = await read<Entry<V> | Forgotten>(urlOf(key))
    // An entry of a version before this one has no times.
    return held !== undefined && held.askedAt >= notBefore ? held : forgottenAt(notBefore)
  }

  /** What was changed while it loaded is loaded once more. */
  const refresh = async (key: string, waitUntil: WaitUntil, notBefore: number, isLast = false): Promise<Asked<V>> => {
    const loaded = await ask(key)
    const held = await find(key, notBefore)
    if (!mayBeOlder(loaded, held, clock())) {
      waitUntil(write(urlOf(key), { ...loaded, freshUntil: clock() + freshMs * stretch(loaded.value) }))
      return loaded
    }
    if (!('forgotten' in held)) return held
    return isLast ? loaded : refresh(key, waitUntil, notBefore, true)
  }

  return {
    async load(key, waitUntil, notBefore) {
      const stored = await find(key, notBefore)
      if (!('forgotten' in stored)) {
        if (clock() < stored.freshUntil) return stored
        const lease = await read<Lease>(leaseUrlOf(key))
        if (lease !== undefined && clock() < lease.leaseUntil) return stored
        await write(leaseUrlOf(key), { leaseUntil: clock() + leaseMs })
      }
      try {
        return await refresh(key, waitUntil, notBefore)
      } catch (error) {
        const held = await find(key, notBefore)
        // The last loaded value, for the lifetime of the entry.
        if (!('forgotten' in held) && held.isStandIn !== true) {
          onError(key, error)
          return held
        }
        if (standIn === undefined) throw error
        onError(key, error)
        const { askedAt, answeredAt } = held
        const made: Asked<V> = { value: standIn.value, askedAt, answeredAt }
        waitUntil(write(urlOf(key), { ...made, isStandIn: true, freshUntil: clock() + standIn.freshMs }))
        return made
      }
    },
    forget: (key) => write(urlOf(key), forgottenAt(clock())),
  }
}
