/** What the routes that take a signature share: may the petition be signed, and by which guard. */
import type { Context } from 'hono'

import { COUNTRY_CODES } from '../../schema/countries.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import { stateAt } from '../../schema/petition-state.ts'
import { noBotCheck } from '../../src/intake/checks/bot-check.ts'
import { limitKey } from '../../src/intake/checks/limit-key.ts'
import type { Body } from '../../src/http/body.ts'
import { sign } from '../../src/intake/sign.ts'
import { unlimited } from '../../src/rate-limit/limiter.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import type { Refusal, Result } from '../../src/refusal.ts'
import { published } from './access.ts'
import { sendToLedger } from './ledger-queue.ts'
import { type EdgeContext, localeOf } from './respond.tsx'
import { servicesOf } from './services.ts'

/** The petition of the address if it takes signatures; or else why it does not. */
export async function signable(c: Context<EdgeContext>): Promise<Petition | Refusal> {
  const petition = await published(c)
  if (petition === null) return { code: 'petition-not-found' }
  if (stateAt(petition, Date.now()) !== 'open') return { code: 'petition-closed' }
  if (petition.publicKeys.length > 0) return petition
  // One from before there were keys may be open without any: what is signed there nobody could read.
  log.error('petition.no-key', { petition: petition.slug })
  return { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS }
}

/**
 * The id of the accepted signature. `unproven` is for forms that run no script and so solve no challenge: there the email is
 * the proof, on any petition, and the strictest limits hold. `read` gives the request's body.
 */
export async function signAs(
  c: Context<EdgeContext>,
  petition: Petition,
  read: () => Promise<Result<Body>>,
  proof: 'proven' | 'unproven',
): Promise<Result<string>> {
  const services = servicesOf(c.env)
  const { headers, cf } = c.req.raw
  const guard =
    proof === 'proven'
      ? { limiter: unlimited, worldwideLimiter: services.worldwideLimiter, botCheck: services.botCheck }
      : {
          limiter: services.unprovenLimiter,
          worldwideLimiter: services.worldwideUnprovenLimiter,
          botCheck: noBotCheck,
        }
  return sign(read, {
    ...guard,
    requestLimiter: services.limiter,
    petition,
    toBeConfirmed: proof === 'unproven' || petition.confirmation === 'email',
    emailPublicKey: services.settings.sealPublicKey,
    signerKey: await services.signerKey(petition.id),
    reviewKey: await services.reviewKey(petition.id),
    renderKeys: await services.renderKeys(),
    spent: services.spentProofs,
    disposableDomains: services.disposableDomains,
    headers,
    requestCountry: requestCountry(cf?.country),
    locale: localeOf(c),
    now: Date.now(),
    limitKey: await limitKey(await services.reviewKey(petition.id), headers),
    send: (message) => sendToLedger(c, message),
  })
}

/** Cloudflare's guess; T1 (Tor) and XX (unknown) are no countries. */
export const requestCountry = (code: unknown): string | null =>
  typeof code === 'string' && COUNTRY_CODES.has(code) ? code : null
