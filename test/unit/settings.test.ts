/** A setting that is missing is named, with what to do. */
import { expect, test } from 'vitest'

import { readDeliverySettings, readLedgerSettings, readSettings } from '../../src/settings.ts'

test('every missing setting is named at once', () => {
  expect(() => readSettings({})).toThrow(
    /ENVIRONMENT must be.*PUBLIC_ORIGIN must be.*ADMIN_TOKEN needs at least 32.*SIGNER_PEPPER needs at least 32.*TOKEN_KEYS needs one or more.*BOT_CHECK must be/,
  )
})

test('the consumer requires only the settings that it uses', () => {
  expect(readLedgerSettings({ PUBLIC_ORIGIN: 'https://petitions.example.org/' })).toEqual({
    publicOrigin: 'https://petitions.example.org',
  })
  const [one, two] = ['first-key-0123456789-abcdefghijklmno', 'second-key-0123456789-abcdefghijklmn']
  expect(readDeliverySettings({ TOKEN_KEYS: `${one}, ${two}` })).toEqual({ tokenKeys: [one, two] })
  expect(() => readDeliverySettings({ TOKEN_KEYS: `${one},` })).toThrow('TOKEN_KEYS')
})
