/** The petition's own image, as the Open Graph image shows it: cropped to a box at its end side. */
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'

import { isUpright, orientationOf, EXIF_PREFIX, type Orientation, turned } from '../image/exif.ts'
import { OG_IMAGE_HEIGHT_PX } from '../limits.ts'
import { PAPER_RGB } from './page.ts'
import { type Pixels, renderPixels } from './rasterize.ts'

/** The bar at the top of the Open Graph image stays above it. */
export const PETITION_IMAGE_BOX = { width: 456, height: OG_IMAGE_HEIGHT_PX - 14, top: 14 } as const

/** A file as `cleanImage` stores it. */
export interface StoredImage {
  /** image/jpeg, image/png or image/webp. */
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

type Size = Pick<Pixels, 'width' | 'height'>

/**
 * The middle of the image at the size of the box, on the colour of the page. Null if it cannot be decoded: resvg reads JPEG
 * (not CMYK) and PNG, libwebp a WebP that does not move. `webp` is the wasm of @jsquash/webp.
 */
export async function cropped({ type, bytes }: StoredImage, webp: WebAssembly.Module): Promise<Pixels | null> {
  try {
    const pixels = type === 'image/webp' ? await cropWebp(bytes, webp) : await cropByResvg(bytes)
    // resvg leaves out an image that it cannot read.
    const isEmpty = pixels.data.every((value, at) => at % 4 !== 3 || value === 0)
    return isEmpty ? null : onPaper(pixels)
  } catch {
    // Decoders throw errors of all kinds: bytes of a campaign are the cause, and the title is shown without them.
    return null
  }
}

async function cropByResvg(bytes: Uint8Array): Promise<Pixels> {
  const { width, height } = PETITION_IMAGE_BOX
  const orientation = jpegOrientation(bytes)
  const raw = turned({ width, height }, orientation)
  const href = 'https://image.test/'
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<image width="${raw.width}" height="${raw.height}" preserveAspectRatio="xMidYMid slice" href="${href}" ` +
    `transform="matrix(${turn(orientation, raw)})"/></svg>`
  return renderPixels(svg, { [href]: bytes })
}

/** EXIF is the first segment, if the image is not upright. */
const jpegOrientation = (bytes: Uint8Array): Orientation =>
  bytes[2] === 0xff && bytes[3] === 0xe1 ? orientationOf(bytes.subarray(6, 6 + EXIF_PREFIX.length + 64)) : 1

/** The SVG matrix that turns an image of this size upright. CIPA DC-008 §4.6.4. */
function turn(orientation: Orientation, { width, height }: Size): string {
  if (isUpright(orientation)) return '1 0 0 1 0 0'
  const matrices: Record<Orientation, string> = {
    2: `-1 0 0 1 ${width} 0`,
    3: `-1 0 0 -1 ${width} ${height}`,
    4: `1 0 0 -1 0 ${height}`,
    5: '0 1 1 0 0 0',
    6: `0 1 -1 0 ${height} 0`,
    7: `0 -1 -1 0 ${height} ${width}`,
    8: `0 -1 1 0 0 ${width}`,
  }
  return matrices[orientation] ?? '1 0 0 1 0 0'
}

async function cropWebp(bytes: Uint8Array<ArrayBuffer>, webp: WebAssembly.Module): Promise<Pixels> {
  // A decoder of its own for each image: wasm memory never shrinks.
  await initWebp(webp)
  const { data, width, height } = await decodeWebp(bytes.slice().buffer)
  return cover({ data, width, height }, PETITION_IMAGE_BOX)
}

/** The middle of the image, scaled to cover the size: the average of the pixels that fall on each. Alpha is premultiplied. */
function cover(from: Pixels, { width, height }: Size): Pixels {
  const scale = Math.min(from.width / width, from.height / height)
  const left = (from.width - width * scale) / 2
  const top = (from.height - height * scale) / 2
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    const [firstRow, endRow] = span(top + y * scale, scale, from.height)
    for (let x = 0; x < width; x++) {
      const [first, end] = span(left + x * scale, scale, from.width)
      const at = (y * width + x) * 4
      data.set(average(from, first, end, firstRow, endRow), at)
    }
  }
  return { data, width, height }
}

/** The whole pixels from `start` on, at least one. */
function span(start: number, length: number, max: number): [number, number] {
  const first = Math.min(Math.floor(start), max - 1)
  return [first, Math.max(first + 1, Math.min(Math.floor(start + length), max))]
}

function average({ data, width }: Pixels, first: number, end: number, firstRow: number, endRow: number): number[] {
  let [red, green, blue, alpha] = [0, 0, 0, 0]
  for (let row = firstRow; row < endRow; row++) {
    for (let at = (row * width + first) * 4; at < (row * width + end) * 4; at += 4) {
      const opacity = data[at + 3] ?? 0
      red += (data[at] ?? 0) * opacity
      green += (data[at + 1] ?? 0) * opacity
      blue += (data[at + 2] ?? 0) * opacity
      alpha += opacity
    }
  }
  const count = (end - first) * (endRow - firstRow)
  return [red / 255 / count, green / 255 / count, blue / 255 / count, alpha / count]
}

/** Alpha is premultiplied. */
function onPaper({ data, ...size }: Pixels): Pixels {
  const opaque = data.map((value, at) => (at % 4 === 3 ? 255 : value + over(data, at)))
  return { data: opaque, ...size }
}

const over = (data: Pixels['data'], at: number): number =>
  ((PAPER_RGB[at % 4] ?? 0) * (255 - (data[at - (at % 4) + 3] ?? 255))) / 255
