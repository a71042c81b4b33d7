/** Which email addresses are valid, and which spellings are one mailbox. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseEmail } from '../../schema/email-address.ts'
import { canonicalEmail } from '../../schema/canonical-email.ts'

const canonical = (text: string): string | null => {
  const address = parseEmail(text)
  return address === null ? null : canonicalEmail(address)
}

describe('an email address', () => {
  test.each([
    ['ada@example.org', 'ada@example.org'],
    ['  ADA@Example.ORG ', 'ada@example.org'],
    ["o'neill+tag@example.org", "o'neill+tag@example.org"],
    ['ада@пример.test', 'ада@xn--e1afmkfd.test'],
    ['ada@пример。test', 'ada@xn--e1afmkfd.test'],
    ['ada@XN--E1AFMKFD.test', 'ada@xn--e1afmkfd.test'],
    ['ada@faß.test', 'ada@xn--fa-hia.test'],
    ['e\u0301mile@example.org', '\u00E9mile@example.org'],
  ])('%s is %s', (typed, expected) => {
    expect(canonical(typed)).toBe(expected)
  })

  test.each([
    'a@b',
    'a@b.1',
    'a@1.2.3.4',
    'a@b..test',
    'a@b.test.',
    'a@@b.test',
    'a b@c.test',
    'a@b c.test',
    'a@b_c.test',
    '"a"@b.test',
    'a@[::1]',
    'a@-b.test',
  ])('%s is invalid', (typed) => {
    expect(parseEmail(typed)).toBeNull()
  })
})

describe('two spellings', () => {
  test.each([
    ['a.d.a+x@gmail.com', 'Ada@googlemail.com'],
    ['ada_lovelace+1@protonmail.com', 'ada.love-lace@pm.me'],
    ['ada+petition@outlook.com', 'ada@outlook.com'],
    ['ada@ya.ru', 'ada+x@yandex.ru'],
    ['ada@me.com', 'ada@icloud.com'],
  ])('%s and %s are one mailbox', (one, other) => {
    expect(canonical(one)).not.toBeNull()
    expect(canonical(one)).toBe(canonical(other))
  })

  test.each([
    ['a.da@example.org', 'ada@example.org'],
    ['ada+x@example.org', 'ada@example.org'],
    ['a.da@outlook.com', 'ada@outlook.com'],
    ['ada@outlook.com', 'ada@hotmail.com'],
  ])('%s and %s may be two people', (one, other) => {
    expect(canonical(one)).not.toBe(canonical(other))
  })

  test('a local part of nothing but tag and dots is left as it is', () => {
    expect(canonical('+tag@gmail.com')).toBe('+tag@gmail.com')
  })

  test('differing in case or surrounding space are one mailbox, and a canonical spelling is its own canonical spelling', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const first = canonical(address)
        fc.pre(first !== null)
        expect(canonical(` ${address.toUpperCase()}\t`)).toBe(first)
        expect(canonical(first)).toBe(first)
      }),
    )
  })
})
