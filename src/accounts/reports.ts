/** What the operator decides about reports, and the emails that say so: to who reported, and to the owners of the petition. */
import type { ReadersDecision } from '../../schema/report.ts'
import { addressOf } from '../address.ts'
import { auditStatement } from '../audit.ts'
import { consolePetitionUrl } from '../http/console-urls.ts'
import { boundOf, type Decided, decideStatement, OPEN_OF_DECIDED } from '../ledger/reports.ts'
import { REPORTS_COUNT_MAX_ROWS } from '../limits.ts'
import type { AccountKeys } from './keys.ts'
import type { Decision } from './decision.ts'
import { ownersOf } from './members.ts'
import { emailsToAccounts, emailsToReporters, idsOf, type Sealed, sealPayload } from './outbox.ts'
import { done, not, type Outcome } from './outcome.ts'

type About = Decision & { of: Decided['of'] }

/**
 * Decides without a change of the petition: `nothing`, or `hidden` after that was done. `none`: they were decided before. Returns the ids
 * of the emails to dispatch.
 */
export async function decideReports(
  db: D1Database,
  keys: AccountKeys,
  decision: Extract<ReadersDecision, 'nothing' | 'hidden'>,
  about: About,
): Promise<Outcome<string[], 'none'>> {
  const { petition, of, by, now } = about
  const decided = { petitionId: petition.id, of }
  const [written, changed] = await db.batch<{ id: string }>([
    await emailsToTell(db, keys, decision, about),
    decideStatement(db, decided, { decision, by: by.id, now }),
  ])
  return (changed?.meta.changes ?? 0) > 0 ? done(idsOf(written)) : not('none')
}

/** Decides by asking the owners for a change, in words that they get as they are. */
export async function askOwners(
  db: D1Database,
  keys: AccountKeys,
  { words, ...about }: About & { words: string },
): Promise<Outcome<string[], 'none'>> {
  const { petition, of, by, origin, newId, now } = about
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
    await emailsToTell(db, keys, 'asked', about),
    decideStatement(db, { petitionId: id, of }, { decision: 'asked', by: by.id, now }),
    auditStatement(db, { petitionId: id, act: 'change-asked', by, now }),
    emailsToAccounts(db, payload.kind, owners, now),
  ])
  return (changed?.meta.changes ?? 0) > 0 ? done([...idsOf(written), ...idsOf(asked)]) : not('none')
}

/**
 * For a transaction, before `decideStatement`: one email to each address that came with a report that is decided. `condition`: SQL of
 * ?2, the petition, and of ?3, now.
 */
export async function emailsToTell(
  db: D1Database,
  keys: AccountKeys,
  decision: ReadersDecision,
  { petition, of, newId, now }: About,
  condition = 'true',
): Promise<D1PreparedStatement> {
  const decided = { petitionId: petition.id, of }
  const { results } = await db
    .prepare(
      `SELECT id FROM reports WHERE ${OPEN_OF_DECIDED} AND address IS NOT NULL ORDER BY id LIMIT ${REPORTS_COUNT_MAX_ROWS}`,
    )
    .bind(...boundOf(decided))
    .all<{ id: string }>()
  const { title, language } = petition
  const payload = { kind: 'report-decided', decision, title, language } as const
  const emails = await Promise.all(
    results.map(async ({ id: reportId }) => {
      const id = newId()
      return { id, reportId, sealed: await sealPayload(keys, id, payload) }
    }),
  )
  return emailsToReporters(db, petition.id, emails, now, condition)
}
