/**
 * The words of the counter. English travels in the script; another language is asked for once a page, where the script
 * came from. Whatever is wrong with it, the reader gets English as a whole: its words, its rules, its numbers.
 */
import { getJson } from './get.ts'

/** Flat, so that one look at every member tells whether it is whole. */
export interface Words {
  /** The noun after the number, by CLDR plural category; for a category that is not there, `other`. */
  [category: string]: string
  one: string
  other: string
  lang: string
  /** BCP 47, how numbers are written: not every browser knows every language's way. */
  numbers: string
  dir: string
  /** `{n}` is the next goal. */
  goal: string
  /** `{n}` is how many signed in the last 24 hours. */
  lately: string
  /** What the link says, by the petition's state. */
  open: string
  closed: string
  victory: string
}

export const ENGLISH: Words = {
  lang: 'en',
  dir: 'ltr',
  open: 'Sign',
  numbers: 'en',
  goal: 'Next goal: {n}',
  one: 'signature',
  victory: 'Victory',
  closed: 'Petition closed',
  lately: '{n} in the last 24 hours',
  other: 'signatures',
}

/** The languages that there are words in besides English; the build puts them here, with spaces between. */
declare const LANGUAGES: string

const asked: Record<string, Promise<Words>> = {}

/** In the language that the element is in, by itself or by what is around it. Never rejects. */
export async function wordsFor(element: Element): Promise<Words> {
  const lang = LANGUAGES.split(' ').find((lang) => element.matches(`:lang(${lang})`))
  if (!lang) return ENGLISH
  return (asked[lang] ??= getJson<Words>(`/widget/words/${lang}.json`).then((words) =>
    isWhole(words) ? words : ENGLISH,
  ))
}

const isWhole = (words: Words | undefined): words is Words => Object.keys(ENGLISH).every((key) => words?.[key])
