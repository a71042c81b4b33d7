/** Runs the work for every item, `atOnce` at a time. The results are in no particular order. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<readonly R[]>,
): Promise<R[]> {
  const waiting = [...items]
  const results: R[] = []
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(...(await work(item)))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
