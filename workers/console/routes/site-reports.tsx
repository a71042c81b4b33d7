/** For the operator: what readers have reported, and objections of owners. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { moderationWords } from '../../../schema/account-form.ts'
import { isReportedId, type ReportGround } from '../../../schema/report.ts'
import type { HidingGround } from '../../../schema/signature.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import type { Decided } from '../../../src/accounts/moderate.ts'
import { keepDown, putBack } from '../../../src/accounts/moderate.ts'
import { done } from '../../../src/accounts/outcome.ts'
import { askOwners, decideReports, hideReported } from '../../../src/accounts/reports.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { ProblemPage } from '../../../src/console/problem.tsx'
import { isUp } from '../../../src/console/site/petition.tsx'
import {
  choicesFor,
  PetitionReportsPage,
  REPORT_CHOICES,
  type ReportChoice,
  ReportsPage,
} from '../../../src/console/site/reports.tsx'
import {
  listDecidedReports,
  listOpenReports,
  listReports,
  type Report,
  whoDecided,
} from '../../../src/ledger/reports.ts'
import { REPORTS_PAGE_ROWS } from '../../../src/limits.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { changed } from '../changed.ts'
import { requireOperator } from '../access.ts'
import { type ConsoleContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { sendEmails } from '../outbox.ts'
import { aroundOf, notFound, page, seeOther, typedIn, wordsOf } from '../respond.tsx'
import { shownStateOf } from '../shown.ts'
import { whenOf } from '../when.ts'
import { decisionOf, SITE, type SiteContext } from './site-shared.ts'

/** Under `/site/reports`. */
export const siteReportRoutes = new Hono<ConsoleContext>()

siteReportRoutes.get('/', requireOperator, async (c) => {
  const [open, decided] = await Promise.all([listOpenReports(c.env.DB), listDecidedReports(c.env.DB)])
  const view = (
    <ReportsPage
      around={await aroundOf(c)}
      open={open.map((one) => Object.assign(one, { sinceWords: whenOf(c, one.since) }))}
      decided={decided.map((one) => Object.assign(one, { decidedWords: whenOf(c, one.decidedAt) }))}
    />
  )
  return page(c, view)
})

siteReportRoutes.get('/:slug', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug') ?? '')
  return petition === null ? notFound(c) : reportsPage(c, petition, null)
})

/** The name of a group in paths and fields: reports about one thing are decided together. */
const keyOf = ({ about, aboutId }: Pick<Report, 'about' | 'aboutId'>): string =>
  aboutId === null ? about : `${about}-${aboutId}`

siteReportRoutes.post('/:slug/:about', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const key = c.req.param('about')
  const path = `${SITE}/reports/${addressOf(petition)}`
  const first = (await listReports(c.env.DB, petition.id)).find((report) => keyOf(report) === key)
  const upTo = values['upTo'] ?? ''
  if (first === undefined || !isReportedId(upTo)) return decidedAlready(c, petition, upTo)

  const names = { decision: `decision-${key}`, message: `message-${key}` }
  const decisions = z.object({
    [names.decision]: z.enum(REPORT_CHOICES, { error: 'not-a-choice' }),
    [names.message]: z.optional(moderationWords),
  })
  const read = check(c, decisions, values)
  if (!read.ok) return reportsPage(c, petition, { key, form: read.form })
  const choice = REPORT_CHOICES.find((one) => one === values[names.decision])
  const message = read.value[names.message] ?? ''
  const { operator } = wordsOf(c)
  const refuse = (name: string, text: string) => reportsPage(c, petition, { key, form: wrong(values, name, text) })
  if (choice === undefined || !choicesFor(first, petition.takenDownAt !== null).includes(choice)) {
    return refuse(names.decision, wordsOf(c).site.decided)
  }
  if ((choice === 'asked' || choice === 'kept-down') && message === '') {
    return refuse(names.message, operator.messageNeeded)
  }
  const { about, aboutId, ground } = first
  const decided = await decide(c, petition, { choice, message, ground, of: { about, aboutId, upTo } })
  if (!decided.ok) return decidedAlready(c, petition, upTo)
  sendEmails(c, decided.value)
  return changed(petition, seeOther(c, path, 'report-decided'))
})

/** A second press sees what the first one did; another operator, that it was decided, with the words that were typed. */
async function decidedAlready(c: SiteContext, petition: Petition, id: string): Promise<Response> {
  const path = `${SITE}/reports/${addressOf(petition)}`
  const by = isReportedId(id) ? await whoDecided(c.env.DB, petition.id, id) : null
  if (by === c.var.session.account.id) return seeOther(c, path, 'report-decided')
  const [around, typed] = [await aroundOf(c), await typedIn(c)]
  if (typed.length === 0) return seeOther(c, path)
  const { operator, site } = wordsOf(c)
  const act = { href: path, label: operator.seeReports }
  return page(c, <ProblemPage {...{ around, act, typed }} title={operator.decided} text={site.decided} />, 409)
}

/** The ground of the log for a name that was reported on this ground. */
const HIDDEN_FOR: Record<ReportGround, HidingGround> = {
  illegal: 'other',
  hateful: 'insult',
  false: 'other',
  'personal-data': 'private',
  spam: 'spam',
  other: 'other',
}

interface Chosen {
  choice: ReportChoice
  message: string
  /** Of the first of the reports. */
  ground: ReportGround
  of: { about: Report['about']; aboutId: string | null; upTo: string }
}

async function decide(
  c: SiteContext,
  petition: Petition,
  { choice, message, ground, of }: Chosen,
): Promise<Decided<string>> {
  const { keys } = await servicesOf(c.env)
  const how = await decisionOf(c, petition)
  const db = c.env.DB
  switch (choice) {
    case 'asked':
      return askOwners(db, keys, { ...how, of, words: message })
    case 'kept-down':
      return keepDown(db, keys, { ...how, words: message })
    case 'put-back':
      return putBack(db, keys, how)
    case 'hidden':
    case 'reason-hidden': {
      const hide = choice === 'hidden' ? 'both' : 'reason'
      const { aboutId, upTo } = of
      const id = aboutId ?? ''
      return done(await hideReported(db, keys, { ...how, id, hide, why: HIDDEN_FOR[ground], upTo }))
    }
    default:
      return decideReports(db, keys, choice, { ...how, of })
  }
}

/** `sent`: the group whose form was refused. */
async function reportsPage(
  c: SiteContext,
  petition: Petition,
  sent: { key: string; form: FormState } | null,
): Promise<Response> {
  const reports = await listReports(c.env.DB, petition.id)
  const opened = await c.env.ADDRESSES.ofReports(
    petition.id,
    reports.map(({ id }) => id),
  )
  const shown = reports.map((report) =>
    Object.assign(report, {
      details: opened[report.id]?.details ?? null,
      trapped: opened[report.id]?.trapped ?? false,
      sent: whenOf(c, report.createdAt),
    }),
  )
  const groups = Map.groupBy(shown, keyOf)
  const { slug, title, language } = atAddress(petition)
  const view = (
    <PetitionReportsPage
      around={await aroundOf(c)}
      petition={{
        slug,
        title,
        language,
        isUp: isUp(shownStateOf(petition, Date.now())),
        isTakenDown: petition.takenDownAt !== null,
      }}
      groups={[...groups].map(([key, ofGroup]) => ({
        key,
        reports: ofGroup,
        form: sent?.key === key ? sent.form : EMPTY_FORM,
      }))}
      hasMore={reports.length === REPORTS_PAGE_ROWS}
      errors={sent?.form.errors ?? {}}
    />
  )
  return page(c, view, sent === null ? 200 : 422)
}
