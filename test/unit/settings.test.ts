/** A setting that is missing is named, with what to do. */
import { describe, expect, test } from 'vitest'

import {
  readDeliverySettings,
  readEmailSettings,
  readLedgerSettings,
  readSealKeys,
  readSettings,
} from '../../src/settings.ts'

test('every missing setting is named at once', () => {
  expect(() => readSettings({})).toThrow(
    /ENVIRONMENT must be.*PUBLIC_ORIGIN must be.*ADMIN_TOKEN needs at least 32.*SIGNER_PEPPER needs at least 32.*TOKEN_KEYS needs one or more.*BOT_CHECK must be/,
  )
})

test('the consumer requires only the settings that it uses', () => {
  expect(readLedgerSettings({ PUBLIC_ORIGIN: 'https://petitions.example.org/' })).toEqual({
    publicOrigin: 'https://petitions.example.org',
    statementsMax: 1_000,
  })
  const [one, two] = ['first-key-0123456789-abcdefghijklmno', 'second-key-0123456789-abcdefghijklmn']
  expect(readDeliverySettings({ TOKEN_KEYS: `${one}, ${two}` })).toEqual({ tokenKeys: [one, two] })
  expect(() => readDeliverySettings({ TOKEN_KEYS: `${one},` })).toThrow('TOKEN_KEYS')
})

const SECRET = 'a-secret-of-a-test-0123456789-abcdefgh'
const KEY = 'xsLu_rsrLo9qR9X76R7DOtwEcg8LoYiOjl_F0ZOkTzk'
const ENV = {
  ENVIRONMENT: 'production',
  PUBLIC_ORIGIN: 'https://petitions.example.org',
  ADMIN_TOKEN: SECRET,
  SIGNER_PEPPER: SECRET,
  TOKEN_KEYS: SECRET,
  SEAL_PUBLIC_KEY: KEY,
  SEAL_KEYS: KEY,
  BOT_CHECK: 'altcha',
  EMAIL_SENDER: 'cloudflare',
  EMAIL_FROM: 'petitions@example.org',
  OPERATOR_NAME: 'Harbour Commons',
  OPERATOR_CONTACT: 'hello@example.org',
}

describe('the operator', () => {
  test('has a name and an email address or URL, and may have an imprint', () => {
    const operator = { name: 'Harbour Commons', contact: { kind: 'email', address: 'hello@example.org' } }
    expect(readSettings(ENV).operator).toEqual({ ...operator, imprint: null })
    expect(readEmailSettings(ENV).operator).toEqual(operator)
    const url = 'https://example.org/contact'
    expect(readSettings({ ...ENV, OPERATOR_CONTACT: url, IMPRINT: url }).operator).toEqual({
      name: 'Harbour Commons',
      contact: { kind: 'url', url },
      imprint: { kind: 'url', url },
    })
    const text = 'Harbour Commons e.V., Quay 1'
    expect(readSettings({ ...ENV, IMPRINT: text }).operator.imprint).toEqual({ kind: 'text', text })
  })

  test.each([
    ['OPERATOR_NAME', ''],
    ['OPERATOR_NAME', undefined],
    ['OPERATOR_CONTACT', ''],
    ['OPERATOR_CONTACT', undefined],
    ['OPERATOR_CONTACT', 'call us'],
    ['OPERATOR_CONTACT', 'javascript:alert(1)'],
  ])('stops both Workers in production while %s is %j', (name, value) => {
    for (const read of [readSettings, readEmailSettings]) {
      expect(() => read({ ...ENV, [name]: value })).toThrow(`${name} must be`)
    }
  })

  test('has an example in development, so that nothing is to be edited first', () => {
    const env = { ...ENV, ENVIRONMENT: 'development', OPERATOR_NAME: '', OPERATOR_CONTACT: '' }
    const { name, contact } = readSettings(env).operator
    expect(name).not.toBe('')
    expect(contact.kind).toBe('email')
    expect(readEmailSettings(env).operator).toEqual({ name, contact })
  })
})

test('who may start a petition is one of three, and anybody where it is not said', () => {
  expect(readSettings(ENV).petitions).toBe('open')
  expect(readSettings({ ...ENV, PETITIONS: '' }).petitions).toBe('open')
  for (const mode of ['open', 'approval', 'invitation']) {
    expect(readSettings({ ...ENV, PETITIONS: mode }).petitions).toBe(mode)
  }
  expect(() => readSettings({ ...ENV, PETITIONS: 'everyone' })).toThrow(
    'PETITIONS must be open, approval or invitation',
  )
})

test('the keys that open addresses are asked for by themselves', () => {
  expect(readSealKeys({ SEAL_KEYS: KEY })).toEqual([KEY])
  expect(() => readSealKeys({})).toThrow('SEAL_KEYS')
})

describe('the bucket of static counts', () => {
  test('has an origin of its own, or there is none', () => {
    const countsOrigin = (value: string | undefined) => readSettings({ ...ENV, COUNTS_ORIGIN: value }).countsOrigin
    expect([countsOrigin(undefined), countsOrigin('')]).toEqual([null, null])
    expect(countsOrigin('https://counts.example.org/')).toBe('https://counts.example.org')
  })

  test.each([
    ['http://counts.example.org', 'must be https'],
    ['https://counts.example.org/counts', 'must be https'],
    ['counts.example.org', 'must be https'],
    [`https://counts.example.org; script-src *`, 'must be https'],
    ['https://petitions.example.org', 'must not be PUBLIC_ORIGIN'],
  ])('%s is refused in production', (value, why) => {
    expect(() => readSettings({ ...ENV, COUNTS_ORIGIN: value })).toThrow(why)
  })

  test('may be http in development', () => {
    const env = { ...ENV, ENVIRONMENT: 'development', COUNTS_ORIGIN: 'http://localhost:9000' }
    expect(readSettings(env).countsOrigin).toBe('http://localhost:9000')
  })
})
