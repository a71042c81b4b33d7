/** Text as people paste it: what is invisible is tidied, and what hides other text or its neighbours is refused. */
import { describe, expect, test } from 'vitest'

import { signatureForm } from '../../schema/signature.ts'
import { block, filledLine, personName } from '../../schema/text.ts'
import { MARKS_MAX_PER_LETTER, NAME_MAX_CHARS } from '../../src/limits.ts'

const read = (schema: ReturnType<typeof block>, text: string): string => {
  const { data, error } = schema.safeParse(text)
  return data ?? `refused: ${error?.issues[0]?.message}`
}
const name = (text: string): string => read(personName(NAME_MAX_CHARS), text)
const title = (text: string): string => read(filledLine(100), text)
const reason = (text: string): string => read(block(500), text)

describe('a name', () => {
  test.each([
    ['Jane\tDoe', 'Jane Doe'],
    ['\u202AJane Doe\u202C', 'Jane Doe'],
    ['\u202AJane Doe', 'Jane Doe'],
    ['\u200F \u2068Jane\u2069 Doe \u200E', 'Jane Doe'],
    ['\u200B\u3164Jane\u2800', 'Jane'],
    // The joiners of a script and of an emoji are a part of it.
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['Ada \u2764\uFE0F', 'Ada \u2764\uFE0F'],
    // Flags of parts of a country have up to six tags.
    [
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    ],
    ['བསྒྲུབས་པ', 'བསྒྲུབས་པ'],
  ])('%j is %j', (typed, expected) => {
    expect(name(typed)).toBe(expected)
  })

  test.each([
    ['\u3164\u3164', 'required'],
    ['\u115F', 'required'],
    ['-\u3164-', 'no-letters'],
    ['-\uFFA0\u115F\u200D-', 'no-letters'],
    ['Jane\u2028Doe', 'hidden-characters'],
    ['Jane\u202EeoD', 'hidden-characters'],
    ['\u202EeoD enaJ\u202C', 'hidden-characters'],
    ['Jane\u2066Doe', 'hidden-characters'],
    [`Jo${'\u0301'.repeat(MARKS_MAX_PER_LETTER + 2)}`, 'too-many-marks'],
    // Characters without width between the marks do not end the letter.
    [`Jo${'\u0335\u200D'.repeat(MARKS_MAX_PER_LETTER)}`, 'too-many-marks'],
    ['jane@web.de', 'email-in-name'],
    ['Jane Doe jane.doe@example.org', 'email-in-name'],
    ['jane＠web.de', 'email-in-name'],
    ['jane@web．de', 'email-in-name'],
    ['jane\u200B@\u2060web\u00AD.de', 'email-in-name'],
  ])('%j is refused: %s', (typed, code) => {
    expect(name(typed)).toBe(`refused: ${code}`)
  })
})

test.each([
  'Nguyễn Thị Ánh Tuyết',
  'Ẹ̀bùn Ọ̀pẹ́yẹmí',
  'น้ำผึ้ง ศรีสุข',
  'རྒྱུའི་བསྒྲུབས',
  'بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ',
  'מֹשֶׁה בֶּן־מַיְמוֹן',
  'בְּרֵאשִׁ֖ית',
  '한지민',
  '\u1112\u1161\u11AB',
  'ၼၢင်းၸၢမ်',
  'ម៉ែន សំណាង',
  'ශ්‍රී ලක්ෂ්මී',
  'क्ष्मी प्रियंका',
  '𠮷野家',
  '𞤀𞤣𞤤𞤢𞤥',
  '👨‍👩‍👧‍👦',
  '🏳️‍🌈 Sam',
  'Hawai\u02BBi O\u2019Brien',
  'X Æ A-12',
  'Mª José (Pepe), Nº 5',
  'Li Na / 李娜',
])('%s is a name, however its letters are composed', (text) => {
  expect(name(text)).toBe(text.normalize('NFC'))
  expect(name(text.normalize('NFD'))).toBe(text.normalize('NFC'))
})

describe('a web address in a name', () => {
  test.each([
    'Prof.Dev Sharma',
    'PROF.DEV SHARMA',
    'prof.dev sharma',
    'Anna.Dev',
    'J.R.Smith',
    'J.Smith/A.Jones',
    'Maria Dr.Ing. Top',
    'Jane @jane.doe',
  ])('%s is none', (text) => {
    expect(name(text)).toBe(text)
  })

  test.each([
    'cheap-pills.com',
    'Cheap-Pills.Com',
    'anna.dev',
    'SPAM.SHOP now',
    'go to t.me/spam',
    'T.ME/spam',
    'www.spam.test',
    'спам.рф',
    'Prof.Dev of spam.dev',
    'spam．com',
    'spam。com',
    'spam\u2024com',
    'ｓｐａｍ．ｃｏｍ',
    'ｗｗｗ．spam．test',
    'www\u200B.spam.test',
    'h\u200Bttp://spam.test',
    'cheap.c\u00ADom',
  ])('%s is one', (text) => {
    expect(name(text)).toBe('refused: link-in-name')
  })
})

describe('a title or a reason', () => {
  test('of invisible characters alone is empty', () => {
    expect(title('\u200B\u3164 \u2060')).toBe('refused: required')
    expect(reason('\u200B\u3164 \u2060')).toBe('')
  })

  test('keeps its line breaks, from whatever program they come, and its indents', () => {
    expect(reason('a\r\nb\rc\u2028d\u2029e\vf\u0085g\n\n- h\n\t- i')).toBe('a\nb\nc\nd\ne\nf\ng\n\n- h\n    - i')
  })

  test('loses the directions that an address book sets around a number, and may not reorder text', () => {
    expect(reason('Call \u202A+44 20 7946 0000\u202C now')).toBe('Call +44 20 7946 0000 now')
    expect(reason('Call \u202Enow')).toBe('refused: hidden-characters')
  })

  test('has at most a few marks on a letter', () => {
    const marks = '\u030D\u030E\u0304\u0305\u033F\u0311\u0306'
    expect(reason(`o${marks}`)).toBe('refused: too-many-marks')
    expect(title(`o${marks}`)).toBe('refused: too-many-marks')
    expect(reason(`o${marks.slice(1)}`)).toBe(`o${marks.slice(1)}`.normalize('NFC'))
    // Biblical Hebrew, with its vowels and cantillation.
    expect(reason('בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים')).toContain('ר')
  })
})

test.each([
  ['XK', 'XK'],
  ['uk', 'GB'],
  ['EL', 'GR'],
])('the country %s is %s', (typed, code) => {
  expect(signatureForm.safeParse({ name: 'Ada', email: 'ada@example.org', country: typed }).data?.country).toBe(code)
})
