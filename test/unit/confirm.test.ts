/** What confirms that something ends: a tick for few people, their number for many. */
import { expect, test } from 'vitest'

import { CONFIRM, isConfirmed } from '../../src/console/parts/confirm.tsx'

const typed = (text: string, people: number, shown = people): boolean =>
  isConfirmed({ [CONFIRM]: text, 'confirm-shown': String(shown) }, people)

test.each([
  ['8000'],
  ['8,000'],
  ['8.000'],
  ['8 000'],
  ['8\u202F000'],
  ['8’000'],
  [' 8000 '],
  ['\u2068٨٬٠٠٠\u2069'],
  ['۸٬۰۰۰'],
  ['८०००'],
  ['８，０００'],
  ['𝟠𝟘𝟘𝟘'],
])('%j is 8,000', (text) => {
  expect(typed(text, 8000)).toBe(true)
})

test.each([
  ['800'],
  ['80000'],
  ['yes'],
  [''],
  ['8000 people'],
  ['-8000x'],
  ['8e3'],
  ['0x1f40'],
  ['八千'],
  ['8'.repeat(40)],
  ['Infinity'],
])('%j is not', (text) => {
  expect(typed(text, 8000)).toBe(false)
})

test('a tick is enough for a hundred', () => {
  expect([typed('yes', 0), typed('yes', 100), typed('yes', 101), typed('', 100), typed('no', 1)]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('people who sign while the page is read are no mistake, but another number is', () => {
  expect(typed('8000', 8009, 8000)).toBe(true)
  expect(typed('8000', 8009, 8009)).toBe(false)
  // The page said something else.
  expect(typed('150', 8000, 150)).toBe(false)
  expect(isConfirmed({ [CONFIRM]: '8000' }, 8009)).toBe(false)
})
