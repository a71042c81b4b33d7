/**
 * The one field of EXIF that an image needs: its orientation. Cameras store the pixels as the sensor has them, and how to
 * turn them.
 * EXIF is a TIFF file: https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, and CIPA DC-008 §4.6.4 for the tag.
 */
import { asciiOf, viewOf } from './cleaned.ts'

/** 1 is upright; 2 to 8 are turned or mirrored. */
export type Orientation = number

const UPRIGHT: Orientation = 1
const ORIENTATION_TAG = 0x0112
const SHORT = 3
const HEADER_BYTES = 8
const ENTRY_BYTES = 12

/** The bytes before the TIFF file in a JPEG. */
export const EXIF_PREFIX = 'Exif\0\0'

/** Upright where there is no orientation, or it cannot be read. */
export function orientationOf(exif: Uint8Array): Orientation {
  const tiff = asciiOf(exif.subarray(0, EXIF_PREFIX.length)) === EXIF_PREFIX ? exif.subarray(EXIF_PREFIX.length) : exif
  if (tiff.length < HEADER_BYTES) return UPRIGHT
  const view = viewOf(tiff)
  const byteOrder = asciiOf(tiff.subarray(0, 2))
  if (byteOrder !== 'II' && byteOrder !== 'MM') return UPRIGHT
  const little = byteOrder === 'II'
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return UPRIGHT
  const entries = view.getUint16(directory, little)
  for (let n = 0; n < entries; n++) {
    const at = directory + 2 + n * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.length) return UPRIGHT
    if (view.getUint16(at, little) !== ORIENTATION_TAG || view.getUint16(at + 2, little) !== SHORT) continue
    const orientation = view.getUint16(at + 8, little)
    return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT
  }
  return UPRIGHT
}

export const isUpright = (orientation: Orientation): boolean => orientation === UPRIGHT

/** The smallest TIFF with an orientation: a header, and a directory of one entry. */
export function tiffWith(orientation: Orientation): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + 2 + ENTRY_BYTES + 4))
  view.setUint32(0, 0x4d4d002a) // MM, 42
  view.setUint32(4, HEADER_BYTES)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION_TAG)
  view.setUint16(12, SHORT)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return new Uint8Array(view.buffer)
}

/** Width and height as they are shown: orientations 5 to 8 are turned by 90 degrees. */
export const turned = (
  { width, height }: { width: number; height: number },
  orientation: Orientation,
): { width: number; height: number } => (orientation < 5 ? { width, height } : { width: height, height: width })
