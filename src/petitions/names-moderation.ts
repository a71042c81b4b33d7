/** Whether public names and reasons appear at once, or after a moderator has looked at them. */
import type { Actor } from '../../schema/audit.ts'
import type { Moderation } from '../../schema/signature.ts'
import { auditStatement } from '../audit.ts'
import { MODERATED_MAX_ITEMS } from '../limits.ts'

/** False where it is so already. What waits continues to wait. `now` in milliseconds. */
export async function setModeration(
  db: D1Database,
  petitionId: number,
  moderation: Moderation,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [changed] = await db.batch([
    db.prepare(moderation === 'before' ? BEGIN : END).bind(petitionId, now),
    auditStatement(db, { petitionId, act: 'moderation-changed', by, facts: { moderation }, now }),
  ])
  return (changed?.meta.changes ?? 0) > 0
}

const IS_BEFORE = `EXISTS (SELECT 1 FROM json_each(moderated) WHERE value ->> 1 IS NULL)`

/** The newest times are kept. ?2 now. */
const BEGIN = `
  UPDATE petitions SET moderated = (
    SELECT json_group_array(json(value)) FROM (
      SELECT value FROM json_each(json_insert(moderated, '$[#]', json_array(?2, NULL)))
      ORDER BY value ->> 0 DESC LIMIT ${MODERATED_MAX_ITEMS}))
  WHERE id = ?1 AND NOT ${IS_BEFORE}`

const END = `
  UPDATE petitions SET moderated = (
    SELECT json_group_array(json(CASE WHEN value ->> 1 IS NULL THEN json_array(value ->> 0, ?2) ELSE value END))
    FROM json_each(moderated))
  WHERE id = ?1 AND ${IS_BEFORE}`
