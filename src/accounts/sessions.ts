/**
 * Sessions. The cookie has the id of the session and a secret of 256 random bits, of which the database has a hash. The secret
 * is replaced after an hour of use. A former one that comes back later than the requests under way is taken for a stolen one, and
 * ends the session for both who have it.
 *
 * Limitation: a browser that never got the response with its new secret is signed out by its next request.
 */
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import {
  SESSION_GRACE_MS,
  SESSION_IDLE_MS,
  SESSION_MAX_MS,
  SESSION_ROTATE_MS,
  SESSION_SEEN_MS,
  SESSIONS_MAX_PER_ACCOUNT,
} from '../limits.ts'
import { type Account, ACCOUNT_COLUMNS, accountOf, type AccountRow } from './account.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface NewSession {
  /** UUID. */
  id: string
  /** As `newSecret` makes it. */
  secret: string
  /** As `sessionLabel` makes it. */
  label: string
}

/** What the cookie holds. */
export const sessionToken = ({ id, secret }: Pick<NewSession, 'id' | 'secret'>): string => `${id}.${secret}`

export const isSessionId = (id: string): boolean => UUID.test(id)

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

function parseToken(token: string): { id: string; secret: string } | null {
  const [id = '', secret = '', ...rest] = token.split('.')
  return rest.length === 0 && UUID.test(id) && looksLikeSecret(secret) ? { id, secret } : null
}

/**
 * `account`: SQL for its id, null for no session; it may use ?1, the session's id, and `bound` from ?7 on. The same id once more,
 * within a minute and for the same account, is a second press: the browser that gave up the first response gets another secret.
 */
export async function sessionFor(
  db: D1Database,
  { id, secret, label }: NewSession,
  now: number,
  account: string,
  ...bound: readonly (string | number)[]
): Promise<D1PreparedStatement> {
  return db
    .prepare(
      `INSERT INTO sessions (id, secret_hash, account_id, label, created_at, rotated_at, seen_at, expires_at)
       SELECT ?1, ?2, a.id, ?3, ?4, ?5, ?5, ?6 FROM accounts AS a WHERE a.id = ${account}
       ON CONFLICT (id) DO UPDATE
         SET previous_hash = sessions.secret_hash, secret_hash = excluded.secret_hash, rotated_at = excluded.rotated_at
         WHERE sessions.account_id = excluded.account_id
           AND sessions.created_at > excluded.created_at - ${SESSION_GRACE_MS}`,
    )
    .bind(id, await secretHash(secret), label, now, now, now + SESSION_MAX_MS, ...bound)
}

