/** For the operator: every petition, approvals, taking down and putting back. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { TAKE_DOWN_GROUNDS } from '../../../schema/account.ts'
import { moderationWords } from '../../../schema/account-form.ts'
import { emailAddress } from '../../../schema/email-address.ts'
import { isSlug } from '../../../schema/petition.ts'
import { addressOf } from '../../../src/address.ts'
import { listAudit } from '../../../src/audit.ts'
import { ownersOf } from '../../../src/accounts/members.ts'
import { approve, askForChange, decline, putBack, takeDown } from '../../../src/accounts/moderate.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { ApprovalPage, isUp, SitePetitionPage, TakeDownPage } from '../../../src/console/site/petition.tsx'
import { SitePetitionsPage } from '../../../src/console/site/petitions.tsx'
import { readCount } from '../../../src/ledger/count.ts'
import { listReports } from '../../../src/ledger/reports.ts'
import { SEARCH_MAX_UNITS } from '../../../src/limits.ts'
import { findAskedChange } from '../../../src/petitions/asked-changes.ts'
import { readImage } from '../../../src/petitions/image.ts'
import { opensLater } from '../../../src/petitions/opening.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import {
  findSitePetition,
  listAllPetitions,
  searchAllPetitions,
  type SitePetition,
} from '../../../src/petitions/site-list.ts'
import { searchWords } from '../../../src/folded-text.ts'
import { requireOperator } from '../access.ts'
import { changed } from '../changed.ts'
import { unconfirmed } from '../confirm.ts'
import { type ConsoleContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { sendEmails } from '../outbox.ts'
import type { Done } from '../notices.ts'
import { aroundOf, notFound, page, privateImage, seeOther, wordsOf } from '../respond.tsx'
import { openingText, shownStateOf } from '../shown.ts'
import { momentIn } from '../../../src/i18n/time.ts'
import type { Values } from '../values.ts'
import { whenOf } from '../when.ts'
import { decisionOf, invited, SITE, type SiteContext } from './site-shared.ts'

/** Under `/site`. */
export const sitePetitionRoutes = new Hono<ConsoleContext>()

const emailForm = z.object({ email: emailAddress })
const takeDownForm = z.object({
  ground: z.enum(TAKE_DOWN_GROUNDS, { error: 'not-a-choice' }),
  reason: moderationWords,
})
const DECISIONS = ['approve', 'ask', 'decline'] as const
const decisionForm = z.object({
  decision: z.enum(DECISIONS, { error: 'not-a-choice' }),
  message: z.optional(moderationWords),
})

sitePetitionRoutes.get('/petitions', requireOperator, async (c) => {
  const q = (c.req.query('q') ?? '').trim().slice(0, SEARCH_MAX_UNITS)
  const before = beforeIn(c.req.query('before'))
  const words = searchWords(q)
  const named = before === null ? await findSitePetition(c.env.DB, slugIn(q)) : null
  const found =
    words.length === 0
      ? await listAllPetitions(c.env.DB, before)
      : await searchAllPetitions(c.env.DB, { words, before })
  const petitions = [...(named === null ? [] : [named]), ...found.petitions.filter(({ id }) => id !== named?.id)]
  const query =
    found.next === null ? null : new URLSearchParams({ ...(q === '' ? {} : { q }), before: String(found.next) })
  const view = (
    <SitePetitionsPage
      around={await aroundOf(c)}
      petitions={petitions.map((petition) => listedOf(c, petition))}
      q={q}
      next={query === null ? null : `${SITE}/petitions?${query.toString()}`}
    />
  )
  return page(c, view)
})

const beforeIn = (text: string | undefined): number | null => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null)

