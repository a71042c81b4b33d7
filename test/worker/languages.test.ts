/** What the Workers' own `Intl` knows of each language: less than Node's, in which the unit tests run. */
import { expect, test } from 'vitest'

import { COUNTRY_CODES } from '../../schema/countries.ts'
import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { countryNames, languageName } from '../../src/i18n/names.ts'
import { momentIn } from '../../src/i18n/time.ts'
import { fetchEdge, startPetition } from './fixtures.ts'

const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ')

test.for([
  ['en', '70,438', '1 August 2026', 'Uzbekistan', 'English'],
  ['ru', '70 438', '1 августа 2026 г.', 'Узбекистан', 'английский'],
  ['uz', '70 438', '2026-yil 1-avgust', 'Oʻzbekiston', 'ingliz'],
  ['uk', '70 438', '1 серпня 2026 р.', 'Узбекистан', 'англійська'],
  ['es', '70.438', '1 de agosto de 2026', 'Uzbekistán', 'inglés'],
  ['fr', '70 438', '1er août 2026', 'Ouzbékistan', 'anglais'],
  ['de', '70.438', '1. August 2026', 'Usbekistan', 'Englisch'],
  ['ar', '70,438', '1 أغسطس 2026', 'أوزبكستان', 'الإنجليزية'],
  ['tr', '70.438', '1 Ağustos 2026', 'Özbekistan', 'İngilizce'],
  ['zh', '70,438', '2026年8月1日', '乌兹别克斯坦', '英语'],
] as const)('a Worker has the numbers, dates and names of %s', ([locale, number, day, country, language]) => {
  const words = catalogue(locale)
  expect(plain(words.number(70_438))).toBe(number)
  expect(plain(words.date(Date.UTC(2026, 7, 1)))).toBe(day)
  expect(countryNames(locale)('UZ')).toBe(country)
  expect(languageName('en', locale)).toBe(language)
})

test.for([
  ['en', '1 December 2026, 23:59 CET', '2 December 2026, 03:59 GMT+5'],
  ['ru', '1 декабря 2026 г., 23:59 GMT+1', '2 декабря 2026 г., 03:59 GMT+5'],
  ['uz', '2026-yil 1-dekabr, 23:59 CET', '2026-yil 2-dekabr, 03:59 GMT+5'],
  ['uk', '1 грудня 2026 р., 23:59 GMT+1', '2 грудня 2026 р., 03:59 GMT+5'],
  ['es', '1 de diciembre de 2026, 23:59 CET', '2 de diciembre de 2026, 03:59 GMT+5'],
  ['fr', '1er décembre 2026, 23:59 UTC+1', '2 décembre 2026, 03:59 UTC+5'],
  ['de', '1. Dezember 2026, 23:59 MEZ', '2. Dezember 2026, 03:59 GMT+5'],
  ['ar', '1 ديسمبر 2026، 23:59 غرينتش+1', '2 ديسمبر 2026، 03:59 غرينتش+5'],
  ['tr', '1 Aralık 2026, 23:59 GMT+1', '2 Aralık 2026, 03:59 GMT+5'],
  ['zh', '2026年12月1日 23:59（GMT+1）', '2026年12月2日 03:59（GMT+5）'],
] as const)('a Worker has times with their zone in %s', ([locale, inBerlin, inTashkent]) => {
  const ms = Date.UTC(2026, 11, 1, 22, 59)
  expect(plain(momentIn(ms, 'Europe/Berlin', locale))).toBe(inBerlin)
  expect(plain(momentIn(ms, 'Asia/Tashkent', locale))).toBe(inTashkent)
})

test.for(LOCALES)('a Worker has a name in %s for every country and for every language of ours', (locale) => {
  const nameOf = countryNames(locale)
  expect([...COUNTRY_CODES].filter((code) => nameOf(code) === code)).toEqual([])
  expect(new Set([...COUNTRY_CODES].map(nameOf)).size).toBe(COUNTRY_CODES.size)
  expect(LOCALES.filter((tag) => languageName(tag, locale) === tag)).toEqual([])
})

test('a language without an Uzbek name is shown by its English name, or else by its tag', () => {
  expect(languageName('sr-Latn', 'uz')).toBe('serb')
  expect(languageName('ast', 'uz')).toBe('Asturian')
  expect(languageName('qqq', 'uz')).toBe('qqq')
})

test('countries in Uzbek are in the order of its alphabet, which ends with Z, Oʻ, Gʻ, Sh, Ch', async () => {
  const { slug } = await startPetition()
  const html = await (await fetchEdge(`/uz/p/${slug}`)).text()
  const names = [...html.matchAll(/<option value="[A-Z]{2}"[^>]*>([^<]+)</g)].map(([, name = '']) => name)
  const early = ['Angola', 'Gruziya', 'Kuba', 'Suriya', 'Ummon', 'Zimbabve']
  const expected = [...early, 'Oʻzbekiston', 'Gʻarbiy Sahroi Kabir', 'Shveytsariya', 'Chexiya', 'Chili']
  expect(names.filter((name) => expected.includes(name))).toEqual(expected)
})

test('the page in Uzbek is in Uzbek throughout', async () => {
  const { slug } = await startPetition({ language: 'en', claimedCount: 70_438 })
  const html = plain(await (await fetchEdge(`/uz/p/${slug}`)).text())
  expect(html).toContain('Petitsiya ingliz tilida yozilgan.')
  expect(html).toContain('va yana 70 437 kishi bugun')
  expect(html).toMatch(/<option value="DE"[^>]*>Germaniya</)
})
