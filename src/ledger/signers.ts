/**
 * The public list of signers: those who chose to show their name, whose signature counts, and whose name no moderator has hidden or
 * is yet to look at. Whatever the public sees of names and reasons is read here.
 */
import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { Hiding, SignersResponse } from '../../schema/signature.ts'
import { signatures } from '../../schema/tables.ts'
import { iso } from '../iso-time.ts'
import { NAMES_PAGE_ROWS, NAMES_SEARCHED_MAX_ROWS } from '../limits.ts'
import { fold, hasWords } from '../folded-text.ts'
import { AFTER_EVERY_ID } from '../uuid-time.ts'

export interface SignersQuery {
  petitionId: number
  limit: number
  /** The id of the last one of the page before; null for the first page. */
  cursor: string | null
}

export interface Signer {
  id: string
  name: string
  comment: string | null
  /** Milliseconds since the epoch. */
  signedAt: number
}

/** A reason that is hidden is not read. */
const SHOWN_COMMENT = sql<string | null>`CASE WHEN ${signatures.hidden} IS NULL THEN ${signatures.comment} END`
const SHOWN_NAME = sql`(${signatures.hidden} IS NULL OR ${signatures.hidden} = 'reason')`

/**
 * Newest first: `limit` signers, and one more if there is one. The conditions are written out, not bound: SQLite uses the index
 * of named signatures only if it can see that every row is in it.
 */
export async function listSigners(db: D1Database, { petitionId, limit, cursor }: SignersQuery): Promise<Signer[]> {
  const rows = await drizzle(db)
    .select({
      id: signatures.id,
      name: signatures.publicName,
      comment: SHOWN_COMMENT,
      signedAt: signatures.signedAt,
    })
    .from(signatures)
    .where(
      and(
        eq(signatures.petitionId, petitionId),
        cursor === null ? undefined : lt(signatures.id, cursor),
        sql`${signatures.status} = 'counted'`,
        isNotNull(signatures.publicName),
        SHOWN_NAME,
      ),
    )
    .orderBy(desc(signatures.id))
    .limit(limit + 1)
  return rows.map(({ id, name, comment, signedAt }) => ({ id, name: name ?? '', comment, signedAt }))
}

/** What is shown of one signature; null if nothing is. */
export async function findSigner(db: D1Database, petitionId: number, id: string): Promise<Signer | null> {
  const [row] = await drizzle(db)
    .select({ name: signatures.publicName, comment: SHOWN_COMMENT, signedAt: signatures.signedAt })
    .from(signatures)
    .where(
      and(
        eq(signatures.petitionId, petitionId),
        eq(signatures.id, id),
        sql`${signatures.status} = 'counted'`,
        isNotNull(signatures.publicName),
        SHOWN_NAME,
      ),
    )
    .limit(1)
  return row === undefined ? null : { id, name: row.name ?? '', comment: row.comment, signedAt: row.signedAt }
}

/** SQL, FROM and WHERE: names that nobody has looked at yet, by the index of what is hidden. ?1 petition. */
export const WAITING = hiddenAs('waiting')
/** The same: signatures that are held for review. */
export const HELD = `
  FROM signatures INDEXED BY signatures_quarantined WHERE petition_id = ?1 AND status = 'quarantined'`

function hiddenAs(hiding: Hiding): string {
  return `
  FROM signatures INDEXED BY signatures_hidden
  WHERE petition_id = ?1 AND status = 'counted' AND public_name IS NOT NULL AND hidden IS NOT NULL AND hidden = '${hiding}'`
}

const SHOWN = `
  FROM signatures INDEXED BY signatures_named
  WHERE petition_id = ?1 AND status = 'counted' AND public_name IS NOT NULL AND (hidden IS NULL OR hidden = 'reason')`

/** What moderators choose from. */
export const NAME_LISTS = ['all', 'reasons', 'hidden', 'waiting'] as const
export type NameList = (typeof NAME_LISTS)[number]

/** A name, and what of it is hidden. */
export interface NamedSigner extends Signer {
  hidden: Hiding | null
}

export interface NamesQuery {
  petitionId: number
  list: NameList
  /** What is searched for in names and reasons; none for everything. */
  words: readonly string[]
  /** The id of the last name that was looked at; null for the first page. */
  cursor: string | null
}

export interface NamesPage {
  names: NamedSigner[]
  /** Null where there are no more. */
  cursor: string | null
  /** Whether the search has looked at as many names as it may at once, and the cursor continues with older ones. */
  isPartial: boolean
}

const SOURCES: Record<NameList, readonly string[]> = {
  all: [SHOWN, hiddenAs('both'), WAITING],
  reasons: [SHOWN, hiddenAs('both'), WAITING],
  hidden: [hiddenAs('reason'), hiddenAs('both')],
  waiting: [WAITING],
}

/**
 * For moderators, who see what is hidden, too: newest first, but the oldest of what waits. Reads a fixed number of rows at most,
 * however many names there are.
 */
export async function listNames(db: D1Database, { petitionId, list, words, cursor }: NamesQuery): Promise<NamesPage> {
  const isSearch = words.length > 0 || list === 'reasons'
  const limit = isSearch ? NAMES_SEARCHED_MAX_ROWS : NAMES_PAGE_ROWS + 1
  const [order, beyond, start] = list === 'waiting' ? ['', '>', ''] : ['DESC', '<', AFTER_EVERY_ID]
  const parts = SOURCES[list].map(
    (rows) => `SELECT * FROM (
      SELECT id, public_name AS name, comment, signed_at AS signedAt, hidden ${rows} AND id ${beyond} ?2
      ORDER BY id ${order} LIMIT ?3)`,
  )
  const { results } = await db
    .prepare(`${parts.join(' UNION ALL ')} ORDER BY id ${order} LIMIT ?3`)
    .bind(petitionId, cursor ?? start, limit)
    .all<NamedSigner>()
  const found = results.filter(
    ({ name, comment }) =>
      (list !== 'reasons' || comment !== null) &&
      (words.length === 0 || hasWords(fold(`${name} ${comment ?? ''}`), words)),
  )
  const names = found.slice(0, NAMES_PAGE_ROWS)
  const isPartial = found.length <= NAMES_PAGE_ROWS && isSearch && results.length === limit
  const last = found.length > NAMES_PAGE_ROWS ? names.at(-1) : isPartial ? results.at(-1) : undefined
  return { names, cursor: last?.id ?? null, isPartial }
}

/** One name of a petition, as moderators see it; null if there is none. */
export const findName = (db: D1Database, petitionId: number, id: string): Promise<NamedSigner | null> =>
  db
    .prepare(
      `SELECT id, public_name AS name, comment, signed_at AS signedAt, hidden
       FROM signatures INDEXED BY signatures_petition_id
       WHERE petition_id = ?1 AND id = ?2 AND status = 'counted' AND public_name IS NOT NULL`,
    )
    .bind(petitionId, id)
    .first<NamedSigner>()

/** At most `limit` of `rows`, as `listSigners` gives them for the same page or a longer one. */
export function pageOfSigners(rows: readonly Signer[], limit: number): SignersResponse {
  const page = rows.slice(0, limit)
  return {
    signers: page.map(({ name, comment, signedAt }) => ({ name, comment, signedAt: iso(signedAt) })),
    cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
