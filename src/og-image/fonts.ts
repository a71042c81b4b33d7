/**
 * The fonts of the Open Graph image. They are cut into slices of about a hundred characters, so that an image loads only what
 * its text needs; the index lists the characters of each slice.
 */
import type { HarfBuzz, HarfBuzzFont } from 'harfbuzzjs/hbjs.js'

export type Weight = 400 | 700

export interface FontFile {
  file: string
  weight: Weight
  /** The code points that it has a glyph for: first, last, first, last, …, ascending. */
  ranges: readonly number[]
}

/** In order of preference. */
export type FontIndex = readonly FontFile[]

export interface LoadedFont {
  font: HarfBuzzFont
  unitsPerEm: number
}

export interface Fonts {
  harfBuzz: HarfBuzz
  /** Uses the other weight if this one does not have the character; null if no font has it. */
  find(char: string, weight: Weight): FontFile | null
  /** Throws if the font is not loaded. */
  loaded(file: FontFile): LoadedFont
  /** Loads the fonts that the text needs. */
  load(text: string, weight: Weight): Promise<void>
}

/** Fonts are never unloaded: all slices together take 11 MB. */
export function createFonts(harfBuzz: HarfBuzz, index: FontIndex, read: (file: string) => Promise<ArrayBuffer>): Fonts {
  const loaded = new Map<string, LoadedFont>()

  const open = async ({ file }: FontFile): Promise<void> => {
    const bytes = await read(file)
    // A concurrent call may have loaded it.
    if (loaded.has(file)) return
    const face = harfBuzz.createFace(harfBuzz.createBlob(bytes), 0)
    loaded.set(file, { font: harfBuzz.createFont(face), unitsPerEm: face.upem })
  }

  const find = (char: string, weight: Weight): FontFile | null => {
    const having = index.filter(({ ranges }) => has(ranges, char.codePointAt(0) ?? 0))
    return having.find((font) => font.weight === weight) ?? having[0] ?? null
  }

  return {
    harfBuzz,
    find,
    loaded(font) {
      const known = loaded.get(font.file)
      if (known === undefined) throw new Error(`${font.file} is not loaded`)
      return known
    },
    async load(text, weight) {
      const needed = new Set(Array.from(text, (char) => find(char, weight)))
      const missing = [...needed].filter((font): font is FontFile => font !== null && !loaded.has(font.file))
      await Promise.all(missing.map(open))
    },
  }
}

export const covers = (font: FontFile, char: string): boolean => has(font.ranges, char.codePointAt(0) ?? 0)

/** Only the last range that starts at or before the code point can contain it. */
function has(ranges: readonly number[], codePoint: number): boolean {
  let low = 0
  let high = ranges.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[2 * middle] ?? Infinity) <= codePoint) low = middle + 1
    else high = middle
  }
  return low > 0 && codePoint <= (ranges[2 * low - 1] ?? -1)
}
