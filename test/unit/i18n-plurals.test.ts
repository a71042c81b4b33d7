/** Golden sentences: what stands beside a number in Spanish, French, German and Arabic. */
import { describe, expect, test } from 'vitest'

import { LOCALES, type Locale } from '../../schema/locales.ts'
import { wordsOf } from './sentences.ts'

/** The space between thousands and before « : », which is hard to see in a test. */
const NARROW = '\u202F'
/** FSI and PDI, around what has a direction of its own. */
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '')
const STARTER = 'Ann'

describe('Spanish', () => {
  const { petition, feed, form, number } = wordsOf('es')

  test.each([
    [1, '1 firma', '1 firmante', '1 persona'],
    [2, '2 firmas', '2 firmantes', '2 personas'],
    [5, '5 firmas', '5 firmantes', '5 personas'],
    [11, '11 firmas', '11 firmantes', '11 personas'],
    [21, '21 firmas', '21 firmantes', '21 personas'],
    [100, '100 firmas', '100 firmantes', '100 personas'],
    [70_438, '70.438 firmas', '70.438 firmantes', '70.438 personas'],
    [1_000_000, '1.000.000 de firmas', '1.000.000 de firmantes', '1.000.000 de personas'],
  ])('has the right plural forms for %i', (n, signatures, signers, others) => {
    expect(`${number(n)} ${petition.signatures(n)}`).toBe(signatures)
    expect(petition.count(n)).toBe(signatures)
    expect(feed.milestoneText(n)).toBe(`La petición alcanzó ${signatures}.`)
    expect(petition.gathered(n)).toBe(`Esta petición reunió a ${signers}.`)
    expect(petition.countOnYou(STARTER, n)).toBe(`Ann y ${others} más cuentan hoy con usted.`)
  })

  test('has the right words for one signer and for durations', () => {
    expect(petition.countOnYou(STARTER, 0)).toBe('Ann cuenta hoy con usted.')
    expect(form.retrying(1)).toContain('en 1 segundo.')
    expect(form.retrying(30)).toContain('en 30 segundos.')
  })
})

describe('French', () => {
  const { petition, feed, form, number, date } = wordsOf('fr')

  test.each([
    [0, '0 signature', '0 signataire'],
    [1, '1 signature', '1 signataire'],
    [2, '2 signatures', '2 signataires'],
    [5, '5 signatures', '5 signataires'],
    [11, '11 signatures', '11 signataires'],
    [21, '21 signatures', '21 signataires'],
    [100, '100 signatures', '100 signataires'],
    [70_438, `70${NARROW}438 signatures`, `70${NARROW}438 signataires`],
    [1_000_000, `1${NARROW}000${NARROW}000 de signatures`, `1${NARROW}000${NARROW}000 de signataires`],
  ])('has the right plural forms for %i', (n, signatures, signers) => {
    expect(`${number(n)} ${petition.signatures(n)}`).toBe(signatures)
    expect(petition.count(n)).toBe(signatures)
    expect(feed.milestoneText(n)).toBe(`La pétition a atteint ${signatures}.`)
    expect(petition.gathered(n)).toBe(`Cette pétition a réuni ${signers}.`)
  })

  test.each([
    [0, 'Ann compte sur vous aujourd’hui.'],
    [1, 'Ann et 1 autre personne comptent sur vous aujourd’hui.'],
    [2, 'Ann et 2 autres personnes comptent sur vous aujourd’hui.'],
    [1_000_000, `Ann et 1${NARROW}000${NARROW}000 d’autres personnes comptent sur vous aujourd’hui.`],
  ])('%i others', (n, sentence) => {
    expect(petition.countOnYou(STARTER, n)).toBe(sentence)
  })

  test('has the right words for durations and the first of a month', () => {
    expect(form.retrying(1)).toContain('dans 1 seconde.')
    expect(form.retrying(30)).toContain('dans 30 secondes.')
    expect(date(Date.UTC(2026, 7, 1))).toBe('1er août 2026')
    expect(date(Date.UTC(2026, 7, 11))).toBe('11 août 2026')
  })
})

describe('German', () => {
  const { petition, form, email, number } = wordsOf('de')

  test.each([
    [1, '1 Unterschrift', '1 Person hat', '1 weitere Person'],
    [2, '2 Unterschriften', '2 Menschen haben', '2 weitere Menschen'],
    [5, '5 Unterschriften', '5 Menschen haben', '5 weitere Menschen'],
    [11, '11 Unterschriften', '11 Menschen haben', '11 weitere Menschen'],
    [21, '21 Unterschriften', '21 Menschen haben', '21 weitere Menschen'],
    [100, '100 Unterschriften', '100 Menschen haben', '100 weitere Menschen'],
    [70_438, '70.438 Unterschriften', '70.438 Menschen haben', '70.438 weitere Menschen'],
    [1_000_000, '1.000.000 Unterschriften', '1.000.000 Menschen haben', '1.000.000 weitere Menschen'],
  ])('has the right plural forms for %i', (n, signatures, signed, others) => {
    expect(`${number(n)} ${petition.signatures(n)}`).toBe(signatures)
    expect(petition.count(n)).toBe(signatures)
    expect(petition.gathered(n)).toBe(`${signed} diese Petition unterschrieben.`)
    expect(petition.countOnYou(STARTER, n)).toBe(`Ann und ${others} zählen heute auf Sie.`)
  })

  test('has the right words for one signer, durations and days', () => {
    expect(petition.countOnYou(STARTER, 0)).toBe('Ann zählt heute auf Sie.')
    expect(form.retrying(1)).toContain('in 1 Sekunde.')
    expect(form.retrying(30)).toContain('in 30 Sekunden.')
    expect(email.confirm.valid(1)).toBe('Der Link ist 1 Tag gültig.')
    expect(email.confirm.valid(7)).toBe('Der Link ist 7 Tage gültig.')
  })
})

