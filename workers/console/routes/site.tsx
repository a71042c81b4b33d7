/** For the operator: what waits, numbers, health, and invitations. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { emailAddress } from '../../../schema/email-address.ts'
import type { Todo } from '../../../src/console/overview/overview.tsx'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { SitePage } from '../../../src/console/site/site.tsx'
import { readReasons } from '../../../src/health/health.ts'
import type { Reason } from '../../../src/health/reasons.ts'
import { listOpenReports, type OpenReports } from '../../../src/ledger/reports.ts'
import { readSiteNumbers } from '../../../src/ledger/site-numbers.ts'
import { DAY_MS } from '../../../src/limits.ts'
import { listSubmitted, type Submitted } from '../../../src/petitions/moderation.ts'
import { countOpen } from '../../../src/petitions/petitions.ts'
import { requireOperator } from '../access.ts'
import type { ConsoleContext } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { shownParts } from '../health.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'
import { timeOf, whenOf } from '../when.ts'
import { invited, SITE, type SiteContext } from './site-shared.ts'

/** Under `/site`. */
export const siteRoutes = new Hono<ConsoleContext>()

const emailForm = z.object({ email: emailAddress })

siteRoutes.get('/', requireOperator, (c) => sitePage(c, EMPTY_FORM))

siteRoutes.post('/invitations', requireOperator, form(), async (c) => {
  const { values } = c.var
  const read = check(c, emailForm, values)
  if (!read.ok) return sitePage(c, read.form)
  const refusedText = await invited(c, read.value.email, null)
  if (refusedText !== null) return sitePage(c, wrong(values, 'email', refusedText))
  return seeOther(c, SITE, 'invited')
})

const WEEK_DAYS = 7
/** The first hour of a day, UTC, as a key of tallies. */
const day = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00Z`

async function sitePage(c: SiteContext, invitation: FormState): Promise<Response> {
  const now = Date.now()
  // One after the other where they ask the database: a Worker has at most six connections at once.
  const { parts, reasons } = await readReasons(c.env, now)
  const [openPetitions, submitted, reports, numbers] = await Promise.all([
    countOpen(c.env.DB, now),
    listSubmitted(c.env.DB),
    listOpenReports(c.env.DB),
    readSiteNumbers(c.env.DB, { today: day(now), week: day(now - (WEEK_DAYS - 1) * DAY_MS) }),
  ])
  const { today, week, busiest } = numbers
  const view = (
    <SitePage
      around={await aroundOf(c)}
      todos={todosOf(c, { reasons, submitted, reports })}
      waiting={submitted.map(({ slug, title, starter, submittedAt }) => ({
        slug,
        title,
        starter,
        sent: whenOf(c, submittedAt),
      }))}
      parts={shownParts(c, parts, reasons)}
      numbers={{ open: openPetitions, today, week, emails: parts.emails.answers ? parts.emails.pending : '–' }}
      busiest={busiest}
      asOf={timeOf(now)}
      invite={invitation}
    />
  )
  return page(c, view, Object.keys(invitation.errors).length === 0 ? 200 : 422)
}

interface Waits {
  reasons: readonly Reason[]
  submitted: readonly Submitted[]
  reports: readonly OpenReports[]
}

/** The gravest first. */
function todosOf(c: SiteContext, { reasons, submitted, reports }: Waits): Todo[] {
  const { operator, site } = wordsOf(c)
  const [first] = submitted
  const [longest] = reports
  const open = reports.reduce((sum, { count }) => sum + count, 0)
  return [
    ...reasons.map(({ text }): Todo => ({
      tone: 'danger',
      title: operator.unwell,
      // As in the operator's handbook.
      text,
      language: 'en',
      act: { href: '#health', label: site.health },
    })),
    ...(first === undefined
      ? []
      : [
          {
            tone: 'warn' as const,
            title: operator.approvalsWait(submitted.length),
            text: operator.oldest(whenOf(c, first.submittedAt)),
            act: { href: `${SITE}/approvals/${first.slug}`, label: operator.readNext },
          },
        ]),
    ...(longest === undefined
      ? []
      : [
          {
            tone: 'warn' as const,
            title: operator.reportsWait(open),
            text: operator.oldest(whenOf(c, longest.since)),
            act: { href: `${SITE}/reports`, label: operator.seeReports },
          },
        ]),
  ]
}
