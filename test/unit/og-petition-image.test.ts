/** The petition's own image in the Open Graph image: where it is, how it is cropped and turned, and that a broken one is left out. */
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'

import { openFonts, writeFonts } from '../../src/build/fonts.ts'
import { cleanImage } from '../../src/image/clean.ts'
import type { OgFacts } from '../../src/og-image/facts.ts'
import { ogImage, type Drawing } from '../../src/og-image/image.ts'
import { cropped, PETITION_IMAGE_BOX, type StoredImage } from '../../src/og-image/petition-image.ts'
import { type Pixels, rasterize, renderPixels } from '../../src/og-image/rasterize.ts'
import { type ImageType, LOSSLESS_WEBP, PLAIN, PROGRESSIVE_JPEG, telling } from '../support/images.ts'

const FACTS: OgFacts = {
  direction: 'ltr',
  title: 'A lamp for the pier, and another for the long way home '.repeat(3).trim(),
  titleLanguage: 'en',
  number: '12,345,678',
  noun: 'signatures',
  goal: { label: 'Next goal: 25,000,000', share: 1 },
  ending: { label: 'A long word for what is over, and nothing else', victory: false },
}
const PAPER = [0xfa, 0xf8, 0xf4]

let drawing: Drawing
beforeAll(async () => {
  await writeFonts()
  // The types of Workers, which compile no wasm, have no such constructor.
  const Module = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module
  const wasm = (path: string) => new Module(readFileSync(createRequire(import.meta.url).resolve(path)))
  const codecs = {
    webp: wasm('@jsquash/webp/codec/dec/webp_dec.wasm'),
    jpeg: wasm('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
  }
  drawing = { fonts: await openFonts(), codecs }
})

const stored = (type: ImageType, bytes: Uint8Array = PLAIN[type]): StoredImage => ({ type, bytes: bytes.slice() })
const crop = async (image: StoredImage): Promise<Pixels | null> => cropped(image, drawing.codecs.webp)
async function box(image: StoredImage): Promise<Pixels> {
  const pixels = await crop(image)
  if (pixels === null) throw new Error('not decoded')
  return pixels
}

/** What a viewer sees of the PNG or JPEG. */
async function seen(image: Uint8Array): Promise<Pixels> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><image width="1200" height="630" href="https://x.test/"/></svg>'
  return renderPixels(svg, { 'https://x.test/': image })
}

const at = ({ data, width }: Pixels, x: number, y: number): number[] =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3))
const isNear = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, index) => Math.abs(value - (other[index] ?? 0)) < 12)

