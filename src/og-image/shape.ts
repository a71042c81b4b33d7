/**
 * Converts text to outlines: the Unicode Bidirectional Algorithm orders it (bidi-js), HarfBuzz joins and positions its glyphs.
 * resvg can draw text too, but only if one font has all of it: see docs/decisions/016.
 */
import bidiFactory from 'bidi-js'

import { covers, type FontFile, type Fonts, type Weight } from './fonts.ts'

const bidi = bidiFactory()

export type Direction = 'ltr' | 'rtl'

export interface TextStyle {
  weight: Weight
  /** Of the line as a whole. */
  direction: Direction
  /** BCP 47: some letters look different in Serbian, or join differently in Turkish. */
  language: string
}

/** Lengths are in ems. */
export interface ShapedText {
  width: number
  /** SVG, drawn from the origin along the baseline to the right, y downwards, one unit an em. */
  svg: string
}

interface Run {
  text: string
  font: FontFile
  level: number
}

/** The direction of the first letter that has one; left to right if none has. */
export const directionOf = (text: string): Direction =>
  (bidi.getEmbeddingLevels(text, 'auto').paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr'

/** Shapes one line. Characters that no font has are left out. The fonts must be loaded. */
export function shape(text: string, { weight, direction, language }: TextStyle, fonts: Fonts): ShapedText {
  let width = 0
  let svg = ''
  for (const run of visualOrder(runsOf(text, weight, direction, fonts))) {
    const { font, unitsPerEm } = fonts.loaded(run.font)
    const buffer = fonts.harfBuzz.createBuffer()
    try {
      buffer.addText(run.text)
      buffer.guessSegmentProperties()
      buffer.setLanguage(language)
      buffer.setDirection(run.level % 2 === 1 ? 'rtl' : 'ltr')
      fonts.harfBuzz.shape(font, buffer)
      for (const { g, ax, dx, dy } of buffer.json()) {
        const outline = font.glyphToPath(g)
        const x = width + dx / unitsPerEm
        if (outline !== '') {
          const transform = `translate(${x.toFixed(4)} ${(-dy / unitsPerEm).toFixed(4)}) scale(${1 / unitsPerEm} ${-1 / unitsPerEm})`
          svg += `<path transform="${transform}" d="${outline}"/>`
        }
        width += ax / unitsPerEm
      }
    } finally {
      buffer.destroy()
    }
  }
  return { width, svg }
}

/** Runs of one font and one level, in logical order. */
function runsOf(text: string, weight: Weight, direction: Direction, fonts: Fonts): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const runs: Run[] = []
  let at = 0
  for (const char of text) {
    const last = runs.at(-1)
    const font = fontOf(char, last?.font, weight, fonts)
    const level = levels[at] ?? 0
    at += char.length
    if (font === null) continue
    if (last?.font === font && last.level === level) last.text += char
    else runs.push({ text: char, font, level })
  }
  return runs
}

/** Symbols, spaces and accents use the font of the letter before them, if it has them. */
function fontOf(char: string, last: FontFile | undefined, weight: Weight, fonts: Fonts): FontFile | null {
  if (last !== undefined && !/[\p{L}\p{N}]/u.test(char) && covers(last, char)) return last
  // An accent from another font would be placed beside its letter.
  return /\p{M}/u.test(char) ? null : fonts.find(char, weight)
}

/** UAX #9, rule L2: from the highest level down, reverse every run of that level or higher. */
function visualOrder(runs: readonly Run[]): Run[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start
      while ((ordered[end]?.level ?? -1) >= level) end++
      ordered.splice(start, end - start, ...ordered.slice(start, end).toReversed())
      start = end
    }
  }
  return ordered
}
