/**
 * The Open Graph Worker: receives the facts of an Open Graph image, and the petition's own image, and
 * responds with the PNG or JPEG. Only the edge can call it.
 */
import jpegWasm from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'
import webpWasm from '@jsquash/webp/codec/dec/webp_dec.wasm'
import hbjs from 'harfbuzzjs/hbjs.js'
import harfBuzzWasm from 'harfbuzzjs/hb.wasm'

import { readRequest } from '../../src/og-image/drawn-by.ts'
import { createFonts, type FontFile, type Fonts } from '../../src/og-image/fonts.ts'
import { ogImage } from '../../src/og-image/image.ts'

const harfBuzz = hbjs(new WebAssembly.Instance(harfBuzzWasm, {}))

const codecs = { webp: webpWasm, jpeg: jpegWasm }

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
    const { facts, image } = await readRequest(await request.formData())
    return new Response(await ogImage(facts, image, { fonts: await fontsOf(env), codecs }))
  },
} satisfies ExportedHandler<OgImageEnv>
