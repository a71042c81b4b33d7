/** What a counted Worker reports, as it happens: workers/counted.ts. */
import type { Rows } from './counted-database.ts'

export interface Reported extends Rows {
  requests: number
  /** Bodies of messages that it puts on queues. */
  messages: readonly unknown[]
  /** The text of each. */
  emails: readonly string[]
}