/** The slug that was typed, or that is in the URL of a petition; empty for none. */
function slugIn(q: string): string {
  const slug = /\/p\/([^/?#]+)/.exec(q)?.[1] ?? q
  return isSlug(slug) ? slug : ''
}

const listedOf = (c: SiteContext, petition: SitePetition) => ({
  ...petition,
  state: shownStateOf(petition, Date.now()),
  started: whenOf(c, petition.createdAt),
})

sitePetitionRoutes.get('/approvals/:slug', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  return petition === null || petition.submittedAt === null ? notFound(c) : approvalPage(c, petition, EMPTY_FORM)
})

sitePetitionRoutes.post('/approvals/:slug', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const read = check(c, decisionForm, values)
  // Decided already: most of all by a first press of the same button.
  if (petition.submittedAt === null) return decidedAlready(c, petition, values)
  if (!read.ok) return approvalPage(c, petition, read.form)
  const { decision, message = '' } = read.value
  if (decision !== 'approve' && message === '') {
    return approvalPage(c, petition, wrong(values, 'message', wordsOf(c).site.messageNeeded))
  }
  // What the operator has read is decided, and nothing that was written since.
  if (Number(values['revision']) !== petition.revision) return meanwhile(c, petition, values)
  const { keys } = await servicesOf(c.env)
  const how = await decisionOf(c, petition)
  const decided = await {
    approve: () => approve(c.env.DB, keys, how),
    ask: () => askForChange(c.env.DB, keys, { ...how, words: message }),
    decline: () => decline(c.env.DB, keys, { ...how, words: message }),
  }[decision]()
  if (!decided.ok) {
    if (decided.why === 'changed') {
      return meanwhile(c, (await findPetition(c.env.DB, petition.slug)) ?? petition, values)
    }
    if (decided.why === 'not-waiting') return decidedAlready(c, petition, values)
    return approvalPage(c, petition, wrong(values, 'decision', openingText(c, decided.why)))
  }
  sendEmails(c, decided.value)
  return changed(petition, seeOther(c, SITE, noticeOf(petition, decision)))
})

const noticeOf = (petition: Petition, decision: (typeof DECISIONS)[number]): Done =>
  (
    {
      approve: opensLater(petition, Date.now()) ? 'approved-later' : 'approved',
      ask: 'asked',
      decline: 'declined',
    } as const
  )[decision]

const ACTS = { approve: 'approved', ask: 'change-asked', decline: 'declined' } as const

/** A second press sees what the first one did; another operator, that it was decided, with the words that were typed. */
async function decidedAlready(c: SiteContext, petition: Petition, values: Values): Promise<Response> {
  const decisions = { acts: Object.values(ACTS), by: null }
  const [last] = (await listAudit(c.env.DB, petition.id, decisions, null)).entries
  const decision = DECISIONS.find((one) => one === values['decision'])
  if (decision !== undefined && last?.act === ACTS[decision] && last.by.id === c.var.session.account.id)
    return changed(petition, seeOther(c, SITE, noticeOf(petition, decision)))
  return approvalPage(c, petition, wrong(values, 'decision', wordsOf(c).site.decided), 412)
}

sitePetitionRoutes.get('/petitions/:slug', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  return petition === null ? notFound(c) : petitionPage(c, petition, EMPTY_FORM)
})

// A draft's image is on no public page.
sitePetitionRoutes.get('/petitions/:slug/image/:hash', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null || petition.image === null || petition.image.hash !== c.req.param('hash')) return notFound(c)
  const bytes = await readImage(c.env.DB, petition.id, petition.image.hash)
  if (bytes === null) return notFound(c)
  return privateImage(c, bytes, petition.image.type)
})

sitePetitionRoutes.get('/petitions/:slug/take-down', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  // A draft is not up, and what is down has a page that says so.
  return isUp(shownStateOf(petition, Date.now()))
    ? takeDownPage(c, petition, EMPTY_FORM)
    : seeOther(c, `${SITE}/petitions/${addressOf(petition)}`)
})

