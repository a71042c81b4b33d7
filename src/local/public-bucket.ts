/**
 * A bucket on an origin of its own, as Cloudflare serves one on a custom domain that any site may read (CORS). Without Cloudflare's
 * cache: `cache-control` is for browsers.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** What is used of a bucket here: the types of Miniflare and those of Workers do not fit each other as a whole. */
export interface ReadableBucket {
  get: (key: string) => Promise<StoredObject | null>
}

interface StoredObject {
  httpEtag: string
  httpMetadata?: { contentType?: string | undefined; cacheControl?: string | undefined } | undefined
  arrayBuffer: () => Promise<ArrayBuffer>
}

export interface PublicBucket {
  origin: string
  close: () => void
}

/** Listens on a free port of loopback. `bucket` is asked for with the first request. */
export async function servePublicBucket(bucket: () => Promise<ReadableBucket>): Promise<PublicBucket> {
  const server = createServer((request, response) => {
    respond(bucket, request, response).catch(() => response.writeHead(500).end())
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the bucket is served on no port')
  return {
    origin: `http://localhost:${address.port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function respond(
  bucket: () => Promise<ReadableBucket>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('access-control-allow-origin', '*')
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
  const key = decodeURIComponent((request.url ?? '/').slice(1))
  const object = key === '' ? null : await (await bucket()).get(key)
  if (object === null) return void response.writeHead(404).end()
  const body = Buffer.from(await object.arrayBuffer())
  const { contentType = 'application/octet-stream', cacheControl } = object.httpMetadata ?? {}
  response.setHeader('etag', object.httpEtag)
  if (cacheControl !== undefined) response.setHeader('cache-control', cacheControl)
  if (request.headers['if-none-match'] === object.httpEtag) return void response.writeHead(304).end()
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : body)
}
