/**
 * Who may call a route. Every route that changes something names its caller in its line: `requireCampaign`,
 * `requireOperator` or `anyone`. test/worker/routes.test.ts fails for one that does not.
 */
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

import type { Scope } from '../../schema/account.ts'
import type { Actor } from '../../schema/audit.ts'
import { findToken, hasScope, isUseDue, writeUse } from '../../src/petitions/find-token.ts'
import { findPetition, type Petition } from '../../src/petitions/petitions.ts'
import { bearerToken, looksLikeToken, tokenHash, tokenId } from '../../src/petitions/tokens.ts'
import { log } from '../../src/platform/log.ts'
import { ok, refuse, type Refusal, type Result } from '../../src/refusal.ts'
import { waitUntil } from './background.ts'
import { type EdgeContext, type RouteContext, type EdgeVariables, refusal } from './respond.tsx'
import { servicesOf } from './services.ts'

/**
 * The caller has a token of the petition in the path that may do this, or the operator's. Sets `petition`, as it is in the database
 * now, `byOperator`, and `by` for the audit log. A request without a token, or with one that no campaign can have, is refused before the database is
 * asked, and before its body is read.
 */
export const requireCampaign = (scope: Scope) =>
  createMiddleware<EdgeVariables<{ petition: Petition; byOperator: boolean; by: Actor }>>(
    async function requireCampaign(c, next) {
      const token = bearerToken(c.req.header('authorization'))
      if (token === null) return refusal(c, { code: 'unauthorized' })
      const byOperator = await isOperator(c, token)
      if (!byOperator && !looksLikeToken(token)) return refusal(c, { code: 'unauthorized' })
      const petition = await findPetition(c.env.DB, c.req.param('slug') ?? '')
      // Only the operator learns that there is no such petition: others could find drafts by asking.
      if (petition === null) return refusal(c, { code: byOperator ? 'petition-not-found' : 'unauthorized' })
      const refused = byOperator ? null : await whyNot(c, token, { petitionId: petition.id, scope })
      if (refused !== null) return refusal(c, refused)
      const deleted = whetherDeleted(petition)
      if (!deleted.ok) return refusal(c, deleted.refusal)
      c.set('petition', petition)
      c.set('byOperator', byOperator)
      c.set('by', byOperator ? { kind: 'operator', id: null } : { kind: 'token', id: tokenId(await tokenHash(token)) })
      return next()
    },
  )

/** Whether the operator reads what this caller writes before a petition opens. After `requireCampaign`. */
export const needsApproval = (c: RouteContext & { var: { byOperator: boolean } }): boolean =>
  !c.var.byOperator && servicesOf(c.env).settings.petitions === 'approval'

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

/** The cached petition of the path or of `slug`, if the public may see it. For the public a draft is as one that does not exist. */
export async function published(c: RouteContext, slug = c.req.param('slug') ?? ''): Promise<Result<Petition>> {
  const petition = await servicesOf(c.env).caches.petitions.get(slug, waitUntil(c))
  return visible(petition)
}

/** Whether the public may see it, and why not. */
export function visible(petition: Petition | null): Result<Petition> {
  if (petition === null || petition.state === 'draft') return refuse({ code: 'petition-not-found' })
  const { takenDownAt, takenDownGround: ground, takenDownReason: reason } = petition
  const deleted = whetherDeleted(petition)
  if (!deleted.ok) return deleted
  if (takenDownAt === null) return ok(petition)
  return refuse({ code: 'taken-down', ground: ground ?? 'rules', reason: reason ?? '' })
}

/** Its owners can undo it for a while, in the console. */
const whetherDeleted = (petition: Petition): Result<Petition> =>
  petition.deletedAt === null
    ? ok(petition)
    : refuse({ code: 'deleted', at: petition.deletedAt, count: petition.finalCount ?? 0 })

/** Hashes are compared, so that the time it takes reveals nothing of the operator's token. */
async function isOperator(c: RouteContext, token: string | null): Promise<boolean> {
  if (token === null) return false
  return (await tokenHash(token)) === (await tokenHash(servicesOf(c.env).settings.adminToken))
}

/** Why a campaign's token does not open this petition; null if it does. Its use is written at most once an hour. */
async function whyNot(
  c: RouteContext,
  token: string,
  { petitionId, scope }: { petitionId: number; scope: Scope },
): Promise<Refusal | null> {
  const [hash, now] = [await tokenHash(token), Date.now()]
  const found = await findToken(c.env.DB, hash, now)
  if (found === null || found.petitionId !== petitionId) return { code: 'unauthorized' }
  if (isUseDue(found, now)) waitUntil(c)(writeUse(c.env.DB, hash, now).catch(useNotWritten))
  return hasScope(found, scope) ? null : { code: 'scope-missing', scope }
}

const useNotWritten = (error: unknown): void => log.warn('tokens.use-not-written', { error })
