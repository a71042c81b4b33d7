/**
 * Compares what is stored of petitions with what their rows say, and fixes it if asked to: as many petitions at once as
 * have a bounded number of signatures. What is stored and what is counted change in one transaction, and are compared by
 * one statement, so a recount that runs while signatures come finds no difference that is not there.
 */
import type { Difference } from '../../../schema/recount.ts'
import { isNamedSql } from '../../address.ts'
import {
  RECOUNT_CHUNK_MAX_PETITIONS,
  RECOUNT_CHUNK_MAX_ROWS,
  RECOUNT_FIXES_MAX_PETITIONS,
  RECOUNT_PETITION_MAX_ROWS,
  RECOUNT_RECENT_MINUTES,
} from '../../limits.ts'
import { StatementsSpent } from '../../platform/d1-budget.ts'
import { COMPARE } from './compare.ts'
import { fixPetition, type Fixed } from './fix.ts'

/** A difference, and whether the rows say what is right. */
export type Found = Omit<Difference, 'isFixed'> & { isFixable: boolean }

export interface Recounted {
  id: number
  slug: string
  publicSlug: string | null
  /** Signatures, whatever their status. */
  rows: number
  /** Not, when it is too large for one statement, or when its statement failed. */
  isCompared: boolean
  /** Why its statement failed; null if it did not. */
  error: unknown
  /** How many differences there are. */
  drift: number
  /** How many of them cannot be fixed, because the rows do not say what is right. */
  unfixable: number
  /** At most RECOUNT_SHOWN_MAX_ROWS of them. */
  differences: Found[]
  /** What was done; null if nothing was to be done. */
  fixed: Fixed | null
}

export interface RecountChunk {
  petitions: Recounted[]
  /** The last petition, from which the next chunk goes on; null after the last one. */
  after: number | null
}

export interface RecountOptions {
  /** Null: nothing is changed. */
  fix: { origin: string } | null
  /** In milliseconds. */
  now: number
}

/** One petition, whatever its state; null when there is none. */
export async function recountPetition(
  db: D1Database,
  slug: string,
  options: RecountOptions,
): Promise<Recounted | null> {
  const found = await db.prepare(FIND_PETITION).bind(slug).first<Candidate>()
  if (found === null) return null
  const [recounted] = await recountAll(db, [found], options)
  return recounted ?? null
}

/** The petitions after the one with the id `after`, in the order of their ids. */
export async function recountNext(db: D1Database, after: number, options: RecountOptions): Promise<RecountChunk> {
  const { results } = await db.prepare(FIND_NEXT).bind(after, RECOUNT_CHUNK_MAX_PETITIONS).all<Candidate>()
  const candidates = within(results, ({ n }) => n)
  const petitions = await recountAll(db, candidates, options)
  const isLast = petitions.length === results.length && results.length < RECOUNT_CHUNK_MAX_PETITIONS
  return { petitions, after: isLast ? null : (petitions.at(-1)?.id ?? null) }
}

interface Candidate {
  id: number
  slug: string
  publicSlug: string | null
  /** The counter: about how many signatures it has. */
  n: number
}

const COLUMNS = `p.id, p.slug, p.public_slug AS publicSlug, coalesce((SELECT n FROM counters WHERE petition_id = p.id), 0) AS n`
/** Of what is being erased, rows and counters do not agree before all of it is gone. */
const IS_WHOLE = '(p.erasing_at IS NULL OR p.erased_at IS NOT NULL)'
const FIND_PETITION = `SELECT ${COLUMNS} FROM petitions AS p WHERE ${isNamedSql('?1', 'p.')} AND ${IS_WHOLE}`
const FIND_NEXT = `SELECT ${COLUMNS} FROM petitions AS p WHERE p.id > ?1 AND ${IS_WHOLE} ORDER BY p.id LIMIT ?2`

/** By the index of ids, without the rows. ?1 ids as a JSON array, ?2 where counting ends. */
const MEASURE = `
  SELECT named.value AS id, (
    SELECT count(*) FROM (
      SELECT 1 FROM signatures INDEXED BY signatures_petition_id WHERE petition_id = named.value LIMIT ?2)) AS rows
  FROM json_each(?1) AS named`

