/** Reporting a petition, or what is shown on its page, to the operator: a form without a script. */
import { type Context, Hono } from 'hono'

import { isReportedId } from '../../../schema/report.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import { storedAddress } from '../../../src/accounts/keys.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { readBody } from '../../../src/http/body.ts'
import { fieldMessage, problemHeaders, problemOf } from '../../../src/http/problem.ts'
import { type AcceptedReport, acceptReport, type ReportOutcome } from '../../../src/intake/report.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { addReport } from '../../../src/ledger/reports.ts'
import { findSigner } from '../../../src/ledger/signers.ts'
import {
  RATE_LIMIT_RETRY_AFTER_SECONDS,
  REPORT_BODY_MAX_BYTES,
  UNAVAILABLE_RETRY_AFTER_SECONDS,
} from '../../../src/limits.ts'
import { type ReportedThing, ReportPage, ReportSentPage } from '../../../src/pages/report.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { log } from '../../../src/platform/log.ts'
import { ok, refuse, type Result } from '../../../src/refusal.ts'
import { anyone, published } from '../access.ts'
import { sendEmails, waitUntil } from '../background.ts'
import { updatesKey } from '../cache-keys.ts'
import { senderOf } from '../form-sender.ts'
import { pathLocale, publishedPetition } from '../public-petition.ts'
import { type EdgeContext, localeOf, pageHeaders, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const reportRoutes = new Hono<EdgeContext>()

reportRoutes.get('/:lang/p/:slug/report', pathLocale, publishedPetition, (c) => page(c, c.var.petition, null))

reportRoutes.get('/:lang/p/:slug/report/sent', pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  const origin = servicesOf(c.env).settings.publicOrigin
  return c.html(<ReportSentPage {...{ locale, origin }} petition={atAddress(petition)} />, 200, {
    ...(await pageHeaders(locale)),
    'x-robots-tag': 'noindex',
  })
})

// `form` is not in this line: what was sent is shown again beside its errors.
reportRoutes.post('/:lang/p/:slug/report', anyone('limiters, and a number of reports a day'), async (c) => {
  const found = await published(c, c.req.param('slug'))
  if (!found.ok) return refusal(c, found.refusal)
  const petition = found.value
  // Where the operator takes reports elsewhere, there is no form to post.
  if (servicesOf(c.env).settings.operator.contact.kind === 'url') return page(c, petition, null)
  // The words of another site are not shown in our form, where the reader would take them for their own.
  if (senderOf(c) !== 'our form') return again(c, petition, {}, { done: false, why: 'no-render-time' })

  let reading: ReturnType<typeof readBody> | undefined
  const read = () => (reading ??= readBody(c.req.raw, REPORT_BODY_MAX_BYTES))
  const outcome = await report(c, petition, read)
  if (outcome.done) {
    return c.body(null, 303, { location: `/${localeOf(c)}/p/${addressOf(petition)}/report/sent#content`, ...PRIVATE })
  }
  // Read in any case: anyone who is beyond the limit gets the form back as it was filled in.
  const body = await read()
  return body.ok ? again(c, petition, body.value, outcome) : refusal(c, body.refusal)
})

async function report(
  c: Context<EdgeContext>,
  petition: Petition,
  read: () => ReturnType<typeof readBody>,
): Promise<ReportOutcome> {
  const { guards, keys } = servicesOf(c.env)
  const now = Date.now()
  return acceptReport(
    {
      keys: await keys.signingKeys(petition.id),
      guards: guards.guardsOf('unproven', 'standard'),
      request: { headers: c.req.raw.headers, read, now },
      petition: petition.slug,
    },
    (report) => store(c, petition, report, now),
  )
}

