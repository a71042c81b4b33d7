/** For the operator: approvals, take-downs, health, invitations. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { TAKE_DOWN_GROUNDS } from '../../../schema/account.ts'
import { moderationWords } from '../../../schema/account-form.ts'
import { emailAddress } from '../../../schema/email-address.ts'
import { isSlug } from '../../../schema/petition.ts'
import { invite } from '../../../src/accounts/invitations.ts'
import { approve, askForChange, decline, type Decision, putBack, takeDown } from '../../../src/accounts/moderate.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { ApprovalPage, SitePetitionPage } from '../../../src/console/site/petition.tsx'
import { SitePage } from '../../../src/console/site/site.tsx'
import { newSecret } from '../../../src/crypto/secret.ts'
import { changedHeader } from '../../../src/http/changed-header.ts'
import { LINKS_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { listSubmitted } from '../../../src/petitions/moderation.ts'
import { countOpen, findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { byOperator, requireOperator, type Signed } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { check, form, wrong } from '../form.ts'
import { healthParts } from '../health.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { openingText, shownStateOf } from '../shown.ts'
import type { Values } from '../values.ts'
import { timeOf, whenOf } from '../when.ts'

/** Under `/site`. */
export const siteRoutes = new Hono<ConsoleContext>()

type SiteContext = RouteContext & { var: Signed }

const HERE = '/console/site'
const emailForm = z.object({ email: emailAddress })
const takeDownForm = z.object({
  ground: z.enum(TAKE_DOWN_GROUNDS, { error: 'not-a-choice' }),
  reason: moderationWords,
})
const decisionForm = z.object({
  decision: z.enum(['approve', 'ask', 'decline'], { error: 'not-a-choice' }),
  message: z.optional(moderationWords),
})

siteRoutes.get('/', requireOperator, (c) => sitePage(c, EMPTY_FORM, EMPTY_FORM))

siteRoutes.get('/petitions', requireOperator, async (c) => {
  const slug = (c.req.query('slug') ?? '').trim()
  const petition = isSlug(slug) ? await findPetition(c.env.DB, slug) : null
  if (petition !== null) return seeOther(c, `${HERE}/petitions/${slug}`)
  return sitePage(c, wrong({ slug }, 'slug', wordsOf(c).site.findNone), EMPTY_FORM)
})

siteRoutes.post('/invitations', requireOperator, form(), async (c) => {
  const { values } = c.var
  const read = check(c, emailForm, values)
  if (!read.ok) return sitePage(c, EMPTY_FORM, read.form)
  const refusedText = await invited(c, read.value.email, null)
  if (refusedText !== null) return sitePage(c, EMPTY_FORM, wrong(values, 'email', refusedText))
  return seeOther(c, HERE, 'invited')
})

siteRoutes.get('/approvals/:slug', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  return petition === null || petition.submittedAt === null ? notFound(c) : approvalPage(c, petition, EMPTY_FORM)
})

siteRoutes.post('/approvals/:slug', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  // Decided already, as by a second click.
  if (petition.submittedAt === null) return seeOther(c, HERE)
  const read = check(c, decisionForm, values)
  if (!read.ok) return approvalPage(c, petition, read.form)
  const { decision, message = '' } = read.value
  if (decision !== 'approve' && message === '') {
    return approvalPage(c, petition, wrong(values, 'message', wordsOf(c).site.messageNeeded))
  }
  // What the operator has read is opened, and nothing that was written since.
  if (decision === 'approve' && Number(values['revision']) !== petition.revision) return meanwhile(c, petition, values)
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
    const text = decided.why === 'not-waiting' ? wordsOf(c).site.decided : openingText(c, decided.why)
    return approvalPage(c, petition, wrong(values, 'decision', text))
  }
  sendEmails(c, decided.value)
  return changed(
    petition,
    seeOther(c, HERE, ({ approve: 'approved', ask: 'asked', decline: 'declined' } as const)[decision]),
  )
})

siteRoutes.get('/petitions/:slug', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  return petition === null ? notFound(c) : petitionPage(c, petition, EMPTY_FORM)
})

siteRoutes.post('/petitions/:slug/take-down', requireOperator, form(), async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const read = check(c, takeDownForm, c.var.values)
  if (!read.ok) return petitionPage(c, petition, read.form)
  const { keys } = await servicesOf(c.env)
  const taken = await takeDown(c.env.DB, keys, { ...(await decisionOf(c, petition)), ...read.value })
  // A draft is not up, and a second click changes nothing: the page says how it is.
  if (!taken.ok) return seeOther(c, `${HERE}/petitions/${petition.slug}`)
  sendEmails(c, taken.value)
  return changed(petition, seeOther(c, `${HERE}/petitions/${petition.slug}`, 'taken-down'))
})

