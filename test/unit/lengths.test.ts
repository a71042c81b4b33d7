/** A text that is too long is refused by its length: nothing normalizes it, and no pattern meets it. */
import { afterEach, describe, expect, test, vi } from 'vitest'

import { contactsQuery } from '../../schema/contact.ts'
import { ledgerMessage } from '../../schema/message.ts'
import { petitionForm, petitionPatch, imageQuery } from '../../schema/petition.ts'
import { signatureForm, partnerCode } from '../../schema/signature.ts'
import { block, line, personName } from '../../schema/text.ts'
import { updateForm, updateTranslationForm } from '../../schema/update.ts'
import { translationForm } from '../../schema/version.ts'
import { webhookForm } from '../../schema/webhook.ts'
import { parseEmail } from '../../schema/email-address.ts'
import { isDisposable } from '../../src/intake/signals/disposable.ts'
import { validate } from '../../src/http/validate.ts'
import {
  BODY_MAX_BYTES,
  CAMPAIGN_BODY_MAX_BYTES,
  DISPOSABLE_SUFFIXES_MAX,
  NAME_MAX_CHARS,
  TEXT_UNITS_MAX_PER_CHAR,
} from '../../src/limits.ts'

afterEach(() => vi.restoreAllMocks())

/** By this, of one character, zod learns whether a length in code points differs from that in UTF-16 units. */
const ZOD_COUNTS = String.raw`/[\uD800-\uDBFF]/`

/** The length of the longest text that patterns and tidying met while `act` ran, in UTF-16 units. */
function longestMet(act: () => unknown): number {
  const patterns = [vi.spyOn(RegExp.prototype, 'test'), vi.spyOn(RegExp.prototype, 'exec')]
  const tidying = (['normalize', 'trim', 'replace', 'toUpperCase', 'isWellFormed'] as const).map((name) =>
    vi.spyOn(String.prototype, name),
  )
  act()
  const met = [
    ...patterns.flatMap(({ mock }) =>
      mock.calls.flatMap(([text], at) => (String(mock.contexts[at]) === ZOD_COUNTS ? [] : [text])),
    ),
    ...tidying.flatMap(({ mock }): unknown[] => mock.contexts),
  ]
  vi.restoreAllMocks()
  return Math.max(0, ...met.map((text) => String(text).length))
}

const SEEDS = ['a-', 'a.', '.a', 'www.', '!', ' ', '\r', 'e\u0301', '\uFDFA', '😀', '@', 'a@', '://', 'a/'] as const
const filled = (seed: string, units: number): string => seed.repeat(units / seed.length)

describe.each(SEEDS)('a request body full of %j', (seed) => {
  test.each(Object.keys(signatureForm.shape))(
    'in the field %s of a signature is refused without testing long text',
    (field) => {
      const form = { name: 'Ada', email: 'ada@example.org', [field]: filled(seed, BODY_MAX_BYTES) }
      let valid: unknown
      const longest = longestMet(() => (valid = validate(signatureForm, form)))
      expect(valid).toMatchObject({ ok: false, errors: [{ path: field }] })
      expect(longest).toBeLessThan(1_000)
    },
  )
})

test.each([
  ['name', 'too-long'],
  ['comment', 'too-long'],
  ['partner', 'too-long'],
  ['proof', 'too-long'],
  ['email', 'not-an-email'],
  ['country', 'not-a-country'],
])('an overlong field %s of a signature is %s', (field, code) => {
  const form = { name: 'Ada', email: 'ada@example.org', [field]: filled('a-', BODY_MAX_BYTES) }
  expect(validate(signatureForm, form)).toEqual({ ok: false, errors: [{ path: field, code }] })
})

test.each([
  ['title', petitionForm],
  ['addressee', petitionForm],
  ['starter', petitionForm],
  ['language', petitionForm],
  ['slug', petitionForm],
  ['body', petitionForm],
  ['outcome', petitionPatch],
  ['title', updateForm],
  ['body', updateForm],
  ['title', translationForm],
  ['addressee', translationForm],
  ['body', translationForm],
  ['body', updateTranslationForm],
  ['url', webhookForm],
  ['alt', imageQuery],
] as const)('an overlong field %s of a campaign is tested against no pattern', (field, schema) => {
  const text = filled('a-', CAMPAIGN_BODY_MAX_BYTES + 2)
  let result: ReturnType<typeof validate> | undefined
  const longest = longestMet(() => (result = validate(schema, { [field]: text })))
  expect(result).toMatchObject({ ok: false })
  expect(result?.ok === false && result.errors.find(({ path }) => path === field)).toEqual({
    path: field,
    code: 'too-long',
  })
  expect(longest).toBeLessThan(1_000)
})

test('a field within the loose bound and beyond the exact one is tested against no pattern', () => {
  const longest = longestMet(() => {
    expect(personName(NAME_MAX_CHARS).safeParse('a-'.repeat(NAME_MAX_CHARS)).error?.issues).toMatchObject([
      { message: 'too-long' },
    ])
  })
  // Tidied, which is linear, and then no more.
  expect(longest).toBe(2 * NAME_MAX_CHARS)
  const tested = vi.spyOn(RegExp.prototype, 'test')
  personName(NAME_MAX_CHARS).safeParse('a-'.repeat(NAME_MAX_CHARS))
  expect(tested).not.toHaveBeenCalled()
})

test('a field within its length after normalisation is accepted, however long it was before', () => {
  // Each of one code point in NFC: of three Hangul letters, and of a Greek letter with three marks.
  for (const char of ['\u1112\u1161\u11AB', '\u03B1\u0313\u0300\u0345']) {
    const long = char.repeat(100)
    const tidied = long.normalize('NFC')
    expect(Array.from(tidied)).toHaveLength(100)
    expect(line(100).parse(long)).toBe(tidied)
  }
  expect(block(10).parse(`\r\n${'a\r\n'.repeat(5)}${' '.repeat(60)}`)).toBe('a\na\na\na\na')
  expect(partnerCode.parse(`${' '.repeat(200)}partner`)).toBe('partner')
  expect(TEXT_UNITS_MAX_PER_CHAR).toBeGreaterThanOrEqual(6)
})

test('a query and a queue message are bounded too', () => {
  expect(validate(contactsQuery, { cursor: filled('0-', BODY_MAX_BYTES) })).toMatchObject({ ok: false })
  const longest = longestMet(() => ledgerMessage.safeParse({ v: 3, kind: 'signature', signer: filled('0a', 65_536) }))
  expect(longest).toBeLessThan(1_000)
})

describe('a domain of many labels', () => {
  test('is invalid when its ASCII form is longer than a domain may be', () => {
    // Eight characters a label, `xn--tda.`.
    expect(parseEmail(`a@${'ü.'.repeat(31)}test`)?.domain).toHaveLength(252)
    expect(parseEmail(`a@${'ü.'.repeat(32)}test`)).toBeNull()
  })

  test('costs few hashes', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest')
    await isDisposable(`${'a.'.repeat(120)}example.org`, new Uint32Array())
    expect(digest).toHaveBeenCalledTimes(DISPOSABLE_SUFFIXES_MAX)
  })
})
