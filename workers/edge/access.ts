/**
 * Who may call a route. Every route that changes something names its caller in its line: `requireCampaign`,
 * `requireOperator` or `anyone`. test/worker/routes.test.ts fails for one that does not.
 */
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

import { findPetition, type Petition, petitionIdOfToken } from '../../src/petitions/petitions.ts'
import { bearerToken, looksLikeToken, tokenHash } from '../../src/petitions/tokens.ts'
import { waitUntil } from './background.ts'
import { type EdgeContext, type RouteContext, type EdgeVariables, refusal } from './respond.tsx'
import { servicesOf } from './services.ts'

/**
 * The caller has the token of the petition in the path, or the operator's. Sets `petition`, as it is in the database now.
 * A request without a token, or with one that no campaign can have, is refused before the database is asked, and before its
 * body is read.
 */
export const requireCampaign = createMiddleware<EdgeVariables<{ petition: Petition }>>(
  async function requireCampaign(c, next) {
    const token = bearerToken(c.req.header('authorization'))
    if (token === null) return refusal(c, { code: 'unauthorized' })
    const byOperator = await isOperator(c, token)
    if (!byOperator && !looksLikeToken(token)) return refusal(c, { code: 'unauthorized' })
    const petition = await findPetition(c.env.DB, c.req.param('slug') ?? '')
    // Only the operator learns that there is no such petition: others could find drafts by asking.
    if (petition === null) return refusal(c, { code: byOperator ? 'petition-not-found' : 'unauthorized' })
    if (!byOperator && !(await isTokenOf(c, token, petition.id))) return refusal(c, { code: 'unauthorized' })
    c.set('petition', petition)
    return next()
  },
)

/** The caller has the operator's token. */
export const requireOperator = createMiddleware<EdgeContext>(async function requireOperator(c, next) {
  const token = bearerToken(c.req.header('authorization'))
  if (!(await isOperator(c, token))) return refusal(c, { code: 'unauthorized' })
  return next()
})

/** The caller may be anybody, and learns more with the operator's token: sets `byOperator`. Any other token is refused. */
export const operatorOrAnyone = createMiddleware<EdgeVariables<{ byOperator: boolean }>>(
  async function operatorOrAnyone(c, next) {
    const given = c.req.header('authorization')
    const token = bearerToken(given)
    const byOperator = await isOperator(c, token)
    if (given !== undefined && !byOperator) return refusal(c, { code: 'unauthorized' })
    c.set('byOperator', byOperator)
    return next()
  },
)

const allow: MiddlewareHandler = function anyone(_, next) {
  return next()
}

/** The caller may be anybody. `_protection` says to the reader of the route what prevents abuse. */
export const anyone = (_protection: string): MiddlewareHandler => allow

/** The cached petition of the path or of `slug`; null for none and for a draft, which the public may not see yet. */
export async function published(c: RouteContext, slug = c.req.param('slug') ?? ''): Promise<Petition | null> {
  const petition = await servicesOf(c.env).caches.petitions.get(slug, waitUntil(c))
  return petition === null || petition.state === 'draft' ? null : petition
}

/** Hashes are compared, so that the time it takes reveals nothing of the operator's token. */
async function isOperator(c: RouteContext, token: string | null): Promise<boolean> {
  if (token === null) return false
  return (await tokenHash(token)) === (await tokenHash(servicesOf(c.env).settings.adminToken))
}

const isTokenOf = async (c: RouteContext, token: string, petitionId: number): Promise<boolean> =>
  (await petitionIdOfToken(c.env.DB, await tokenHash(token))) === petitionId
