/** Petitions: every query about them, and their rows turned into what other modules use. */
import { and, desc, eq, isNotNull, lt, sql, sum } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { PetitionResponse, PetitionForm, PetitionPatch } from '../../schema/petition.ts'
import type { SignersResponse } from '../../schema/signature.ts'
import { counters, petitions, tokens, signatures } from '../../schema/tables.ts'
import { messagesOf } from '../platform/d1-errors.ts'
import { imageResponseOf } from './image.ts'
import { stateAt } from '../../schema/petition-state.ts'

export type Petition = typeof petitions.$inferSelect

/** Null when there is none. A draft is found too: who may see it is the caller's question. */
export async function findPetition(db: D1Database, slug: string): Promise<Petition | null> {
  const [row] = await drizzle(db).select().from(petitions).where(eq(petitions.slug, slug)).limit(1)
  return row ?? null
}

/** As `findPetition`, by its number. */
export async function findPetitionById(db: D1Database, id: number): Promise<Petition | null> {
  const [row] = await drizzle(db).select().from(petitions).where(eq(petitions.id, id)).limit(1)
  return row ?? null
}

export interface OpenPetition {
  petition: Petition
  count: number
}

/** Open petitions, newest first, with what the ledger counts for each. */
export async function listOpenPetitions(db: D1Database, now: number, limit: number): Promise<OpenPetition[]> {
  const rows = await drizzle(db)
    .select({ petition: petitions, n: sum(counters.n) })
    .from(petitions)
    .innerJoin(counters, eq(counters.petitionId, petitions.id))
    .where(eq(petitions.state, 'open'))
    .groupBy(petitions.id)
    .orderBy(desc(petitions.id))
    .limit(limit)
  return rows
    .filter(({ petition }) => stateAt(petition, now) === 'open')
    .map(({ petition, n }) => ({ petition, count: petition.externalCount + Number(n) }))
}

/** The new petition, or null when the slug is taken. `tokenHash` lets its campaign in. */
export async function createPetition(
  db: D1Database,
  form: PetitionForm,
  tokenHash: string,
  now: number,
): Promise<Petition | null> {
  const orm = drizzle(db)
  const idOfSlug = sql<number>`(SELECT id FROM petitions WHERE slug = ${form.slug})`
  try {
    const [[row]] = await orm.batch([
      orm
        .insert(petitions)
        .values({ ...form, closesAt: milliseconds(form.closesAt), createdAt: now })
        .returning(),
      orm.insert(counters).values({ petitionId: idOfSlug, shard: 0, n: 0, before: 0 }),
      orm.insert(tokens).values({ tokenHash, petitionId: idOfSlug, createdAt: now }),
    ])
    return row ?? null
  } catch (error) {
    if (messagesOf(error).some((text) => text.includes('UNIQUE constraint failed: petitions.slug'))) return null
    throw error
  }
}

export async function patchPetition(db: D1Database, id: number, patch: PetitionPatch): Promise<void> {
  const { closesAt, ...rest } = patch
  const changes = closesAt === undefined ? rest : { ...rest, closesAt: milliseconds(closesAt) }
  // Drizzle refuses an update of nothing.
  if (Object.keys(changes).length > 0) await drizzle(db).update(petitions).set(changes).where(eq(petitions.id, id))
}

/** Whose campaign holds this token. */
export async function petitionIdOfToken(db: D1Database, tokenHash: string): Promise<number | null> {
  const [row] = await drizzle(db)
    .select({ petitionId: tokens.petitionId })
    .from(tokens)
    .where(eq(tokens.tokenHash, tokenHash))
    .limit(1)
  return row?.petitionId ?? null
}

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
 * Signers who chose to be seen, newest first: `limit` of them, and one more if there is one. The status is written out,
 * not bound: SQLite takes the index of named signatures only where it can see that each row is in it.
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

/** At most `limit` of `rows`, as `listSigners` gives them for the same page or a longer one. */
export function pageOfSigners(rows: readonly Signer[], limit: number): SignersResponse {
  const page = rows.slice(0, limit)
  return {
    signers: page.map(({ name, comment, signedAt }) => ({ name, comment, signedAt: iso(signedAt) })),
    cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export const petitionResponseOf = (
  petition: Petition,
  count: number,
  origin: string,
  now: number,
): PetitionResponse => ({
  slug: petition.slug,
  title: petition.title,
  addressee: petition.addressee,
  starter: petition.starter,
  language: petition.language,
  state: stateAt(petition, now),
  goal: petition.goal,
  milestones: petition.milestones,
  confirmation: petition.confirmation,
  createdAt: iso(petition.createdAt),
  closesAt: petition.closesAt === null ? null : iso(petition.closesAt),
  closedAt: petition.closedAt === null ? null : iso(petition.closedAt),
  outcome: petition.outcome,
  image: petition.image === null ? null : imageResponseOf(petition.slug, petition.image, origin),
  count,
  url: `${origin}/p/${petition.slug}`,
})

const iso = (ms: number): string => new Date(ms).toISOString()
const milliseconds = (time: string | null): number | null => (time === null ? null : Date.parse(time))
