/**
 * Puts the former address of an account back, for the owner of that address: somebody else, with a session of this account, may have changed it.
 * What such a person may have left behind ends with it.
 */
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { revokeMadeSince } from '../petitions/team-tokens.ts'
import { ACCOUNT, changeAddress, emailToFormer, expireLinks } from './email-change.ts'
import type { AccountKeys } from './keys.ts'
import { findOpenLink, type LinkProblem, TAKEN, takeLink, whyNotTaken } from './links.ts'
import { sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface EmailUndo {
  token: string
  /** A random id of this use. */
  by: string
  /** Of the email to the address that is replaced: a UUID. */
  emailId: string
  now: number
}

/** SQL: an account `o` that has the address of the link `l`, and is another. */
const OTHER = `o.email_hash = l.email_hash AND o.id <> l.account_id`
/**
 * SQL: whether that account was opened after the change, and has nothing: a person who lost an address signs in with it, which opens one. Where it
 * may once have been in a team, it may have invited somebody.
 */
const HAS_NOTHING = `(o.created_at >= l.created_at AND o.is_operator = 0
  AND NOT EXISTS (SELECT 1 FROM members AS m WHERE m.account_id = o.id)
  AND NOT EXISTS (SELECT 1 FROM drafts AS d WHERE d.account_id = o.id AND d.revision > 1)
  AND NOT EXISTS (SELECT 1 FROM sign_in_links AS i WHERE i.invited_by = o.id))`
/** SQL: when the change was made. */
const SINCE = `(SELECT l.created_at FROM ${TAKEN})`

/**
 * The id of the email to the address that is replaced. All sessions of the account end, its passkeys are removed, what changed after that address
 * can be undone no more, and the tokens and invitations that it made since are no longer valid. `taken`: another account has the address, and
 * something else too. It does not use the link up.
 */
export async function undoEmailChange(
  db: D1Database,
  keys: AccountKeys,
  { token, by, emailId, now }: EmailUndo,
): Promise<Outcome<string, LinkProblem | 'taken'>> {
  if (!looksLikeSecret(token)) return not('unknown')
  const hash = await secretHash(token)
  const use = { hash, by, now }
  const results = await db.batch([
    takeLink(db, use, `'email-undo'`, {
      sql: `NOT EXISTS (SELECT 1 FROM accounts AS o WHERE ${OTHER} AND NOT ${HAS_NOTHING})`,
      bound: [],
    }),
    // With its sessions and passkeys: the tables say so.
    db
      .prepare(
        `DELETE FROM accounts WHERE id = (SELECT o.id FROM accounts AS o, ${TAKEN} AND ${OTHER} AND ${HAS_NOTHING})`,
      )
      .bind(hash, by),
    emailToFormer(db, use, emailId, await sealPayload(keys, emailId, { kind: 'email-changed' })),
    changeAddress(db, use),
    db.prepare(`DELETE FROM sessions WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    db.prepare(`DELETE FROM passkeys WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    db.prepare(`DELETE FROM passkey_challenges WHERE account_id = ${ACCOUNT}`).bind(hash, by),
    expireLinks(db, use, `(kind = 'email-change' OR kind = 'email-undo' AND created_at >= ${SINCE})`),
    revokeMadeSince(db, { account: ACCOUNT, since: SINCE, bound: [hash, by] }, now),
    db
      .prepare(
        `UPDATE sign_in_links SET expires_at = ?3
         WHERE invited_by = ${ACCOUNT} AND created_at >= ${SINCE} AND used_at IS NULL AND expires_at > ?3`,
      )
      .bind(hash, by, now),
  ])
  if ((results[0]?.meta.changes ?? 0) > 0) return done(emailId)
  const open = await findOpenLink(db, hash, 'email-undo', now)
  return not(open === null ? await whyNotTaken(db, hash, now) : 'taken')
}
