/**
 * A form with a file (RFC 7578). What is too large is read to its end all the same, and forgotten: a browser that is still sending would
 * show no response. The fields before the file are kept, so that nothing that was typed is lost.
 */
import { mediaType, readBeginning } from '../../src/http/body.ts'
import { UPLOAD_MAX_BYTES, UPLOAD_OTHER_FIELDS_MAX_BYTES, UPLOAD_READ_TIMEOUT_MS } from '../../src/limits.ts'
import { ok, refuse, type Refusal, type Result } from '../../src/refusal.ts'
import { readValues, type Values } from './values.ts'

export const isMultipart = (request: Request): boolean =>
  mediaType(request.headers.get('content-type')) === 'multipart/form-data'

export interface Upload {
  values: Values
  /** Null if there is none. */
  file: { bytes: Uint8Array; type: string } | 'too-large' | null
}

export async function readUpload(request: Request, name: string, maxFileBytes: number): Promise<Result<Upload>> {
  const type = request.headers.get('content-type')
  // Sent again after signing in: without the file, which no page can keep.
  if (!isMultipart(request)) {
    const values = await readValues(request)
    return values.ok ? ok({ values: values.value, file: null }) : values
  }
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type ?? '')
  const delimiter = `\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`
  const kept = await readBeginning(request, {
    keptBytes: maxFileBytes + UPLOAD_OTHER_FIELDS_MAX_BYTES,
    maxBytes: UPLOAD_MAX_BYTES,
    timeoutMs: UPLOAD_READ_TIMEOUT_MS,
  })
  if (!kept.ok) return kept
  const { bytes, isCut } = kept.value
  const whole = isCut ? beforeLast(bytes, delimiter) : bytes
  if (whole === null) return ok({ values: {}, file: 'too-large' })
  const form = await new Response(whole, { headers: { 'content-type': type ?? '' } }).formData().catch(() => null)
  if (form === null) return refuse(CUT_OFF)
  const values: Record<string, string> = {}
  let file: Upload['file'] = isCut ? 'too-large' : null
  for (const [field, value] of form) {
    if (typeof value === 'string') {
      if (value !== '') values[field] = value
    } else if (field === name && value.size > 0) {
      file =
        value.size > maxFileBytes ? 'too-large' : { bytes: new Uint8Array(await value.arrayBuffer()), type: value.type }
    }
  }
  return ok({ values, file })
}

const CUT_OFF: Refusal = { code: 'malformed', why: 'cut-off' }

/** The parts that are whole, closed again; null if there is none. */
function beforeLast(bytes: Uint8Array, delimiter: string): Uint8Array<ArrayBuffer> | null {
  // One character a byte.
  const at = new TextDecoder('latin1').decode(bytes).lastIndexOf(delimiter)
  if (at < 0) return null
  const end = new TextEncoder().encode(`${delimiter}--\r\n`)
  const whole = new Uint8Array(at + end.length)
  whole.set(bytes.subarray(0, at))
  whole.set(end, at)
  return whole
}
