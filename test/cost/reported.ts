/** What a counted Worker reports, as it happens, and what it gets in return: workers/counted.ts. */
import type { Rows } from './counted-database.ts'

export interface Reply {
  hasBucket: boolean
}

export interface Reported extends Rows {
  requests: number
  bucketWrites: number
  bucketReads: number
  /** Bodies of messages that it puts on queues. */
  messages: readonly unknown[]
  /** The text of each. */
  emails: readonly string[]
}
