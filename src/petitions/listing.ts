/** The lists of petitions on the home page: every query about them. None reads more when more people sign. */
import type { Card, List } from '../../schema/listing.ts'
import type { PetitionImage } from '../../schema/petition.ts'
import { stateAt } from '../../schema/petition-state.ts'
import { addressSql } from '../address.ts'
import { publicCount } from '../ledger/counter.ts'
import { LISTING_PAGE_ROWS, TITLES_CHUNK_IDS } from '../limits.ts'
import { foldedTitle } from '../folded-text.ts'

export interface Title {
  id: number
  /** As `foldedTitle` makes it. */
  folded: string
}

interface CardRow extends Omit<Card, 'image'> {
  image: string | null
}

const CARD_COLUMNS = `p.id, ${addressSql('p.')} AS slug, p.title, p.addressee, p.language, p.state, p.closes_at AS closesAt,
  p.time_zone AS timeZone, p.image, ${publicCount('p')} AS count`

/**
 * A page of the petitions in a state, newest first, and one more if there is one. `before`: the id of the last one of the
 * page before, or null. A petition stays in the list of open ones until the cron has closed it, but its card says that it is
 * closed. For each petition it reads a row of petitions, by the index, and one of counters.
 */
export async function listCards(db: D1Database, list: List, before: number | null, now: number): Promise<Card[]> {
  const { results } = await db
    .prepare(
      `SELECT ${CARD_COLUMNS} FROM petitions AS p WHERE p.state = ?1 AND p.id < ?2 AND p.listed = 1 AND p.taken_down_at IS NULL AND p.deleted_at IS NULL
       ORDER BY p.id DESC LIMIT ${LISTING_PAGE_ROWS + 1}`,
    )
    .bind(list, before ?? Number.MAX_SAFE_INTEGER)
    .all<CardRow>()
  return results.map((row) => cardOf(row, now))
}

/** The petitions with these ids that are published, in the order of the ids. */
export async function cardsByIds(db: D1Database, ids: readonly number[], now: number): Promise<Card[]> {
  const { results } = await db
    .prepare(
      `SELECT ${CARD_COLUMNS} FROM json_each(?1) AS wanted JOIN petitions AS p ON p.id = wanted.value
       WHERE p.state <> 'draft' AND p.listed = 1 AND p.taken_down_at IS NULL AND p.deleted_at IS NULL ORDER BY wanted.key`,
    )
    .bind(JSON.stringify(ids))
    .all<CardRow>()
  return results.map((row) => cardOf(row, now))
}

/** The highest id of a petition, drafts included; 0 if there is none. Reads one row. */
export async function newestId(db: D1Database): Promise<number> {
  const row = await db.prepare('SELECT max(id) AS id FROM petitions').first<{ id: number | null }>()
  return row?.id ?? 0
}

/** The chunk of titles with a petition's title, from 0. */
export const chunkOf = (id: number): number => Math.floor(id / TITLES_CHUNK_IDS)

/** The titles of the published petitions with the ids of one chunk, newest first. Reads the index alone, one row for each. */
export async function listTitles(db: D1Database, chunk: number): Promise<Title[]> {
  const first = chunk * TITLES_CHUNK_IDS
  const { results } = await db
    .prepare(
      `SELECT id, title FROM petitions INDEXED BY petitions_listed
       WHERE state IN ('open', 'victory', 'closed') AND id BETWEEN ?1 AND ?2`,
    )
    .bind(first, first + TITLES_CHUNK_IDS - 1)
    .all<{ id: number; title: string }>()
  return results.map(({ id, title }) => ({ id, folded: foldedTitle(title) })).toSorted((a, b) => b.id - a.id)
}

function cardOf({ image, ...row }: CardRow, now: number): Card {
  const stored: PetitionImage | null = image === null ? null : JSON.parse(image)
  return {
    ...row,
    state: stateAt(row, now),
    // Without its text, which a card does not have: the title says what the petition is about.
    image: stored === null ? null : { hash: stored.hash, width: stored.width, height: stored.height },
  }
}
