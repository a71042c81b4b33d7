/** What the harness orders inside the Workers: their clock, and how often each of their bindings fails. For every runtime. */

/** Chances from 0 to 1. */
export interface Orders {
  /** Added to the clock, in milliseconds. */
  clockMs: number
  /** A statement or batch fails before it runs, or after it has committed. */
  dbBefore: number
  dbAfter: number
  /** Whether the text of such a failure may be one that is also said of a message that cannot be stored. */
  dbLasting: boolean
  /** A statement or batch has its result up to two seconds late. */
  dbSlow: number
  /** While it is set, a count that is read has its result three seconds late. */
  countsLate: boolean
  /** While it is set, everything that the database is asked fails with this text. */
  dbDown: string | null
  /** While it is set, every transaction of several statements fails with this text, as when a migration is late. */
  dbRefuses: string | null
  /** A message is not sent, is sent although its sender gets an error, or is sent although its sender gets no answer. */
  sendFails: number
  sendThenFails: number
  sendHangs: number
  /** The colo's cache refuses to read or to write. */
  cacheFails: number
  /** A consumer's acks are lost, a batch is delivered twice at once, or a message waits for up to an hour. */
  acksLost: number
  duplicated: number
  delayed: number
  /** The nth statement of a scheduled task and all after it fail; 0: none. */
  cronFailsAt: number
}

export const CALM: Orders = {
  clockMs: 0,
  dbBefore: 0,
  dbAfter: 0,
  dbLasting: false,
  dbSlow: 0,
  countsLate: false,
  dbDown: null,
  dbRefuses: null,
  sendFails: 0,
  sendThenFails: 0,
  sendHangs: 0,
  cacheFails: 0,
  acksLost: 0,
  duplicated: 0,
  delayed: 0,
  cronFailsAt: 0,
}

/** Where the Workers take new orders, outside of every route. */
export const ORDERS_PATH = '/.nemesis/orders'
/** The `event` of the log line of a fault. */
export const FAULT_EVENT = 'nemesis.fault'

/** What D1 says of faults that pass: https://developers.cloudflare.com/d1/observability/debug-d1/ */
export const PASSING_TEXTS = [
  'D1_ERROR: D1 DB reset because its code was updated.',
  'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
  'D1_ERROR: Network connection lost.',
  'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
  'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
  "D1_ERROR: Can't read from request stream because client disconnected.",
  'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
  'D1_ERROR: D1 DB exceeded its CPU time limit and was reset.',
  'D1_ERROR: D1 DB exceeded its memory limit and was reset.',
  'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
  'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
] as const

/** Also said of a single message that cannot be stored, so not all the time. */
export const LASTING_TEXTS = [
  'D1_ERROR: Exceeded maximum DB size',
  'D1_ERROR: no such table: signatures: SQLITE_ERROR',
  'D1_ERROR: database disk image is malformed: SQLITE_CORRUPT',
  'D1_ERROR: something that no page has ever described',
] as const

/** What the runtime says when an invocation has sent too many statements. */
export const BUDGET_TEXT = 'Too many API requests by single worker invocation.'
