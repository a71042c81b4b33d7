/** Cursors of public lists: ours are read, made-up ones are not. */
import { describe, expect, test } from 'vitest'

import { makeCursor, readCursor } from '../../src/crypto/cursor.ts'
import { deriveHmacKeys } from '../../src/crypto/derive.ts'

const ID = '01980000-0000-7000-8000-000000000001'
const LIST = { kind: 'signers', petitionId: 7 } as const
const keysOf = (...masterKeys: string[]): Promise<CryptoKey[]> => deriveHmacKeys(masterKeys, 'cursor/v1')

describe('a cursor', () => {
  test('decodes to the id that it was made of, only for its own list', async () => {
    const keys = await keysOf('one')
    const cursor = await makeCursor(LIST, ID, keys)
    expect(cursor).toMatch(/^[\w-]{64}$/)
    expect(await readCursor(LIST, cursor, keys)).toBe(ID)
    expect(await readCursor({ ...LIST, petitionId: 8 }, cursor, keys)).toBeNull()
    expect(await readCursor({ ...LIST, kind: 'updates' }, cursor, keys)).toBeNull()
  })

  test('signed with an older key is valid while that key is listed', async () => {
    const cursor = await makeCursor(LIST, ID, await keysOf('old'))
    expect(await readCursor(LIST, cursor, await keysOf('new', 'old'))).toBe(ID)
    expect(await readCursor(LIST, cursor, await keysOf('new'))).toBeNull()
    await expect(makeCursor(LIST, ID, [])).rejects.toThrow('TOKEN_KEYS')
  })

  test('with any character changed, removed or added is invalid', async () => {
    const keys = await keysOf('one')
    const cursor = await makeCursor(LIST, ID, keys)
    const changed = Array.from(
      cursor,
      (char, at) => cursor.slice(0, at) + (char === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
    )
    for (const other of [...changed, cursor.slice(0, -1), `${cursor}A`, ID, 'A'.repeat(64), '', '='.repeat(64)]) {
      expect(await readCursor(LIST, other, keys)).toBeNull()
    }
  })
})
