/** The lines of the bench that are requests: what is asked of which Worker. */
import { renderTimeKeys, signRenderTime } from '../../src/intake/signals/render-time.ts'
import { PROOF_TTL_SECONDS } from '../../src/limits.ts'
import type { Instance } from '../support/instance.ts'
import { pageProofOf } from '../support/proof.ts'
import type { Baselines, Server } from './baselines.ts'
import type { Asked } from './load.ts'
import type { Line } from './measure.ts'
import { PETITIONS } from './petitions.ts'
import { TRANSACTION_MS } from './slow-database.ts'

export const BARE = 'a bare Worker'

/** An instance of the product. */
export interface Whole extends Instance, Server {}

export interface Servers {
  baselines: Baselines
  /** Edge and consumer. */
  whole: Whole
  /** The same with a slow database. */
  slow: Whole
  /** The edge without a consumer, whose memory has no count. */
  alone: Server
  /** The same with the bot check. */
  checked: Server
  /** A Worker that reads a signature, encrypts it and sends it, and nothing else: its paths say how often it encrypts. */
  minimal: Server
}

export interface Given {
  /** Of the count. */
  etag: string
  /** One for each cold read of all rounds. */
  coldSlugs: readonly string[]
  /** One for each signature with one, of all rounds. */
  proofs: readonly string[]
}

export interface Sizes {
  reads: number
  signatures: number
}

export const NONE_COUNT_PATH = `/api/petitions/${PETITIONS.none}/count`
export const PAGE_PATH = `/en/p/${PETITIONS.shown}`
/** A static file: Cloudflare serves it without a Worker, and here one of Miniflare's does. */
const WIDGET_PATH = '/widget.js'
export const COUNT_PATH = `/api/petitions/${PETITIONS.still}/count`

export function linesOf(
  { baselines, whole, slow, alone, checked, minimal }: Servers,
  { reads, signatures }: Sizes,
  { etag, coldSlugs, proofs }: Given,
): Line[] {
  const slowReads = Math.ceil(reads / 20)
  const read = (name: string, server: Server, asked: Asked, requests = reads, status = 200): Line => ({
    name,
    server,
    requests,
    asked: () => asked,
    status,
    warmUp: true,
  })
  const sign = (name: string, server: Server, slug: string, more: Partial<Line> = {}): Line => ({
    name,
    server,
    requests: signatures,
    asked: (n) => signature(slug, n, n),
    status: 202,
    ...more,
  })
  const least = (name: string, path: string): Line =>
    sign(name, minimal, PETITIONS.none, { asked: (n) => ({ ...signature(PETITIONS.none, n, n), path }) })
  return [
    read(BARE, baselines.bare, { path: '/' }),
    read('a static Worker: the count', baselines.static, { path: COUNT_PATH }),
    read('count', whole, { path: COUNT_PATH }),
    read('count, not modified', whole, { path: COUNT_PATH, headers: { 'if-none-match': etag } }, reads, 304),
    read('count, from the location’s cache', alone, { path: COUNT_PATH }, Math.ceil(reads / 4)),
    {
      ...read('count, from the database', whole, { path: '' }, coldReads(reads)),
      warmUp: false,
      asked: (n) => ({ path: `/api/petitions/${coldSlugs[n] ?? ''}/count` }),
    },
    read('naive: the count', baselines.naive, { path: NONE_COUNT_PATH }, Math.ceil(reads / 16)),
    read('a static Worker: the petition page', baselines.static, { path: PAGE_PATH }),
    read('petition page', whole, { path: PAGE_PATH }),
    read('widget script', baselines.files, { path: WIDGET_PATH }, Math.ceil(reads / 4)),
    read('challenge', whole, { path: `/api/petitions/${PETITIONS.none}/challenge` }, Math.ceil(reads / 2)),
    sign('naive: a signature', baselines.naive, PETITIONS.none),
    least('a Worker that reads, encrypts once and sends', '/1'),
    least('a Worker that reads, encrypts twice and sends', '/2'),
    sign('signature, edge alone', alone, PETITIONS.none),
    sign('signature with email, edge alone', alone, PETITIONS.email),
    sign('signature with its proof, edge alone', checked, PETITIONS.none, {
      asked: (n) => signature(PETITIONS.none, n, n, proofs[n]),
    }),
    sign('signature', whole, PETITIONS.none, { done: counted(whole) }),
    sign('signature repeated', whole, PETITIONS.none, {
      asked: (n) => signature(PETITIONS.none, n, 0),
      doneWithinMs: REPEATS_MS,
    }),
    sign('signature with email', whole, PETITIONS.email, { done: emailed(whole) }),
    read(`naive: the count, ${SLOW}`, baselines.slowNaive, { path: NONE_COUNT_PATH }, slowReads),
    read(`count, ${SLOW}`, slow, { path: NONE_COUNT_PATH }, slowReads),
    sign(`naive: a signature, ${SLOW}`, baselines.slowNaive, PETITIONS.none, { requests: Math.ceil(signatures / 8) }),
    sign(`signature, ${SLOW}`, slow, PETITIONS.none, { done: counted(slow), isWhole: true }),
  ]
}

/** Every cold read needs a petition that nobody has asked for. */
export const coldReads = (reads: number): number => Math.ceil(reads / 10)
/** Nothing shows that a repeat was stored. */
const REPEATS_MS = 1_500
const SLOW = `database of ${TRANSACTION_MS} ms`

/** How many signatures of `none` are counted. */
const counted =
  ({ db }: Whole) =>
  async (): Promise<number> => {
    const row = await db
      .prepare('SELECT n FROM counters WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?)')
      .bind(PETITIONS.none)
      .first<{ n: number }>()
    return row?.n ?? 0
  }

/** How many emails were sent. */
const emailed =
  ({ db }: Whole) =>
  async (): Promise<number> => {
    const row = await db.prepare(`SELECT count(*) AS n FROM emails WHERE state = 'sent'`).first<{ n: number }>()
    return row?.n ?? 0
  }

/** From an IP address of its own: nobody is limited. */
export const signature = (slug: string, n: number, signer: number, proof?: string): Asked => ({
  path: `/api/petitions/${slug}/signatures`,
  headers: { 'cf-connecting-ip': `10.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}` },
  body: JSON.stringify({ name: `Signer ${n}`, email: `signer.${signer}@example.org`, proof }),
})

/** For Workers with `EASY_PROOFS`. `tokenKeys` as they have them. */
export async function solvedProofs(
  count: number,
  tokenKeys: string,
  petition: string = PETITIONS.none,
): Promise<string[]> {
  // Of a page that is yet to come: a full run takes longer than a proof is valid.
  const at = Date.now() + PROOF_TTL_SECONDS * 1000
  const rendered = await signRenderTime(petition, at, await renderTimeKeys(tokenKeys.split(',')))
  return Promise.all(
    Array.from({ length: count }, () => pageProofOf(rendered, { keyPrefix: EASY_PROOFS.PROOF_KEY_PREFIX })),
  )
}

/** Limits of Workers whose proofs are easier to make, and as costly to check. */
export const EASY_PROOFS = { PROOF_KEY_PREFIX: '0' } as const
