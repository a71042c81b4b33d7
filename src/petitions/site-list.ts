/** Every petition, drafts and those taken down included: for the operator. Bounded like the public lists. */
import type { StateFacts } from '../../schema/petition-state.ts'
import { addressSql, isNamedSql } from '../address.ts'
import { publicCount } from '../ledger/counter.ts'
import { LISTING_PAGE_ROWS, TITLES_CHUNK_IDS } from '../limits.ts'
import { newestId, type Title } from './listing.ts'
import { searchTitles } from './search.ts'
import { foldedTitle } from '../folded-text.ts'

export interface SitePetition extends StateFacts {
  id: number
  slug: string
  title: string
  language: string
  starter: string
  createdAt: number
  /** The public one. */
  count: number
}

export interface SitePage {
  petitions: SitePetition[]
  /** `before` of the next page; null on the last. */
  next: number | null
}

const COLUMNS = `p.id, ${addressSql('p.')} AS slug, p.title, p.language, p.starter, p.state, p.closes_at AS closesAt, p.submitted_at AS submittedAt,
  p.scheduled_at AS scheduledAt,
  p.taken_down_at AS takenDownAt, p.deleted_at AS deletedAt, p.created_at AS createdAt, ${publicCount('p')} AS count`

/** Newest first. `before`: the id of the last one of the page before; null for the first page. */
export async function listAllPetitions(db: D1Database, before: number | null): Promise<SitePage> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM petitions AS p WHERE p.id < ?1 ORDER BY p.id DESC LIMIT ${LISTING_PAGE_ROWS + 1}`)
    .bind(before ?? Number.MAX_SAFE_INTEGER)
    .all<SitePetition>()
  const petitions = results.slice(0, LISTING_PAGE_ROWS)
  return { petitions, next: results.length > LISTING_PAGE_ROWS ? (petitions.at(-1)?.id ?? null) : null }
}

/** Null if there is none. */
export const findSitePetition = (db: D1Database, slug: string): Promise<SitePetition | null> =>
  db
    .prepare(`SELECT ${COLUMNS} FROM petitions AS p WHERE ${isNamedSql('?1', 'p.')}`)
    .bind(slug)
    .first<SitePetition>()

/** Those whose titles have all `words`, as `searchWords` makes them: a bounded part of the titles at a time. */
export async function searchAllPetitions(
  db: D1Database,
  { words, before }: { words: readonly string[]; before: number | null },
): Promise<SitePage> {
  const { ids, next } = await searchTitles({ words, newestId: await newestId(db), before }, (chunk) =>
    listAllTitles(db, chunk),
  )
  return { petitions: await petitionsByIds(db, ids), next }
}

/** In the order of the ids. */
export async function petitionsByIds(db: D1Database, ids: readonly number[]): Promise<SitePetition[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM json_each(?1) AS wanted JOIN petitions AS p ON p.id = wanted.value ORDER BY wanted.key`,
    )
    .bind(JSON.stringify(ids))
    .all<SitePetition>()
  return results
}

/** As `listTitles`, with drafts. */
async function listAllTitles(db: D1Database, chunk: number): Promise<Title[]> {
  const first = chunk * TITLES_CHUNK_IDS
  const { results } = await db
    .prepare(
      `SELECT id, title FROM petitions INDEXED BY petitions_listed
       WHERE state IN ('draft', 'open', 'victory', 'closed') AND id BETWEEN ?1 AND ?2`,
    )
    .bind(first, first + TITLES_CHUNK_IDS - 1)
    .all<{ id: number; title: string }>()
  return results.map(({ id, title }) => ({ id, folded: foldedTitle(title) })).toSorted((a, b) => b.id - a.id)
}
