/** SVG into PNG, by resvg. */
import { Resvg } from '@cf-wasm/resvg'

/** The SVG has no text: no font is looked for. Wasm frees nothing by itself. */
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
