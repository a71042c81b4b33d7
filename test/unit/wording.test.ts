/** Signs and words that a language's sentences have, and those that they never have. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../src/limits.ts'
import { type Words, wordsOf } from './sentences.ts'

const CATALOGUES = join(import.meta.dirname, '../../src/i18n')

/** Every sentence by its path; of those that are made, with an example. */
function sentencesIn(value: unknown, path = ''): [path: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(2, 2))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => sentencesIn(member, path === '' ? key : `${path}.${key}`))
}

/** What is typed or read by a program, from the method to the closing brace, is no prose. */
const CODE = /PATCH \{.*\}/g

const offending = (words: Words, pattern: RegExp): string[] =>
  sentencesIn(words)
    .filter(([, sentence]) => pattern.test(sentence.replaceAll(CODE, '')))
    .map(([path, sentence]) => `${path}: ${sentence}`)

/** The quotation marks and apostrophes of each language. Uzbek writes ʻ and ʼ, which are letters. */
const MARKS: Record<Locale, string> = {
  en: '“”’',
  ru: '«»„“',
  uz: '“”',
  uk: '«»„“’',
  es: '«»“”',
  fr: '«»’',
  de: '„“’',
  ar: '«»',
  tr: '“”’',
  zh: '“”',
}

/** Words that the project has another for, by language; in English the other word stands above them. */
const NEVER: Record<Locale, readonly RegExp[]> = {
  en: [
    // email
    /\be-mail|\bmails?\b/i,
    // image
    /\bpicture/i,
    // counter
    /\bwidget|\bthe element\b/i,
    // campaign team
    /\bcampaigner|\borganiser|\bonly the campaign\b(?! team)/i,
    // encrypted
    /\bseal(?:s|ed)?\b/i,
    // bot check
    /\bpuzzle|\bagainst bots\b/i,
    // withdraw
    /\b(?:take|taken|took) (?:it |the signature )?back\b/i,
    // not saved
    /\bstored\b/i,
    // no one
    /\bnobody\b/i,
    // the verb first
    /\bplease (?:fill|choose)\b/i,
  ],
  de: [/(?<!E-)\bMails?\b/, /\bEmail/i, /versiegel/i],
  fr: [/(?<!e-)\bmail/i, /\bemail|courriel/i, /\bscell[ée]/i],
  es: [/\be-?mail\b/i, /\bsellad[ao]/i],
  ru: [/e-mail|имейл|мейл/i, /запечат/i],
  uk: [/e-mail|імейл|мейл/i, /запечат/i],
  uz: [/e-mail|imeyl/i, /muhr/i],
  tr: [/\bemail|\be-mail|mühür/i],
  ar: [/إيميل/],
  zh: [/电邮|伊妹儿/, /封存/],
}

describe.for(LOCALES)('what is said in %s', (locale) => {
  const words = wordsOf(locale)

  test('has no quotation mark or apostrophe of a typewriter, and none of another language', () => {
    const foreign = '" \' ` “ ” „ ‟ ‘ ’ ‚ ‛ « » ‹ › 「 」 『 』'
      .split(' ')
      .filter((mark) => !MARKS[locale].includes(mark))
      .join('')
    expect(offending(words, new RegExp(`[${foreign}]`))).toEqual([])
  })

  test('has no word that the project has another for', () => {
    expect(NEVER[locale].flatMap((pattern) => offending(words, pattern))).toEqual([])
  })

  test('writes out no bound that is set elsewhere', () => {
    const source = ['site', 'email', 'legal']
      .map((file) => readFileSync(join(CATALOGUES, locale, `${file}.ts`), 'utf8'))
      .join('')
    const bounds = [PARTNER_CODE_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, COMMENT_MAX_CHARS]
    expect(bounds.filter((bound) => new RegExp(`\\b${bound}\\b`).test(source))).toEqual([])
  })
})

test('English says “no one” in the console, too', () => {
  const folder = join(CATALOGUES, 'en')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  expect(files).toContain(join('console', 'start.ts'))
  expect(files.filter((file) => /\bnobody\b/i.test(readFileSync(join(folder, file), 'utf8')))).toEqual([])
})
