/**
 * Reminds signers who have not confirmed after a day: once, and then never again. A signature that may be reminded has the
 * sealed email address in its own row, and what changes that row anyway deletes it: confirming, withdrawing, holding for
 * review. So neither signing nor confirming writes one more row. Each signature is looked at once, by a range of ids; after
 * that its email address is in the email that reminds, or deleted.
 */
import { REMINDER_AFTER_MS, REMINDER_CHUNK_ROWS, REMINDER_QUIET_MS, RETENTION_CHUNKS_MAX } from '../limits.ts'
import { firstIdAt } from '../uuid-time.ts'
import { belowDailyLimit, lastRepeat } from './links-emails.ts'
import { duePetitions } from './retention/sweep.ts'

/**
 * Writes the emails that remind, as pending; the cron that queues overdue emails sends them, at most SWEEP_EMAILS_MAX_ROWS a
 * minute. Returns how many. What one run does not reach waits for the next. `now` in milliseconds.
 */
export async function addReminders(db: D1Database, now: number): Promise<number> {
  const before = firstIdAt(now - REMINDER_AFTER_MS)
  let reminders = 0
  for (const id of await duePetitions(db, 'reminders', { ...DUE, bound: [before] }))
    reminders += await addRemindersOf(db, id, before, now)
  return reminders
}

async function addRemindersOf(db: D1Database, petitionId: number, before: string, now: number): Promise<number> {
  let reminders = 0
  for (let chunk = 0; chunk < RETENTION_CHUNKS_MAX; chunk++) {
    const [added, , marked] = await db.batch([
      db.prepare(ADD_REMINDERS).bind(before, petitionId, now),
      db.prepare(DELETE_ADDRESSES).bind(before, petitionId),
      db.prepare(MOVE_MARK).bind(before, petitionId),
    ])
    reminders += added?.meta.changes ?? 0
    if (marked?.meta.changes === 0) break
  }
  return reminders
}

/** SQLite would choose to read the whole petition. */
const BY_ID = 'INDEXED BY signatures_petition_id'

/** The petition that was longest not looked at comes first. ?2 the first id that is too young. */
const DUE = {
  due: `p.confirmation = 'email' AND EXISTS (
    SELECT 1 FROM signatures AS s ${BY_ID}
    WHERE s.petition_id = p.id AND s.id > coalesce(p.reminded_id, '') AND s.id < ?2)`,
  order: `coalesce(p.reminded_id, '')`,
}

const NEXT = `
  SELECT n.id FROM petitions AS m CROSS JOIN signatures AS n ${BY_ID}
  WHERE m.id = ?2 AND n.petition_id = ?2 AND n.id > coalesce(m.reminded_id, '') AND n.id < ?1
  ORDER BY n.id LIMIT ${REMINDER_CHUNK_ROWS}`

/** Whether every email about the petition that the signer `s` got was sent, and some time ago. ?3 now in ms. */
const QUIET = `(
  SELECT min(e.state = 'sent' AND e.sent_at < ?3 - ${REMINDER_QUIET_MS}) FROM emails AS e
  WHERE e.petition_id = ?2 AND e.signer = s.signer)`

/** The id is that of the signature as a UUIDv8 (RFC 9562 §5.8), so that no signature can have two reminders. */
const ADD_REMINDERS = `
  INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, next_attempt_at, created_at)
  SELECT ?2, s.signer, substr(s.id, 1, 14) || '8' || substr(s.id, 16), 'reminder',
    coalesce(${lastRepeat('id')}, s.id), coalesce(${lastRepeat('sealed')}, s.reminder), coalesce(${lastRepeat('locale')}, s.locale),
    'pending', ?3, ?3
  FROM petitions AS p
  CROSS JOIN signatures AS s ${BY_ID}
  WHERE p.id = ?2 AND p.state = 'open' AND coalesce(p.closes_at > ?3, true) AND p.reminder AND p.email_subject = 'title'
    AND p.taken_down_at IS NULL AND p.deleted_at IS NULL
    AND s.petition_id = ?2 AND s.id IN (${NEXT}) AND s.status = 'pending' AND s.reminder IS NOT NULL
    AND ${QUIET} AND ${belowDailyLimit('?3')}
  ON CONFLICT DO NOTHING`

const DELETE_ADDRESSES = `
  UPDATE signatures ${BY_ID} SET reminder = NULL WHERE petition_id = ?2 AND id IN (${NEXT}) AND reminder IS NOT NULL`

/** Changes no row when none is left. */
const MOVE_MARK = `
  UPDATE petitions SET reminded_id = (SELECT max(id) FROM (${NEXT})) WHERE id = ?2 AND EXISTS (${NEXT})`
