/** The public list of signers: those who chose to show their name, and whose signature counts. */
import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { SignersResponse } from '../../schema/signature.ts'
import { signatures } from '../../schema/tables.ts'
import { iso } from '../iso-time.ts'

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

/**
 * Newest first: `limit` signers, and one more if there is one. The status is written out, not bound: SQLite uses the index
 * of named signatures only if it can see that every row is in it.
 */
export async function listSigners(db: D1Database, { petitionId, limit, cursor }: SignersQuery): Promise<Signer[]> {
  const rows = await drizzle(db)
    .select({
      id: signatures.id,
      name: signatures.publicName,
      comment: signatures.comment,
      signedAt: signatures.signedAt,
    })
    .from(signatures)
    .where(
      and(
        eq(signatures.petitionId, petitionId),
        cursor === null ? undefined : lt(signatures.id, cursor),
        sql`${signatures.status} = 'counted'`,
        isNotNull(signatures.publicName),
      ),
    )
    .orderBy(desc(signatures.id))
    .limit(limit + 1)
  return rows.map(({ id, name, comment, signedAt }) => ({ id, name: name ?? '', comment, signedAt }))
}

/** What is shown of one signature; null if nothing is. */
export async function findSigner(db: D1Database, petitionId: number, id: string): Promise<Signer | null> {
  const [row] = await drizzle(db)
    .select({ name: signatures.publicName, comment: signatures.comment, signedAt: signatures.signedAt })
    .from(signatures)
    .where(
      and(
        eq(signatures.petitionId, petitionId),
        eq(signatures.id, id),
        sql`${signatures.status} = 'counted'`,
        isNotNull(signatures.publicName),
      ),
    )
    .limit(1)
  return row === undefined ? null : { id, name: row.name ?? '', comment: row.comment, signedAt: row.signedAt }
}

/** At most `limit` of `rows`, as `listSigners` gives them for the same page or a longer one. */
export function pageOfSigners(rows: readonly Signer[], limit: number): SignersResponse {
  const page = rows.slice(0, limit)
  return {
    signers: page.map(({ name, comment, signedAt }) => ({ name, comment, signedAt: iso(signedAt) })),
    cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
