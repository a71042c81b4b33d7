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
    'a@@b.test',
    'a b@c.test',
    'a@b c.test',
    'a@b_c.test',
    '"a"@b.test',
    'a@[::1]',
    'a@-b.test',
    'ada@example.org, bob@example.org',
    'ada@example.org\u0000',
    'ada@example.org\r\nBcc: bob@example.org',
    'Ada Lovelace ada@example.org',
    // 64 letters of two octets each.
    `${'\u0436'.repeat(64)}@example.org`,
    // 255 octets in all.
    `a@${'ü.'.repeat(30)}abcdefgh.test`.replace('a@', `${'a'.repeat(20)}@`),
  ])('%s is invalid', (typed) => {
    expect(parseEmail(typed)).toBeNull()
  })
})

describe('what people paste', () => {
  test.each([
    ['ada@example.org\u200B', 'ada@example.org'],
    ['\uFEFFada@exa\u00ADmple.org', 'ada@example.org'],
    ['\u202Aada@example.org\u202C', 'ada@example.org'],
    ['\u2068ada\u200D@example.org\u2069\u200F', 'ada@example.org'],
    ['\tada@example.org\t', 'ada@example.org'],
    ['ada\uFF20example.org', 'ada@example.org'],
    ['ada\uFE6Bexample.org', 'ada@example.org'],
    ['\uFF21\uFF44\uFF41\uFF0E\uFF11@example.org', 'ada.1@example.org'],
    ['o\u2019brien@example.org', "o'brien@example.org"],
    ['o\u02BCbrien@example.org', "o'brien@example.org"],
    ['ada\u2011love@example.org', 'ada-love@example.org'],
    ['mailto:ada@example.org', 'ada@example.org'],
    ['MAILTO:ada@example.org?subject=Hello', 'ada@example.org'],
    ['<ada@example.org>', 'ada@example.org'],
    ['<mailto:ada@example.org>,', 'ada@example.org'],
    ['Ada Lovelace <ada@example.org>', 'ada@example.org'],
    ['"Lovelace, Ada" <ada@example.org>;', 'ada@example.org'],
    ['(ada@example.org).', 'ada@example.org'],
    ['\u201Cada@example.org\u201D', 'ada@example.org'],
    ["'ada@example.org'", 'ada@example.org'],
    ['\u2018ada@example.org\u2019', 'ada@example.org'],
    ["'ada@example.org", "'ada@example.org"],
    ['ada@example.org.', 'ada@example.org'],
    ['ada@example.org,\u00A0', 'ada@example.org'],
    ['ada@example.org。', 'ada@example.org'],
    ['ada @example.org', 'ada@example.org'],
    ['ada@ example.org', 'ada@example.org'],
    ['mailto:o%27brien@example.org', "o'brien@example.org"],
    ['mailto:ada%40example.org', 'ada@example.org'],
    ['E-Mail: ada@example.org', 'ada@example.org'],
    ['email:ada@example.org', 'ada@example.org'],
    ['• ada@example.org', 'ada@example.org'],
    ['- ada@example.org', 'ada@example.org'],
    ['-ada@example.org', '-ada@example.org'],
    ['`ada@example.org`', 'ada@example.org'],
    ['*ada@example.org*', 'ada@example.org'],
    ['\u2039ada@example.org\u203A', 'ada@example.org'],
    ['ada@example.org/', 'ada@example.org'],
  ])('%j is %s', (typed, expected) => {
    expect(canonical(typed)).toBe(expected)
  })

  test('32 letters of two octets are a local part', () => {
    expect(parseEmail(`${'\u0436'.repeat(32)}@example.org`)).not.toBeNull()
  })
})

describe('two spellings', () => {
  test.each([
    ['a.d.a+x@gmail.com', 'Ada@googlemail.com'],
    ['ada_lovelace+1@protonmail.com', 'ada.love-lace@pm.me'],
    ['ada+petition@outlook.com', 'ada@outlook.com'],
    ['ada@ya.ru', 'ada+x@yandex.ru'],
    ['ada@me.com', 'ada@icloud.com'],
    ['ada+1@hotmail.co.uk', 'ada@hotmail.co.uk'],
    ['ada+1@outlook.de', 'ada+2@outlook.de'],
    ['ada+1@live.com.mx', 'ada@live.com.mx'],
    ['ada+1@posteo.de', 'ada@posteo.net'],
    ['ada+1@posteo.li', 'ada@posteo.co.uk'],
    ['ada@yandex.kz', 'ada+x@ya.ru'],
    ['ada@yandex.uz', 'ada@yandex.com'],
    ['petition@ada.fastmail.com', 'ada+x@fastmail.com'],
    ['\uFF4A\uFF41@gmail.com', 'ja@gmail.com'],
  ])('%s and %s are one mailbox', (one, other) => {
    expect(canonical(one)).not.toBeNull()
    expect(canonical(one)).toBe(canonical(other))
  })

  test.each([
    ['a.da@example.org', 'ada@example.org'],
    ['ada+x@example.org', 'ada@example.org'],
    ['a.da@outlook.com', 'ada@outlook.com'],
    ['ada@outlook.com', 'ada@hotmail.com'],
    ['ada@hotmail.co.uk', 'ada@hotmail.com'],
    ['ada@fastmail.com', 'ada@fastmail.fm'],
    ['ada-lovelace@yandex.ru', 'ada.lovelace@yandex.ru'],
    ['ada.lovelace@posteo.de', 'adalovelace@posteo.de'],
    ['ada@yahoo.com', 'ada-x@yahoo.com'],
    ['ada@bob.gmail.com', 'bob@gmail.com'],
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
