/** Breaks a title into lines and finds its font size. Lengths are in pixels, unless stated in ems. */

export interface Piece {
  text: string
  /** Whether a space separates it from the previous piece. */
  spaced: boolean
}

/** Ems. */
export type Measure = (text: string) => number

export interface Fit {
  size: number
  lines: string[]
}

export interface Room {
  width: number
  height: number
  /** From the largest to the smallest. */
  sizes: readonly number[]
  linesMax: number
  /** Line height, in ems. */
  leading: number
}

/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\u3000-\u303F\uFF00-\uFFEF]/u
const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{Po}ー々]/u
const NEVER_LAST = /[\p{Ps}\p{Pi}]$/u

/** Splits text where lines may break: at spaces, and in Chinese, Japanese and Thai between words with their punctuation. */
export function piecesOf(text: string, language: string): Piece[] {
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  const pieces: Piece[] = []
  for (const part of text.split(' ')) {
    let spaced = true
    for (const segment of UNSPACED.test(part) ? [...words.segment(part)].map((found) => found.segment) : [part]) {
      const last = pieces.at(-1)
      const joined =
        !spaced &&
        last !== undefined &&
        (NEVER_FIRST.test(segment) || NEVER_LAST.test(last.text) || !UNSPACED.test(last.text + segment))
      if (joined) last.text += segment
      else pieces.push({ text: segment, spaced })
      spaced = false
    }
  }
  return pieces
}

/** The largest size at which everything fits; otherwise the smallest, cut off with an ellipsis. */
export function fit(pieces: readonly Piece[], measure: Measure, room: Room): Fit {
  const widths = new Map<string, number>()
  const ems = (text: string): number => {
    const width = widths.get(text) ?? measure(text)
    widths.set(text, width)
    return width
  }
  for (const size of room.sizes) {
    const lines = breakAt(pieces, ems, room.width / size)
    const fits = lines.length <= room.linesMax && lines.length * size * room.leading <= room.height
    if (fits && pieces.every(({ text }) => ems(text) * size <= room.width)) {
      return { size, lines: balanced(pieces, ems, room.width / size, lines).map(textOf) }
    }
  }
  const size = room.sizes.at(-1) ?? 1
  const em = room.width / size
  const lines = breakAt(pieces.flatMap(graphemesOf(ems, em)), ems, em)
  return { size, lines: ellipsized(lines, ems, em, room.linesMax) }
}

type Line = Piece[]

const textOf = (line: Line): string =>
  line.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join('')

function breakAt(pieces: readonly Piece[], ems: Measure, width: number): Line[] {
  const lines: Line[] = []
  let used = Infinity
  for (const piece of pieces) {
    const needed = (piece.spaced ? ems(' ') : 0) + ems(piece.text)
    if (used + needed <= width) {
      lines.at(-1)?.push(piece)
      used += needed
    } else {
      lines.push([piece])
      used = ems(piece.text)
    }
  }
  return lines
}

/** The narrowest lines of the same number, so that the last one does not consist of a single word. */
function balanced(pieces: readonly Piece[], ems: Measure, width: number, greedy: Line[]): Line[] {
  let [low, high] = [Math.max(...pieces.map(({ text }) => ems(text))), width]
  let best = greedy
  while (high - low > 0.25) {
    const middle = (low + high) / 2
    const lines = breakAt(pieces, ems, middle)
    if (lines.length > greedy.length) low = middle
    else {
      best = lines
      high = middle
    }
  }
  return best
}

/** A word that is longer than a line may break anywhere. */
const graphemesOf =
  (ems: Measure, width: number) =>
  (piece: Piece): Piece[] =>
    ems(piece.text) <= width
      ? [piece]
      : [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(piece.text)].map(({ segment }, at) => ({
          text: segment,
          spaced: piece.spaced && at === 0,
        }))

function ellipsized(lines: readonly Line[], ems: Measure, width: number, linesMax: number): string[] {
  const kept = lines.slice(0, linesMax)
  const last = [...(kept.at(-1) ?? [])]
  while (lines.length > linesMax && last.length > 1 && ems(`${textOf(last)}…`) > width) last.pop()
  return kept.map((line, at) =>
    at === linesMax - 1 && lines.length > linesMax ? `${withoutPunctuation(textOf(last))}…` : textOf(line),
  )
}

/** Without trailing punctuation. */
function withoutPunctuation(text: string): string {
  const chars = Array.from(text)
  return chars.slice(0, chars.findLastIndex((char) => !/\p{P}/u.test(char)) + 1).join('')
}
