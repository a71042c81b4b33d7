/** Which email addresses the form takes for mistyped, and how it shows where it sent an email. */
import { describe, expect, test } from 'vitest'

import { PROVIDERS } from '../../schema/email-providers.ts'
import { masked, suggestionFor } from '../../src/browser/sign-form/email-address.ts'
import { BIG_PROVIDERS } from '../../src/intake/signals/review-facts.ts'

describe('a mistyped domain', () => {
  test.each([
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@gmai.com', 'ada@gmail.com'],
    ['ada@gmaill.com', 'ada@gmail.com'],
    ['ada@gnail.com', 'ada@gmail.com'],
    ['ada@gmail.con', 'ada@gmail.com'],
    ['ada@gmail.co', 'ada@gmail.com'],
    ['ada@gmail.ru', 'ada@gmail.com'],
    ['ada@gmail', 'ada@gmail.com'],
    ['ada@gmail,com', 'ada@gmail.com'],
    [' Ada.L+x@GMAIL.CMO ', 'Ada.L+x@gmail.com'],
    ['ada@hotmial.com', 'ada@hotmail.com'],
    ['ada@hotmail.cm', 'ada@hotmail.com'],
    ['ada@yahooo.com', 'ada@yahoo.com'],
    ['ada@outlok.com', 'ada@outlook.com'],
    ['ada@icloud.om', 'ada@icloud.com'],
    ['ada@mial.ru', 'ada@mail.ru'],
    ['ada@yandex.rru', 'ada@yandex.ru'],
    ['ada@t-onlin.de', 'ada@t-online.de'],
  ])('%s: did you mean %s?', (typed, meant) => {
    expect(suggestionFor(typed)).toBe(meant)
  })

  test.each([
    'ada@example.org',
    'ada@gmail.com',
    'ADA@GMAIL.COM',
    'ada@ymail.com',
    'ada@mail.com',
    'ada@email.com',
    'ada@hotmail.nl',
    'ada@yahoo.com.br',
    'ada@live.co.za',
    'ada@yandex.kz',
    'ada@mail.uz',
    'ada@aon.com',
    'ada@gmailer.org',
    'ada@gmail.example.org',
    'ada',
    '@gmial.com',
    '',
  ])('%s is left as it is', (typed) => {
    expect(suggestionFor(typed)).toBeNull()
  })

  test('is never that of a provider that the server knows', () => {
    const domains = [...BIG_PROVIDERS, ...PROVIDERS.flatMap((provider) => provider.domains)]
    expect(domains.filter((domain) => suggestionFor(`ada@${domain}`) !== null)).toEqual([])
  })
})

test.each([
  ['ada@gmail.com', 'a…@gmail.com'],
  ['Ada <ada@gmail.com>', 'a…@gmail.com'],
  ['mailto:ada@gmail.com', 'a…@gmail.com'],
  [' a@example.org ', 'a…@example.org'],
  ['жанна@пример.рф', 'ж…@пример.рф'],
])('%s is shown as %s', (typed, shown) => {
  expect(masked(typed)).toBe(shown)
})
