/** CSV that says what was said, and that no spreadsheet calculates with. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { csvRecord, neutralised } from '../../src/contacts/csv.ts'

/** A reader of RFC 4180 with another separator or none of its rules about quotes in the middle of a cell. */
function read(text: string, separator = ','): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('a quote is left open')
        if (text[at] === '"') at++
        cell += text[at]
      }
      at++
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') cell += text[at++]
    }
    record.push(cell)
    if (text[at] === separator) {
      at++
      continue
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    records.push(record)
    record = []
  }
  return records
}

const isFormula = (cell: string): boolean => /^[\s\p{Cf}"]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell)

/** Words, with more of what makes trouble than words have. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      '\t',
      '\r',
      '\n',
      '"',
      ',',
      ';',
      "'",
      ' ',
      '\u00A0',
      '\uFEFF',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 20,
})

test('written CSV can be read back, cell by cell', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (records) => {
      const text = records.map((cells) => csvRecord(cells)).join('')
      expect(read(text)).toEqual(records.map((cells) => cells.map(neutralised)))
    }),
  )
})

test('no cell begins like a formula, not even after splitting at semicolons', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (cells) => {
      const text = csvRecord(['0199', ...cells])
      expect(read(text).flat().filter(isFormula)).toEqual([])
      expect(text.split(/[;\t\r\n]/).filter(isFormula)).toEqual([])
    }),
  )
})

test('only apostrophes are added, and only to cells that look like formulas', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(neutralised(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''))
    }),
  )
  for (const words of [
    'Ада Пример',
    "D'Arcy",
    'a+b@example.org',
    'Anne-Marie',
    'yes; no',
    '3 = 3',
    'ngoc@example.org',
  ]) {
    expect(neutralised(words)).toBe(words)
  }
})

test.each([
  ['=HYPERLINK("http://evil.test")', '\'=HYPERLINK("http://evil.test")'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t'=1"],
  ['well\n=1', "well\n'=1"],
  ['well;=1', "well;'=1"],
  ['well;"=1', 'well;\'"=1'],
])('%j becomes %j', (text, safe) => {
  expect(neutralised(text)).toBe(safe)
})

test('a record is quoted where needed, and ends as RFC 4180 says', () => {
  expect(csvRecord(['a', 'b,c', 'say "no"', 'two\nlines', true, null, ''])).toBe(
    'a,"b,c","say ""no""","two\nlines",true,,\r\n',
  )
})
