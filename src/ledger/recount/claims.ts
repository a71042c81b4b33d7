/** Claims, compared with what they are the number of: an import with its rows, and `petitions.claimed_count` with their sum. */
import { STATED_ID } from '../../../schema/claim.ts'

/**
 * SQL for columns of a row `p` of petitions: the most that its claims have been together, and the number that it started with,
 * below which no milestone was ever reached.
 */
export const CLAIM_TOTALS = `
  max(p.claimed_count, coalesce((
    SELECT sum(max(c.n, c.added, 0)) FROM claims AS c WHERE c.petition_id = p.id), 0)) AS claimed_most,
  coalesce((SELECT c.n FROM claims AS c WHERE c.petition_id = p.id AND c.id = '${STATED_ID}'), 0) AS stated`

/** Of petitions `batch`: what each claim that is not undone adds to the count, as stored and as its rows say. */
const CLAIM_FIGURES = `
  import_rows AS MATERIALIZED (
    SELECT i.petition_id, i.import_id, count(*) FILTER (WHERE NOT EXISTS (
        SELECT 1 FROM signatures AS s
        WHERE s.petition_id = i.petition_id AND s.signer = i.signer AND s.status = 'counted')) AS n
    FROM batch CROSS JOIN imported AS i NOT INDEXED ON i.petition_id = batch.id GROUP BY 1, 2),
  claim_figures AS MATERIALIZED (
    SELECT c.petition_id, c.id, c.n AS stored, CASE c.kind WHEN 'import' THEN coalesce(i.n, 0) ELSE c.n END AS counted
    FROM batch CROSS JOIN claims AS c ON c.petition_id = batch.id
    LEFT JOIN import_rows AS i ON i.petition_id = c.petition_id AND i.import_id = c.id
    WHERE c.undone_at IS NULL)`

/** Common table expressions. */
export const CLAIM_DIFFERENCES = `
  ${CLAIM_FIGURES},
  claim_differences AS (
    SELECT petition_id, 'claim' AS what, id AS key, stored, counted, true AS is_fixable
    FROM claim_figures WHERE stored <> counted
    UNION ALL
    SELECT batch.id, 'claimed', '', batch.claimed_count, coalesce(sum(f.stored), 0), true
    FROM batch LEFT JOIN claim_figures AS f ON f.petition_id = batch.id
    GROUP BY batch.id HAVING batch.claimed_count <> coalesce(sum(f.stored), 0))`

/** Of one petition: `claimed_count` becomes the sum, and then each import what its rows say, which a trigger passes on. ?1 petition. */
const FIX_CLAIMED = `
  UPDATE petitions SET claimed_count = coalesce((SELECT sum(n) FROM claims WHERE petition_id = ?1 AND undone_at IS NULL), 0)
  WHERE id = ?1
    AND claimed_count <> coalesce((SELECT sum(n) FROM claims WHERE petition_id = ?1 AND undone_at IS NULL), 0)
  RETURNING id`
const FIX_CLAIMS = `
  WITH batch AS (SELECT ?1 AS id), ${CLAIM_FIGURES}
  UPDATE claims SET n = (SELECT counted FROM claim_figures AS f WHERE f.id = claims.id)
  WHERE petition_id = ?1 AND id IN (SELECT id FROM claim_figures WHERE stored <> counted)
  RETURNING id`

export const fixClaimSteps = (db: D1Database, petitionId: number) => ({
  claimed: db.prepare(FIX_CLAIMED).bind(petitionId),
  claims: db.prepare(FIX_CLAIMS).bind(petitionId),
})