sitePetitionRoutes.post('/petitions/:slug/take-down', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const path = `${SITE}/petitions/${addressOf(petition)}`
  // A second click changes nothing: the page says how it is.
  if (!isUp(shownStateOf(petition, Date.now()))) return seeOther(c, path)
  const read = check(c, takeDownForm, values)
  const missing = unconfirmed(c, values, (await numbersOf(c, petition)).signatures)
  if (!read.ok || missing !== null) {
    const errors = { ...(read.ok ? {} : read.form.errors), ...missing?.errors }
    return takeDownPage(c, petition, { values: missing?.values ?? values, errors })
  }
  const { keys } = await servicesOf(c.env)
  const taken = await takeDown(c.env.DB, keys, { ...(await decisionOf(c, petition)), ...read.value })
  if (!taken.ok) return seeOther(c, path)
  sendEmails(c, taken.value)
  return changed(petition, seeOther(c, path, 'taken-down'))
})

sitePetitionRoutes.post('/petitions/:slug/put-back', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const { keys } = await servicesOf(c.env)
  const put = await putBack(c.env.DB, keys, await decisionOf(c, petition))
  if (!put.ok) return seeOther(c, `${SITE}/petitions/${addressOf(petition)}`)
  sendEmails(c, put.value)
  return changed(petition, seeOther(c, `${SITE}/petitions/${addressOf(petition)}`, 'put-back'))
})

sitePetitionRoutes.post('/petitions/:slug/owners', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const read = check(c, emailForm, values)
  if (!read.ok) return petitionPage(c, petition, read.form)
  const refusedText = await invited(c, read.value.email, petition)
  if (refusedText !== null) return petitionPage(c, petition, wrong(values, 'email', refusedText))
  return seeOther(c, `${SITE}/petitions/${addressOf(petition)}`, 'invited')
})

const shownOf = (c: SiteContext, petition: Petition) => ({
  ...petition,
  state: shownStateOf(petition, Date.now()),
  opens: opensLater(petition, Date.now()) ? momentIn(petition.opensAt ?? 0, petition.timeZone, c.var.locale) : null,
})

const approvalPage = async (
  c: SiteContext,
  petition: Petition,
  state: FormState,
  status: 200 | 412 | 422 = statusOf(state),
): Promise<Response> => {
  const asked = await findAskedChange(c.env.DB, petition.id)
  const view = (
    <ApprovalPage
      around={await aroundOf(c)}
      petition={shownOf(c, petition)}
      form={state}
      asked={asked === null ? null : { ...asked, when: whenOf(c, asked.at) }}
    />
  )
  return page(c, view, status)
}

/** The words as they are now, to be read before they are decided about. */
const meanwhile = (c: SiteContext, petition: Petition, { message = '' }: Values): Promise<Response> =>
  approvalPage(c, petition, wrong({ message }, 'decision', wordsOf(c).site.changed), 412)

const petitionPage = async (c: SiteContext, petition: Petition, state: FormState): Promise<Response> => {
  const { takenDownGround: ground, takenDownReason: reason } = petition
  const reports = await listReports(c.env.DB, petition.id)
  const view = (
    <SitePetitionPage
      around={await aroundOf(c)}
      petition={shownOf(c, petition)}
      form={state}
      taken={ground === null || reason === null ? null : { ground, reason }}
      reports={reports.length}
    />
  )
  return page(c, view, statusOf(state))
}

async function numbersOf(c: SiteContext, petition: Petition) {
  const [count, owners, reports] = await Promise.all([
    readCount(c.env.DB, petition.slug, Date.now()),
    ownersOf(c.env.DB, petition.id),
    listReports(c.env.DB, petition.id),
  ])
  return {
    signatures: count?.count ?? 0,
    owners: owners.length,
    reports: reports.filter(({ about }) => about !== 'objection').length,
  }
}

async function takeDownPage(c: SiteContext, petition: Petition, state: FormState): Promise<Response> {
  const numbers = await numbersOf(c, petition)
  const view = <TakeDownPage around={await aroundOf(c)} petition={petition} form={state} numbers={numbers} />
  return page(c, view, statusOf(state))
}

const statusOf = ({ errors }: FormState) => (Object.keys(errors).length === 0 ? 200 : 422)
