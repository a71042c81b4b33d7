/** Signatures that are held for review: groups, decisions with their numbers, and undoing a removal. */
import { Hono } from 'hono'

import { type ReviewCondition, reviewPreviewForm } from '../../../schema/review.ts'
import { SIGNALS } from '../../../schema/message.ts'
import { addressOf } from '../../../src/address.ts'
import { may } from '../../../src/accounts/roles.ts'
import { isAuditId, listAudit } from '../../../src/audit.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { GroupPage, type Narrowed } from '../../../src/console/people/review-decision.tsx'
import { groupAt } from '../../../src/console/people/review-group.ts'
import { type Decided, ReviewPage, reviewPath } from '../../../src/console/people/review.tsx'
import { validate } from '../../../src/http/validate.ts'
import { carryOn } from '../../../src/ledger/carry-out.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { readCountParts } from '../../../src/ledger/count-parts.ts'
import { firstUndoable } from '../../../src/ledger/removed.ts'
import { readUnderWay } from '../../../src/ledger/decisions.ts'
import { describeMatching, listNamedGroups } from '../../../src/ledger/review-groups.ts'
import { rulesOf } from '../../../src/review/rules.ts'
import { undoRemoval } from '../../../src/ledger/undo-removal.ts'
import { DAY_MS, REMOVAL_UNDO_MS, REVIEW_RETENTION_DAYS } from '../../../src/limits.ts'
import { dayIn, momentIn } from '../../../src/i18n/time.ts'
import { timeOfId } from '../../../src/uuid-time.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { unconfirmed } from '../confirm.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { form } from '../form.ts'
import { shownEntries, teamOf } from '../log-entries.ts'
import { sendDeliveries, sendSignerEmails } from '../outbox.ts'
import { aroundOf, notFound, page, seeOther } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import type { Values } from '../values.ts'
import { momentOf } from '../when.ts'

/** Under `/p/:slug/review`. */
export const reviewRoutes = new Hono<ConsoleContext>()

type ReviewContext = RouteContext & { var: InPetition }

const DECISIONS = ['released', 'removed', 'removal-undone'] as const

reviewRoutes.get('/', requireRole('review'), async (c) => {
  const { petition, role } = c.var
  const now = Date.now()
  const [{ groups, total, complete, underWay }, decided] = await Promise.all([
    listNamedGroups(c.env.DB, petition.id),
    decidedBefore(c, now),
  ])
  const firstAt = Math.min(...groups.map((group) => Date.parse(group.firstAt)))
  const view = (
    <ReviewPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      {...{ groups, total, complete, underWay, decided }}
      rules={rulesOf(petition.reviewRules)}
      needConfirmation={petition.confirmation === 'email'}
      until={
        groups.length === 0 || petition.confirmation !== 'email'
          ? null
          : dayIn(firstAt + REVIEW_RETENTION_DAYS * DAY_MS, petition.timeZone, c.var.locale)
      }
      mayChangeRules={may(role, 'settings')}
    />
  )
  return page(c, view)
})

reviewRoutes.post('/undo', requireRole('review'), form(), async (c) => {
  const { petition, values } = c.var
  const path = reviewPath(addressOf(petition))
  const decision = values['decision'] ?? ''
  if (!isAuditId(decision)) return seeOther(c, path, 'too-late')
  const { settings } = await servicesOf(c.env)
  const at = { by: byAccount(c.var), origin: settings.publicOrigin, now: Date.now() }
  const undone = await undoRemoval(c.env.DB, petition.id, decision, at)
  if (undone === 'too-late') return seeOther(c, path, 'too-late')
  // The page says which other decision it is.
  if (undone === 'under-way') return seeOther(c, path)
  sendDeliveries(c, undone.deliveryIds)
  sendSignerEmails(c, undone.emails)
  return decided(c, 'removal-undone', undone)
})

reviewRoutes.get('/:group', requireRole('review'), (c) => groupPage(c, narrowedBy(c.req.query()), EMPTY_FORM))

reviewRoutes.post('/:group/release', requireRole('review'), form(), async (c) => {
  const { petition, values } = c.var
  const narrowed = narrowedBy(values)
  const condition = conditionOf(c, narrowed)
  if (condition === null) return notFound(c)
  const { settings } = await servicesOf(c.env)
  const at = { by: byAccount(c.var), origin: settings.publicOrigin, now: Date.now() }
  const expected = expectedOf(values)
  if (expected === 0) return groupPage(c, narrowed, EMPTY_FORM, expected)
  const released = await release(c.env.DB, petition.id, { condition, expected }, at)
  if (!released.ok) return groupPage(c, narrowed, EMPTY_FORM, expected)
  const { left, deliveryIds, emails } = released.value
  sendDeliveries(c, deliveryIds)
  sendSignerEmails(c, emails)
  return decided(c, 'released', { n: expected, left })
})

