/** Converts SVG to PNG with resvg. */
import { Resvg } from '@cf-wasm/resvg'

/** No fonts are given: the SVG has no text. Wasm memory has to be freed explicitly. */
export async function rasterize(svg: string): Promise<Uint8Array> {
  const resvg = await Resvg.async(svg, { font: { fontBuffers: [] } })
  try {
    const image = resvg.render()
    try {
      return image.asPng()
    } finally {
      image.free()
    }
  } finally {
    resvg.free()
  }
}
