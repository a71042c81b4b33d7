/**
 * JPEG (ITU-T T.81, Annex B): segments that each begin with a marker, and scans of coded data. Segments that a decoder needs
 * stay, by a list of markers. All others are removed: EXIF, XMP, IPTC, comments, thumbnails, and bytes after the end, where
 * phones append videos and second images. The image itself is not encoded again.
 */
import { asciiOf, type Cleaned, viewOf } from './cleaned.ts'
import { EXIF_PREFIX, isUpright, orientationOf, tiffWith, turned } from './exif.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const COM = 0xfe

/** Baseline, extended and progressive: the processes that browsers support. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])
/** Huffman tables, quantization tables, restart interval. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd])

/** JFIF (ITU-T T.871) up to its thumbnail, and Adobe's segment: both define how colours are encoded. */
const JFIF_BYTES = 12
const ADOBE_BYTES = 12

const encoder = new TextEncoder()

/** Null when it is not a JPEG, or incomplete. */
export function cleanJpeg(bytes: Uint8Array): Cleaned | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  let size: { width: number; height: number } | null = null
  let orientation = 1
  let scanned = false

  for (let at = 2; ;) {
    if (bytes[at] !== 0xff) return null
    // Any number of fill bytes may come before a marker.
    while (bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (marker === EOI) {
      if (size === null || !scanned) return null
      const exif = isUpright(orientation) ? [] : [exifSegment(orientation)]
      return {
        parts: [Uint8Array.of(0xff, SOI), ...exif, ...kept, Uint8Array.of(0xff, EOI)],
        ...turned(size, orientation),
      }
    }
    if (marker === undefined || at + 4 > bytes.length) return null
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) return null
    const payload = bytes.subarray(at + 4, end)

    if (FRAMES.has(marker)) {
      if (size !== null || payload.length < 6) return null
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
      kept.push(bytes.subarray(at, end))
    } else if (marker === SOS) {
      const scanEnd = endOfScan(bytes, end)
      if (size === null || scanEnd === null) return null
      kept.push(bytes.subarray(at, scanEnd))
      scanned = true
      at = scanEnd
      continue
    } else if (TABLES.has(marker)) {
      kept.push(bytes.subarray(at, end))
    } else if (marker === COM || (marker >= APP0 && marker <= 0xef)) {
      if (marker === APP1 && begins(payload, EXIF_PREFIX)) orientation = orientationOf(payload)
      else kept.push(...application(marker, payload))
    } else {
      return null
    }
    at = end
  }
}

/** Of the application segments, those that colours depend on. */
function application(marker: number, payload: Uint8Array): Uint8Array[] {
  if (marker === APP0 && begins(payload, 'JFIF\0')) {
    // The two zeros: a thumbnail with no width and no height.
    return [segment(APP0, [...payload.subarray(0, JFIF_BYTES), 0, 0])]
  }
  if (marker === APP2 && begins(payload, 'ICC_PROFILE\0')) return [segment(APP2, payload)]
  if (marker === APP14 && begins(payload, 'Adobe')) return [segment(APP14, payload.subarray(0, ADOBE_BYTES))]
  return []
}

/** Where the coded data ends: at the next marker that is neither a stuffed byte nor a restart. Null when there is no such marker. */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return null
    const isCoded = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!isCoded) return at
  }
  return null
}

function segment(marker: number, payload: ArrayLike<number>): Uint8Array {
  const length = payload.length + 2
  const bytes = new Uint8Array(2 + length)
  bytes.set([0xff, marker, length >> 8, length & 0xff])
  bytes.set(payload, 4)
  return bytes
}

const exifSegment = (orientation: number): Uint8Array =>
  segment(APP1, [...encoder.encode(EXIF_PREFIX), ...tiffWith(orientation)])

const begins = (payload: Uint8Array, name: string): boolean => asciiOf(payload.subarray(0, name.length)) === name
