/**
 * Responses that lie ready. When a petition is in the news, everybody reads the same count and the same page: its route makes the
 * response once, and it is returned again, byte for byte and without the router, as long as the caches would return at once the
 * very values it was made of. A count is loaded again every second, so that nothing lies longer than it is stored.
 *
 * Limitation: someone who asks for a page with many partner codes fills the memory for ready responses with them. Each costs the
 * work that every page would cost without this file.
 */
import type { Swr } from '../../src/platform/cache/swr.ts'
import { type Bounded, createBounded } from '../../src/platform/cache/bounded.ts'
import { CACHE_BUDGETS_BYTES, READY_HEADERS_BYTES } from '../../src/limits.ts'
import { heldTag, readTimedTag } from './etag.ts'
import { COUNTRY_HEADER, countryHeader } from './request-country.ts'
import type { RouteContext } from './respond.tsx'

/** One of the values that a response was made of, and where it came from. */
interface Part {
  cache: Pick<Swr<unknown>, 'atOnce'>
  key: string
  value: unknown
}

interface MadeOf {
  parts: readonly Part[]
  /** In milliseconds: from then on it would be another, without a change of its parts. */
  until: number
}

interface Ready extends MadeOf {
  body: Uint8Array<ArrayBuffer>
  headers: Headers
  /** Whether a header says where its reader is. */
  saysCountry: boolean
  /** The response to whoever has it already; null for one without the time in its tag. */
  notModified: { headers: Headers; content: string; askedAt: number; tag: string } | null
}

/** Of each isolate, by path and query. */
const byEnv = new WeakMap<EdgeEnv, Bounded<Ready>>()

const noted = new WeakMap<Request, MadeOf>()

/** Said by a route whose response depends on nothing but its path, the partner code in its query, `parts` and the time before `until`. */
export function isMadeOf(c: RouteContext, parts: readonly Part[], until = Infinity): void {
  noted.set(c.req.raw, { parts, until })
}

/** Any other query is ignored by the routes, and would be a copy of the same response. */
const PLAIN = /^[^?]*(?:\?source=[a-z0-9_-]+)?$/i

/** Path and query. */
const targetOf = ({ url }: Request): string => url.slice(url.indexOf('/', 'https://'.length))

/** Null where the router has to be asked. */
export function readyResponse(request: Request, env: EdgeEnv, ctx: ExecutionContext): Response | null {
  if (request.method !== 'GET') return null
  const ready = byEnv.get(env)?.get(targetOf(request))
  if (ready === undefined || Date.now() >= ready.until) return null
  const waitUntil = (work: Promise<unknown>): void => ctx.waitUntil(work)
  for (const { cache, key, value } of ready.parts) if (cache.atOnce(key, waitUntil) !== value) return null
  const held = ready.notModified && heldBy(request, ready.notModified)
  if (held !== null) return held
  const response = new Response(ready.body, { headers: ready.headers })
  // The only thing that is not the same for all.
  if (ready.saysCountry) response.headers.set(COUNTRY_HEADER, countryHeader(request))
  return response
}

function heldBy(
  request: Request,
  { headers, content, askedAt, tag }: NonNullable<Ready['notModified']>,
): Response | null {
  const ifNoneMatch = request.headers.get('if-none-match')
  if (ifNoneMatch === null) return null
  if (ifNoneMatch === tag) return new Response(null, { status: 304, headers })
  const held = heldTag(ifNoneMatch, content, askedAt)
  if (held === null) return null
  const response = new Response(null, { status: 304, headers })
  response.headers.set('etag', held)
  return response
}

/** Keeps the response of the router, if its route has said what it is made of. */
export async function keepReady(
  request: Request,
  env: EdgeEnv,
  responding: Response | Promise<Response>,
): Promise<Response> {
  const response = await responding
  const madeOf = noted.get(request)
  const isForAll = response.headers.get('cache-control')?.startsWith('public') === true
  if (madeOf === undefined || request.method !== 'GET' || response.status !== 200 || !isForAll) return response
  const target = targetOf(request)
  if (!PLAIN.test(target)) return response
  const body = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  const saysCountry = headers.has(COUNTRY_HEADER)
  readyIn(env).set(target, { ...madeOf, body, headers, saysCountry, notModified: notModifiedOf(headers) })
  return new Response(body, { headers })
}

function readyIn(env: EdgeEnv): Bounded<Ready> {
  const known = byEnv.get(env)
  if (known !== undefined) return known
  const made = createBounded<Ready>(CACHE_BUDGETS_BYTES.ready, ({ body }) => body.byteLength + READY_HEADERS_BYTES)
  byEnv.set(env, made)
  return made
}

function notModifiedOf(ofBody: Headers): Ready['notModified'] {
  const tag = ofBody.get('etag')
  const timed = tag === null ? null : readTimedTag(tag)
  if (tag === null || timed === null) return null
  const headers = new Headers(ofBody)
  headers.delete('content-type')
  return { headers, tag, ...timed }
}