siteRoutes.post('/petitions/:slug/put-back', requireOperator, async (c) => {
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const isPutBack = await putBack(c.env.DB, petition.id, { by: byOperator(c.var), now: Date.now() })
  if (!isPutBack) return seeOther(c, `${HERE}/petitions/${petition.slug}`)
  return changed(petition, seeOther(c, `${HERE}/petitions/${petition.slug}`, 'put-back'))
})

siteRoutes.post('/petitions/:slug/owners', requireOperator, form(), async (c) => {
  const { values } = c.var
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null) return notFound(c)
  const read = check(c, emailForm, values)
  if (!read.ok) return petitionPage(c, petition, read.form)
  const refusedText = await invited(c, read.value.email, petition)
  if (refusedText !== null) return petitionPage(c, petition, wrong(values, 'email', refusedText))
  return seeOther(c, `${HERE}/petitions/${petition.slug}`, 'invited')
})

/** Null when the invitation is on its way; otherwise why it is not. */
async function invited(
  c: SiteContext,
  email: z.output<typeof emailForm>['email'],
  petition: Petition | null,
): Promise<string | null> {
  const { settings, keys } = await servicesOf(c.env)
  const { signIn, team } = wordsOf(c)
  const sent = await invite(c.env.DB, keys, {
    to: petition === null ? null : { petition, role: 'owner' },
    email,
    by: c.var.session.account,
    as: 'operator',
    locale: c.var.locale,
    origin: settings.publicOrigin,
    token: newSecret(),
    newId: () => crypto.randomUUID(),
    now: Date.now(),
  })
  if (!sent.ok) {
    if (sent.why === 'already-member') return team.already
    return sent.why === 'too-many-members' ? team.full : signIn.tooMany(LINKS_RETRY_AFTER_SECONDS / 60)
  }
  sendEmails(c, sent.value)
  return null
}

const decisionOf = async (c: SiteContext, petition: Petition): Promise<Decision & { petition: Petition }> => ({
  petition,
  by: byOperator(c.var),
  origin: (await servicesOf(c.env)).settings.publicOrigin,
  newId: () => crypto.randomUUID(),
  now: Date.now(),
})

/** The edge forgets what it has of the petition. */
function changed(petition: Petition, response: Response): Response {
  for (const [name, value] of Object.entries(changedHeader(petition))) response.headers.set(name, value)
  return response
}

const approvalPage = async (
  c: SiteContext,
  petition: Petition,
  state: FormState,
  status: 200 | 412 | 422 = statusOf(state),
): Promise<Response> => {
  const shown = { ...petition, state: shownStateOf(petition, Date.now()) }
  return page(c, <ApprovalPage around={await aroundOf(c)} petition={shown} form={state} />, status)
}

/** The words as they are now, to be read before they are decided about. */
const meanwhile = (c: SiteContext, petition: Petition, { message = '' }: Values): Promise<Response> =>
  approvalPage(c, petition, wrong({ message }, 'decision', wordsOf(c).site.changed), 412)

const petitionPage = async (c: SiteContext, petition: Petition, state: FormState): Promise<Response> => {
  const { takenDownGround: ground, takenDownReason: reason } = petition
  const view = (
    <SitePetitionPage
      around={await aroundOf(c)}
      petition={{ ...petition, state: shownStateOf(petition, Date.now()) }}
      form={state}
      taken={ground === null || reason === null ? null : { ground, reason }}
    />
  )
  return page(c, view, statusOf(state))
}

async function sitePage(c: SiteContext, find: FormState, invitation: FormState): Promise<Response> {
  const [openPetitions, submitted, parts] = await Promise.all([
    countOpen(c.env.DB, Date.now()),
    listSubmitted(c.env.DB),
    healthParts(c),
  ])
  const view = (
    <SitePage
      around={await aroundOf(c)}
      openPetitions={openPetitions}
      waiting={submitted.map(({ slug, title, starter, submittedAt }) => ({
        slug,
        title,
        starter,
        sent: whenOf(c, submittedAt),
      }))}
      parts={parts}
      asOf={timeOf(Date.now())}
      find={find}
      invite={invitation}
    />
  )
  return page(c, view, statusOf({ values: {}, errors: { ...find.errors, ...invitation.errors } }))
}

const statusOf = ({ errors }: FormState) => (Object.keys(errors).length === 0 ? 200 : 422)
