/**
 * Reads a request's body as a plain object. Where Content-Length says that it fits, it is read at once, since the runtime ends a body at
 * that length (RFC 9112 §6.3). Otherwise the bytes of the stream are counted and the stream is cancelled at the limit. Nothing
 * larger is held in memory.
 */
import { BODY_MAX_BYTES, BODY_MAX_DEPTH, BODY_READ_TIMEOUT_MS } from '../limits.ts'
import { DeadlineError, withDeadline } from '../platform/deadline.ts'
import { ok, refuse, type Result } from '../refusal.ts'

export type Body = Record<string, unknown>

const FLAGS = new Set(['updates'])

export async function readBody(request: Request, maxBytes = BODY_MAX_BYTES): Promise<Result<Body>> {
  const type = mediaType(request.headers.get('content-type'))
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return refuse({ code: 'unsupported-type' })
  }
  const bytes = await readBytes(request, maxBytes)
  return bytes.ok ? parse(type, bytes.value) : bytes
}

/** As `readBody`, for a request that may do without a body, and so without its type. */
export async function readOptionalBody(request: Request, maxBytes = BODY_MAX_BYTES): Promise<Result<Body>> {
  const bytes = await readBytes(request, maxBytes)
  if (!bytes.ok) return bytes
  return bytes.value.length === 0 ? ok({}) : parse(mediaType(request.headers.get('content-type')), bytes.value)
}

function parse(type: string, bytes: Uint8Array): Result<Body> {
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return refuse({ code: 'unsupported-type' })
  }
  const text = decode(bytes)
  if (text === null) return refuse({ code: 'malformed', why: 'not-utf-8' })
  return type === 'application/json' ? parseJson(text) : ok(parseForm(text))
}

/** In lower case and without parameters; empty when there is none. */
export const mediaType = (header: string | null): string => (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

export async function readBytes(
  request: Request,
  maxBytes: number,
  timeoutMs = BODY_READ_TIMEOUT_MS,
): Promise<Result<Uint8Array>> {
  const length = request.headers.get('content-length')
  if (Number(length) > maxBytes) return refuse({ code: 'too-large', maxBytes })
  if (length !== null) return readWhole(request, maxBytes, timeoutMs)
  const kept = await readBeginning(request, { keptBytes: maxBytes, maxBytes, timeoutMs })
  return kept.ok ? ok(kept.value.bytes) : kept
}

async function readWhole(request: Request, maxBytes: number, timeoutMs: number): Promise<Result<Uint8Array>> {
  try {
    const bytes = new Uint8Array(await withDeadline(request.arrayBuffer(), timeoutMs))
    // Only a request that was made in this process has another length than it says.
    return bytes.length > maxBytes ? refuse({ code: 'too-large', maxBytes }) : ok(bytes)
  } catch (error) {
    return refuse({ code: 'malformed', why: error instanceof DeadlineError ? 'too-slow' : 'cut-off' })
  }
}

/** Reads a body of at most `maxBytes` to its end. `bytes`: at most `keptBytes`; `isCut`: there were more. */
export async function readBeginning(
  request: Request,
  { keptBytes, maxBytes, timeoutMs }: { keptBytes: number; maxBytes: number; timeoutMs: number },
): Promise<Result<{ bytes: Uint8Array<ArrayBuffer>; isCut: boolean }>> {
  if (request.body === null) return ok({ bytes: new Uint8Array(), isCut: false })

  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
  const bytes = new Uint8Array(keptBytes)
  let length = 0
  // One deadline for the whole body: a sender that is very slow must not keep the request open.
  const { promise: deadline, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), timeoutMs)
  try {
    for (;;) {
      const chunk = await Promise.race([reader.read(), deadline])
      if (chunk === 'late') {
        await reader.cancel()
        return refuse({ code: 'malformed', why: 'too-slow' })
      }
      if (chunk.done) return ok({ bytes: bytes.subarray(0, Math.min(length, keptBytes)), isCut: length > keptBytes })
      if (length + chunk.value.byteLength > maxBytes) {
        await reader.cancel()
        return refuse({ code: 'too-large', maxBytes })
      }
      if (length < keptBytes) bytes.set(chunk.value.subarray(0, keptBytes - length), length)
      length += chunk.value.byteLength
    }
  } catch {
    // The sender disconnected. If someone still reads the response, it says that nothing was stored.
    return refuse({ code: 'malformed', why: 'cut-off' })
  } finally {
    clearTimeout(timer)
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}

function parseJson(text: string): Result<Body> {
  if (depth(text) > BODY_MAX_DEPTH) return refuse({ code: 'malformed', why: 'too-deep' })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse({ code: 'malformed', why: 'not-json' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse({ code: 'malformed', why: 'not-an-object' })
  }
  return ok({ ...value })
}

/** How deep objects and arrays nest. Counted before parsing, so that deep nesting costs the server nothing. */
function depth(json: string): number {
  let level = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const char = json[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++level)
    else if (char === '}' || char === ']') level--
  }
  return deepest
}

/** Forms send an empty string for an empty field, and a checkbox only when it is checked. */
function parseForm(text: string): Body {
  const body: Body = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (value !== '') body[name] = FLAGS.has(name) ? value !== 'false' : value
  }
  return body
}
