/** Signing in by a link, and out. */
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'

import { emailAddress } from '../../../schema/email-address.ts'
import { addressOf } from '../../../src/address.ts'
import { askForLink } from '../../../src/accounts/ask.ts'
import { kindOfLink, type Link, lookAtLink, useLink } from '../../../src/accounts/links.ts'
import { useOperatorLink } from '../../../src/accounts/operators.ts'
import { endSession, isSessionId, type NewSession } from '../../../src/accounts/sessions.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { LinkPage, SentPage, type ShownLink, SignInPage } from '../../../src/console/sign-in.tsx'
import { newSecret } from '../../../src/crypto/secret.ts'
import { findPetitionById } from '../../../src/petitions/petitions.ts'
import { anyone, requireAccount } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { check, form, wrong } from '../form.ts'
import { nextOf } from '../next-path.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'
import { beginSession, dropCookie, newSession } from '../session.ts'
import { withinSignInLimit } from '../sign-in-limit.ts'
import type { Values } from '../values.ts'
import {
  changedAlready,
  changeEmail,
  isOfOther,
  linkGone,
  signInFirst,
  undoEmail,
  undoneAlready,
} from './email-links.tsx'

export const signInRoutes = new Hono<ConsoleContext>()

const emailForm = z.object({ email: emailAddress })

signInRoutes.get('/sign-in', async (c) => {
  const next = nextOf(c.req.query('next'))
  if (c.var.session === null) return signInPage(c, EMPTY_FORM, next)
  // Of an account that is not the one signed in: it is said on the page after this one.
  return seeOther(c, next, c.req.query('done') === 'email-undone' ? 'email-undone' : undefined)
})

signInRoutes.post('/sign-in', anyone('limits by IP prefix and by email address'), form(), async (c) => {
  const { values } = c.var
  const next = nextOf(values['next'])
  const waitSeconds = await withinSignInLimit(c)
  if (waitSeconds !== null) return tooMany(c, values, next, waitSeconds)
  const read = check(c, emailForm, values)
  if (!read.ok) return signInPage(c, read.form, next, 422)
  const { settings, keys } = await servicesOf(c.env)
  const { email } = read.value
  const asked = await askForLink(c.env.DB, keys, {
    email,
    locale: c.var.locale,
    origin: settings.publicOrigin,
    token: newSecret(),
    next,
    emailId: crypto.randomUUID(),
    now: Date.now(),
    invitedOnly: settings.petitions === 'invitation',
  })
  // Otherwise the address has had its emails of the day, which is said to nobody: it would tell who has signed in.
  if (asked.ok) sendEmails(c, [asked.value])
  return page(c, <SentPage around={await aroundOf(c)} address={`${email.local}@${email.domain}`} next={next} />)
})

signInRoutes.get('/sign-in/:token', async (c) => {
  const found = await lookAtLink(c.env.DB, c.req.param('token'), Date.now())
  if (!found.ok) return linkGone(c, c.req.param('token'))
  if (isOfOther(c, found.value)) return signInFirst(c)
  return page(
    c,
    <LinkPage
      around={await aroundOf(c)}
      link={shownLink(found.value)}
      session={crypto.randomUUID()}
      form={EMPTY_FORM}
    />,
  )
})

signInRoutes.post('/sign-in/:token', anyone('the token is a secret of 256 bits'), form(), async (c) => {
  const token = c.req.param('token')
  const found = await lookAtLink(c.env.DB, token, Date.now())
  if (!found.ok) return found.why === 'used' ? pressedAgain(c, token, c.var.values) : linkGone(c, token)
  switch (found.value.kind) {
    case 'operator':
      return becomeOperator(c, token, c.var.values)
    case 'email-change':
      return changeEmail(c, token)
    case 'email-undo':
      return undoEmail(c, token)
    default:
      return signIn(c, token, c.var.values)
  }
})

/** A link that has been used: most of all by a first press of the same button. */
async function pressedAgain(c: RouteContext, token: string, values: Values): Promise<Response> {
  switch (await kindOfLink(c.env.DB, token)) {
    case 'operator':
      return becomeOperator(c, token, values)
    case 'email-change':
      return changedAlready(c, token)
    case 'email-undo':
      return undoneAlready(c, token)
    default:
      // The person who is signed in has just used it.
      return c.var.session === null ? signIn(c, token, values) : seeOther(c, nextOf(c.req.query('next')))
  }
}

signInRoutes.post('/sign-out', requireAccount, async (c) => {
  const { id, account } = c.var.session
  await endSession(c.env.DB, account.id, id)
  dropCookie(c)
  return seeOther(c, `/console/sign-in?lang=${account.locale}`, 'signed-out')
})

/** Of the id on the page of the link, so that a second press is known as one. */
const sessionOf = (c: RouteContext, { session: sent = '' }: Values): NewSession =>
  isSessionId(sent) ? newSession(c, sent) : newSession(c)

async function signIn(c: RouteContext, token: string, values: Values): Promise<Response> {
  const { settings } = await servicesOf(c.env)
  const session = sessionOf(c, values)
  const now = Date.now()
  const used = await useLink(c.env.DB, {
    token,
    accountId: uuidv7({ msecs: now }),
    session,
    invitedOnly: settings.petitions === 'invitation',
    now,
  })
  if (!used.ok) return linkGone(c, token)
  await beginSession(c, session)
  const { petitionId } = used.value
  const petition = petitionId === null ? null : await findPetitionById(c.env.DB, petitionId)
  return seeOther(c, petition === null ? nextOf(c.req.query('next')) : `/console/p/${addressOf(petition)}`)
}

async function becomeOperator(c: RouteContext, token: string, values: Values): Promise<Response> {
  const session = sessionOf(c, values)
  // A second press, after the response to the first.
  if (c.var.session?.id === session.id) return seeOther(c, '/console/site')
  const again = async (state: FormState): Promise<Response> =>
    page(c, <LinkPage around={await aroundOf(c)} link={{ kind: 'operator' }} session={session.id} form={state} />, 422)
  const read = check(c, emailForm, values)
  if (!read.ok) return again(read.form)
  const { keys } = await servicesOf(c.env)
  const now = Date.now()
  const used = await useOperatorLink(c.env.DB, keys, {
    token,
    email: read.value.email,
    locale: c.var.locale,
    accountId: uuidv7({ msecs: now }),
    signedInAs: c.var.session?.account.id ?? null,
    session,
    now,
  })
  if (!used.ok) {
    return used.why === 'has-account'
      ? again(wrong(values, 'email', wordsOf(c).signIn.operatorKnown))
      : linkGone(c, token)
  }
  await beginSession(c, session)
  return seeOther(c, '/console/site')
}

const signInPage = async (c: RouteContext, state: FormState, next: string, status: 200 | 422 | 429 = 200) =>
  page(c, <SignInPage around={await aroundOf(c)} form={state} next={next} needed={next !== '/console'} />, status)

async function tooMany(c: RouteContext, values: Values, next: string, seconds: number): Promise<Response> {
  const text = wordsOf(c).signIn.tooMany(Math.ceil(seconds / 60))
  c.header('retry-after', String(seconds))
  return signInPage(c, wrong(values, 'email', text), next, 429)
}

function shownLink({ kind, petition, role }: Link): ShownLink {
  if (kind !== 'invitation') return { kind }
  // An invitation to start a petition is signed in with like any other link.
  return petition === null || role === null ? { kind: 'sign-in' } : { kind, role, title: petition.title }
}
