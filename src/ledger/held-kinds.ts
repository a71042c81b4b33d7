/**
 * What is held for review, by its kind: signatures of one kind have all in common that the review knows of them. A flood may be of any
 * number of signatures, and has few kinds, so reviews read these.
 */
import type { ReviewCondition } from '../../schema/review.ts'
import { REVIEW_KINDS_MAX_ROWS } from '../limits.ts'

/** SQL for `held_after` of a signature that is held now. `petition` is SQL for its petition. */
export const heldAfter = (petition: string): string =>
  `coalesce((SELECT c.decisions FROM counters AS c WHERE c.petition_id = ${petition}), 0)`

/**
 * A common table expression: the kinds that a condition can be about, in the order of their names, at most REVIEW_KINDS_MAX_ROWS.
 * ?2 petition, ?3 and ?4: `kindsOf` the condition.
 */
export const KINDS = `
  kinds AS MATERIALIZED (
    SELECT * FROM held_kinds WHERE petition_id = ?2 AND kind >= ?3 AND kind < ?4 ORDER BY kind LIMIT ${REVIEW_KINDS_MAX_ROWS})`

/** SQL: whether there may be more kinds than are read. */
export const ARE_ALL_KINDS = `(SELECT count(*) < ${REVIEW_KINDS_MAX_ROWS} FROM kinds)`

/** SQL: whether kind `k` matches. `condition` is SQL for a `ReviewCondition` as JSON. */
export const matches = (condition: '?1' | 'd.condition'): string => `(
  (${condition} ->> 'suspicion' IS NULL OR k.suspicion = ${condition} ->> 'suspicion')
  AND (json_type(${condition}, '$.network') IS NULL
    OR k.suspicion = 'network' AND k.hash = coalesce(${condition} ->> 'network', ''))
  AND (json_type(${condition}, '$.emailDomain') IS NULL
    OR k.suspicion = 'email-domain' AND k.hash = coalesce(${condition} ->> 'emailDomain', ''))
  AND (${condition} ->> 'country' IS NULL OR k.country = ${condition} ->> 'country')
  AND (${condition} ->> 'disposable' IS NULL OR k.disposable = ${condition} ->> 'disposable')
  AND (${condition} ->> 'signal' IS NULL
    OR EXISTS (SELECT 1 FROM json_each(k.signals) AS signal WHERE signal.value = ${condition} ->> 'signal')))`

/** After the parts of a kind, which are separated by a slash, and before every other kind. */
const AFTER_SLASH = '0'
/** After every kind. */
const AFTER_ALL = '~'

/** The first kind that a condition can be about, and the first one after them. */
export function kindsOf({ suspicion, network, emailDomain }: ReviewCondition): readonly [first: string, end: string] {
  const by = suspicion ?? (network !== undefined ? 'network' : emailDomain !== undefined ? 'email-domain' : undefined)
  if (by === undefined) return ['', AFTER_ALL]
  const hash = by === 'network' ? network : by === 'email-domain' ? emailDomain : undefined
  const start = hash === undefined ? by : `${by}/${hash ?? ''}`
  return [`${start}/`, `${start}${AFTER_SLASH}`]
}

/** ?1 to ?4 of statements with these. */
export const boundTo = (petitionId: number, condition: ReviewCondition): readonly [string, number, string, string] => [
  JSON.stringify(condition),
  petitionId,
  ...kindsOf(condition),
]
