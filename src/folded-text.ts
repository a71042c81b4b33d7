/**
 * Search in titles, and in names. Case, accents and the ways to type a letter make no difference, in any of the languages: a title and what
 * is searched for are folded in the same way, and each word of the search has to be a part of the title. Parts rather than
 * whole words, since words are inflected in most of the languages, and Chinese has no spaces between them.
 */
import { FOLDED_TITLE_MAX_UNITS, SEARCH_WORDS_MAX } from './limits.ts'

/**
 * Letters that Unicode does not decompose (UAX #15) and that are typed without their mark, or by their basic letter: in
 * Turkish, German, French, the languages of Scandinavia, Polish and Croatian; Arabic with its two endings; Ukrainian ґ.
 */
const BASIC: ReadonlyMap<string, string> = new Map([
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ґ', 'г'],
])
const WITHOUT_BASIC = new RegExp(`[${[...BASIC.keys()].join('')}]`, 'g')

/** Accents, vowel signs and other marks; tatweel, which only stretches a word; apostrophes, and Uzbek ʻ and ʼ. */
const LEFT_OUT = /[\p{M}\u0640'’‘`´ʻʼ]/gu
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/gu

/** Lower case, without accents, one space between words. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replace(WITHOUT_BASIC, (letter) => BASIC.get(letter) ?? letter)
    .replace(BETWEEN_WORDS, ' ')
    .trim()

/** A letter may fold to several, so it is cut: the end of a title in such letters is not found. */
export const foldedTitle = (title: string): string => fold(title).slice(0, FOLDED_TITLE_MAX_UNITS)

/** The words to look for: the first ones, each once. None when there is no letter or digit in the text. */
export const searchWords = (text: string): string[] =>
  [...new Set(fold(text).split(' '))].filter((word) => word !== '').slice(0, SEARCH_WORDS_MAX)

export const hasWords = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => folded.includes(word))
