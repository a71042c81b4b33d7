/**
 * WebP (RFC 9649): a RIFF file of chunks. Chunks that are needed to show the image stay, by a list of names. All others are
 * removed: XMP, EXIF, unknown chunks, and bytes after the end. The orientation in EXIF is not preserved, because browsers
 * do not turn a WebP.
 */
import { concat } from '../crypto/bytes.ts'
import { asciiOf, type Cleaned, uint32, viewOf } from './cleaned.ts'

interface Chunk {
  type: string
  data: Uint8Array
}

interface Size {
  width: number
  height: number
}

const CHUNK_HEADER_BYTES = 8
const FILE_HEADER_BYTES = 12
/** Of a frame of an animation, before its own chunks. */
const FRAME_HEADER_BYTES = 16
const EXTENDED_BYTES = 10

const IMAGE: ReadonlySet<string> = new Set(['VP8 ', 'VP8L'])
const IN_FRAME: ReadonlySet<string> = new Set([...IMAGE, 'ALPH'])
const IN_FILE: ReadonlySet<string> = new Set([...IN_FRAME, 'ICCP', 'ANIM'])

// Flags of VP8X.
const HAS_EXIF = 0x08
const HAS_XMP = 0x04

const encoder = new TextEncoder()

/** Null when it is not a WebP, or incomplete. */
export function cleanWebp(bytes: Uint8Array): Cleaned | null {
  if (asciiOf(bytes.subarray(0, 4)) !== 'RIFF' || asciiOf(bytes.subarray(8, 12)) !== 'WEBP') return null
  const end = CHUNK_HEADER_BYTES + viewOf(bytes).getUint32(4, true)
  if (end < FILE_HEADER_BYTES || end > bytes.length) return null
  const [first, ...others] = chunksOf(bytes.subarray(FILE_HEADER_BYTES, end)) ?? []
  if (first === undefined) return null
  if (IMAGE.has(first.type)) {
    const size = sizeOfImage(first)
    return size === null ? null : { parts: file([first]), ...size }
  }
  return first.type === 'VP8X' && first.data.length >= EXTENDED_BYTES ? cleanExtended(first.data, others) : null
}

/** The extended format (RFC 9649 §2.7), which may have a colour profile, alpha, frames and metadata. */
function cleanExtended(header: Uint8Array, chunks: readonly Chunk[]): Cleaned | null {
  const kept: Chunk[] = []
  for (const { type, data } of chunks) {
    if (IN_FILE.has(type)) kept.push({ type, data })
    else if (type === 'ANMF') {
      const frame = cleanFrame(data)
      if (frame === null) return null
      kept.push({ type, data: frame })
    }
  }
  if (!kept.some(({ type }) => IMAGE.has(type) || type === 'ANMF')) return null
  const extended = header.slice(0, EXTENDED_BYTES)
  extended[0] = (extended[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)
  return {
    parts: file([{ type: 'VP8X', data: extended }, ...kept]),
    width: uint24(extended, 4) + 1,
    height: uint24(extended, 7) + 1,
  }
}

function cleanFrame(data: Uint8Array): Uint8Array | null {
  const chunks = data.length < FRAME_HEADER_BYTES ? null : chunksOf(data.subarray(FRAME_HEADER_BYTES))
  const kept = chunks?.filter(({ type }) => IN_FRAME.has(type))
  if (kept?.some(({ type }) => IMAGE.has(type)) !== true) return null
  return concat([data.subarray(0, FRAME_HEADER_BYTES), ...kept.map(chunkBytes)])
}

/** Null when a chunk is cut off. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  const view = viewOf(bytes)
  const chunks: Chunk[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + CHUNK_HEADER_BYTES > bytes.length) return null
    const length = view.getUint32(at + 4, true)
    const end = at + CHUNK_HEADER_BYTES + length
    if (end > bytes.length) return null
    chunks.push({ type: asciiOf(bytes.subarray(at, at + 4)), data: bytes.subarray(at + CHUNK_HEADER_BYTES, end) })
    // Chunks begin at even offsets.
    at = end + (length % 2)
  }
  return chunks
}

/** RFC 6386 §9.1 for lossy, RFC 9649 §3.4 for lossless. */
function sizeOfImage({ type, data }: Chunk): Size | null {
  if (data.length < 10) return null
  const view = viewOf(data)
  if (type === 'VP8L') {
    const bits = view.getUint32(1, true)
    return data[0] === 0x2f ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null
  }
  const isKeyFrame = ((data[0] ?? 1) & 1) === 0 && uint24(data, 3) === 0x2a019d
  return isKeyFrame ? { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff } : null
}

function file(chunks: readonly Chunk[]): Uint8Array[] {
  const parts = chunks.map(chunkBytes)
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  return [encoder.encode('RIFF'), uint32(length, true), encoder.encode('WEBP'), ...parts]
}

const chunkBytes = ({ type, data }: Chunk): Uint8Array =>
  concat([encoder.encode(type), uint32(data.length, true), data, new Uint8Array(data.length % 2)])

const uint24 = (bytes: Uint8Array, at: number): number => {
  const view = viewOf(bytes)
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}
