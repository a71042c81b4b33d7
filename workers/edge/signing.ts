/** Shared by the routes that take signatures: whether the petition can be signed, and the wiring of `sign`. */
import type { Context } from 'hono'

import type { Petition } from '../../src/petitions/petitions.ts'
import { stateAt } from '../../schema/petition-state.ts'
import type { Body } from '../../src/http/body.ts'
import { type Accepted, sign } from '../../src/intake/sign.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { ok, refuse, type Result } from '../../src/refusal.ts'
import { published } from './access.ts'
import { waitUntil } from './background.ts'
import type { Proof } from './guards.ts'
import { sendToLedger } from './ledger-queue.ts'
import { requestCountry } from './request-country.ts'
import { type EdgeContext, localeOf } from './respond.tsx'
import { servicesOf } from './services.ts'

/** The petition of the URL if it takes signatures, or the reason why it does not. */
export async function signable(c: Context<EdgeContext>): Promise<Result<Petition>> {
  const found = await published(c)
  if (!found.ok) return found
  const petition = found.value
  if (stateAt(petition, Date.now()) !== 'open') return refuse({ code: 'petition-closed' })
  if (petition.publicKeys.length > 0) return ok(petition)
  // A petition from before campaigns had keys may be open without one: nobody could read its signatures.
  log.error('petition.no-key', { petition: petition.slug })
  return refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
}

/** What names the accepted signature. `read` gives the request's body; `guards.ts` explains `unproven`. */
export async function signAs(
  c: Context<EdgeContext>,
  petition: Petition,
  read: () => Promise<Result<Body>>,
  proof: Proof,
): Promise<Result<Accepted>> {
  const {
    guards,
    keys: { signingKeys },
  } = servicesOf(c.env)
  const { headers } = c.req.raw
  const { id, slug, publicKeys } = petition
  return sign(
    {
      keys: await signingKeys(id),
      guards: guards.guardsOf(proof, petition.signingLimit),
      request: { headers, read, country: requestCountry(c.req.raw), locale: localeOf(c), now: Date.now() },
      petition: { id, slug, publicKeys, toBeConfirmed: proof === 'unproven' || petition.confirmation === 'email' },
      hasVersion: (number) => hasVersion(c, petition, number),
    },
    (message) => sendToLedger(c, message),
  )
}

/**
 * Numbers have no gaps. One that is newer than what this isolate knows is looked up once. If the database does not respond, the
 * signature is not lost: the ledger takes the current version for a number that there is not.
 */
async function hasVersion(c: Context<EdgeContext>, { slug, versions }: Petition, number: number): Promise<boolean> {
  if (number <= versions) return true
  const now = Date.now()
  try {
    const { value, askedAt } = await servicesOf(c.env).caches.petitions.ask(slug, waitUntil(c), now)
    return askedAt < now || (value !== null && number <= value.versions)
  } catch {
    return true
  }
}
