/**
 * Invitations to the team of a petition, and to have an account at all. An invitation is a link that its email brings; a person who
 * uses it owns the address that was invited, so nobody else can. An account that is signed in with that address may accept it, too.
 */
import type { Role } from '../../schema/account.ts'
import type { EmailAddress } from '../../schema/email-address.ts'
import type { Locale } from '../../schema/locales.ts'
import { auditStatement } from '../audit.ts'
import { secretHash } from '../crypto/secret.ts'
import { accountLinkUrl, consoleTeamUrl } from '../http/console-urls.ts'
import {
  DAY_MS,
  INVITATION_TTL_SECONDS,
  INVITATIONS_PER_ACCOUNT_PER_DAY,
  LINK_TWICE_MS,
  MEMBERS_MAX_PER_PETITION,
} from '../limits.ts'
import { isWritten, linkStatement } from './ask.ts'
import { type AccountKeys, storedAddress } from './keys.ts'
import { emailsToAccounts, emailStatement, type Sealed, sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface Invitation {
  /** To which team, with the slug in its address, and as what; null for an account alone, which an operator may give. */
  to: { petition: { id: number; slug: string; title: string; language: string }; role: Role } | null
  email: EmailAddress
  /** The account that invites. */
  by: { id: string; name: string }
  /** As what: an owner of the petition, or an operator. */
  as: 'account' | 'operator'
  /** Of the email. */
  locale: Locale
  /** The public one. */
  origin: string
  /** As `newSecret` makes it. */
  token: string
  /** `crypto.randomUUID`: one for each email. */
  newId: () => string
  now: number
}

export type InvitationProblem = 'not-allowed' | 'already-member' | 'too-many-members' | 'too-many'

/** SQL of what keeps an invitation from being sent: of ?1 its token, ?3 the address, ?6 the petition, ?8 who invites, ?10 now. */
const MAY_INVITE = `(
  EXISTS (SELECT 1 FROM accounts WHERE id = ?8 AND is_operator = 1)
  OR EXISTS (SELECT 1 FROM members WHERE petition_id = ?6 AND account_id = ?8 AND role = 'owner'))`
const IS_MEMBER = `EXISTS (
  SELECT 1 FROM accounts AS a JOIN members AS m ON m.account_id = a.id WHERE a.email_hash = unhex(?3) AND m.petition_id = ?6)`
/** The one that this one replaces takes no place of its own. */
const IS_FULL = `(
  (SELECT count(*) FROM members WHERE petition_id = ?6)
  + (SELECT count(*) FROM sign_in_links
     WHERE petition_id = ?6 AND used_at IS NULL AND expires_at > ?10 AND coalesce(email_hash <> unhex(?3), true))
  >= ${MEMBERS_MAX_PER_PETITION})`
/** By another press of the same button, or by another owner at the same time. ?7 the role. */
const IS_SENT = `EXISTS (
  SELECT 1 FROM sign_in_links
  WHERE email_hash = unhex(?3) AND kind = 'invitation' AND petition_id IS ?6 AND role IS ?7 AND used_at IS NULL AND expires_at > ?10
    AND created_at > ?10 - ${LINK_TWICE_MS})`
const IS_LIMITED = `(
  (SELECT count(*) FROM sign_in_links WHERE invited_by = ?8 AND created_at > ?10 - ${DAY_MS})
  >= ${INVITATIONS_PER_ACCOUNT_PER_DAY})`

/**
 * The ids of the emails, to dispatch: to the address, and where it is invited to be an owner, to the other owners. An invitation of the same
 * address to the same team is replaced; none, if it was sent a moment ago.
 */
export async function invite(
  db: D1Database,
  keys: AccountKeys,
  { to, email, by, as, locale, origin, token, newId, now }: Invitation,
): Promise<Outcome<string[], InvitationProblem>> {
  const address = await storedAddress(keys, email)
  const petitionId = to?.petition.id ?? null
  const payload = {
    kind: 'invitation',
    url: accountLinkUrl(origin, token),
    from: by.name,
    role: to?.role ?? null,
    petition: to === null ? null : { title: to.petition.title, language: to.petition.language },
  } as const
  const link = { token, kind: 'invitation', to: address, locale, ttlSeconds: INVITATION_TTL_SECONDS, now } as const
  const written = { ...link, petitionId, role: to?.role ?? null, invitedBy: by.id }
  const emailId = newId()
  const results = await db.batch<{ id: string }>([
    await linkStatement(
      db,
      written,
      `${MAY_INVITE} AND NOT ${IS_MEMBER} AND NOT ${IS_SENT} AND NOT ${IS_FULL} AND NOT ${IS_LIMITED}`,
    ),
    await emailStatement(db, keys, { id: emailId, payload, to: address, locale }, now),
    ...(to === null
      ? []
      : [
          auditStatement(db, {
            petitionId: to.petition.id,
            act: 'invited',
            by: { kind: as, id: by.id },
            facts: { role: to.role },
            now,
          }),
        ]),
    emailsToAccounts(db, 'owner-invited', await emailsToOtherOwners(db, keys, { to, by, origin, newId }), now),
    // Only once the new one is written, and not deleted, so that it still counts among those of the day.
    db
      .prepare(
        `UPDATE sign_in_links SET expires_at = ?3
         WHERE email_hash = unhex(?2) AND kind = 'invitation' AND petition_id IS ?1 AND used_at IS NULL AND expires_at > ?3
           AND token_hash <> ?4 AND EXISTS (SELECT 1 FROM sign_in_links WHERE token_hash = ?4)`,
      )
      .bind(petitionId, address.hash, now, await secretHash(token)),
  ])
  if (isWritten(results))
    return done([emailId, ...results.slice(2).flatMap(({ results: rows }) => rows.map(({ id }) => id))])
  const facts = await db
    .prepare(`SELECT ${MAY_INVITE} AS mayInvite, ${IS_MEMBER} AS isMember, ${IS_SENT} AS isSent, ${IS_FULL} AS isFull`)
    // At the numbers that they have in linkStatement.
    .bind(null, null, address.hash, null, null, petitionId, to?.role ?? null, by.id, null, now)
    .first<{ mayInvite: number; isMember: number; isSent: number; isFull: number }>()
  if (facts?.mayInvite === 0) return not('not-allowed')
  if (facts?.isMember === 1) return not('already-member')
  if (facts?.isSent === 1) return done([])
  return not(facts?.isFull === 1 ? 'too-many-members' : 'too-many')
}

/** The emails to the owners of a petition that gets another, but for the one who invites. */
async function emailsToOtherOwners(
  db: D1Database,
  keys: AccountKeys,
  { to, by, origin, newId }: Pick<Invitation, 'to' | 'by' | 'origin' | 'newId'>,
): Promise<Sealed[]> {
  if (to?.role !== 'owner') return []
  const { id: petitionId, slug, title, language } = to.petition
  const payload = {
    kind: 'owner-invited',
    url: consoleTeamUrl(origin, slug),
    title,
    language,
  } as const
  const { results } = await db
    .prepare(
      `SELECT account_id AS accountId FROM members WHERE petition_id = ?1 AND role = 'owner' AND account_id <> ?2`,
    )
    .bind(petitionId, by.id)
    .all<{ accountId: string }>()
  return Promise.all(
    results.map(async ({ accountId }): Promise<Sealed> => {
      const id = newId()
      return { id, accountId, sealed: await sealPayload(keys, id, payload) }
    }),
  )
}