describe('the petition’s image', () => {
  test.for([
    ['image/jpeg', PLAIN['image/jpeg']],
    ['image/jpeg', PROGRESSIVE_JPEG],
    ['image/png', PLAIN['image/png']],
    ['image/webp', PLAIN['image/webp']],
    ['image/webp', LOSSLESS_WEBP],
  ] as const)('is at the end side of the page: %s', async ([type, bytes]) => {
    const middle = await box(stored(type, bytes))
    expect(middle.data).toHaveLength(PETITION_IMAGE_BOX.width * PETITION_IMAGE_BOX.height * 4)
    for (const direction of ['ltr', 'rtl'] as const) {
      const image = await ogImage({ ...FACTS, direction }, stored(type, bytes), drawing)
      expect([...image.subarray(0, 2)]).toEqual([0xff, 0xd8])
      const page = await seen(image)
      const left = direction === 'rtl' ? 0 : 1_200 - middle.width
      for (const [x, y] of [
        [20, 20],
        [228, 300],
        [430, 590],
      ] as const) {
        expect(isNear(at(page, left + x, y + PETITION_IMAGE_BOX.top), at(middle, x, y))).toBe(true)
      }
    }
  })

  test('leaves a margin between it and the text, on both sides', async () => {
    for (const direction of ['ltr', 'rtl'] as const) {
      const page = await seen(await ogImage({ ...FACTS, direction }, stored('image/png'), drawing))
      const inner = (x: number): number => (direction === 'rtl' ? 1_199 - x : x)
      const columns = [10, 60, 1_200 - PETITION_IMAGE_BOX.width - 36, 1_200 - PETITION_IMAGE_BOX.width - 12].map(inner)
      for (const x of columns) {
        for (let y = 24; y < 630; y++) expect(isNear(at(page, x, y), PAPER)).toBe(true)
      }
    }
  })

  test('is cropped to its middle', async () => {
    const square = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="red"/><rect x="100" width="100" height="100" fill="lime"/></svg>`
    const { data, width, height } = await renderPixels(square)
    expect([data.length, width, height]).toEqual([120_000, 300, 100])
    const middle = await box(stored('image/png', await rasterize(square)))
    for (const x of [10, 228, 446]) expect(at(middle, x, 300)).toEqual([0, 255, 0])
  })

  test.for([2, 3, 4, 5, 6, 7, 8])('is upright, as browsers show it: orientation %i', async (orientation) => {
    // Four colours: which of them is at the top left differs in each orientation.
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="red"/><rect x="32" width="32" height="32" fill="lime"/><rect y="32" width="32" height="32" fill="blue"/></svg>`
    await initJpeg(drawing.codecs.jpeg)
    const pixels = await renderPixels(svg)
    const jpeg = new Uint8Array(
      await encodeJpeg({ ...pixels, data: new Uint8ClampedArray(pixels.data) }, { quality: 95 }),
    )
    const exif = [...telling('image/jpeg', orientation)]
    const app1 = exif.findIndex((byte, index) => byte === 0xff && exif[index + 1] === 0xe1)
    const length = 2 + (exif[app1 + 2] ?? 0) * 256 + (exif[app1 + 3] ?? 0)
    const turned = Uint8Array.from([0xff, 0xd8, ...exif.slice(app1, app1 + length), ...jpeg.subarray(2)])
    const clean = await cleanImage(turned, 'image/jpeg')
    if (!clean.ok) throw new Error(clean.refusal.code)
    const middle = await box(clean.value)
    const names: [string, number[]][] = [
      ['red', [255, 0, 0]],
      ['lime', [0, 255, 0]],
      ['blue', [0, 0, 255]],
    ]
    const corner = (x: number, y: number) => names.find(([, color]) => isNear(at(middle, x, y), color))?.[0]
    // Top left, top right, bottom left. CIPA DC-008 §4.6.4: what the first row and the first column are.
    const expected = {
      2: ['lime', 'red', 'red'],
      3: ['red', 'blue', 'lime'],
      4: ['blue', 'red', 'red'],
      5: ['red', 'blue', 'lime'],
      6: ['blue', 'red', 'red'],
      7: ['red', 'lime', 'blue'],
      8: ['lime', 'red', 'red'],
    }[orientation]
    expect([corner(20, 20), corner(430, 20), corner(20, 590)]).toEqual(expected)
  })

  test('of a transparent PNG or WebP is on the colour of the page', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="40" fill="blue"/></svg>`
    const middle = await box(stored('image/png', await rasterize(svg)))
    expect([at(middle, 228, 100), at(middle, 228, 500)]).toEqual([[0, 0, 255], PAPER])
  })
})

describe('an image that cannot be decoded is left out', () => {
  test.for(['image/jpeg', 'image/png', 'image/webp'] as const)('cut off, or with other bytes: %s', async (type) => {
    const whole = PLAIN[type]
    let decoded = 0
    const step = Math.ceil(whole.length / 30)
    for (let at = 0; at < whole.length; at += step) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ 0xff
      for (const bytes of [whole.slice(0, at), changed]) {
        // Neither throws, and what is decoded has the size of the box.
        const box = await crop(stored(type, bytes))
        if (box !== null) decoded++
        expect(box === null || box.data.length === PETITION_IMAGE_BOX.width * PETITION_IMAGE_BOX.height * 4).toBe(true)
      }
    }
    expect(decoded).toBeLessThan(60)
    expect(await crop(stored(type))).not.toBeNull()
  })

  test('and the page is as if there were none', async () => {
    const without = await ogImage(FACTS, null, drawing)
    for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
      const bytes = PLAIN[type].slice(0, 30)
      expect(Buffer.from(await ogImage(FACTS, stored(type, bytes), drawing)).equals(Buffer.from(without))).toBe(true)
    }
  })
})