/** Stored, with a notice to the operator. The limit of a day is worded like any other limit. */
async function store(
  c: RouteContext,
  petition: Petition,
  { email, ...report }: AcceptedReport,
  now: number,
): Promise<Result<null>> {
  try {
    const to = email === null ? null : await storedAddress(await servicesOf(c.env).keys.accountKeys(), email)
    const { added, notice } = await addReport(
      c.env.DB,
      { petitionId: petition.id, locale: localeOf(c), ...report, to },
      now,
    )
    if (!added) {
      log.warn('reports.limited', { petition: petition.slug })
      return refuse({ code: 'too-many-requests', retryAfterSeconds: RATE_LIMIT_RETRY_AFTER_SECONDS })
    }
    if (notice !== null) sendEmails(c, [notice])
    return ok(null)
  } catch (error) {
    log.error('reports.store-failed', { error })
    return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
}

/** The form as it was sent, with what is wrong beside it. */
async function again(
  c: RouteContext,
  petition: Petition,
  body: Readonly<Record<string, unknown>>,
  outcome: Exclude<ReportOutcome, { done: true }>,
): Promise<Response> {
  const locale = localeOf(c)
  const words = catalogue(locale)
  const values = Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  switch (outcome.why) {
    case 'invalid': {
      const errors = outcome.errors.map((error) => ({ path: error.path, message: fieldMessage(error, locale) }))
      return page(c, petition, { values, errors, notice: words.form.fix }, 422)
    }
    case 'too-fast':
      return page(c, petition, { values, errors: [], notice: words.trust.report.again }, 422)
    case 'no-render-time': {
      const { rendered: _, ...typed } = values
      return page(c, petition, { values: typed, errors: [], notice: words.trust.report.again }, 422)
    }
    case 'refused': {
      const { title, detail, status } = problemOf(outcome.refusal, locale, servicesOf(c.env).settings.publicOrigin)
      const response = await page(c, petition, { values, errors: [], notice: `${title}\n${detail}` }, status)
      for (const [name, value] of Object.entries(problemHeaders(outcome.refusal))) response.headers.set(name, value)
      return response
    }
  }
}

async function page(
  c: RouteContext,
  petition: Petition,
  draft: Draft | null,
  status: 200 | ReturnType<typeof problemOf>['status'] = 200,
): Promise<Response> {
  const locale = localeOf(c)
  const { settings, keys } = servicesOf(c.env)
  const { contact } = settings.operator
  return c.html(
    <ReportPage
      {...{ locale, draft }}
      petition={atAddress(petition)}
      about={await reportedThing(c, petition, draft)}
      origin={settings.publicOrigin}
      elsewhere={contact.kind === 'url' ? contact.url : null}
      // Of a form that is shown again the first time counts: anyone who sends it again at once is not too fast.
      rendered={draft?.values['rendered'] ?? (await signRenderTime(petition.slug, Date.now(), await keys.renderKeys()))}
    />,
    status,
    { ...(await pageHeaders(locale)), ...(draft === null ? {} : PRIVATE), 'x-robots-tag': 'noindex' },
  )
}

/** What the query names, or the form that is shown again; null for the petition, and for what is not there any more. */
async function reportedThing(c: RouteContext, petition: Petition, draft: Draft | null): Promise<ReportedThing | null> {
  const { about, aboutId = '' } = draft?.values ?? {}
  const signer = about === 'signature' ? aboutId : (c.req.query('signer') ?? '')
  const update = about === 'update' ? aboutId : (c.req.query('update') ?? '')
  if (isReportedId(signer)) {
    const found = await findSigner(c.env.DB, petition.id, signer)
    if (found !== null) return { kind: 'signature', id: found.id, name: found.name, comment: found.comment }
  }
  if (isReportedId(update)) {
    const locale = localeOf(c)
    const news = await servicesOf(c.env).caches.updates.get(
      updatesKey({ petitionId: petition.id, locale }),
      waitUntil(c),
    )
    const found = news.find(({ id }) => id === update)
    if (found !== undefined) {
      return { kind: 'update', id: found.id, title: found.title, language: found.language ?? petition.language }
    }
  }
  return null
}
