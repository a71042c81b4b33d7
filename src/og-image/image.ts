/** The Open Graph image: a PNG, or a JPEG if it has the petition's own image. */
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'

import { OG_JPEG_QUALITY } from '../limits.ts'
import { drawImage } from './draw.ts'
import type { OgFacts } from './facts.ts'
import type { Fonts } from './fonts.ts'
import { cropped, PETITION_IMAGE_BOX, type StoredImage } from './petition-image.ts'
import { type Pixels, rasterize, renderPixels } from './rasterize.ts'

export interface Drawing {
  fonts: Fonts
  /** The wasm of @jsquash/webp and @jsquash/jpeg. */
  codecs: { webp: WebAssembly.Module; jpeg: WebAssembly.Module }
}

/**
 * Without the petition's image if that cannot be decoded. A photograph is several times as large in a PNG, and messengers
 * show no image of more than about half a megabyte.
 */
export async function ogImage(
  facts: OgFacts,
  stored: StoredImage | null,
  { fonts, codecs }: Drawing,
): Promise<Uint8Array> {
  const image = stored && (await cropped(stored, codecs.webp))
  const svg = await drawImage(facts, fonts, image !== null)
  if (image === null) return rasterize(svg)
  const page = await renderPixels(svg)
  paste(image, page, facts.direction === 'rtl' ? 0 : page.width - image.width)
  // An encoder of its own for each image: wasm memory never shrinks.
  await initJpeg(codecs.jpeg)
  const data = new Uint8ClampedArray(page.data)
  return new Uint8Array(await encodeJpeg({ ...page, data }, { quality: OG_JPEG_QUALITY }))
}

function paste({ data, width, height }: Pixels, page: Pixels, left: number): void {
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 4, (y + 1) * width * 4)
    page.data.set(row, ((y + PETITION_IMAGE_BOX.top) * page.width + left) * 4)
  }
}
