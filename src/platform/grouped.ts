/**
 * A write for whatever is to be written at the same time: what comes while one runs goes with the next one, and nothing waits for
 * company. Everybody hears of the write that their own item was in.
 */
export function grouped<T>(write: (items: readonly T[]) => Promise<unknown>): (item: T) => Promise<void> {
  let waiting: T[] = []
  let next: Promise<void> | null = null
  let last: Promise<void> = Promise.resolve()
  const writeAll = async (before: Promise<void>): Promise<void> => {
    await before
    next = null
    const items = waiting
    waiting = []
    await write(items)
  }
  return (item) => {
    waiting.push(item)
    if (next === null) {
      next = writeAll(last)
      last = next.catch(() => undefined)
    }
    return next
  }
}
