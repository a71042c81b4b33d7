/**
 * The words of the counter. English is part of the script; another language is fetched once per page, from the origin of the
 * script. If anything fails, everything is in English: words, plural rules and numbers.
 */
import { getJson } from './get.ts'

/** Flat, so that a single check of every member validates it. */
export interface Words {
  /** The noun after the number, by CLDR plural category; missing categories use `other`. */
  [category: string]: string
  one: string
  other: string
  lang: string
  /** BCP 47 tag for formatting numbers: not every browser supports every language. */
  numbers: string
  dir: string
  /** Shown instead of number and noun while there is no signature. */
  first: string
  /** `{n}` is the next goal. */
  goal: string
  /** `{n}` is the number of signatures in the last 24 hours. */
  lately: string
  /** Text of the link, by the petition's state. */
  open: string
  closed: string
  victory: string
}

/** The build takes it from the catalogue. */
declare const ENGLISH: Words

/** The languages other than English, separated by spaces. Defined by the build. */
declare const LANGUAGES: string

const asked: Record<string, Promise<Words>> = {}

/** The words in the element's own or inherited language. Never rejects. */
export async function wordsFor(element: Element): Promise<Words> {
  const lang = LANGUAGES.split(' ').find((lang) => element.matches(`:lang(${lang})`))
  if (!lang) return ENGLISH
  return (asked[lang] ??= getJson<Words>(`/widget/words/${lang}.json`).then((words) =>
    words && Object.keys(ENGLISH).every((key) => words[key]) ? words : ENGLISH,
  ))
}
