/** Approval and taking down: a change of the petition, and an email to each of its owners in the same transaction. */
import type { TakeDownGround } from '../../schema/account.ts'
import type { AccountEmailPayload } from '../../schema/account-email.ts'
import type { Actor, AuditAct } from '../../schema/audit.ts'
import { auditStatement } from '../audit.ts'
import { consolePetitionUrl } from '../http/console-urls.ts'
import { petitionUrl } from '../http/urls.ts'
import {
  approveStatement,
  openDraftStatement,
  putBackStatement,
  submitStatement,
  takeDownStatement,
  unsubmitStatement,
} from '../petitions/moderation.ts'
import { openingProblems } from '../petitions/opening.ts'
import type { Petition } from '../petitions/petitions.ts'
import type { FieldProblem } from '../refusal.ts'
import type { AccountKeys } from './keys.ts'
import { emailsToAccounts, type Sealed, sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

export interface Decision {
  petition: Pick<Petition, 'id' | 'slug' | 'title' | 'language' | 'publicKeys'>
  by: Actor
  /** The public one. */
  origin: string
  /** `crypto.randomUUID`: one for the email to each owner. */
  newId: () => string
  now: number
}

/** The ids of the emails to dispatch. `not-waiting`: it was decided before, or taken back. */
export type Decided<Why extends string = 'not-waiting'> = Outcome<string[], Why>

/** Why a petition was not opened: what is wrong with its keys or its deadline, or that it is no longer as it was read. */
export type NotOpened = FieldProblem['code'] | 'changed'

/** By its owner: sends a draft to the operator, or opens it at once. `petition`: as it was read. */
export async function sendDraft(
  db: D1Database,
  petition: Pick<Petition, 'id' | 'revision' | 'publicKeys' | 'closesAt'>,
  { waits, by, now }: { waits: boolean; by: Actor; now: number },
): Promise<Outcome<null, NotOpened>> {
  const [problem] = await openingProblems(petition, now)
  if (problem !== undefined) return not(problem.code)
  const read = { petitionId: petition.id, revision: petition.revision, now }
  const [sent] = await db.batch([
    waits ? submitStatement(db, read) : openDraftStatement(db, read),
    auditStatement(db, { petitionId: petition.id, act: waits ? 'submitted' : 'opened', by, now }),
  ])
  return (sent?.meta.changes ?? 0) > 0 ? done(null) : not('changed')
}

/** By its owner, who wants to go on writing. */
export async function takeBackFromApproval(
  db: D1Database,
  petitionId: number,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [taken] = await db.batch([
    unsubmitStatement(db, petitionId),
    auditStatement(db, { petitionId, act: 'taken-back', by, now }),
  ])
  return (taken?.meta.changes ?? 0) > 0
}

/**
 * Opens it as the operator has read it: `changed` if it was changed since. An email that cannot be written opens nothing. With the
 * API the operator may have opened it before; its owners get an email then, too.
 */
export async function approve(
  db: D1Database,
  keys: AccountKeys,
  decision: Decision & { petition: Pick<Petition, 'state' | 'revision' | 'closesAt'> },
): Promise<Decided<'not-waiting' | NotOpened>> {
  const { petition, origin, now } = decision
  const { id, slug, title, language, revision } = petition
  const [problem] = petition.state === 'draft' ? await openingProblems(petition, now) : []
  if (problem !== undefined) return not(problem.code)
  const payload = { kind: 'approved', url: petitionUrl(origin, slug, null), title, language } as const
  const statement = approveStatement(db, { petitionId: id, revision, now })
  const decided = await decide(db, keys, statement, payload, decision)
  if (decided.ok) return decided
  const waiting = await db
    .prepare('SELECT 1 FROM petitions WHERE id = ?1 AND submitted_at IS NOT NULL')
    .bind(id)
    .first()
  return waiting === null ? decided : not('changed')
}

/** Back to its owners, with what they should change. */
export const askForChange = (
  db: D1Database,
  keys: AccountKeys,
  { words, ...decision }: Decision & { words: string },
): Promise<Decided> => {
  const { id, slug, title, language } = decision.petition
  const url = consolePetitionUrl(decision.origin, slug)
  return decide(db, keys, unsubmitStatement(db, id), { kind: 'change-asked', url, title, language, words }, decision)
}

/** It stays a draft of its owners. */
export const decline = (
  db: D1Database,
  keys: AccountKeys,
  { words, ...decision }: Decision & { words: string },
): Promise<Decided> => {
  const { id, title, language } = decision.petition
  return decide(db, keys, unsubmitStatement(db, id), { kind: 'declined', title, language, words }, decision)
}

/** `not-up`: a draft, or taken down before. The caches of the edge are to forget it. */
export async function takeDown(
  db: D1Database,
  keys: AccountKeys,
  { ground, reason, ...decision }: Decision & { ground: TakeDownGround; reason: string },
): Promise<Decided<'not-up'>> {
  const { petition, now } = decision
  const { title, language } = petition
  const statement = takeDownStatement(db, { petitionId: petition.id, ground, reason, now })
  const payload = { kind: 'taken-down', title, language, ground, words: reason } as const
  const decided = await decide(db, keys, statement, payload, decision)
  return decided.ok ? decided : not('not-up')
}

/** False if it is not down. */
export async function putBack(
  db: D1Database,
  petitionId: number,
  { by, now }: { by: Actor; now: number },
): Promise<boolean> {
  const [put] = await db.batch([
    putBackStatement(db, petitionId, now),
    auditStatement(db, { petitionId, act: 'put-back', by, now }),
  ])
  return (put?.meta.changes ?? 0) > 0
}

type DecisionPayload = AccountEmailPayload & { kind: AccountEmailPayload['kind'] & AuditAct }

async function decide(
  db: D1Database,
  keys: AccountKeys,
  statement: D1PreparedStatement,
  payload: DecisionPayload,
  { petition, by, newId, now }: Decision,
): Promise<Decided> {
  const { results: owners } = await db
    .prepare(`SELECT account_id AS accountId FROM members WHERE petition_id = ?1 AND role = 'owner'`)
    .bind(petition.id)
    .all<{ accountId: string }>()
  const emails = await Promise.all(
    owners.map(async ({ accountId }): Promise<Sealed> => {
      const id = newId()
      return { id, accountId, sealed: await sealPayload(keys, id, payload) }
    }),
  )
  const [changed, , written] = await db.batch<{ id: string }>([
    statement,
    auditStatement(db, { petitionId: petition.id, act: payload.kind, by, now }),
    emailsToAccounts(db, payload.kind, emails, now),
  ])
  if ((changed?.meta.changes ?? 0) === 0) return not('not-waiting')
  return done((written?.results ?? []).map(({ id }) => id))
}
