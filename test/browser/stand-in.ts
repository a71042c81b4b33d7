/**
 * A stand-in for the edge, for tests that need responses which the edge does not give on demand: the built scripts are real, the
 * counts are what a test says. A partner's pages come from a second port, which is another origin, under the strictest
 * policy that a counter passes.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'

const ASSETS = join(import.meta.dirname, '../../dist/assets')

export interface Reply {
  status?: number
  /** JSON, or text as it is; a function makes another one for each request. */
  body: unknown
  headers?: Record<string, string>
  /** Responds when it is done. */
  after?: Promise<void>
}

export interface StandIn {
  origin: string
  partnerOrigin: string
  /** A third port: a bucket of static counts. */
  bucketOrigin: string
  /** The response for the count of a petition; 404 without one. */
  counts: Map<string, Reply>
  /** What lies in the bucket, by its path; 404 without one. */
  bucket: Map<string, Reply>
  /** Every request to the bucket. */
  bucketReads: string[]
  /** Where a partner's page may read from, beside the origin of the petition. */
  policy: { alsoConnect: string }
  /** What is served instead of an asset. */
  assets: Map<string, Reply>
  /** A partner's page, by its path. */
  pages: Map<string, string>
  /** Every request to the API, with what it was revalidated by. */
  reads: { path: string; ifNoneMatch: string | undefined; cookie: string | undefined }[]
  close: () => Promise<void>
}

const NOT_FOUND: Reply = { status: 404, body: { title: 'Petition not found', status: 404 } }
/** As src/pages/assets/_headers has it. */
const SHARED = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

export async function standIn(): Promise<StandIn> {
  const counts: StandIn['counts'] = new Map()
  const assets: StandIn['assets'] = new Map()
  const pages: StandIn['pages'] = new Map()
  const reads: StandIn['reads'] = []
  const bucket: StandIn['bucket'] = new Map()
  const bucketReads: StandIn['bucketReads'] = []
  const policy: StandIn['policy'] = { alsoConnect: '' }

  const api = await listen((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const slug = /^\/api\/petitions\/([^/]*)\/count$/.exec(path)?.[1]
    if (slug !== undefined) {
      reads.push({ path, ifNoneMatch: request.headers['if-none-match'], cookie: request.headers.cookie })
    }
    const prepared = slug === undefined ? (assets.get(path) ?? assetAt(path)) : (counts.get(slug) ?? NOT_FOUND)
    respond(request, response, { ...prepared, headers: { ...SHARED, ...prepared.headers } })
  })
  const stored = await listen((request, response) => {
    const path = request.url ?? '/'
    bucketReads.push(path)
    respond(request, response, bucket.get(path) ?? NOT_FOUND)
  })
  const partner = await listen((request, response) => {
    const html = pages.get(request.url ?? '/')
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${api.origin}; connect-src ${api.origin} ${policy.alsoConnect}`,
    })
    response.end(`<!doctype html><html><head><meta charset="utf-8"><title>A partner</title></head>${html ?? ''}</html>`)
  })
  return {
    origin: api.origin,
    partnerOrigin: partner.origin,
    bucketOrigin: stored.origin,
    bucket,
    bucketReads,
    policy,
    counts,
    assets,
    pages,
    reads,
    close: async () => {
      await Promise.all([api.close(), partner.close(), stored.close()])
    },
  }
}

function respond(request: IncomingMessage, response: ServerResponse, prepared: Reply): void {
  void (prepared.after ?? Promise.resolve()).then(() => {
    const { status = 200, body: given, headers = {} } = prepared
    const body: unknown = typeof given === 'function' ? given() : given
    const known = headers['etag'] !== undefined && headers['etag'] === request.headers['if-none-match']
    response.writeHead(known ? 304 : status, { 'content-type': 'application/json', ...headers })
    response.end(known ? undefined : typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body))
  })
}

function assetAt(path: string): Reply {
  try {
    const type = path.endsWith('.js') ? 'text/javascript' : 'application/json'
    return { body: readFileSync(join(ASSETS, path)), headers: { 'content-type': type } }
  } catch {
    return NOT_FOUND
  }
}

async function listen(listener: RequestListener): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')
  return {
    origin: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
