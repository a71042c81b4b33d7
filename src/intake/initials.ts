/** Initials, by the rules of the language that the form was in, unless the script of the name has rules of its own. */
import type { Locale } from '../../schema/locales.ts'
import { INITIALS_MAX_WORDS } from '../limits.ts'

/** First letters as a reader sees them (grapheme clusters, UAX #29), so that no accent or emoji is cut in half. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** How people type ʻ and ʼ. One before a name (ʻAli) is no letter to shorten it to. */
const APOSTROPHES = String.raw`'\u0060\u00B4\u02BB\u02BC\u2018\u2019`
const LEADING_APOSTROPHES = new RegExp(`^[${APOSTROPHES}]+`)

/** Letters of the Uzbek alphabet that are written with two signs. */
const UZBEK_DIGRAPH = new RegExp(`^(?:[og][${APOSTROPHES}]|sh|ch)`, 'i')
/** U+02BB belongs to no other alphabet: with it the letter is Uzbek in any form. */
const UZBEK_WITH_ITS_SIGN = /^[og]\u02BB/i

/** Chinese surnames of two characters; every other has one. */
const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 端木 百里 轩辕 呼延 歐陽 司馬 諸葛 東方 獨孤 南宮 尉遲 公孫 長孫 軒轅'.split(
    ' ',
  ),
)

/** `Ada Lovelace` → `A. L.`; at most three, of the words that begin with a letter. `张三丰` → `张**`, as usual in Chinese. */
export function initials(name: string, locale: Locale): string {
  const surname = chineseSurname(name)
  if (surname !== null) return `${surname}**`
  return name
    .split(/\s+/)
    .map((word) => word.replace(LEADING_APOSTROPHES, ''))
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, INITIALS_MAX_WORDS)
    .map((word) => `${firstLetter(word, locale)}.`)
    .join(' ')
}

/** Null where a name is not in Chinese characters alone. */
function chineseSurname(name: string): string | null {
  const characters = name.replaceAll(/[\s·•]/g, '')
  if (!/^\p{Script=Han}+$/u.test(characters)) return null
  const [first = '', second = ''] = characters
  const isCompound = Array.from(characters).length > 2 && COMPOUND_SURNAMES.has(first + second)
  return isCompound ? first + second : first
}

function firstLetter(word: string, locale: Locale): string {
  const [digraph] = (locale === 'uz' ? UZBEK_DIGRAPH : UZBEK_WITH_ITS_SIGN).exec(word) ?? []
  if (digraph === undefined) return graphemes.segment(word).containing(0)?.segment.toLocaleUpperCase(locale) ?? ''
  const [letter = '', sign = ''] = digraph
  return letter.toUpperCase() + (/[a-z]/i.test(sign) ? sign.toLowerCase() : '\u02BB')
}
