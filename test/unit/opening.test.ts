/** What a petition needs before anybody may sign it. */
import { expect, test, vi } from 'vitest'

import { PUBLIC_KEYS_MAX_ITEMS } from '../../src/limits.ts'
import { keyProblems, openingProblems } from '../../src/petitions/opening.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'

/** A point of small order: 32 bytes, and nothing can be sealed to it. */
const NOT_A_KEY = 'A'.repeat(43)

test('each key is tried, and a list that is too long is not looked at', async () => {
  const imports = vi.spyOn(crypto.subtle, 'importKey')
  expect(await keyProblems([CAMPAIGN_KEYS.publicKey, NOT_A_KEY], true)).toEqual([
    { path: 'publicKeys.1', code: 'not-a-key' },
  ])
  expect(imports.mock.calls.length).toBeGreaterThan(0)
  imports.mockClear()
  const many = Array.from({ length: PUBLIC_KEYS_MAX_ITEMS + 1 }, (_, n) => `${n}`.padStart(43, 'B'))
  expect(await keyProblems(many, true)).toEqual([{ path: 'publicKeys', code: 'too-long' }])
  expect(imports.mock.calls.length).toBe(0)
  imports.mockRestore()
})

test('an open petition has a key, and a deadline that is to come', async () => {
  const publicKeys = [CAMPAIGN_KEYS.publicKey]
  expect(await keyProblems([], false)).toEqual([])
  expect(await openingProblems({ publicKeys: [], closesAt: 1, opensAt: null }, 1)).toEqual([
    { path: 'publicKeys', code: 'no-key' },
    { path: 'closesAt', code: 'in-the-past' },
  ])
  expect(await openingProblems({ publicKeys, closesAt: 2, opensAt: null }, 1)).toEqual([])
  expect(await openingProblems({ publicKeys, closesAt: null, opensAt: null }, 1)).toEqual([])
  expect(await openingProblems({ publicKeys, closesAt: 5, opensAt: 4 }, 1)).toEqual([])
  expect(await openingProblems({ publicKeys, closesAt: 5, opensAt: 5 }, 1)).toEqual([
    { path: 'closesAt', code: 'before-opening' },
  ])
  // A time that has passed means now.
  expect(await openingProblems({ publicKeys, closesAt: 5, opensAt: 1 }, 4)).toEqual([])
})
