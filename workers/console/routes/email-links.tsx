/** What the links do that change the email address of an account, and that undo it; and the page of any link that is gone. */
import { isInEffect, useEmailChange } from '../../../src/accounts/email-change.ts'
import { undoEmailChange } from '../../../src/accounts/email-undo.ts'
import { kindOfLink, type Link } from '../../../src/accounts/links.ts'
import { ProblemPage } from '../../../src/console/problem.tsx'
import { LinkGonePage } from '../../../src/console/sign-in.tsx'
import { looksLikeSecret, newSecret } from '../../../src/crypto/secret.ts'
import { type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'

export async function changeEmail(c: RouteContext, token: string): Promise<Response> {
  const { session } = c.var
  if (session === null) return signInFirst(c)
  const { settings, keys } = await servicesOf(c.env)
  const used = await useEmailChange(c.env.DB, keys, {
    token,
    by: crypto.randomUUID(),
    accountId: session.account.id,
    sessionId: session.id,
    emailId: crypto.randomUUID(),
    undoToken: newSecret(),
    origin: settings.publicOrigin,
    now: Date.now(),
  })
  if (used.ok) {
    sendEmails(c, [used.value])
    return seeOther(c, '/console/account', 'email-changed')
  }
  if (used.why === 'other-account') return signInFirst(c)
  if (used.why === 'used') return changedAlready(c, token)
  return used.why === 'taken' ? addressTaken(c) : linkGone(c, token)
}

/** For a link that has been used, by a first press of its button. */
export async function changedAlready(c: RouteContext, token: string): Promise<Response> {
  const { session } = c.var
  const isSo = session !== null && (await isInEffect(c.env.DB, token, session.account.id))
  return isSo ? seeOther(c, '/console/account', 'email-changed') : linkGone(c, token)
}

export async function undoEmail(c: RouteContext, token: string): Promise<Response> {
  const { keys } = await servicesOf(c.env)
  const emailId = crypto.randomUUID()
  const undone = await undoEmailChange(c.env.DB, keys, { token, by: crypto.randomUUID(), emailId, now: Date.now() })
  if (undone.ok) {
    sendEmails(c, [undone.value])
    return toUndone(c)
  }
  if (undone.why === 'used') return undoneAlready(c, token)
  return undone.why === 'taken' ? addressTaken(c) : linkGone(c, token)
}

/** As `changedAlready`, of a link that undoes it. */
export const undoneAlready = async (c: RouteContext, token: string): Promise<Response> =>
  (await isInEffect(c.env.DB, token, null)) ? toUndone(c) : linkGone(c, token)

/** A person who is signed in here with this account is signed out. */
const toUndone = (c: RouteContext): Response => seeOther(c, `/console/sign-in?lang=${c.var.locale}`, 'email-undone')

/** Whether the link changes the address of an account that is not signed in here. */
export const isOfOther = (c: RouteContext, { kind, accountId }: Link): boolean =>
  kind === 'email-change' && accountId !== c.var.session?.account.id

/** Comes back to the link, where nobody is signed in. */
export async function signInFirst(c: RouteContext): Promise<Response> {
  const { signIn } = wordsOf(c)
  const query = new URLSearchParams({ next: new URL(c.req.url).pathname, lang: c.var.locale })
  const act = { href: `/console/sign-in?${query.toString()}`, label: signIn.linkButton }
  const view = (
    <ProblemPage
      around={await aroundOf(c)}
      title={signIn.firstTitle}
      text={signIn.firstText}
      {...(c.var.session === null ? { act } : {})}
    />
  )
  return page(c, view, 403)
}

async function addressTaken(c: RouteContext): Promise<Response> {
  const { takenTitle, takenText } = wordsOf(c).signIn
  return page(c, <ProblemPage around={await aroundOf(c)} title={takenTitle} text={takenText} />, 409)
}

/** Says what it was for, and what to do. */
export async function linkGone(c: RouteContext, token: string): Promise<Response> {
  const kind = looksLikeSecret(token) ? await kindOfLink(c.env.DB, token) : null
  return page(c, <LinkGonePage around={await aroundOf(c)} kind={kind} />, 410)
}
