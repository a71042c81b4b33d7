/**
 * The signatures that are held for review, as a campaign sees them: how many have what in common. No single signature is
 * shown, and only those names that the signers made public.
 */
import { type Signal, SIGNALS } from '../../schema/message.ts'
import type { ReviewResponse, ReviewCondition, ReviewPreview, Suspicion } from '../../schema/review.ts'
import { iso } from '../iso-time.ts'
import {
  REVIEW_COUNTRIES_MAX_ROWS,
  REVIEW_EXAMPLES_MAX_ROWS,
  REVIEW_GROUPS_MAX_ROWS,
  REVIEW_MAX_ROWS,
} from '../limits.ts'
import { runSteps } from './batch.ts'

/**
 * FROM and WHERE for the signatures that are held and match, of the first REVIEW_MAX_ROWS that are held: a flood may be of any size, and
 * then the next ones follow once these are decided. The index, which contains held signatures only, is named because the planner would
 * choose to read the whole petition. ?1 condition as JSON, ?2 petition.
 */
export const MATCHING = `
  FROM (
    SELECT * FROM signatures INDEXED BY signatures_quarantined
    WHERE petition_id = ?2 AND status = 'quarantined' LIMIT ${REVIEW_MAX_ROWS}) AS s
  WHERE (?1 ->> 'suspicion' IS NULL OR s.suspicion = ?1 ->> 'suspicion')
    AND (json_type(?1, '$.network') IS NULL OR s.network IS unhex(?1 ->> 'network'))
    AND (json_type(?1, '$.emailDomain') IS NULL OR s.email_domain IS unhex(?1 ->> 'emailDomain'))
    AND (?1 ->> 'country' IS NULL OR s.request_country = ?1 ->> 'country')
    AND (?1 ->> 'disposable' IS NULL OR s.disposable = ?1 ->> 'disposable')
    AND (?1 ->> 'signal' IS NULL OR EXISTS (SELECT 1 FROM json_each(s.signals) WHERE value = ?1 ->> 'signal'))`

export const COUNT_MATCHING = `SELECT count(*) AS matches, count(s.confirmed_at) AS confirmed ${MATCHING}`

/** What the signatures of a group have in common. */
const GROUP = `
  s.suspicion,
  CASE s.suspicion WHEN 'network' THEN lower(hex(s.network)) END AS network,
  CASE s.suspicion WHEN 'email-domain' THEN lower(hex(s.email_domain)) END AS email_domain`

const READ_GROUPS = `
  SELECT ${GROUP},
    count(*) AS signatures, count(s.confirmed_at) AS confirmed, coalesce(sum(s.disposable), 0) AS disposable,
    min(s.signed_at) AS first_at, max(s.signed_at) AS last_at,
    sum(count(*)) OVER () AS total
  ${MATCHING}
  GROUP BY 1, 2, 3
  ORDER BY signatures DESC, first_at
  LIMIT ${REVIEW_GROUPS_MAX_ROWS}`

const READ_EXAMPLES = `
  SELECT * FROM (
    SELECT named.*, row_number() OVER (PARTITION BY suspicion, network, email_domain ORDER BY signed_at DESC) AS nth
    FROM (SELECT ${GROUP}, s.public_name, s.signed_at ${MATCHING} AND s.public_name IS NOT NULL) AS named)
  WHERE nth <= ${REVIEW_EXAMPLES_MAX_ROWS}`

interface GroupKey {
  suspicion: Suspicion
  /** Hex; empty when it was deleted. */
  network: string | null
  email_domain: string | null
}

interface GroupRow extends GroupKey {
  signatures: number
  confirmed: number
  disposable: number
  first_at: number
  last_at: number
  total: number
}

export async function listGroups(db: D1Database, petitionId: number): Promise<ReviewResponse> {
  const { results } = await db.prepare(READ_GROUPS).bind('{}', petitionId).all<GroupRow>()
  return {
    groups: results.map((row) => ({
      condition: conditionOf(row),
      signatures: row.signatures,
      confirmed: row.confirmed,
      disposable: row.disposable,
      firstAt: iso(row.first_at),
      lastAt: iso(row.last_at),
    })),
    total: results[0]?.total ?? 0,
  }
}

/** The newest public names of each group, by its condition. */
export async function namesOfGroups(
  db: D1Database,
  petitionId: number,
): Promise<(condition: ReviewCondition) => string[]> {
  const { results } = await db.prepare(READ_EXAMPLES).bind('{}', petitionId).all<GroupKey & { public_name: string }>()
  const named = Map.groupBy(results, (row) => JSON.stringify(conditionOf(row)))
  return (condition) => (named.get(JSON.stringify(condition)) ?? []).map(({ public_name }) => public_name)
}

function conditionOf({ suspicion, network, email_domain }: GroupKey): ReviewCondition {
  switch (suspicion) {
    case 'network':
      return { suspicion, network: network || null }
    case 'email-domain':
      return { suspicion, emailDomain: email_domain || null }
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
  const { matches, confirmed, examples } = await describeMatching(db, petitionId, condition)
  return { matches, wouldCount: confirmed, wouldBePending: matches - confirmed, examples }
}

/** What signatures that match have in common. */
export interface Matching {
  matches: number
  confirmed: number
  disposable: number
  /** In milliseconds; 0 where nothing matches. */
  firstAt: number
  lastAt: number
  /** Of the requests, the most frequent first; null for those that are unknown. */
  countries: { country: string | null; n: number }[]
  signals: { signal: Signal; n: number }[]
  /** The newest public names. */
  examples: string[]
}

export async function describeMatching(
  db: D1Database,
  petitionId: number,
  condition: ReviewCondition,
): Promise<Matching> {
  const statement = (sql: string) => db.prepare(sql).bind(JSON.stringify(condition), petitionId)
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
    examples: rowsOf('examples').map((row) => String(row['public_name'])),
  }
}

const DESCRIBE = `
  SELECT count(*) AS matches, count(s.confirmed_at) AS confirmed, coalesce(sum(s.disposable), 0) AS disposable,
    min(s.signed_at) AS first_at, max(s.signed_at) AS last_at
  ${MATCHING}`

const COUNTRIES = `
  SELECT s.request_country AS country, count(*) AS n ${MATCHING}
  GROUP BY 1 ORDER BY n DESC, country LIMIT ${REVIEW_COUNTRIES_MAX_ROWS}`

const SIGNALS_OF = `
  SELECT signal.value, count(*) AS n FROM (SELECT s.signals ${MATCHING}) AS matching, json_each(matching.signals) AS signal
  GROUP BY 1`

const EXAMPLES = `
  SELECT s.public_name ${MATCHING} AND s.public_name IS NOT NULL
  ORDER BY s.signed_at DESC LIMIT ${REVIEW_EXAMPLES_MAX_ROWS}`
