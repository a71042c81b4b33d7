/**
 * The signatures that are held for review, as a campaign sees them: how many have what in common. No single signature is
 * shown, and only those names that the signers made public.
 */
import type { ReviewResponse, ReviewCondition, ReviewPreview, Suspicion } from '../../schema/review.ts'
import { iso } from '../iso-time.ts'
import { REVIEW_EXAMPLES_MAX_ROWS, REVIEW_GROUPS_MAX_ROWS } from '../limits.ts'
import { runSteps } from './batch.ts'

/**
 * FROM and WHERE for the signatures that are held and match. The index, which contains held signatures only, is named
 * because the planner would choose to read the whole petition. ?1 condition as JSON, ?2 petition.
 */
export const MATCHING = `
  FROM signatures AS s INDEXED BY signatures_quarantined
  WHERE s.petition_id = ?2 AND s.status = 'quarantined'
    AND (?1 ->> 'suspicion' IS NULL OR s.suspicion = ?1 ->> 'suspicion')
    AND (json_type(?1, '$.network') IS NULL OR s.network IS unhex(?1 ->> 'network'))
    AND (json_type(?1, '$.emailDomain') IS NULL OR s.email_domain IS unhex(?1 ->> 'emailDomain'))
    AND (?1 ->> 'country' IS NULL OR s.request_country = ?1 ->> 'country')
    AND (?1 ->> 'disposable' IS NULL OR s.disposable = ?1 ->> 'disposable')
    AND (?1 ->> 'signal' IS NULL OR EXISTS (SELECT 1 FROM json_each(s.signals) WHERE value = ?1 ->> 'signal'))`

export const COUNT_MATCHING = `SELECT count(*) AS matches, count(s.confirmed_at) AS confirmed ${MATCHING}`

const READ_GROUPS = `
  SELECT s.suspicion,
    CASE s.suspicion WHEN 'network' THEN lower(hex(s.network)) END AS network,
    CASE s.suspicion WHEN 'email-domain' THEN lower(hex(s.email_domain)) END AS email_domain,
    count(*) AS signatures, count(s.confirmed_at) AS confirmed,
    min(s.signed_at) AS first_at, max(s.signed_at) AS last_at,
    sum(count(*)) OVER () AS total
  ${MATCHING}
  GROUP BY 1, 2, 3
  ORDER BY signatures DESC, first_at
  LIMIT ${REVIEW_GROUPS_MAX_ROWS}`

interface GroupRow {
  suspicion: Suspicion
  /** Hex; empty when it was deleted. */
  network: string | null
  email_domain: string | null
  signatures: number
  confirmed: number
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
      firstAt: iso(row.first_at),
      lastAt: iso(row.last_at),
    })),
    total: results[0]?.total ?? 0,
  }
}

function conditionOf({ suspicion, network, email_domain }: GroupRow): ReviewCondition {
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
  const json = JSON.stringify(condition)
  const rowsOf = await runSteps(db, {
    counts: db.prepare(COUNT_MATCHING).bind(json, petitionId),
    examples: db
      .prepare(
        `SELECT s.public_name ${MATCHING} AND s.public_name IS NOT NULL
         ORDER BY s.signed_at DESC LIMIT ${REVIEW_EXAMPLES_MAX_ROWS}`,
      )
      .bind(json, petitionId),
  })
  const [counts] = rowsOf('counts')
  const matches = Number(counts?.['matches'] ?? 0)
  const confirmed = Number(counts?.['confirmed'] ?? 0)
  return {
    matches,
    wouldCount: confirmed,
    wouldBePending: matches - confirmed,
    examples: rowsOf('examples').map((row) => String(row['public_name'])),
  }
}
