/** The Workers of a site, in the order in which they are deployed: each after those that it is bound to or sends messages to. */
import type { Versions } from './site-file.ts'

export interface WorkerPart {
  name: keyof Versions
  /** From the root of the checkout. */
  toml: string
  title: string
  /** Secrets without which it does not start. */
  secrets: readonly string[]
  /** Secrets that it gets where the site has them. */
  optional: readonly string[]
  /** Settings that its toml does not list. */
  settings: readonly string[]
}

const UPSTASH = ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN']

/**
 * The consumer comes before those whose messages it reads, so that none is newer than it. The edge is the last: it serves people.
 */
export const WORKERS: readonly WorkerPart[] = [
  {
    name: 'undersigned-og-image',
    toml: 'workers/og-image/wrangler.toml',
    title: 'Open Graph Worker',
    secrets: [],
    optional: [],
    settings: [],
  },
  {
    name: 'undersigned-consumer',
    toml: 'workers/consumer/wrangler.toml',
    title: 'Consumer Worker',
    secrets: ['TOKEN_KEYS', 'SEAL_KEYS'],
    optional: ['SMTP_URL', ...UPSTASH],
    settings: [],
  },
  {
    name: 'undersigned-console',
    toml: 'workers/console/wrangler.toml',
    title: 'Console Worker',
    secrets: ['SIGNER_PEPPER'],
    optional: [],
    settings: [],
  },
  {
    name: 'undersigned',
    toml: 'wrangler.toml',
    title: 'Edge Worker',
    secrets: ['ADMIN_TOKEN', 'SIGNER_PEPPER', 'TOKEN_KEYS'],
    optional: ['TURNSTILE_SECRET', ...UPSTASH],
    settings: ['TURNSTILE_SITE_KEY'],
  },
]

export const EDGE: WorkerPart['name'] = 'undersigned'
export const DATABASE = 'undersigned'
export const QUEUES = [
  'undersigned-signatures',
  'undersigned-deliveries',
  'undersigned-emails',
  'undersigned-dead-letters',
] as const

/** Of static counts, for a site that has COUNTS_ORIGIN: the consumer writes them. */
export const COUNTS = { bucket: 'undersigned-counts', binding: 'COUNTS', worker: 'undersigned-consumer' } as const

export const SECRET_NAMES: readonly string[] = [
  ...new Set(WORKERS.flatMap(({ secrets, optional }) => secrets.concat(optional))),
]
