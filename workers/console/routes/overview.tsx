/** How a petition is doing, from tallies alone. */
import { Hono } from 'hono'

import { addressOf, atAddress } from '../../../src/address.ts'
import { may } from '../../../src/accounts/roles.ts'
import { listMembers } from '../../../src/accounts/members.ts'
import type { Mark } from '../../../src/console/overview/geometry.ts'
import { type OverviewData, OverviewPage } from '../../../src/console/overview/overview.tsx'
import { paceOf } from '../../../src/console/overview/pace.ts'
import { byDay, byHour, type Span, together } from '../../../src/console/overview/slots.ts'
import { todosOf } from '../../../src/console/overview/todos.ts'
import { petitionUrl } from '../../../src/http/urls.ts'
import { contactsEndAt } from '../../../src/ledger/retention/retention.ts'
import { nextGoal } from '../../../src/ledger/milestones.ts'
import { type Overview, readOverview } from '../../../src/ledger/overview.ts'
import { CHART_DAYS_MAX, CHART_HOURS_MAX } from '../../../src/limits.ts'
import { listPartners } from '../../../src/petitions/partners.ts'
import { openedAt, type Petition } from '../../../src/petitions/petitions.ts'
import { listUpdates } from '../../../src/petitions/updates.ts'
import { requireRole } from '../access.ts'
import { type ConsoleContext, servicesOf } from '../context.ts'
import { aroundOf, notFound, page, wordsOf } from '../respond.tsx'
import { aroundPetitionOf, needsApproval } from '../shown.ts'
import { timeOf } from '../when.ts'

/** Under `/p/:slug`. */
export const overviewRoutes = new Hono<ConsoleContext>()

overviewRoutes.get('/', requireRole('see'), async (c) => {
  const { petition } = c.var
  const now = Date.now()
  const by = c.req.query('by') === 'hour' ? 'hour' : 'day'
  const [{ settings }, overview, updates, members, { partners }] = await Promise.all([
    servicesOf(c.env),
    readOverview(c.env.DB, petition.id, now),
    listUpdates(c.env.DB, { petitionId: petition.id, locale: null }),
    listMembers(c.env.DB, petition.id),
    listPartners(c.env.DB, petition.id),
  ])
  if (overview === null) return notFound(c)
  const around = await aroundOf(c)
  const shown = aroundPetitionOf(petition, now)
  const marks: Mark[] = [
    ...overview.milestones.map(({ threshold, reachedAt }) => ({
      kind: 'milestone' as const,
      threshold,
      at: reachedAt,
    })),
    ...updates.map(({ title, publishedAt }) => ({ kind: 'update' as const, title, at: publishedAt })),
  ]
  const facts = {
    petition: atAddress(petition),
    state: shown.state,
    overview,
    contactsEndAt: petition.closedAt === null ? null : contactsEndAt(petition.closedAt, settings.retention),
    owners: members.filter(({ role }) => role === 'owner').length,
    waiting: around.waits?.signers ?? 0,
    isOwner: c.var.role === 'owner',
    needsApproval: await needsApproval(c),
    now,
  }
  const view = (
    <OverviewPage
      around={around}
      petition={shown}
      data={{
        ...dataOf(petition, overview, { by, now }),
        marks,
        partnerNames: new Map(partners.map(({ code, name }) => [code, name])),
      }}
      todos={todosOf(wordsOf(c), around.locale, facts)}
      by={by}
      now={shown.state === 'open' ? now : null}
      asOf={timeOf(now, petition.timeZone)}
      url={shown.state === 'open' ? petitionUrl(settings.publicOrigin, addressOf(petition), null) : null}
      mayShare={may(c.var.role, 'reach')}
    />
  )
  return page(c, view)
})

function dataOf(
  petition: Petition,
  overview: Overview,
  { by, now }: { by: 'day' | 'hour'; now: number },
): Omit<OverviewData, 'marks' | 'partnerNames'> {
  const { timeZone, closesAt, claimedCount: claimed, closedAt } = petition
  const { hours, count } = overview
  const opened = openedAt(petition) ?? now
  const span: Span = { from: opened, to: Math.min(now, closedAt ?? now) }
  const days = byDay(hours, span, timeZone)
  const goal = nextGoal(count, petition.goal, petition.milestones)
  return {
    ...overview,
    claimed,
    hasDeadline: closesAt !== null,
    goal,
    pace: paceOf({ days, now, openedAt: opened, closesAt, count, goal }),
    slots: by === 'hour' ? byHour(hours, span, timeZone, CHART_HOURS_MAX) : together(days, CHART_DAYS_MAX),
  }
}
