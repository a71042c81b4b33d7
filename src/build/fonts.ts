/**
 * Prepares the fonts of the Open Graph Worker: the slices of the Noto fonts as TrueType in `dist/og-image-assets/fonts`, with
 * an index of the characters in each. Does nothing if they exist for the same versions.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import fontverter from 'fontverter'
import type { HarfBuzz } from 'harfbuzzjs/hbjs.js'

import { createFonts, type FontFile, type Fonts, type Weight } from '../og-image/fonts.ts'

const FOLDER = join(import.meta.dirname, '../../dist/og-image-assets/fonts')
const INDEX = join(FOLDER, 'index.json')

/** In order of preference. No word of ours is in the scripts that are bold only: titles are. Chinese takes 5 MB a weight. */
const PACKAGES: FontPackage[] = [
  { name: 'noto-sans', url: import.meta.resolve('@fontsource/noto-sans/package.json'), weights: [400, 700] },
  {
    name: 'noto-sans-arabic',
    url: import.meta.resolve('@fontsource/noto-sans-arabic/package.json'),
    weights: [400, 700],
  },
  { name: 'noto-sans-sc', url: import.meta.resolve('@fontsource/noto-sans-sc/package.json'), weights: [700] },
  { name: 'noto-sans-kr', url: import.meta.resolve('@fontsource/noto-sans-kr/package.json'), weights: [700] },
  {
    name: 'noto-sans-armenian',
    url: import.meta.resolve('@fontsource/noto-sans-armenian/package.json'),
    weights: [700],
    only: 'armenian',
  },
  {
    name: 'noto-sans-bengali',
    url: import.meta.resolve('@fontsource/noto-sans-bengali/package.json'),
    weights: [700],
    only: 'bengali',
  },
  {
    name: 'noto-sans-ethiopic',
    url: import.meta.resolve('@fontsource/noto-sans-ethiopic/package.json'),
    weights: [700],
    only: 'ethiopic',
  },
  {
    name: 'noto-sans-georgian',
    url: import.meta.resolve('@fontsource/noto-sans-georgian/package.json'),
    weights: [700],
    only: 'georgian',
  },
  {
    name: 'noto-sans-hebrew',
    url: import.meta.resolve('@fontsource/noto-sans-hebrew/package.json'),
    weights: [700],
    only: 'hebrew',
  },
  {
    name: 'noto-sans-tamil',
    url: import.meta.resolve('@fontsource/noto-sans-tamil/package.json'),
    weights: [700],
    only: 'tamil',
  },
  {
    name: 'noto-sans-thai',
    url: import.meta.resolve('@fontsource/noto-sans-thai/package.json'),
    weights: [700],
    only: 'thai',
  },
]

interface FontPackage {
  name: string
  /** URL of its package.json; the font files are in a folder beside it. */
  url: string
  weights: Weight[]
  /** The one slice that is taken: the others repeat what Noto Sans has. */
  only?: string
}

/** The most common slices come first; those left out are their whole package in one file. */
const FIRST = ['latin', 'latin-ext', 'cyrillic', 'arabic']
const LEFT_OUT = new Set(['chinese-simplified', 'korean'])

/** The index, with the package versions that it was made from. */
interface FontIndexFile {
  versions: Record<string, string>
  files: FontFile[]
}

/** The package's entry for Node is CommonJS and exports a promise, whose `then` an import would call as the module's. */
const startedHarfBuzz: Promise<HarfBuzz> = createRequire(import.meta.url)('harfbuzzjs')

/** The fonts in `dist`, for drawing in Node. */
export async function openFonts(): Promise<Fonts> {
  const index = await readIndex()
  if (index === null) throw new Error('There are no fonts in dist. Run: npm run build')
  return createFonts(await startedHarfBuzz, index.files, async (file) => bufferOf(await readFile(join(FOLDER, file))))
}

/** Resolves to whether fonts were written. */
export async function writeFonts(): Promise<boolean> {
  const versions: Record<string, string> = {}
  for (const { name, url } of PACKAGES) {
    versions[name] = JSON.parse(await readFile(fileURLToPath(url), 'utf8')).version
  }
  const old = await readIndex()
  if (old !== null && JSON.stringify(old.versions) === JSON.stringify(versions)) return false

  await mkdir(FOLDER, { recursive: true })
  const files: FontFile[] = []
  for (const fontPackage of PACKAGES) {
    for (const { slice, weight, path } of await slicesOf(fontPackage)) {
      const font = await fontverter.convert(await readFile(path), 'sfnt')
      const file = `${fontPackage.name}-${slice}-${weight}.ttf`
      await writeFile(join(FOLDER, file), font)
      files.push({ file, weight, ranges: await rangesOf(bufferOf(font)) })
    }
  }
  // Written last and renamed into place: if the index exists, so do the fonts.
  const fresh = `${INDEX}.${process.pid}`
  await writeFile(fresh, JSON.stringify({ versions, files } satisfies FontIndexFile))
  await rename(fresh, INDEX)
  return true
}

async function readIndex(): Promise<FontIndexFile | null> {
  const text = await readFile(INDEX, 'utf8').catch(() => null)
  return text === null ? null : JSON.parse(text)
}

interface Slice {
  slice: string
  weight: Weight
  path: string
}

/** WOFF rather than WOFF2, because it unpacks thirty times as fast. */
async function slicesOf({ name, url, weights, only }: FontPackage): Promise<Slice[]> {
  const folder = join(fileURLToPath(url), '../files')
  const slices: Slice[] = []
  for (const file of await readdir(folder)) {
    const [, slice, digits] = new RegExp(`^${name}-(.+)-(\\d+)-normal\\.woff$`).exec(file) ?? []
    const weight = weights.find((wanted) => String(wanted) === digits)
    if (slice === undefined || weight === undefined || LEFT_OUT.has(slice)) continue
    if (only !== undefined && slice !== only) continue
    slices.push({ slice, weight, path: join(folder, file) })
  }
  const rank = ({ slice }: Slice): number => (FIRST.indexOf(slice) + FIRST.length + 1) % (FIRST.length + 1)
  return slices.toSorted((a, b) => rank(a) - rank(b) || a.slice.localeCompare(b.slice, 'en', { numeric: true }))
}

/** First and last code point of each range that the font has glyphs for. */
async function rangesOf(font: ArrayBuffer): Promise<number[]> {
  const harfBuzz = await startedHarfBuzz
  const blob = harfBuzz.createBlob(font)
  const face = harfBuzz.createFace(blob, 0)
  const ranges: number[] = []
  for (const codePoint of face.collectUnicodes()) {
    if (ranges.at(-1) === codePoint - 1) ranges[ranges.length - 1] = codePoint
    else ranges.push(codePoint, codePoint)
  }
  // HarfBuzz's memory cannot grow.
  face.destroy()
  blob.destroy()
  return ranges
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
