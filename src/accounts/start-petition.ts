/** A draft becomes a petition: open at once, or sent to the operator. Its account is the first owner. */
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { PetitionsMode } from '../../schema/account.ts'
import type { PetitionForm } from '../../schema/petition.ts'
import { drafts, members } from '../../schema/tables.ts'
import { DAY_MS, PETITIONS_PER_ACCOUNT_PER_DAY } from '../limits.ts'
import { messagesOf } from '../platform/d1-errors.ts'
import { createPetition, findPetition, type Petition } from '../petitions/petitions.ts'
import { findDraft } from './drafts.ts'
import { done, not, type Outcome } from './outcome.ts'
import { roleOf } from './roles.ts'

export interface PetitionStart {
  draftId: string
  accountId: string
  /** As `petitionForm` validates it; its state is decided here. */
  form: PetitionForm
  mode: PetitionsMode
  now: number
}

/**
 * In one transaction: the petition, its owner, and the end of the draft. A second click gives the petition of the first.
 * `slug-taken`, and `too-many` today: the draft is still there, with everything in it.
 */
export async function startPetition(
  db: D1Database,
  { draftId, accountId, form, mode, now }: PetitionStart,
): Promise<Outcome<Petition, 'not-found' | 'slug-taken' | 'too-many'>> {
  const draft = await findDraft(db, accountId, draftId)
  if (draft === null) return findStarted(db, accountId, form.slug)
  const waits = mode === 'approval'
  const orm = drizzle(db)
  // Of those that it started here, the owner and the petition are of one time. Null, for one too many, is no owner: nothing is written.
  const owner = sql`(SELECT ${accountId} WHERE (
    SELECT count(*) FROM members AS m JOIN petitions AS p ON p.id = m.petition_id
    WHERE m.account_id = ${accountId} AND m.created_at = p.created_at AND p.created_at > ${now - DAY_MS}
  ) < ${PETITIONS_PER_ACCOUNT_PER_DAY})`
  const petition = await createPetition(db, { ...form, state: waits ? 'draft' : 'open' }, null, now, {
    by: { kind: 'account', id: accountId },
    submittedAt: waits ? now : null,
    also: (petitionId) => [
      orm.insert(members).values({ petitionId, accountId: owner, role: 'owner', createdAt: now }),
      orm.delete(drafts).where(eq(drafts.id, draftId)),
    ],
  }).catch((error: unknown) => {
    if (messagesOf(error).some((text) => text.includes('NOT NULL constraint failed: members.account_id')))
      return 'too-many' as const
    throw error
  })
  if (petition === 'too-many') return not(petition)
  if (petition !== null) return done(petition)
  const other = await findStarted(db, accountId, form.slug)
  return other.ok && (await findDraft(db, accountId, draftId)) === null ? other : not('slug-taken')
}

/** The petition of a draft that is no more: of this web address, and of this account. */
export async function findStarted(
  db: D1Database,
  accountId: string,
  slug: string,
): Promise<Outcome<Petition, 'not-found'>> {
  const petition = await findPetition(db, slug)
  if (petition === null || (await roleOf(db, petition.id, accountId)) !== 'owner') return not('not-found')
  return done(petition)
}
