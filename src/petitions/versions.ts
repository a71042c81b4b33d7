/**
 * The versions of a petition's text: every query about them, and a version as the API shows it. A version is never changed;
 * patch.ts and translations.ts add some, and a trigger adds the first.
 */
import type { VersionKind, VersionResponse, VersionsResponse } from '../../schema/version.ts'
import { iso } from '../iso-time.ts'
import { countOfVersion } from '../ledger/tallies.ts'
import { CHANGES_SHOWN_MAX_ROWS, VERSIONS_MAX_PER_PETITION } from '../limits.ts'

/** A version without its words. */
export interface VersionFacts {
  number: number
  /** BCP 47. */
  language: string
  /** Of a translation: the number of the version that it is of. */
  translates: number | null
  kind: VersionKind
  why: string | null
  /** Milliseconds since the epoch. */
  publishedAt: number
  /** How many counted signatures are of it. */
  signatures: number
}

export interface Version extends VersionFacts {
  title: string
  addressee: string
  /** Markdown. */
  body: string
}

const FACTS = `v.number, v.language, v.translates, v.kind, v.why, v.published_at AS publishedAt, ${countOfVersion('v')} AS signatures`
const WORDS = 'v.title, v.addressee, v.body'

/** All of them, translations too, the newest first. */
export async function listVersions(db: D1Database, petitionId: number): Promise<VersionFacts[]> {
  const { results } = await db
    .prepare(
      `SELECT ${FACTS} FROM versions AS v WHERE v.petition_id = ?1 ORDER BY v.number DESC LIMIT ${VERSIONS_MAX_PER_PETITION}`,
    )
    .bind(petitionId)
    .all<VersionFacts>()
  return results
}

/** The newest originals, newest first: as many changes as are shown, and the one before them. */
export async function listOriginals(db: D1Database, petitionId: number): Promise<Version[]> {
  const { results } = await db
    .prepare(
      `SELECT ${FACTS}, ${WORDS} FROM versions AS v WHERE v.petition_id = ?1 AND v.translates IS NULL
       ORDER BY v.number DESC LIMIT ${CHANGES_SHOWN_MAX_ROWS + 1}`,
    )
    .bind(petitionId)
    .all<Version>()
  return results
}

/** Null when there is none. */
export const findVersion = (db: D1Database, petitionId: number, number: number): Promise<Version | null> =>
  db
    .prepare(`SELECT ${FACTS}, ${WORDS} FROM versions AS v WHERE v.petition_id = ?1 AND v.number = ?2`)
    .bind(petitionId, number)
    .first<Version>()

export const versionsResponseOf = (versions: readonly VersionFacts[]): VersionsResponse => ({
  versions: versions.map(factsOf),
})

export const versionResponseOf = (version: Version): VersionResponse => ({
  ...factsOf(version),
  title: version.title,
  addressee: version.addressee,
  body: version.body,
})

const factsOf = ({ number, language, translates, kind, why, publishedAt, signatures }: VersionFacts) => ({
  number,
  language,
  translates,
  kind,
  why,
  publishedAt: iso(publishedAt),
  signatures,
})