/** The first of them, and as many more as have few enough signatures together. */
function within<T>(petitions: readonly T[], rowsOf: (petition: T) => number): T[] {
  let rows = 0
  const tooMany = petitions.findIndex((petition, index) => {
    rows += rowsOf(petition)
    return index > 0 && rows > RECOUNT_CHUNK_MAX_ROWS
  })
  return tooMany < 0 ? [...petitions] : petitions.slice(0, tooMany)
}

/** As many of the candidates as are within the limits. */
async function recountAll(
  db: D1Database,
  candidates: readonly Candidate[],
  options: RecountOptions,
): Promise<Recounted[]> {
  if (candidates.length === 0) return []
  const { results: sizes } = await db
    .prepare(MEASURE)
    .bind(idsOf(candidates), RECOUNT_PETITION_MAX_ROWS + 1)
    .all<{ id: number; rows: number }>()
  const rows = new Map(sizes.map((size) => [size.id, size.rows]))
  const measured = within(
    candidates.map(({ id, slug, publicSlug }) => ({ id, slug, publicSlug, rows: rows.get(id) ?? 0 })),
    (petition) => petition.rows,
  )
  const compared = await compareIsolating(db, measured, options.now)
  return options.fix === null ? compared : fixSome(db, compared, options.fix.origin, options.now)
}

const idsOf = (petitions: readonly { id: number }[]): string => JSON.stringify(petitions.map(({ id }) => id))

type Measured = Pick<Recounted, 'id' | 'slug' | 'publicSlug' | 'rows'>

/** One that cannot be compared stops none of the others: when all of them fail together, the first is compared alone. */
async function compareIsolating(db: D1Database, petitions: readonly Measured[], now: number): Promise<Recounted[]> {
  try {
    return await compare(db, petitions, now)
  } catch (error) {
    const [first] = petitions
    if (error instanceof StatementsSpent || first === undefined) throw error
    if (petitions.length > 1) return compareIsolating(db, [first], now)
    return [{ ...first, isCompared: false, error, drift: 0, unfixable: 0, differences: [], fixed: null }]
  }
}

async function compare(db: D1Database, petitions: readonly Measured[], now: number): Promise<Recounted[]> {
  const isCompared = ({ rows }: Measured): boolean => rows <= RECOUNT_PETITION_MAX_ROWS
  const { results } = await db
    .prepare(COMPARE)
    .bind(idsOf(petitions.filter(isCompared)), firstMinute(now))
    .all<Omit<Found, 'isFixable'> & { petitionId: number; isFixable: number; total: number; unfixable: number }>()
  const byPetition = Map.groupBy(results, ({ petitionId }) => petitionId)
  return petitions.map((petition) => {
    const found = byPetition.get(petition.id) ?? []
    return {
      ...petition,
      isCompared: isCompared(petition),
      error: null,
      drift: found[0]?.total ?? 0,
      unfixable: found[0]?.unfixable ?? 0,
      differences: found.map(({ what, key, stored, counted, isFixable }) => ({
        what,
        key,
        stored,
        counted,
        isFixable: isFixable === 1,
      })),
      fixed: null,
    }
  })
}

/** In milliseconds, a whole minute. */
const firstMinute = (now: number): number => (Math.floor(now / 60_000) - RECOUNT_RECENT_MINUTES) * 60_000

/** Ends with the petition that is the last to be fixed at once: those after it are compared again in the next chunk. */
async function fixSome(
  db: D1Database,
  compared: readonly Recounted[],
  origin: string,
  now: number,
): Promise<Recounted[]> {
  const done: Recounted[] = []
  let fixes = 0
  for (const petition of compared) {
    const isToFix = petition.drift > petition.unfixable
    if (isToFix && fixes++ === RECOUNT_FIXES_MAX_PETITIONS) break
    const fixed = isToFix ? await fixPetition(db, petition.id, { origin, now, since: firstMinute(now) }) : null
    done.push({ ...petition, fixed })
  }
  return done
}
