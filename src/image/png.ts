/**
 * PNG (https://www.w3.org/TR/png-3/): chunks with checksums. Chunks that are needed to show the image stay, by a list of
 * names. All others are removed: text (XMP is text), time, EXIF except for the orientation, chunks of programs, and bytes
 * after the end.
 */
import { concat } from '../crypto/bytes.ts'
import { asciiOf, type Cleaned, uint32, viewOf } from './cleaned.ts'
import { isUpright, orientationOf, tiffWith, turned } from './exif.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Length and type before the data, the checksum after it. */
const CHUNK_OVERHEAD_BYTES = 12

const IMAGE = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'bKGD', 'sBIT']
const COLOUR = ['cHRM', 'gAMA', 'iCCP', 'sRGB', 'cICP', 'mDCV', 'cLLI']
const ANIMATION = ['acTL', 'fcTL', 'fdAT']
const KEPT: ReadonlySet<string> = new Set([...IMAGE, ...COLOUR, ...ANIMATION])

const encoder = new TextEncoder()

/** Null when it is not a PNG, or incomplete. */
export function cleanPng(bytes: Uint8Array): Cleaned | null {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let size: { width: number; height: number } | null = null
  let orientation = 1
  let hasData = false

  for (let at = SIGNATURE.length; at + CHUNK_OVERHEAD_BYTES <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + CHUNK_OVERHEAD_BYTES + length
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null
    const type = asciiOf(bytes.subarray(at + 4, at + 8))
    if ((type === 'IHDR') !== (size === null)) return null
    if (type === 'IHDR') {
      if (length !== 13) return null
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    } else if (type === 'IDAT') hasData = true
    else if (type === 'eXIf') orientation = orientationOf(bytes.subarray(at + 8, end - 4))

    if (KEPT.has(type)) kept.push(bytes.subarray(at, end))
    // A capital letter marks a critical chunk: without it the image cannot be shown.
    else if (/^[A-Z]/.test(type)) return null

    if (type === 'IEND') {
      const [header, ...others] = kept
      if (size === null || header === undefined || !hasData) return null
      const exif = isUpright(orientation) ? [] : [chunk('eXIf', tiffWith(orientation))]
      return { parts: [Uint8Array.from(SIGNATURE), header, ...exif, ...others], ...turned(size, orientation) }
    }
    at = end
  }
  return null
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const checked = concat([encoder.encode(type), data])
  return concat([uint32(data.length, false), checked, uint32(crc32(checked), false)])
}

/** Annex D of the specification: the remainder of each byte. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1
  return remainder
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (REMAINDERS[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}
