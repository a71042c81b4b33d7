/** The bound of a wait: an error instead of a run that does not end. */

/**
 * What `work` resolves to. Rejects when it does, or after `maxMs` milliseconds, with an error that begins with `where()`, as of
 * that moment.
 */
export async function within<T>(maxMs: number, where: () => string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${Math.round(maxMs / 1000)} s`)), maxMs)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    throw new Error(`${where()}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}
