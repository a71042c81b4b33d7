/** Who is asking, and what they may see or do: the public, the campaign of a petition, or the operator. */
import type { Context } from 'hono'

import { findPetition, type Petition, petitionIdOfToken } from '../../src/petitions/petitions.ts'
import { bearerToken, tokenHash } from '../../src/petitions/tokens.ts'
import { waitUntil } from './background.ts'
import { type EdgeContext, refusal } from './respond.tsx'
import { servicesOf } from './services.ts'

/** The cached petition of the address or of `slug`; null for none and for a draft, which the public may not see yet. */
export async function published(c: Context<EdgeContext>, slug = c.req.param('slug') ?? ''): Promise<Petition | null> {
  const petition = await servicesOf(c.env).petitions.get(slug, waitUntil(c))
  return petition === null || petition.state === 'draft' ? null : petition
}

/** The petition of the address, read anew, if the caller may act for it; or else the refusal. */
export async function owned(c: Context<EdgeContext>): Promise<Petition | Response> {
  // Without a token the database is not asked.
  if (bearerToken(c.req.header('authorization')) === null) return refusal(c, { code: 'unauthorized' })
  const petition = await findPetition(c.env.DB, c.req.param('slug') ?? '')
  if (petition !== null && (await mayCampaign(c, petition.id))) return petition
  // Only the operator is told that there is none: others could find drafts by asking.
  const missing = petition === null && (await isOperator(c))
  return refusal(c, missing ? { code: 'petition-not-found' } : { code: 'unauthorized' })
}

/** Whether the request bears the operator's token. Hashes are compared, so that timing tells nothing of the token. */
export async function isOperator(c: Context<EdgeContext>): Promise<boolean> {
  const token = bearerToken(c.req.header('authorization'))
  if (token === null) return false
  return (await tokenHash(token)) === (await tokenHash(servicesOf(c.env).settings.adminToken))
}

/** Whether the request may act for this petition. */
async function mayCampaign(c: Context<EdgeContext>, petitionId: number): Promise<boolean> {
  const token = bearerToken(c.req.header('authorization'))
  if (token === null) return false
  if (await isOperator(c)) return true
  return (await petitionIdOfToken(c.env.DB, await tokenHash(token))) === petitionId
}
