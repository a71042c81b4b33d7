/**
 * The signatures that are held for review, as a campaign sees them: how many have what in common. No single signature is
 * shown, and only those names that the signers made public. However many are held, the numbers are read from their kinds.
 */
import { type Signal, SIGNALS } from '../../schema/message.ts'
import type { ReviewResponse, ReviewCondition, ReviewPreview, Suspicion } from '../../schema/review.ts'
import { iso } from '../iso-time.ts'
import {
  REVIEW_COUNTRIES_MAX_ROWS,
  REVIEW_EXAMPLES_KINDS,
  REVIEW_EXAMPLES_LOOKED_AT_ROWS,
  REVIEW_EXAMPLES_MAX_ROWS,
  REVIEW_GROUPS_MAX_ROWS,
} from '../limits.ts'
import { type Row, runSteps } from './batch.ts'
import { readUnderWay } from './decisions.ts'
import { ARE_ALL_KINDS, boundTo, KINDS, matches } from './held-kinds.ts'

/** `largest`: the kind of a group that has the most signatures. */
const READ_GROUPS = `
  WITH ${KINDS}
  SELECT suspicion, hash, sum(n) AS signatures, sum(confirmed) AS confirmed,
    coalesce(sum(n) FILTER (WHERE disposable), 0) AS disposable, min(first_at) AS first_at, max(last_at) AS last_at,
    max(largest) AS largest, sum(sum(n)) OVER () AS total, ${ARE_ALL_KINDS} AS complete
  FROM (
    SELECT *, first_value(kind) OVER (PARTITION BY suspicion, hash ORDER BY n DESC, kind) AS largest
    FROM kinds AS k WHERE ${matches('?1')})
  GROUP BY suspicion, hash
  ORDER BY signatures DESC, first_at
  LIMIT ${REVIEW_GROUPS_MAX_ROWS}`

interface GroupRow {
  suspicion: Suspicion
  /** Hex; empty when it was deleted, or is not why they are held. */
  hash: string
  signatures: number
  confirmed: number
  disposable: number
  first_at: number
  last_at: number
  largest: string
  total: number
  complete: number
}

/** `response` has the groups in the order of `rows`. */
async function readHeld(db: D1Database, petitionId: number): Promise<{ rows: GroupRow[]; response: ReviewResponse }> {
  const [{ results: rows }, underWay] = await Promise.all([
    db
      .prepare(READ_GROUPS)
      .bind(...boundTo(petitionId, {}))
      .all<GroupRow>(),
    readUnderWay(db, petitionId),
  ])
  const groups = rows.map((row) => ({
    condition: conditionOf(row),
    signatures: row.signatures,
    confirmed: row.confirmed,
    disposable: row.disposable,
    firstAt: iso(row.first_at),
    lastAt: iso(row.last_at),
  }))
  const [first] = rows
  return { rows, response: { groups, total: first?.total ?? 0, complete: first?.complete !== 0, underWay } }
}

export const listGroups = async (db: D1Database, petitionId: number): Promise<ReviewResponse> =>
  (await readHeld(db, petitionId)).response

/** A few of the public names of what is of this kind; `kind` is SQL for it. ?2 petition. */
const namesOf = (kind: string): string => `(
  SELECT json_group_array(public_name) FROM (
    SELECT public_name FROM (
      SELECT s.public_name FROM signatures AS s INDEXED BY signatures_quarantined
      WHERE s.petition_id = ?2 AND s.held_kind = ${kind} AND s.status = 'quarantined'
      LIMIT ${REVIEW_EXAMPLES_LOOKED_AT_ROWS})
    WHERE public_name IS NOT NULL LIMIT ${REVIEW_EXAMPLES_MAX_ROWS}))`

/** ?1 kinds as a JSON array. */
const READ_NAMES = `SELECT ${namesOf('kind.value')} AS names FROM json_each(?1) AS kind ORDER BY kind.key`

/** `names` of a row. */
const namesIn = (row: Row | undefined): string[] => (typeof row?.['names'] === 'string' ? JSON.parse(row['names']) : [])

