/**
 * Who may call a route. Every route names its caller in its line, first: `anyone`, `requireAccount`, `requireRole` or
 * `requireOperator`. test/worker/console/routes.test.ts fails for one that does not.
 */
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

import type { Role } from '../../schema/account.ts'
import type { Actor } from '../../schema/audit.ts'
import { addressOf } from '../../src/address.ts'
import { type Act, may, NEEDS, roleOf } from '../../src/accounts/roles.ts'
import type { FoundSession } from '../../src/accounts/sessions.ts'
import { findPetition, type Petition } from '../../src/petitions/petitions.ts'
import type { RouteContext, With } from './context.ts'
import { forbidden, notFound, seeOther, toSignIn } from './respond.tsx'

export type Signed = { session: FoundSession }
export type InPetition = Signed & { petition: Petition; role: Role }

const allow: MiddlewareHandler = function anyone(_, next) {
  return next()
}

/** For the audit log: who is signed in. */
export const byAccount = ({ session }: Signed): Actor => ({ kind: 'account', id: session.account.id })
export const byOperator = ({ session }: Signed): Actor => ({ kind: 'operator', id: session.account.id })

/** `_protection` says to the reader of the route what prevents abuse. */
export const anyone = (_protection: string): MiddlewareHandler => allow

/** Anybody who is signed in. */
export const requireAccount = createMiddleware<With<Signed>>(async function requireAccount(c, next) {
  return c.var.session === null ? toSignIn(c) : next()
})

/** A member of the petition in the path whose role is enough. Others are not told whether there is such a petition. */
export const requireRole = (act: Act, whichever: 'not deleted' | 'also deleted' = 'not deleted') =>
  createMiddleware<With<InPetition>>(async function requireRole(c, next) {
    const { session } = c.var
    if (session === null) return toSignIn(c)
    const petition = await findPetition(c.env.DB, c.req.param('slug') ?? '')
    if (petition === null) return notFound(c)
    const role = await roleOf(c.env.DB, petition.id, session.account.id)
    if (role === null) return notFound(c)
    // Links of before its web address was changed lead here, and forms of then work.
    const moved = movedTo(c, petition)
    if (moved !== null) return moved
    // That page has everything that its team can still do.
    if (petition.deletedAt !== null && whichever === 'not deleted')
      return seeOther(c, `/console/p/${addressOf(petition)}/deleted`)
    if (!may(role, act)) return forbidden(c, NEEDS[act])
    c.set('petition', petition)
    c.set('role', role)
    c.set('petitionId', petition.id)
    return next()
  })

/** To the same page under the petition's present address; null where this is it. */
function movedTo(c: RouteContext, petition: Petition): Response | null {
  const [asked, address] = [c.req.param('slug') ?? '', addressOf(petition)]
  if (c.req.method !== 'GET' || asked === address) return null
  const { pathname, search } = new URL(c.req.url)
  const path = pathname.replace(/^(\/console\/p\/)[^/]+/, `$1${address}`)
  return c.body(null, 302, { location: path + search, 'cache-control': 'no-store' })
}

/** Who runs this site. Others are not told that there is such a page. */
export const requireOperator = createMiddleware<With<Signed>>(async function requireOperator(c, next) {
  const { session } = c.var
  if (session === null) return toSignIn(c)
  return session.account.isOperator ? next() : notFound(c)
})
