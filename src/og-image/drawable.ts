/** What of somebody's text can be drawn. */
import type { Fonts, Weight } from './fonts.ts'

/** Controls, formatting, bidi controls, zero-width characters, private use and what Unicode has not assigned. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** Not those of \s that hold a number together, nor the byte order mark, which is not seen. */
const BREAKING_SPACE = /[^\S\u00A0\u202F\uFEFF]/g
/** Joiners inside a word, without which Persian and Hindi are misspelt. */
const JOINER_IN_WORD = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/u

/** Few fonts have the narrow no-break space of French and Russian figures, and its compatible form would break them. */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u202F', '\u00A0')

/**
 * One line of text without what is not seen, and without signs that no font has, emoji among them. Empty when a letter
 * has no font: words with letters missing would say something else.
 */
export function drawable(text: string, weight: Weight, fonts: Fonts): string {
  const composed = withPlainSpaces(text.normalize('NFC').replaceAll(BREAKING_SPACE, ' '))
  const visible = composed.replaceAll(UNSEEN, (char, at: number) =>
    JOINER_IN_WORD.test(composed.slice(Math.max(at - 1, 0), at + 2)) ? char : '',
  )
  const has = (char: string): boolean => fonts.find(char, weight) !== null
  let kept = ''
  for (const char of visible) {
    // 𝐁𝐨𝐥𝐝 letters and their kind have plain ones behind them.
    const drawn = [char, char.normalize('NFKC')].find((form) => !Array.from(form, has).includes(false))
    if (drawn === undefined && /[\p{L}\p{N}]/u.test(char)) return ''
    kept += drawn ?? ''
  }
  return kept.replaceAll(/ +/g, ' ').trim()
}
