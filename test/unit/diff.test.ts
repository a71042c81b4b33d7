/** How two texts are compared: nothing is lost, little is marked, and it costs a limited amount. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DIFF_PAGE_PIECES_MAX } from '../../src/limits.ts'
import { type Block, type Budget, diffTexts, diffWords, newBudget, type Piece } from '../../src/pages/diff.ts'

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind]).join('')

const words = (before: string, after: string, language = 'en'): string =>
  shown(diffWords(before, after, newBudget(language)))

const blocks = (before: string, after: string, budget: Budget = newBudget('en')): string[] =>
  diffTexts(before, after, budget).map((block: Block) =>
    block.kind === 'same' ? String(block.paragraphs) : shown(block.pieces),
  )

describe('words', () => {
  test.each([
    ['the same', 'At seven.', 'At seven.', 'At seven.'],
    ['one', 'The boat leaves at seven.', 'The boat leaves at eight.', 'The boat leaves at [-seven][+eight].'],
    [
      'some in the middle',
      'late, and before the train',
      'late, before noon, and before the train',
      'late, [+before noon, ]and before the train',
    ],
    ['several together', 'the old red boat sails', 'the new blue boat sails', 'the [-old red][+new blue] boat sails'],
    ['all', 'Words.', 'Nothing in common here', '[-Words.][+Nothing in common here]'],
    ['none before', '', 'New.', '[+New.]'],
    ['none after', 'Old.', '', '[-Old.]'],
  ])('that differ are marked: %s', (_, before, after, expected) => {
    expect(words(before, after)).toBe(expected)
  })

  test('are found without spaces between them', () => {
    expect(words('我们要求保留夜间渡轮', '我们要求保留早间渡轮', 'zh')).toMatch(/^我们要求保留.*渡轮$/)
  })
})

describe('paragraphs', () => {
  test('that are the same are counted, and each that changed is compared', () => {
    expect(
      blocks('A a.\n\nB b.\n\nThe boat leaves at seven.\n\nD d.', 'A a.\n\nB b.\n\nThe boat leaves at eight.\n\nD d.'),
    ).toEqual(['2', 'The boat leaves at [-seven][+eight].', '1'])
    expect(blocks('A a.\n\nB b.', 'A a.\n\nNew.\n\nB b.')).toEqual(['1', '[+New.]', '1'])
    expect(blocks('A a.\n\nB b.', 'B b.')).toEqual(['[-A a.]', '1'])
  })
})

const text = fc
  .array(fc.constantFrom('a', 'boat', 'at', 'seven', ' ', ' ', ', ', '.', '\n\n', 'مساء', '夜'), { maxLength: 40 })
  .map((parts) => parts.join(''))

test('both texts can be read in what is shown, whatever they are and however little is compared', () => {
  const join = (pieces: readonly Piece[], without: Piece['kind']): string =>
    pieces.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')
  fc.assert(
    fc.property(text, text, fc.nat(200), fc.nat(80), fc.nat(9), (before, after, pairs, characters, most) => {
      const pieces = diffWords(before, after, { ...newBudget('en'), pairs, characters, pieces: most })
      expect(pieces.length).toBeLessThanOrEqual(Math.max(2, most))
      expect([join(pieces, 'added'), join(pieces, 'removed')]).toEqual([before, after])
      expect(pieces.every((piece) => piece.text !== '')).toBe(true)
    }),
  )
})

test('no more pairs are compared than a page may, and the rest is shown whole', () => {
  const long = (word: string) => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(' ')
  const budget = { ...newBudget('en'), pairs: 1_000 }
  expect(blocks(long('a'), long('b'), budget)).toEqual([`[-${long('a')}][+${long('b')}]`])
  expect(budget.pairs).toBeGreaterThan(900)
  const page = newBudget('en')
  for (let n = 0; n < 100; n++) blocks(long('a'), long('b'), page)
  expect(page.pairs).toBeGreaterThanOrEqual(0)
})

test.each([
  ['many short paragraphs', 'a\n\n'.repeat(4_000), 'b\n\n'.repeat(4_000)],
  ['long ones', 'a b '.repeat(3_000), 'c d '.repeat(3_000)],
  ['ones whose every second word differs', 'a b '.repeat(1_000), 'a c '.repeat(1_000)],
])('a page of %s is not longer than its texts and what it may mark', (_, before, after) => {
  const page = newBudget('en')
  const made = Array.from({ length: 20 }, () => diffTexts(before, after, page)).flat()
  const pieces = made.flatMap((block) => (block.kind === 'same' ? [] : block.pieces))
  // Beyond the limit: one text removed and one added for each of the twenty.
  expect(pieces.length).toBeLessThanOrEqual(DIFF_PAGE_PIECES_MAX + 2 * 20)
  expect(page.characters).toBeGreaterThanOrEqual(0)
})
