/** Writes to the file of the queues, for all who add or settle messages. */
import type { Added, QueueFile, Settled } from './queue-file.ts'

export interface Writer {
  write: (added: readonly Added[], settled: readonly Settled[]) => Promise<void>
  idle: () => Promise<unknown>
  onWritten: (queues: ReadonlySet<string>) => void
}

/** Whatever is to be written at the same time reaches the disk in one commit: a commit takes milliseconds, however much it has. */
export function groupedWriter(stored: QueueFile): Writer {
  let added: Added[] = []
  let settled: Settled[] = []
  let next: Promise<void> | null = null
  const flush = (): void => {
    next = null
    const [addedNow, settledNow] = [added, settled]
    ;[added, settled] = [[], []]
    stored.write(addedNow, settledNow)
    writer.onWritten(new Set([...addedNow.map(({ queue }) => queue), ...settledNow.flatMap(queuesOf)]))
  }
  const writer: Writer = {
    write(more, others) {
      added.push(...more)
      settled.push(...others)
      next ??= new Promise((resolve) => setImmediate(resolve)).then(flush)
      return next
    },
    idle: () => next ?? Promise.resolve(),
    onWritten: () => undefined,
  }
  return writer
}

const queuesOf = (it: Settled): string[] => [it.message.queue, ...(it.as === 'dead' ? [it.queue] : [])]
