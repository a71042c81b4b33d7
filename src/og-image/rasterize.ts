/** Converts SVG to PNG with resvg. */
import { Resvg } from '@cf-wasm/resvg'

/** RGBA, a byte each, alpha premultiplied, row by row. */
export interface Pixels {
  data: Uint8Array | Uint8ClampedArray
  /** In pixels. */
  width: number
  height: number
}

type Rendered = ReturnType<Resvg['render']>

export const rasterize = async (svg: string): Promise<Uint8Array> => rendered(svg, {}, (image) => image.asPng())

/** `images` are the bytes of the images that the SVG refers to, by URL. */
export const renderPixels = async (svg: string, images: Record<string, Uint8Array> = {}): Promise<Pixels> =>
  rendered(svg, images, ({ pixels, width, height }) => ({ data: pixels, width, height }))

/** No fonts are given: the SVG has no text. Wasm memory has to be freed explicitly. */
async function rendered<T>(svg: string, images: Record<string, Uint8Array>, read: (image: Rendered) => T): Promise<T> {
  const resvg = await Resvg.async(svg, { font: { fontBuffers: [] } })
  try {
    for (const [url, bytes] of Object.entries(images)) resvg.resolveImage(url, bytes)
    const image = resvg.render()
    try {
      return read(image)
    } finally {
      image.free()
    }
  } finally {
    resvg.free()
  }
}
