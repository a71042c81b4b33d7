/** What the Workers logged: how many messages the consumer has handled, and what failed. */
import type { WorkerLog } from '../support/harness.ts'

/** As the consumer counts them. `quarantinedLater` are earlier signatures, the others messages. */
const SETTLED = ['counted', 'quarantined', 'quarantinedLater', 'repeated', 'late'] as const

export interface LogBook {
  write: (log: WorkerLog) => void
  /** Signature messages that the consumer has handled, by outcome. */
  settled: Record<(typeof SETTLED)[number], number>
  /** Signatures that the queue did not take in time, so that the edge stored them itself. */
  storedDirectly: () => number
  /** How often each warning and each error was logged. */
  warnings: Record<string, number>
  errors: Record<string, number>
  /** The first few errors in full. */
  firstErrors: string[]
}

const TEXT_MAX_CHARS = 160
const FIRST_ERRORS = 5

export function openLogBook(): LogBook {
  const book: LogBook = {
    settled: { counted: 0, quarantined: 0, quarantinedLater: 0, repeated: 0, late: 0 },
    warnings: {},
    errors: {},
    firstErrors: [],
    storedDirectly: () => book.warnings['queue.send-failed'] ?? 0,
    write({ level, event, facts, text }) {
      if (event === 'ledger.stored') {
        for (const what of SETTLED) book.settled[what] += Number(facts[what] ?? 0)
      }
      const said = event ?? text.slice(0, TEXT_MAX_CHARS)
      // The runtime's own messages are plain text, on any level.
      const where = level === 'error' ? book.errors : level === 'warn' || event === null ? book.warnings : null
      if (level === 'error' && book.firstErrors.length < FIRST_ERRORS) book.firstErrors.push(text)
      if (where !== null) where[said] = (where[said] ?? 0) + 1
    },
  }
  return book
}
