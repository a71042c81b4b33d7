/** A search in the titles, from the newest petition to the oldest, a bounded part of them at a time. */
import { LISTING_PAGE_ROWS, SEARCH_CHUNKS_MAX, TITLES_CHUNK_IDS } from '../limits.ts'
import { chunkOf, type Title } from './listing.ts'
import { hasWords } from '../folded-text.ts'

export interface Search {
  words: readonly string[]
  newestId: number
  /** Where the page before ended; null for the first page. */
  before: number | null
}

export interface Found {
  /** Newest first, LISTING_PAGE_ROWS at most. */
  ids: number[]
  /** `before` of the next page; null when all titles have been searched. */
  next: number | null
}

/** `titlesOf`: the titles of a chunk, from a cache. It is called SEARCH_CHUNKS_MAX times at most. */
export async function searchTitles(
  { words, newestId, before }: Search,
  titlesOf: (chunk: number) => Promise<Title[]>,
): Promise<Found> {
  const from = before === null ? newestId : Math.min(before - 1, newestId)
  const newest = chunkOf(Math.max(from, 0))
  const oldest = Math.max(newest - SEARCH_CHUNKS_MAX + 1, 0)
  const chunks = await Promise.all(Array.from({ length: newest - oldest + 1 }, (_, n) => titlesOf(newest - n)))
  const matching = chunks
    .flat()
    .filter(({ id, folded }) => id <= from && hasWords(folded, words))
    .map(({ id }) => id)
  const ids = matching.slice(0, LISTING_PAGE_ROWS)
  const rest = matching.length > ids.length ? ids.at(-1) : oldest * TITLES_CHUNK_IDS
  return { ids, next: rest === undefined || rest === 0 ? null : rest }
}
