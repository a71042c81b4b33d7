/**
 * What Cloudflare charges on its paid plan for Workers ($5 a month), and what others charge for an email: the one place of prices, each with the
 * page that says so. In US dollars.
 */

/** When the pages were last read. */
export const PRICES_READ = '2026-11-27'

interface Price {
  /** What is counted, in the plural. */
  unit: string
  dollarsPerMillion: number
  /** How many the plan includes each month. */
  included: number
  source: string
}

const WORKERS = 'https://developers.cloudflare.com/workers/platform/pricing/'
const R2 = 'https://developers.cloudflare.com/r2/pricing/'

export const PRICES = {
  /**
   * Requests from outside, and calls of a consumer or a cron. Calls between Workers by service bindings, static files and requests that a Worker
   * makes are free. Whether calls of a consumer are charged as requests is not said: they are counted here.
   */
  requests: { unit: 'requests', dollarsPerMillion: 0.3, included: 10_000_000, source: WORKERS },
  cpuMs: { unit: 'ms of processor time', dollarsPerMillion: 0.02, included: 30_000_000, source: WORKERS },
  /** Each row of a table or an index that is written or deleted. The size of a row does not count. */
  rowsWritten: {
    unit: 'rows written',
    dollarsPerMillion: 1,
    included: 50_000_000,
    source: 'https://developers.cloudflare.com/d1/platform/pricing/',
  },
  rowsRead: {
    unit: 'rows read',
    dollarsPerMillion: 0.001,
    included: 25_000_000_000,
    source: 'https://developers.cloudflare.com/d1/platform/pricing/',
  },
  /** Each 64 kB of a message that is written, read or deleted; batches make no difference. */
  queueOperations: {
    unit: 'queue operations',
    dollarsPerMillion: 0.4,
    included: 1_000_000,
    source: 'https://developers.cloudflare.com/queues/platform/pricing/',
  },
  /** Class A: put. Deleting is free. */
  bucketWrites: { unit: 'writes to the bucket', dollarsPerMillion: 4.5, included: 1_000_000, source: R2 },
  /** Class B: head and get, and what the bucket's domain reads because Cloudflare's cache does not have it. */
  bucketReads: { unit: 'reads of the bucket', dollarsPerMillion: 0.36, included: 10_000_000, source: R2 },
  emails: {
    unit: 'emails by Cloudflare',
    dollarsPerMillion: 350,
    included: 3_000,
    source: 'https://developers.cloudflare.com/email-service/platform/pricing/',
  },
} as const satisfies Record<string, Price>

export type Resource = keyof typeof PRICES
export const RESOURCES: readonly Resource[] = [
  'requests',
  'cpuMs',
  'rowsWritten',
  'rowsRead',
  'queueOperations',
  'bucketWrites',
  'bucketReads',
  'emails',
]

/** What a million emails cost elsewhere, by SMTP (`EMAIL_SENDER = "smtp"`). */
export const OTHER_SENDERS = [
  {
    name: 'Amazon SES, à la carte',
    dollarsPerMillion: 100,
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  {
    name: 'Amazon SES, Essentials (new accounts since July 2026)',
    dollarsPerMillion: 160,
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  { name: 'an email server of your own', dollarsPerMillion: 0, source: 'beside what the server costs' },
] as const

/** The size by which a queue counts, and what it adds to each message. */
export const QUEUE_CHUNK_BYTES = 64_000
export const QUEUE_METADATA_BYTES = 100