/** The same, and with each group a few of the public names that are in it. */
export async function listNamedGroups(db: D1Database, petitionId: number) {
  const { rows, response } = await readHeld(db, petitionId)
  const kinds = JSON.stringify(rows.map(({ largest }) => largest))
  const named = rows.length === 0 ? [] : (await db.prepare(READ_NAMES).bind(kinds, petitionId).all<Row>()).results
  return {
    ...response,
    groups: response.groups.map((group, at) => Object.assign(group, { names: namesIn(named[at]) })),
  }
}

function conditionOf({ suspicion, hash }: GroupRow): ReviewCondition {
  switch (suspicion) {
    case 'network':
      return { suspicion, network: hash || null }
    case 'email-domain':
      return { suspicion, emailDomain: hash || null }
    case 'disposable':
    case 'signals':
    case 'surge':
      return { suspicion }
  }
}

export async function previewDecision(
  db: D1Database,
  petitionId: number,
  condition: ReviewCondition,
): Promise<ReviewPreview> {
  const { matches, confirmed, complete, examples } = await describeMatching(db, petitionId, condition)
  return { matches, wouldCount: confirmed, wouldBePending: matches - confirmed, complete, examples }
}

/** What signatures that match have in common. */
export interface Matching {
  matches: number
  confirmed: number
  disposable: number
  /** Whether these are all: otherwise a decision is about these, and the next ones follow once they are decided. */
  complete: boolean
  /** In milliseconds; 0 where nothing matches. */
  firstAt: number
  lastAt: number
  /** Of the requests, the most frequent first; null for those that are unknown. */
  countries: { country: string | null; n: number }[]
  signals: { signal: Signal; n: number }[]
  /** A few of the public names. */
  examples: string[]
}

export async function describeMatching(
  db: D1Database,
  petitionId: number,
  condition: ReviewCondition,
): Promise<Matching> {
  const statement = (sql: string) => db.prepare(sql).bind(...boundTo(petitionId, condition))
  const rowsOf = await runSteps(db, {
    counts: statement(DESCRIBE),
    countries: statement(COUNTRIES),
    signals: statement(SIGNALS_OF),
    examples: statement(EXAMPLES),
  })
  const [counts] = rowsOf('counts')
  const number = (name: string): number => Number(counts?.[name] ?? 0)
  return {
    matches: number('matches'),
    confirmed: number('confirmed'),
    disposable: number('disposable'),
    complete: number('complete') === 1,
    firstAt: number('first_at'),
    lastAt: number('last_at'),
    countries: rowsOf('countries').map(({ country, n }) => ({
      country: typeof country === 'string' ? country : null,
      n: Number(n),
    })),
    signals: SIGNALS.flatMap((signal) => {
      const n = Number(rowsOf('signals').find(({ value }) => value === signal)?.['n'] ?? 0)
      return n === 0 ? [] : [{ signal, n }]
    }),
    examples: rowsOf('examples').flatMap(namesIn).slice(0, REVIEW_EXAMPLES_MAX_ROWS),
  }
}

const MATCHING = `FROM kinds AS k WHERE ${matches('?1')}`

const DESCRIBE = `
  WITH ${KINDS}
  SELECT coalesce(sum(n), 0) AS matches, coalesce(sum(confirmed), 0) AS confirmed,
    coalesce(sum(n) FILTER (WHERE disposable), 0) AS disposable, min(first_at) AS first_at, max(last_at) AS last_at,
    ${ARE_ALL_KINDS} AS complete
  ${MATCHING}`

const COUNTRIES = `
  WITH ${KINDS}
  SELECT k.country, sum(n) AS n ${MATCHING}
  GROUP BY 1 ORDER BY n DESC, country LIMIT ${REVIEW_COUNTRIES_MAX_ROWS}`

const SIGNALS_OF = `
  WITH ${KINDS}
  SELECT signal.value, sum(matching.n) AS n
  FROM (SELECT k.signals, k.n ${MATCHING}) AS matching, json_each(matching.signals) AS signal
  GROUP BY 1`

const EXAMPLES = `
  WITH ${KINDS}
  SELECT ${namesOf('largest.kind')} AS names
  FROM (SELECT k.kind, k.n ${MATCHING} ORDER BY k.n DESC, k.kind LIMIT ${REVIEW_EXAMPLES_KINDS}) AS largest
  ORDER BY largest.n DESC, largest.kind`
