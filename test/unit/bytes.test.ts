/** Bytes as text: hex, base64 and base64url, against Node's own. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { fromBase64, fromBase64Url, fromHex, toBase64, toBase64Url, toHex } from '../../src/crypto/bytes.ts'

const bytes = fc.uint8Array({ maxLength: 10_000 }).map((given) => new Uint8Array(given))

test.each([
  ['hex', toHex, fromHex],
  ['base64', toBase64, fromBase64],
  ['base64url', toBase64Url, fromBase64Url],
] as const)('%s', (encoding, to, from) => {
  fc.assert(
    fc.property(bytes, (given) => {
      expect(to(given)).toBe(Buffer.from(given).toString(encoding))
      expect(from(to(given))).toEqual(given)
    }),
  )
})

test('hex is read in capitals too, and nothing else is hex', () => {
  expect(fromHex('0aFfDE')).toEqual(Uint8Array.of(0x0a, 0xff, 0xde))
  for (const text of ['0', 'g0', ' 0', '0x', '00 ', '٣٣']) expect(() => fromHex(text)).toThrow('not hex')
})
