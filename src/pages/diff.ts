/**
 * What differs between two versions of a text: unchanged paragraphs are counted, and in the others the words that were added and
 * removed are marked. The longest common subsequence, within a budget: whatever is beyond it is shown as removed and added whole.
 */
import {
  DIFF_COMMON_MIN_SHARE,
  DIFF_PAGE_CHARACTERS_MAX,
  DIFF_PAGE_PAIRS_MAX,
  DIFF_PAGE_PIECES_MAX,
} from '../limits.ts'

export interface Piece {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** A run of paragraphs that are the same, or one that differs. */
export type Block = { kind: 'same'; paragraphs: number } | { kind: 'changed'; pieces: Piece[] }

/** What may still be done for a page, which anyone can ask for, of texts that anyone may have written. */
export interface Budget {
  /** Of words and of paragraphs, to compare. */
  pairs: number
  /** To take to words. */
  characters: number
  /** To show. */
  pieces: number
  /** Says where words begin and end. One for a page, since making one takes longer than most texts. */
  segmenter: Intl.Segmenter
}

/** For one page. `language`: BCP 47, of the texts on it. */
export const newBudget = (language: string): Budget => ({
  pairs: DIFF_PAGE_PAIRS_MAX,
  characters: DIFF_PAGE_CHARACTERS_MAX,
  pieces: DIFF_PAGE_PIECES_MAX,
  segmenter: new Intl.Segmenter(language, { granularity: 'word' }),
})

export function diffTexts(before: string, after: string, budget: Budget): Block[] {
  const blocks: Block[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = (): void => {
    const count = Math.max(removed.length, added.length)
    if (2 * count > budget.pieces) {
      const pieces = whole(removed.join('\n\n'), added.join('\n\n'))
      budget.pieces -= pieces.length
      blocks.push({ kind: 'changed', pieces })
    } else {
      for (let at = 0; at < count; at++) {
        blocks.push({ kind: 'changed', pieces: diffWords(removed[at] ?? '', added[at] ?? '', budget) })
      }
    }
    removed = []
    added = []
  }
  for (const { kind, text } of compared(paragraphsOf(before), paragraphsOf(after), budget)) {
    if (kind === 'removed') removed.push(text)
    else if (kind === 'added') added.push(text)
    else {
      flush()
      const last = blocks.at(-1)
      if (last?.kind === 'same') last.paragraphs++
      else blocks.push({ kind: 'same', paragraphs: 1 })
    }
  }
  flush()
  return blocks
}

/** Words, and the spaces and signs between them. Two texts with little in common are not taken to pieces. */
export function diffWords(before: string, after: string, budget: Budget): Piece[] {
  const pieces = dividedWords(before, after, budget) ?? whole(before, after)
  budget.pieces -= pieces.length
  return pieces
}

/** Null when there is nothing to mark, too little in common, or too much to do. */
function dividedWords(before: string, after: string, budget: Budget): Piece[] | null {
  const characters = before.length + after.length
  if (before === '' || after === '' || characters > budget.characters) return null
  budget.characters -= characters
  const pieces = joined(compared(wordsOf(before, budget), wordsOf(after, budget), budget))
  const common = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0)
  const isAlike = common >= DIFF_COMMON_MIN_SHARE * Math.max(before.length, after.length)
  return isAlike && pieces.length <= budget.pieces ? pieces : null
}

const whole = (before: string, after: string): Piece[] =>
  [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ].filter(({ text }) => text !== '')

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')

const wordsOf = (text: string, { segmenter }: Budget): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

/** What both begin and end with is the same; between them, the longest common subsequence. */
function compared(before: readonly string[], after: readonly string[], budget: Budget): Piece[] {
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return [
    ...marked('same', before.slice(0, start)),
    ...between(before.slice(start, before.length - end), after.slice(start, after.length - end), budget),
    ...marked('same', before.slice(before.length - end)),
  ]
}

const marked = (kind: Piece['kind'], texts: readonly string[]): Piece[] => texts.map((text) => ({ kind, text }))

function between(before: readonly string[], after: readonly string[], budget: Budget): Piece[] {
  const pairs = before.length * after.length
  if (pairs > budget.pairs) return [...marked('removed', before), ...marked('added', after)]
  budget.pairs -= pairs
  const common = commonLengths(before, after)
  const lengthAt = (i: number, j: number): number => common[i * (after.length + 1) + j] ?? 0
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [removed, added] = [before[i], after[j]]
    if (removed !== undefined && removed === added) {
      pieces.push({ kind: 'same', text: removed })
      i++
      j++
    } else if (removed !== undefined && (added === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      pieces.push({ kind: 'removed', text: removed })
      i++
    } else if (added !== undefined) {
      pieces.push({ kind: 'added', text: added })
      j++
    }
  }
  return pieces
}

/** For every two ends of both, row by row: the length of their longest common subsequence. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const columns = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * columns)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * columns + j
      lengths[at] =
        before[i] === after[j]
          ? (lengths[at + columns + 1] ?? 0) + 1
          : Math.max(lengths[at + columns] ?? 0, lengths[at + 1] ?? 0)
    }
  }
  return lengths
}

/** Neighbours of one kind as one; of removed and added words beside each other, the removed ones first, for a reader. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') all.push({ kind: 'removed', text: removed })
    if (added !== '') all.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  pieces.forEach(({ kind, text }, at) => {
    // A space between two words that were both replaced belongs to them.
    const isReplaced = removed !== '' && added !== ''
    const next = pieces[at + 1]?.kind
    if (kind === 'same' && text.trim() === '' && isReplaced && next !== undefined && next !== 'same') {
      removed += text
      added += text
    } else if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = all.at(-1)
      if (last?.kind === 'same') last.text += text
      else all.push({ kind, text })
    }
  })
  flush()
  return all
}
