/** Small rules on the way in. */
import { describe, expect, test } from 'vitest'

import { clientPrefix } from '../../src/intake/checks/client-prefix.ts'
import { initials } from '../../src/intake/initials.ts'
import { classifyD1Error } from '../../src/platform/d1-errors.ts'

describe('the network of a request', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
  ])('%s is %s', (address, prefix) => {
    expect(clientPrefix(new Headers({ 'cf-connecting-ip': address, 'x-forwarded-for': '203.0.113.9' }))).toBe(prefix)
  })
})

describe('initials', () => {
  test.each([
    ['Ada Lovelace', 'A. L.'],
    ['Björk', 'B.'],
    ['élodie de la Tour', 'É. D. L.'],
    ['Юлия Ёлкина 🌻', 'Ю. Ё.'],
    ['🌻', ''],
    ['  Ada   B ', 'A. B.'],
  ])('of %s are %s', (name, expected) => {
    expect(initials(name, 'en')).toBe(expected)
  })

  test.each([
    ['tr', 'irem ılgaz', 'İ. I.'],
    ['en', 'irem ilgaz', 'I. I.'],
    ['uz', 'Oʻtkir Choriyev', 'Oʻ. Ch.'],
    ['uz', "o'tkir g’aniyev", 'Oʻ. Gʻ.'],
    ['uz', 'SHUHRAT Sharipov', 'Sh. Sh.'],
    ['uz', 'Шуҳрат Чориев', 'Ш. Ч.'],
    ['uz', 'Olim Gulomov', 'O. G.'],
    ['en', 'Oʻtkir Choriyev', 'Oʻ. C.'],
    ['en', "Sean O'Brien", 'S. O.'],
    ['uz', 'ʻAli Feruz', 'A. F.'],
    ['ar', "‘Ali 'Abd", 'A. A.'],
    ['zh', '张三丰', '张**'],
    ['zh', '张三', '张**'],
    ['zh', '欧阳娜娜', '欧阳**'],
    ['zh', '欧阳', '欧**'],
    ['en', '張 三豐', '張**'],
    ['de', '諸葛亮', '諸葛**'],
    ['zh', 'Ada Lovelace', 'A. L.'],
  ] as const)('in a form in %s, of %s are %s', (locale, name, expected) => {
    expect(initials(name, locale)).toBe(expected)
  })
})

describe('a D1 error', () => {
  test.each([
    ['D1_ERROR: Network connection lost.', 'transient'],
    ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 'overloaded'],
    ['D1_ERROR: NOT NULL constraint failed: signatures.signer', 'fault'],
  ])('%s is %s', (text, kind) => {
    expect(classifyD1Error(new Error(text))).toBe(kind)
    expect(classifyD1Error(new Error('Failed query', { cause: new Error(text) }))).toBe(kind)
  })
})
