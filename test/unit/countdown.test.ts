/** The sentences of a countdown, put together by the script from what the page has, are those of the catalogue. */
import { expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { counted } from '../../src/browser/sign-form/countdown.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { BUSY_MAX_MINUTES, COUNTDOWN_MAX_SECONDS } from '../../src/limits.ts'
import { countedTexts } from '../../src/pages/countdown.ts'

test.for(LOCALES)('in %s', (locale) => {
  const { form, number } = catalogue(locale)
  for (const { sentence, max } of [
    { sentence: form.retrying, max: COUNTDOWN_MAX_SECONDS },
    { sentence: form.busy, max: BUSY_MAX_MINUTES },
  ]) {
    const json = JSON.stringify(countedTexts(sentence, number, max))
    for (let n = 1; n <= max; n++) expect(counted(json, n)).toBe(sentence(n))
    expect(counted(json, 0.2)).toBe(sentence(1))
    expect(counted(json, max + 1)).toBe(sentence(max))
  }
})

test('a page without sentences shows none', () => expect(counted(undefined, 5)).toBe(''))
