/** The Open Graph Worker: receives the facts of an Open Graph image and responds with the PNG. Only the edge can call it. */
import hbjs from 'harfbuzzjs/hbjs.js'
import harfBuzzWasm from 'harfbuzzjs/hb.wasm'

import type { OgFacts } from '../../src/og-image/facts.ts'
import { createFonts, type FontFile, type Fonts } from '../../src/og-image/fonts.ts'
import { drawImage } from '../../src/og-image/draw.ts'
import { rasterize } from '../../src/og-image/rasterize.ts'

const harfBuzz = hbjs(new WebAssembly.Instance(harfBuzzWasm, {}))

/** Shared by the requests of an isolate. */
let fonts: Fonts | undefined

async function fontsOf(env: OgImageEnv): Promise<Fonts> {
  if (fonts !== undefined) return fonts
  const read = async (file: string): Promise<Response> => {
    const response = await env.ASSETS.fetch(`https://assets.test/fonts/${file}`)
    if (!response.ok) throw new Error(`the assets responded with ${response.status} for ${file}`)
    return response
  }
  const { files } = await (await read('index.json')).json<{ files: FontFile[] }>()
  return (fonts ??= createFonts(harfBuzz, files, async (file) => (await read(file)).arrayBuffer()))
}

export default {
  async fetch(request, env) {
    const facts = await request.json<OgFacts>()
    const png = await rasterize(await drawImage(facts, await fontsOf(env)))
    return new Response(png, { headers: { 'content-type': 'image/png' } })
  },
} satisfies ExportedHandler<OgImageEnv>
