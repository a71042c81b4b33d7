/** The bound of a wait: an error instead of a run that does not end. */
import { withDeadline } from '../../src/platform/deadline.ts'

/**
 * What `work` resolves to. Rejects when it does, or after `maxMs` milliseconds, with an error that begins with `where()`, as of
 * that moment.
 */
export async function within<T>(maxMs: number, where: () => string, work: Promise<T>): Promise<T> {
  try {
    return await withDeadline(work, maxMs)
  } catch (cause) {
    throw new Error(`${where()}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
