/** Approval and taking down: a change of the petition, and an email to each of its owners in the same transaction. */
import type { TakeDownGround } from '../../schema/account.ts'
import type { AccountEmailPayload } from '../../schema/account-email.ts'
import type { Actor, AuditAct } from '../../schema/audit.ts'
import { addressOf } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { consoleObjectionUrl, consolePetitionUrl } from '../http/console-urls.ts'
import { petitionUrl } from '../http/urls.ts'
import { type Decided as DecidedReports, decideObjectionStatement, decideStatement } from '../ledger/reports.ts'
import {
  approveStatement,
  openDraftStatement,
  putBackStatement,
  scheduleStatement,
  submitStatement,
  takeDownStatement,
  takeBackStatement,
  unsubmitStatement,
} from '../petitions/moderation.ts'
import { forgetAskedStatement, rememberAskedStatement } from '../petitions/asked-changes.ts'
import { opensLater, openingProblems } from '../petitions/opening.ts'
import type { Petition } from '../petitions/petitions.ts'
import type { FieldProblem } from '../refusal.ts'
import type { AccountKeys } from './keys.ts'
import type { Decision } from './decision.ts'
import { ownersOf } from './members.ts'
import { emailsToAccounts, idsOf, type Sealed, sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'
import { emailsAboutDecision } from './reports.ts'

/** The ids of the emails to dispatch. `not-waiting`: it was decided before, or taken back. */
export type Decided<Why extends string = 'not-waiting'> = Outcome<string[], Why>

/** Why a petition was not opened: what is wrong with its keys or its deadline, or that it is no longer as it was read. */
export type NotOpened = FieldProblem['code'] | 'changed'

/** By its owner: sends a draft to the operator, or opens it at once or at the time that is set. `petition`: as it was read. */
export async function sendDraft(
  db: D1Database,
  petition: Pick<Petition, 'id' | 'revision' | 'publicKeys' | 'closesAt' | 'opensAt'>,
  { waits, by, now }: { waits: boolean; by: Actor; now: number },
): Promise<Outcome<null, NotOpened>> {
  const [problem] = await openingProblems(petition, now)
  if (problem !== undefined) return not(problem.code)
  const read = { petitionId: petition.id, revision: petition.revision, now }
  const act = waits ? 'submitted' : opensLater(petition, now) ? 'scheduled' : 'opened'
  const [sent] = await db.batch([
    { submitted: submitStatement, scheduled: scheduleStatement, opened: openDraftStatement }[act](db, read),
    auditStatement(db, { petitionId: petition.id, act, by, now }),
    ...(act === 'opened' ? [forgetAskedStatement(db, petition.id)] : []),
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
    takeBackStatement(db, petitionId),
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
  decision: Decision & { petition: Pick<Petition, 'state' | 'revision' | 'closesAt' | 'opensAt'> },
): Promise<Decided<'not-waiting' | NotOpened>> {
  const { petition, origin, now } = decision
  const { id, title, language, revision } = petition
  const [problem] = petition.state === 'draft' ? await openingProblems(petition, now) : []
  if (problem !== undefined) return not(problem.code)
  const isLater = opensLater(petition, now)
  const url = isLater ? consolePetitionUrl(origin, addressOf(petition)) : petitionUrl(origin, addressOf(petition), null)
  const payload = { kind: 'approved', url, title, language, isLater } as const
  const statement = approveStatement(db, { petitionId: id, revision, now })
  return orChanged(
    db,
    id,
    await decide(db, keys, statement, payload, decision, { after: [forgetAskedStatement(db, id)] }),
  )
}

/** Of a decision that was not made: whether the petition still waits, with other words. */
async function orChanged(
  db: D1Database,
  petitionId: number,
  decided: Decided,
): Promise<Decided<'not-waiting' | 'changed'>> {
  if (decided.ok) return decided
  const waiting = await db
    .prepare('SELECT 1 FROM petitions WHERE id = ?1 AND submitted_at IS NOT NULL')
    .bind(petitionId)
    .first()
  return waiting === null ? decided : not('changed')
}

/** As the operator has read it: what is different the next time is compared with it. */
type Asked = Decision & {
  petition: Pick<Petition, 'revision' | 'addressee' | 'starter' | 'body' | 'image'>
  words: string
}

/** Back to its owners, with what they should change. `changed`: it was changed since the operator has read it. */
export const askForChange = (db: D1Database, keys: AccountKeys, asked: Asked) => {
  const { title, language } = asked.petition
  const url = consolePetitionUrl(asked.origin, addressOf(asked.petition))
  return giveBack(db, keys, { kind: 'change-asked', url, title, language, words: asked.words }, asked)
}

/** It stays a draft of its owners. `changed`: as of `askForChange`. */
export const decline = (db: D1Database, keys: AccountKeys, asked: Asked) => {
  const { title, language } = asked.petition
  return giveBack(db, keys, { kind: 'declined', title, language, words: asked.words }, asked)
}

async function giveBack(db: D1Database, keys: AccountKeys, payload: DecisionPayload, { words, ...decision }: Asked) {
  const { petition, now } = decision
  const remember = rememberAskedStatement(db, petition, { message: words, now })
  const statement = unsubmitStatement(db, { petitionId: petition.id, revision: petition.revision })
  return orChanged(db, petition.id, await decide(db, keys, statement, payload, decision, { before: [remember] }))
}

/**
 * With all open reports of the petition. `not-up`: a draft, or taken down before. The caches of the edge are to forget it.
 */
export async function takeDown(
  db: D1Database,
  keys: AccountKeys,
  { ground, reason, ...decision }: Decision & { ground: TakeDownGround; reason: string },
): Promise<Decided<'not-up'>> {
  const { petition, by, origin, now } = decision
  const { id, title, language } = petition
  const statement = takeDownStatement(db, { petitionId: id, ground, reason, now })
  const url = consoleObjectionUrl(origin, addressOf(petition))
  const payload = { kind: 'taken-down', url, title, language, ground, words: reason } as const
  const reports: DecidedReports = { petitionId: id, of: null }
  const { emailed, emails } = await emailsAboutDecision(
    db,
    keys,
    'taken-down',
    { ...decision, of: null },
    wasTakenDown('?2', '?3'),
  )
  const after = [
    emails,
    decideStatement(db, reports, { decision: 'taken-down', by: by.id, emailed, now }, wasTakenDown('?1', '?8')),
  ]
  const decided = await decide(db, keys, statement, payload, decision, { after })
  return decided.ok ? decided : not('not-up')
}

/** SQL: whether the transaction has taken it down. */
const wasTakenDown = (petitionId: '?1' | '?2', now: '?3' | '?8'): string =>
  `EXISTS (SELECT 1 FROM petitions WHERE id = ${petitionId} AND taken_down_at = ${now})`

/** With an open objection. `not-down`: it is up. */
export async function putBack(db: D1Database, keys: AccountKeys, decision: Decision): Promise<Decided<'not-down'>> {
  const { petition, by, origin, now } = decision
  const { id, title, language } = petition
  const payload = { kind: 'put-back', url: petitionUrl(origin, addressOf(petition), null), title, language } as const
  // The objection that it answers, also when another owner has sent it.
  const objection = decideObjectionStatement(db, id, { decision: 'put-back', by: by.id, now })
  const decided = await decide(db, keys, putBackStatement(db, id, now), payload, decision, { after: [objection] })
  return decided.ok ? decided : not('not-down')
}

/** Decides an objection without a change of the petition, in words to its owners. `not-waiting`: there is none. */
export const keepDown = (
  db: D1Database,
  keys: AccountKeys,
  { words, ...decision }: Decision & { words: string },
): Promise<Decided> => {
  const { petition, by, now } = decision
  const { id, title, language } = petition
  const statement = decideObjectionStatement(db, id, { decision: 'kept-down', by: by.id, now })
  return decide(db, keys, statement, { kind: 'kept-down', title, language, words }, decision)
}

type DecisionPayload = AccountEmailPayload & { kind: AccountEmailPayload['kind'] & AuditAct }

/** `before` the emails, each of which then needs that the one before it changed a row; `after` them. */
interface With {
  before?: D1PreparedStatement[]
  after?: D1PreparedStatement[]
}

async function decide(
  db: D1Database,
  keys: AccountKeys,
  statement: D1PreparedStatement,
  payload: DecisionPayload,
  { petition, by, newId, now }: Decision,
  { before = [], after = [] }: With = {},
): Promise<Decided> {
  const emails = await Promise.all(
    (await ownersOf(db, petition.id)).map(async (accountId): Promise<Sealed> => {
      const id = newId()
      return { id, accountId, sealed: await sealPayload(keys, id, payload) }
    }),
  )
  const [changed, ...others] = await db.batch<{ id: string }>([
    statement,
    auditStatement(db, { petitionId: petition.id, act: payload.kind, by, now }),
    ...before,
    emailsToAccounts(db, payload.kind, emails, now),
    ...after,
  ])
  if ((changed?.meta.changes ?? 0) === 0) return not('not-waiting')
  return done(others.flatMap(idsOf))
}
