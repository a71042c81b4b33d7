/** Petitions and campaign tokens: finding and creating them, and the petition as the API shows it. */
import { and, between, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { drizzle } from 'drizzle-orm/d1'

import type { Actor } from '../../schema/audit.ts'
import type { PetitionResponse, PetitionForm } from '../../schema/petition.ts'
import { petitions, tokens } from '../../schema/tables.ts'
import { addressOf } from '../address.ts'
import { startedEntry } from '../audit.ts'
import { petitionUrl } from '../http/urls.ts'
import { iso, isoOrNull } from '../iso-time.ts'
import { OPEN_COUNT_MAX_ROWS, SITEMAP_PETITIONS_MAX_ROWS } from '../limits.ts'
import { startCounter } from '../ledger/start-counter.ts'
import { messagesOf } from '../platform/d1-errors.ts'
import { imageResponseOf } from './image.ts'
import { stateAt } from '../../schema/petition-state.ts'

export type Petition = typeof petitions.$inferSelect

/** By any slug that it has or had; null when there is none. Drafts are found too: the caller decides who may see them. */
export async function findPetition(db: D1Database, slug: string): Promise<Petition | null> {
  const [row] = await drizzle(db).select().from(petitions).where(named(slug)).limit(1)
  return row ?? null
}

/** As `isNamedSql`. */
const named = (slug: string) =>
  or(eq(petitions.slug, slug), eq(petitions.id, sql`(SELECT petition_id FROM slugs WHERE slugs.slug = ${slug})`))

/** As `findPetition`, by its id. */
export async function findPetitionById(db: D1Database, id: number): Promise<Petition | null> {
  const [row] = await drizzle(db).select().from(petitions).where(eq(petitions.id, id)).limit(1)
  return row ?? null
}

/** Of the newest OPEN_COUNT_MAX_ROWS open petitions, those that can be signed at `now`, in milliseconds. */
export async function countOpen(db: D1Database, now: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS n FROM (
         SELECT taken_down_at, closes_at FROM petitions WHERE state = 'open' ORDER BY id DESC LIMIT ${OPEN_COUNT_MAX_ROWS})
       WHERE taken_down_at IS NULL AND (closes_at IS NULL OR closes_at > ?1)`,
    )
    .bind(now)
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** How many sitemaps there are: one for each SITEMAP_PETITIONS_MAX_ROWS ids. */
export async function countSitemaps(db: D1Database): Promise<number> {
  const [row] = await drizzle(db).select({ id: petitions.id }).from(petitions).orderBy(desc(petitions.id)).limit(1)
  return Math.ceil((row?.id ?? 0) / SITEMAP_PETITIONS_MAX_ROWS)
}

/** The slugs in the addresses of one sitemap, from 1: the listed petitions with its ids, without drafts and those taken down. */
export async function listSitemap(db: D1Database, number: number): Promise<string[]> {
  const last = number * SITEMAP_PETITIONS_MAX_ROWS
  const rows = await drizzle(db)
    .select({ slug: petitions.slug, publicSlug: petitions.publicSlug, state: petitions.state })
    .from(petitions)
    .where(
      and(
        between(petitions.id, last - SITEMAP_PETITIONS_MAX_ROWS + 1, last),
        eq(petitions.listed, true),
        isNull(petitions.takenDownAt),
        isNull(petitions.deletedAt),
      ),
    )
    .orderBy(petitions.id)
  return rows.filter(({ state }) => state !== 'draft').map(addressOf)
}

/** What a petition that is started in the console has besides. */
export interface WithPetition {
  by: Actor
  /** When it was sent for approval, in milliseconds. */
  submittedAt: number | null
  /** What is written in the same transaction, by SQL for the petition's id. */
  also: (petitionId: SQL<number>) => BatchItem<'sqlite'>[]
}

/**
 * The new petition, or null when the slug is taken. `tokenHash` is that of its campaign token; null for none. A trigger makes the words of one that
 * is open its first version.
 */
export async function createPetition(
  db: D1Database,
  form: PetitionForm,
  tokenHash: string | null,
  now: number,
  { by, submittedAt, also }: WithPetition = { by: { kind: 'operator', id: null }, submittedAt: null, also: () => [] },
): Promise<Petition | null> {
  const orm = drizzle(db)
  const opensAt = milliseconds(form.opensAt)
  const state = opensAt === null ? form.state : 'draft'
  const idOfSlug = sql<number>`(SELECT id FROM petitions WHERE slug = ${form.slug})`
  try {
    const [[row]] = await orm.batch([
      orm
        .insert(petitions)
        .values({
          ...form,
          state,
          closesAt: milliseconds(form.closesAt),
          opensAt,
          scheduledAt: opensAt === null || submittedAt !== null ? null : now,
          createdAt: now,
          openedAt: state === 'open' ? now : null,
          submittedAt,
        })
        .returning(),
      startCounter(orm, idOfSlug),
      startedEntry(orm, idOfSlug, { by, now }),
      ...(tokenHash === null ? [] : [orm.insert(tokens).values({ tokenHash, petitionId: idOfSlug, createdAt: now })]),
      ...also(idOfSlug),
    ])
    return row ?? null
  } catch (error) {
    if (messagesOf(error).some((text) => text.includes('UNIQUE constraint failed: petitions.slug'))) return null
    throw error
  }
}

/** When it was first open, in milliseconds; null for a draft. A Worker from before it was stored may have left it out. */
export const openedAt = (petition: Pick<Petition, 'state' | 'openedAt' | 'createdAt'>): number | null =>
  petition.openedAt ?? (petition.state === 'draft' ? null : petition.createdAt)

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
  starterKind: petition.starterKind,
  language: petition.language,
  state: stateAt(petition, now),
  goal: petition.goal,
  milestones: petition.milestones,
  confirmation: petition.confirmation,
  emailSubject: petition.emailSubject,
  signingLimit: petition.signingLimit,
  reminder: petition.reminder,
  listed: petition.listed,
  createdAt: iso(petition.createdAt),
  openedAt: isoOrNull(openedAt(petition)),
  opensAt: isoOrNull(petition.opensAt),
  closesAt: isoOrNull(petition.closesAt),
  timeZone: petition.timeZone,
  closedAt: isoOrNull(petition.closedAt),
  outcome: petition.outcome,
  image: petition.image === null ? null : imageResponseOf(addressOf(petition), petition.image, origin),
  count,
  parts: { proven: count - petition.claimedCount, claimed: petition.claimedCount },
  url: petitionUrl(origin, addressOf(petition), null),
  version: petition.state === 'draft' ? null : petition.version,
  textChangedAt: isoOrNull(petition.textChangedAt),
  translations: petition.translations,
  revision: petition.revision,
})

export const milliseconds = (time: string | null): number | null => (time === null ? null : Date.parse(time))
