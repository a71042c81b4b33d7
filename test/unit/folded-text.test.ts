/** Search in titles: what makes no difference, and how much of them one search reads. */
import { describe, expect, test } from 'vitest'

import {
  FOLDED_TITLE_MAX_UNITS,
  LISTING_PAGE_ROWS,
  SEARCH_CHUNKS_MAX,
  SEARCH_WORDS_MAX,
  TITLE_MAX_CHARS,
  TITLES_CHUNK_IDS,
} from '../../src/limits.ts'
import type { Title } from '../../src/petitions/listing.ts'
import { searchTitles } from '../../src/petitions/search.ts'
import { foldedTitle, hasWords, searchWords } from '../../src/folded-text.ts'

const finds = (query: string, title: string): boolean => {
  const words = searchWords(query)
  return words.length > 0 && hasWords(foldedTitle(title), words)
}

describe('a search', () => {
  test.each([
    ['FERRY', 'Keep the night ferry'],
    ['ferry night', 'Keep the night ferry'],
    ['ferr', 'Keep the night ferry'],
    ['cafe', 'Save the Cafe\u0301'],
    ['strasse', 'Grüne Straße'],
    ['GRÜN', 'Grune Strasse'],
    ['senor', 'Señor alcalde'],
    ['ecole', 'Sauvons l’École'],
    ["l'ecole", 'Sauvons l’École'],
    ['oeuvre', 'L’œuvre'],
    ['istanbul', 'İSTANBUL’un ağaçları'],
    ['agaclari', 'İSTANBUL’un ağaçları'],
    ['ISIK', 'Işıklar yansın'],
    ['ПЕТИЦИ', 'Новая петиция'],
    ['елка', 'Наша ёлка'],
    ['їжа', 'ІЖА ДЛЯ ВСІХ'],
    ['ґанок', 'Старий ганок'],
    ['ozbek', 'Oʻzbek bogʻi'],
    ["o'zbek", 'Oʻzbek bogʻi'],
    ['اطفال', 'حقّ الأطفال'],
    ['حَقّ', 'حق الأطفال'],
    ['مدرسه', 'مدرسة القرية'],
    ['مـدرسة', 'مدرسة القرية'],
    ['渡轮', '保留夜航渡轮'],
    ['夜航 保留', '保留夜航渡轮'],
    ['２０２６', 'Plan 2026'],
  ])('for %s finds “%s”', (query, title) => {
    expect(finds(query, title)).toBe(true)
  })

  test.each([
    ['ferry boat', 'Keep the night ferry'],
    ['渡船', '保留夜航渡轮'],
    ['мир', 'Новая петиция'],
    ['!?', 'Really?!'],
    ['', 'Anything'],
  ])('for %s does not find “%s”', (query, title) => {
    expect(finds(query, title)).toBe(false)
  })

  test('looks for a bounded number of words, and folds a title to a bounded length', () => {
    const words = Array.from({ length: 100 }, (_, n) => `word${n}`)
    expect(searchWords([...words, ...words].join(' '))).toEqual(words.slice(0, SEARCH_WORDS_MAX))
    // Folds to 18 letters.
    expect(foldedTitle('ﷺ'.repeat(TITLE_MAX_CHARS)).length).toBeLessThanOrEqual(FOLDED_TITLE_MAX_UNITS)
    expect(foldedTitle('𐓘'.repeat(TITLE_MAX_CHARS))).toHaveLength(2 * TITLE_MAX_CHARS)
  })
})

describe('a search of many titles', () => {
  const NEWEST = 10 * TITLES_CHUNK_IDS
  /** Every id has a petition, and those that `has` says have the word in their titles. */
  const searched = (has: (id: number) => boolean) => {
    const chunks: number[] = []
    const titlesOf = (chunk: number): Promise<Title[]> => {
      chunks.push(chunk)
      const first = chunk * TITLES_CHUNK_IDS
      const ids = Array.from({ length: TITLES_CHUNK_IDS }, (_, n) => first + TITLES_CHUNK_IDS - 1 - n)
      return Promise.resolve(ids.map((id) => ({ id, folded: has(id) ? 'ferry' : 'hay' })))
    }
    const page = (before: number | null) => searchTitles({ words: ['ferry'], newestId: NEWEST, before }, titlesOf)
    return { chunks, page }
  }

  test('reads a bounded number of chunks a page, and all of them page by page', async () => {
    const { chunks, page } = searched((id) => id === 3)
    const ids: number[] = []
    let before: number | null = null
    do {
      const read = chunks.length
      const found = await page(before)
      expect(chunks.length - read).toBeLessThanOrEqual(SEARCH_CHUNKS_MAX)
      ids.push(...found.ids)
      before = found.next
    } while (before !== null)
    expect(ids).toEqual([3])
    expect(chunks.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, n) => n))
  })

  test('finds each once, newest first, whether or not they fit on a page', async () => {
    const { page } = searched((id) => id % 100 === 0 && id > 0)
    const ids: number[] = []
    let before: number | null = null
    do {
      const found = await page(before)
      expect(found.ids.length).toBeLessThanOrEqual(LISTING_PAGE_ROWS)
      ids.push(...found.ids)
      before = found.next
    } while (before !== null)
    expect(ids).toEqual(Array.from({ length: NEWEST / 100 }, (_, n) => NEWEST - n * 100))
  })
})
