/** Reduces a text to what can be drawn. */
import type { Fonts, Weight } from './fonts.ts'

/** Invisible: controls, formatting, bidi controls, zero-width characters, private use and unassigned code points. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** \s without the no-break spaces, which hold a number together, and the byte order mark, which is invisible. */
const BREAKING_SPACE = /[^\S\u00A0\u202F\uFEFF]/g
/** Joiners inside a word, without which Persian and Hindi are misspelt. */
const JOINER_IN_WORD = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/u

/** Few fonts have the narrow no-break space of French and Russian numbers, and its NFKC form would allow a line break. */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u202F', '\u00A0')

/**
 * One line of text without invisible characters, and without symbols that no font has, such as emoji. Empty if a letter has no
 * font: with letters missing, the words would change their meaning.
 */
export function drawable(text: string, weight: Weight, fonts: Fonts): string {
  const composed = withPlainSpaces(text.normalize('NFC').replaceAll(BREAKING_SPACE, ' '))
  const visible = composed.replaceAll(UNSEEN, (char, at: number) =>
    JOINER_IN_WORD.test(composed.slice(Math.max(at - 1, 0), at + 2)) ? char : '',
  )
  const has = (char: string): boolean => fonts.find(char, weight) !== null
  let kept = ''
  for (const char of visible) {
    // 𝐁𝐨𝐥𝐝 letters and the like have a plain NFKC form.
    const drawn = [char, char.normalize('NFKC')].find((form) => !Array.from(form, has).includes(false))
    if (drawn === undefined && /[\p{L}\p{N}]/u.test(char)) return ''
    kept += drawn ?? ''
  }
  return kept.replaceAll(/ +/g, ' ').trim()
}
