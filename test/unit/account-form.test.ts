/** What people type about accounts in the console: names, and the operator's words. */
import { describe, expect, test } from 'vitest'

import { accountName, moderationWords, passkeyName, tokenName } from '../../schema/account-form.ts'
import {
  ACCOUNT_NAME_MAX_CHARS,
  MODERATION_WORDS_MAX_CHARS,
  PASSKEY_NAME_MAX_CHARS,
  TOKEN_NAME_MAX_CHARS,
} from '../../src/limits.ts'

describe.each([
  ['the name of an account', accountName, ACCOUNT_NAME_MAX_CHARS],
  ['the name of a token', tokenName, TOKEN_NAME_MAX_CHARS],
  ['the name of a passkey', passkeyName, PASSKEY_NAME_MAX_CHARS],
  ['what the operator writes', moderationWords, MODERATION_WORDS_MAX_CHARS],
])('%s', (_, form, maxChars) => {
  test('is text of a length, trimmed', () => {
    expect(form.parse('  Marit Osei ')).toBe('Marit Osei')
    expect(form.parse('é'.repeat(maxChars))).toHaveLength(maxChars)
    expect(form.safeParse('é'.repeat(maxChars + 1)).success).toBe(false)
  })

  test.each([undefined, null, '', '   ', 5, {}, 'a\u202Eb', '\uD800'])('is not %j', (wrong) => {
    expect(form.safeParse(wrong).success).toBe(false)
  })
})

test('what the operator writes may have lines, a name may not', () => {
  expect(moderationWords.parse('One.\r\nTwo.')).toBe('One.\nTwo.')
  for (const name of [accountName, tokenName, passkeyName]) expect(name.safeParse('One\nTwo').success).toBe(false)
})

test.each(['ann@example.org', 'https://example.org'])('the name of an account is not %s', (wrong) => {
  expect(accountName.safeParse(wrong).success).toBe(false)
})
