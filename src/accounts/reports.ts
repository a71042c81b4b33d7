/** What the operator and moderators decide about reports, and the emails that say so: to who reported, and to owners of the petition. */
import { GROUND_OF_OPERATOR, type ReadersDecision } from '../../schema/report.ts'
import { addressOf } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { consolePetitionUrl } from '../http/console-urls.ts'
import { type Hide, hideStatements } from '../ledger/hide.ts'
import { boundOf, type Decided, decideStatement, OPEN, OPEN_OF_DECIDED } from '../ledger/reports.ts'
import { REPORTS_COUNT_MAX_ROWS } from '../limits.ts'
import type { AccountKeys } from './keys.ts'
import type { Decision } from './decision.ts'
import { ownersOf } from './members.ts'
import { emailsToAccounts, emailsToReporters, idsOf, type Sealed, sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

type About = Decision & Omit<Decided, 'petitionId'>

/**
 * Decides without a change of the petition: `nothing`; `hidden` where it is not shown any more; `taken-down` after that was done. `none`:
 * they were decided before. Returns the ids of the emails to dispatch.
 */
export async function decideReports(
  db: D1Database,
  keys: AccountKeys,
  decision: Exclude<ReadersDecision, 'asked'>,
  about: About,
): Promise<Outcome<string[], 'none'>> {
  const [written, changed] = await db.batch<{ id: string }>(await decisionStatements(db, keys, decision, about))
  return (changed?.meta.changes ?? 0) > 0 ? done(idsOf(written)) : not('none')
}

/** What the emails tell, and the decision: for a transaction, in this order. */
async function decisionStatements(
  db: D1Database,
  keys: AccountKeys,
  decision: ReadersDecision,
  about: About,
): Promise<[emails: D1PreparedStatement, decided: D1PreparedStatement]> {
  const { petition, of, except, by, now } = about
  const { emailed, emails } = await emailsAboutDecision(db, keys, decision, about)
  const decided = { petitionId: petition.id, of, except }
  return [emails, decideStatement(db, decided, { decision, by: by.id, emailed, now })]
}

type AboutName = Decision & Pick<Hide, 'id'>

/**
 * Hides a name or its reason, and decides the reports about it: an operator those up to `upTo`, a moderator all but those that stay with the
 * operator. Returns the ids of the emails to dispatch; also where it was hidden before, and where nobody has reported it.
 */
export async function hideReported(
  db: D1Database,
  keys: AccountKeys,
  { id, hide, why, upTo, ...decision }: AboutName & Pick<Hide, 'hide' | 'why'> & { upTo: string | null },
): Promise<string[]> {
  const { petition, by, now } = decision
  const except = by.kind === 'operator' ? undefined : GROUND_OF_OPERATOR
  const about = { ...decision, of: { about: 'signature', aboutId: id, upTo }, except } as const
  const [written] = await db.batch<{ id: string }>([
    ...(await decisionStatements(db, keys, 'hidden', about)),
    ...hideStatements(db, { petitionId: petition.id, id, hide, why, by, now }),
  ])
  return idsOf(written)
}

/** By a moderator, who leaves a name as it is: all reports up to `upTo` but those that stay with the operator. */
export async function dismissReports(
  db: D1Database,
  keys: AccountKeys,
  { id, upTo, ...decision }: AboutName & { upTo: string },
): Promise<Outcome<string[], 'none'>> {
  const { petition, by, now } = decision
  const about = { ...decision, of: { about: 'signature', aboutId: id, upTo }, except: GROUND_OF_OPERATOR } as const
  const [written, changed] = await db.batch<{ id: string }>([
    ...(await decisionStatements(db, keys, 'nothing', about)),
    auditStatement(db, { petitionId: petition.id, act: 'report-dismissed', by, facts: { signature: id }, now }),
  ])
  return (changed?.meta.changes ?? 0) > 0 ? done(idsOf(written)) : not('none')
}

/** Decides by asking the owners for a change, in words that they get as they are. */
export async function askOwners(
  db: D1Database,
  keys: AccountKeys,
  { words, ...about }: About & { words: string },
): Promise<Outcome<string[], 'none'>> {
  const { petition, by, origin, newId, now } = about
  const { id, title, language } = petition
  const payload = {
    kind: 'owners-asked',
    url: consolePetitionUrl(origin, addressOf(petition)),
    title,
    language,
    words,
  } as const
  const owners = await Promise.all(
    (await ownersOf(db, id)).map(async (accountId): Promise<Sealed> => {
      const emailId = newId()
      return { id: emailId, accountId, sealed: await sealPayload(keys, emailId, payload) }
    }),
  )
  const [written, changed, , asked] = await db.batch<{ id: string }>([
    ...(await decisionStatements(db, keys, 'asked', about)),
    auditStatement(db, { petitionId: id, act: 'change-asked', by, now }),
    emailsToAccounts(db, payload.kind, owners, now),
  ])
  return (changed?.meta.changes ?? 0) > 0 ? done([...idsOf(written), ...idsOf(asked)]) : not('none')
}

/**
 * For a transaction, before `decideStatement`: one email to each address that came with a report that is decided, and the ids of these
 * reports. `condition`: SQL of ?2, the petition, and of ?3, now.
 */
export async function emailsAboutDecision(
  db: D1Database,
  keys: AccountKeys,
  decision: ReadersDecision,
  { petition, of, except, newId, now }: About,
  condition = 'true',
): Promise<{ emailed: string[]; emails: D1PreparedStatement }> {
  const { results } = await db
    .prepare(
      `SELECT id FROM reports ${OPEN} WHERE ${OPEN_OF_DECIDED} AND address IS NOT NULL ORDER BY id LIMIT ${REPORTS_COUNT_MAX_ROWS}`,
    )
    .bind(...boundOf({ petitionId: petition.id, of, except }))
    .all<{ id: string }>()
  const { title, language } = petition
  const payload = { kind: 'report-decided', decision, title, language } as const
  const emails = await Promise.all(
    results.map(async ({ id: reportId }) => {
      const id = newId()
      return { id, reportId, sealed: await sealPayload(keys, id, payload) }
    }),
  )
  return {
    emailed: results.map(({ id }) => id),
    emails: emailsToReporters(db, petition.id, emails, now, condition),
  }
}
