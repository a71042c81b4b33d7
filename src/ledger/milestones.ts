/** Milestones: which were passed in a batch, and which comes next. */

/**
 * The thresholds between the count before the batch and after it that were never passed before: also when the count
 * has since gone down and up again. ?1 petition, ?2 origin, ?3 now in ms.
 */
const PASSED = `
  passed AS (
    SELECT p.id AS petition_id, p.slug, p.title, ?2 || '/p/' || p.slug AS url, threshold.value AS threshold, c.n + p.external_count AS count,
      'milestone_' || p.id || '_' || threshold.value AS event_id,
      strftime('%Y-%m-%dT%H:%M:%fZ', ?3 / 1000.0, 'unixepoch') AS iso
    FROM petitions AS p
    JOIN counters AS c ON c.petition_id = p.id
    JOIN json_each(p.milestones) AS threshold
    WHERE p.id = ?1
      AND threshold.value > c."before" + p.external_count
      AND threshold.value <= c.n + p.external_count
      AND NOT EXISTS (
        SELECT 1 FROM milestones AS m WHERE m.petition_id = p.id AND m.threshold = threshold.value)
  )`

/** After the counter was raised, and before the milestones are noted. */
export const ADD_MILESTONE_EVENTS = `
  WITH ${PASSED}
  INSERT INTO outbox (id, petition_id, type, payload, created_at)
  SELECT event_id, petition_id, 'petition.milestone',
    json_object(
      'type', 'petition.milestone',
      'timestamp', iso,
      'data', json_object(
        'petition', json_object('slug', slug, 'title', title, 'url', url),
        'milestone', threshold,
        'count', count,
        'reachedAt', iso)),
    ?3
  FROM passed`

export const ADD_MILESTONES = `
  WITH ${PASSED}
  INSERT INTO milestones (petition_id, threshold, count, reached_at)
  SELECT petition_id, threshold, count, ?3 FROM passed`

/** What the progress bar leads to: the campaign's goal, or once that is reached the next milestone; null after the last. */
export function nextGoal(count: number, goal: number | null, milestones: readonly number[]): number | null {
  if (goal !== null && count < goal) return goal
  return milestones.find((threshold) => threshold > count) ?? null
}
