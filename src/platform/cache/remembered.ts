/** A promise that is made once for a key, and made again only after a failure. */
interface Store<K, V> {
  get(key: K): Promise<V> | undefined
  set(key: K, value: Promise<V>): unknown
  delete(key: K): unknown
}

/** `known` is a Map, or a `Bounded` where keys come from outside. Concurrent callers share one promise. */
export function remembered<K, V>(known: Store<K, V>, key: K, make: () => Promise<V>): Promise<V> {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}