/** Ends the oldest sessions of the account of this one, which was just opened, above their number. */
export const newerSessionsOnly = (db: D1Database, id: string): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM sessions WHERE id IN (
         SELECT o.id FROM sessions AS s JOIN sessions AS o ON o.account_id = s.account_id
         WHERE s.id = ?1 ORDER BY o.seen_at DESC, o.id = ?1 DESC LIMIT -1 OFFSET ${SESSIONS_MAX_PER_ACCOUNT})`,
    )
    .bind(id)

/** For an account that has proven itself by a passkey. False if there is none. */
export async function openSession(
  db: D1Database,
  { accountId, session, now }: { accountId: string; session: NewSession; now: number },
): Promise<boolean> {
  const [opened] = await db.batch([
    await sessionFor(db, session, now, '?7', accountId),
    newerSessionsOnly(db, session.id),
  ])
  return (opened?.meta.changes ?? 0) > 0
}

export interface FoundSession {
  id: string
  account: Account
  /** When this session was opened, in milliseconds. */
  createdAt: number
  /** The cookie's new content; null where it stays. */
  newToken: string | null
}

/**
 * The session of a cookie. `newSecret` replaces its secret where that is due. `stolen`: the token was replaced before, and the
 * session is ended now.
 */
export async function findSession(
  db: D1Database,
  { token, newSecret, now }: { token: string; newSecret: string; now: number },
): Promise<Outcome<FoundSession, 'none' | 'expired' | 'stolen'>> {
  const parsed = parseToken(token)
  if (parsed === null) return not('none')
  const { id, secret } = parsed
  const row = await db
    .prepare(
      `SELECT s.secret_hash AS secretHash, s.previous_hash AS previousHash, s.created_at AS openedAt,
         s.rotated_at AS rotatedAt, s.seen_at AS seenAt, s.expires_at AS expiresAt, ${ACCOUNT_COLUMNS}
       FROM sessions AS s JOIN accounts AS a ON a.id = s.account_id WHERE s.id = ?1`,
    )
    .bind(id)
    .first<SessionRow>()
  if (row === null) return not('none')
  if (row.expiresAt <= now || row.seenAt <= now - SESSION_IDLE_MS) return not('expired')
  const hash = await secretHash(secret)
  const found = { id, account: accountOf(row), createdAt: row.openedAt, newToken: null }
  if (hash !== row.secretHash) {
    if (hash === row.previousHash && now - row.rotatedAt <= SESSION_GRACE_MS) return done(found)
    await db.batch([
      db.prepare('DELETE FROM sessions WHERE id = ?1').bind(id),
      expireEmailChanges(db, found.account.id, now),
    ])
    return not('stolen')
  }
  if (now - row.rotatedAt >= SESSION_ROTATE_MS) {
    const rotated = await db
      .prepare(
        `UPDATE sessions SET secret_hash = ?3, previous_hash = ?2, rotated_at = ?4, seen_at = ?4
         WHERE id = ?1 AND secret_hash = ?2`,
      )
      .bind(id, hash, await secretHash(newSecret), now)
      .run()
    // Another request has replaced it at the same time: this one is among those under way.
    return done({ ...found, newToken: rotated.meta.changes === 0 ? null : sessionToken({ id, secret: newSecret }) })
  }
  if (now - row.seenAt >= SESSION_SEEN_MS) {
    await db.prepare('UPDATE sessions SET seen_at = ?2 WHERE id = ?1').bind(id, now).run()
  }
  return done(found)
}

interface SessionRow extends AccountRow {
  secretHash: string
  previousHash: string | null
  openedAt: number
  rotatedAt: number
  seenAt: number
  expiresAt: number
}

export interface ListedSession {
  id: string
  label: string
  /** In milliseconds. */
  createdAt: number
  /** To some minutes. */
  seenAt: number
}

/** The last used first. */
export async function listSessions(db: D1Database, accountId: string, now: number): Promise<ListedSession[]> {
  const { results } = await db
    .prepare(
      `SELECT id, label, created_at AS createdAt, seen_at AS seenAt FROM sessions
       WHERE account_id = ?1 AND expires_at > ?2 AND seen_at > ?3 ORDER BY seen_at DESC, id`,
    )
    .bind(accountId, now, now - SESSION_IDLE_MS)
    .all<ListedSession>()
  return results
}

/** Of this account alone. False if there is no such session. */
export async function endSession(db: D1Database, accountId: string, id: string): Promise<boolean> {
  const ended = await db.prepare('DELETE FROM sessions WHERE id = ?1 AND account_id = ?2').bind(id, accountId).run()
  return ended.meta.changes > 0
}

/** As `endSession`, from another session: somebody else may have used it. */
export async function endOtherSession(db: D1Database, accountId: string, id: string, now: number): Promise<boolean> {
  const [ended] = await db.batch([
    db.prepare('DELETE FROM sessions WHERE id = ?1 AND account_id = ?2').bind(id, accountId),
    expireEmailChanges(db, accountId, now),
  ])
  return (ended?.meta.changes ?? 0) > 0
}

/** All of an account. How many. */
export async function endAllSessions(db: D1Database, accountId: string, now: number): Promise<number> {
  const [ended] = await db.batch([
    db.prepare('DELETE FROM sessions WHERE account_id = ?1').bind(accountId),
    expireEmailChanges(db, accountId, now),
  ])
  return ended?.meta.changes ?? 0
}

/** Ends the links that would change the address of an account: a person with a session that has ended may have asked for them. */
const expireEmailChanges = (db: D1Database, accountId: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE sign_in_links SET expires_at = ?2
       WHERE account_id = ?1 AND kind = 'email-change' AND used_at IS NULL AND expires_at > ?2`,
    )
    .bind(accountId, now)