describe('Arabic', () => {
  const { petition, feed, form, email, problem, number } = wordsOf('ar')

  test.each([
    [0, '0 توقيع', 'لم يوقّع هذه العريضة أحد.'],
    [1, '1 توقيع', 'وقّع هذه العريضة شخص واحد.'],
    [2, '2 توقيعان', 'وقّع هذه العريضة شخصان.'],
    [3, '3 توقيعات', 'وقّع هذه العريضة 3 أشخاص.'],
    [5, '5 توقيعات', 'وقّع هذه العريضة 5 أشخاص.'],
    [11, '11 توقيعًا', 'وقّع هذه العريضة 11 شخصًا.'],
    [21, '21 توقيعًا', 'وقّع هذه العريضة 21 شخصًا.'],
    [100, '100 توقيع', 'وقّع هذه العريضة 100 شخص.'],
    [103, '103 توقيعات', 'وقّع هذه العريضة 103 أشخاص.'],
    [70_438, '70,438 توقيعًا', 'وقّع هذه العريضة 70,438 شخصًا.'],
    [1_000_000, '1,000,000 توقيع', 'وقّع هذه العريضة 1,000,000 شخص.'],
  ])('has the right plural forms for %i', (n, signatures, gathered) => {
    expect(`${number(n)} ${petition.signatures(n)}`).toBe(signatures)
    expect(petition.count(n)).toBe(n === 1 ? 'توقيع واحد' : n === 2 ? 'توقيعان' : signatures)
    expect(petition.gathered(n)).toBe(gathered)
  })

  test.each([
    [0, 'Ann بحاجة إلى دعمك اليوم.'],
    [1, 'Ann وشخص آخر بحاجة إلى دعمك اليوم.'],
    [2, 'Ann وشخصان آخران بحاجة إلى دعمك اليوم.'],
    [5, 'Ann و5 أشخاص آخرين بحاجة إلى دعمك اليوم.'],
    [11, 'Ann و11 شخصًا آخر بحاجة إلى دعمك اليوم.'],
    [100, 'Ann و100 شخص آخر بحاجة إلى دعمك اليوم.'],
    [70_437, 'Ann و70,437 شخصًا آخر بحاجة إلى دعمك اليوم.'],
  ])('%i others', (n, sentence) => {
    expect(bare(petition.countOnYou(STARTER, n))).toBe(sentence)
  })

  test('has the right words for durations and days', () => {
    const waits = [1, 2, 5, 10, 30, 100].map((seconds) => form.retrying(seconds).split(' بعد ')[1])
    expect(waits).toEqual(['ثانية واحدة.', 'ثانيتين.', '5 ثوانٍ.', '10 ثوانٍ.', '30 ثانية.', '100 ثانية.'])
    expect(problem.unavailable(5)).toContain('بعد 5 ثوانٍ.')
    const days = [1, 2, 7, 14].map((n) => email.confirm.valid(n))
    expect(days).toEqual(['يوم واحد', 'يومين', '7 أيام', '14 يومًا'].map((n) => `الرابط صالح لمدة ${n}.`))
  })

  test('milestones are in the genitive', () => {
    const reached = [2, 1000, 70_438].map((n) => feed.milestoneText(n))
    expect(reached).toEqual(['توقيعين', '1,000 توقيع', '70,438 توقيعًا'].map((n) => `وصلت العريضة إلى ${n}.`))
  })

  test('isolates text with a direction of its own', () => {
    expect(petition.countOnYou('Acme, Inc.', 0)).toMatch(/^\u2068Acme, Inc\.\u2069 /)
    expect(feed.title('Free Ali!')).toBe('المستجدات: \u2068Free Ali!\u2069')
  })
})

/** Every sentence of a catalogue; of those that are made, with an example. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value(2, 2))]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : []
}

describe('the punctuation of a language', () => {
  /** Without what is code in every language. */
  const saidIn = (locale: Locale): string[] =>
    sentences(wordsOf(locale)).map((text) => text.replaceAll(/2026-\S+(?:Z|\+01:00)|PATCH \{.*\}|Authorization: /g, ''))

  test('in French has narrow no-break spaces before high signs and inside quotes', () => {
    expect(saidIn('fr').filter((text) => /(?<!\u202F)[;:!?»]|«(?!\u202F)/.test(text))).toEqual([])
  })

  test('in German has German quotes', () => {
    expect(saidIn('de').filter((text) => /["«»”]/.test(text))).toEqual([])
  })

  test('in Spanish opens questions', () => {
    expect(saidIn('es').filter((text) => text.includes('?') !== text.includes('¿'))).toEqual([])
  })

  test('in Arabic has the Arabic comma, semicolon and question mark', () => {
    expect(saidIn('ar').filter((text) => /\p{Script=Arabic}[,;?]/u.test(text))).toEqual([])
  })

  test('is written from right to left in Arabic alone', () => {
    expect(LOCALES.filter((locale) => wordsOf(locale).direction === 'rtl')).toEqual(['ar'])
  })
})
