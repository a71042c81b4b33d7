/** A promise that is made once for a key, and made again only after a failure. */
interface Store<V> {
  get(key: string): Promise<V> | undefined
  set(key: string, value: Promise<V>): unknown
  delete(key: string): unknown
}

/** `known` is a Map, or a `Bounded` where keys come from outside. Concurrent callers share one promise. */
export function remembered<V>(known: Store<V>, key: string, make: () => Promise<V>): Promise<V> {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}