reviewRoutes.post('/:group/remove', requireRole('review'), form(), async (c) => {
  const { petition, values } = c.var
  const narrowed = narrowedBy(values)
  const condition = conditionOf(c, narrowed)
  if (condition === null) return notFound(c)
  const expected = expectedOf(values)
  if (expected === 0) return groupPage(c, narrowed, EMPTY_FORM, expected)
  const missing = unconfirmed(c, values, expected)
  if (missing !== null) return groupPage(c, narrowed, missing, expected)
  const { settings } = await servicesOf(c.env)
  const at = { by: byAccount(c.var), origin: settings.publicOrigin, now: Date.now() }
  const removed = await remove(c.env.DB, petition.id, { condition, expected }, at)
  if (!removed.ok) return groupPage(c, narrowed, EMPTY_FORM, expected)
  return decided(c, 'removed', removed.value)
})

/** What is left is carried on with after the response; then the page says how far it is, and not that it is done. */
async function decided(
  c: ReviewContext,
  notice: (typeof DECISIONS)[number],
  { n, left }: { n: number; left: number },
): Promise<Response> {
  const { petition } = c.var
  const path = reviewPath(addressOf(petition))
  if (left === 0) return changed(petition, seeOther(c, path, notice, n))
  const { publicOrigin: origin, statementsMax } = (await servicesOf(c.env)).settings
  c.executionCtx.waitUntil(
    carryOn(c.env.DB, c.env, { petitionId: petition.id, origin, now: Date.now(), statementsMax }),
  )
  return changed(petition, seeOther(c, path))
}

/** Of a form, or of a query. Anything else is as if it were not there. */
function narrowedBy(values: Readonly<Record<string, string>>): Narrowed {
  const { country = '', disposable = '', signal = '' } = values
  return {
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    disposable: disposable === 'yes' || disposable === 'no' ? disposable : '',
    signal: SIGNALS.find((one) => one === signal) ?? '',
  }
}

const expectedOf = (values: Values): number =>
  /^\d{1,9}$/.test(values['expected'] ?? '') ? Number(values['expected']) : 0

/** Null where there can be no such group. */
function conditionOf(c: ReviewContext, { country, disposable, signal }: Narrowed): ReviewCondition | null {
  const group = groupAt(c.req.param('group') ?? '')
  const condition = {
    ...group,
    ...(country === '' ? {} : { country }),
    ...(disposable === '' ? {} : { disposable: disposable === 'yes' }),
    ...(signal === '' ? {} : { signal }),
  }
  const checked = group === null ? null : validate(reviewPreviewForm, { condition })
  return checked?.ok === true ? checked.value.condition : null
}

const NOT_NARROWED: Narrowed = { country: '', disposable: '', signal: '' }

/** `expected`: how many there were on the page where the reader decided. */
async function groupPage(
  c: ReviewContext,
  narrowed: Narrowed,
  state: FormState,
  expected: number | null = null,
): Promise<Response> {
  const { petition } = c.var
  const [whole, condition] = [conditionOf(c, NOT_NARROWED), conditionOf(c, narrowed)]
  if (whole === null || condition === null) return notFound(c)
  const group = await describeMatching(c.env.DB, petition.id, whole)
  if (group.matches === 0) return seeOther(c, reviewPath(addressOf(petition)), 'decided-meanwhile')
  const isNarrowed = Object.values(narrowed).some((value) => value !== '')
  const matching = isNarrowed ? await describeMatching(c.env.DB, petition.id, condition) : group
  const isChanged = expected !== null && expected !== matching.matches
  const underWay = await readUnderWay(c.env.DB, petition.id)
  const now = Date.now()
  const view = (
    <GroupPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      condition={whole}
      {...{ group, matching, narrowed }}
      count={(await readCountParts(c.env.DB, petition.id, now))?.count ?? 0}
      needConfirmation={petition.confirmation === 'email'}
      since={momentOf(c, group.firstAt, petition.timeZone, now)}
      expected={isChanged ? expected : null}
      underWay={underWay}
      form={state}
    />
  )
  if (isChanged || (expected !== null && underWay !== null)) return page(c, view, 409)
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

/** The newest page of what was decided, with what can be undone. */
async function decidedBefore(c: ReviewContext, now: number): Promise<Decided[]> {
  const { petition, locale } = c.var
  const { entries } = await listAudit(c.env.DB, petition.id, { acts: DECISIONS, by: null }, null)
  const undone = new Set(entries.filter(({ act }) => act === 'removal-undone').map(({ facts }) => facts.decision))
  const first = firstUndoable(now)
  const shown = await shownEntries(c, entries, await teamOf(c))
  return shown.map((one) => {
    const { act, facts } = one.entry
    const decision = act === 'removed' && typeof facts.decision === 'string' ? facts.decision : null
    const canUndo = decision !== null && decision >= first && !undone.has(decision)
    const until = decision === null ? 0 : timeOfId(decision) + REMOVAL_UNDO_MS
    const undo = canUndo ? { decision, until: momentIn(until, petition.timeZone, locale) } : null
    return Object.assign(one, { undo })
  })
}
