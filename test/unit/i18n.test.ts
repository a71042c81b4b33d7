/** Sentences, numbers and nouns. */
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue, negotiateLocale } from '../../src/i18n/catalogue.ts'

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('Russian', () => {
  const { petition } = catalogue('ru')

  test.each([
    [1, '1 подписанта'],
    [2, '2 подписантов'],
    [5, '5 подписантов'],
    [11, '11 подписантов'],
    [21, '21 подписанта'],
    [70_438, '70 438 подписантов'],
  ])('%i', (n, words) => {
    expect(plain(petition.gathered(n))).toBe(`Эта петиция собрала ${words}`)
  })

  test('counts on the reader with the starter and the N−1 others', () => {
    expect(plain(petition.countOnYou('Игорь', 70_437))).toBe(
      'Игорь и 70 437 участников этой кампании рассчитывают на вас сегодня.',
    )
    expect(plain(petition.countOnYou('Игорь', 1))).toContain('1 участник ')
    expect(plain(petition.countOnYou('Игорь', 22))).toContain('22 участника ')
  })
})

describe('a language', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['RU-ru', 'ru'],
    ['de-DE,ru;q=0.4,en;q=0.3', 'de'],
    ['pt-BR,pt;q=0.9,ru;q=0.4,en;q=0.3', 'ru'],
    ['pt-PT', 'en'],
    ['ar-EG,en;q=0.9', 'ar'],
    ['es-419', 'es'],
    ['fr;q=0.5,de;q=0.5', 'fr'],
    ['en;q=0.1,de;q=0.9,fr;q=0.9', 'de'],
    ['fr;q=0,de;q=0.1', 'de'],
    ['ru;q=0,en', 'en'],
    ['*', 'en'],
    ['xx', 'en'],
    [';;;,,,=', 'en'],
  ])('of "%s" is %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale)
  })

  test.each(LOCALES)('%s is found whatever script or region is wanted with it', (locale) => {
    for (const more of ['-Hans', '-Cyrl', '-TW', '-Latn-UZ', '-419']) {
      expect(negotiateLocale(`xx,${locale}${more};q=0.9,*;q=0.1`)).toBe(locale)
    }
  })

  test('has no sentence in common with another, but for names', () => {
    const sentences = LOCALES.map((locale) => catalogue(locale).problem.title)
    const [first, ...others] = sentences
    for (const other of others) {
      for (const code of Object.keys(other)) expect(Reflect.get(other, code)).not.toBe(Reflect.get(first ?? {}, code))
    }
  })
})
