/** Numbers as people type them: in the digits and with the marks of their language, and never a fraction. */
import { expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { numberIn } from '../../schema/typed-number.ts'

test.each(LOCALES)('as %s writes numbers', (locale) => {
  for (const system of ['latn', 'arab', 'arabext', 'deva', 'fullwide']) {
    const format = new Intl.NumberFormat(locale, { numberingSystem: system })
    for (const n of [0, 7, 86, 999, 1000, 12_480, 1_234_567, 10_000_000]) {
      expect([system, n, numberIn(` ${format.format(n)}`)]).toEqual([system, n, n])
    }
  }
})

test.each([
  ['12500', 12_500],
  ["12'500", 12_500],
  ['12_500', 12_500],
  ['1,00,000', 100_000],
  ['\u200F12\u00A0480\u200E', 12_480],
])('%j is %d', (text, n) => expect(numberIn(text)).toBe(n))

test.each([
  '',
  ' ',
  '1.5',
  '12.50',
  '1,5',
  '-5',
  '+5',
  '1e3',
  '0x10',
  '1 2',
  '12 34',
  '1..000',
  ',000',
  '²',
  'Ⅻ',
  '½',
  'NaN',
])('%j is no number', (text) => expect(numberIn(text)).toBeNull())

test('what is long is not looked at', () => {
  expect(numberIn('9'.repeat(11))).toBeNull()
  expect(numberIn('9'.repeat(1_000_000))).toBeNull()
})
