/** What the public reads of a petition, and how it is signed. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { COUNTRY_CODES } from '../../schema/countries.ts'
import { type Petition, petitionAnswerOf } from '../../src/campaign/petitions.ts'
import { stateAt } from '../../src/campaign/state.ts'
import { limitKey } from '../../src/intake/limit-key.ts'
import { makeChallenge } from '../../src/intake/proof.ts'
import { sign } from '../../src/intake/sign.ts'
import { SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS, UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/log.ts'
import type { Refusal } from '../../src/refusal.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { sendToLedger } from '../ledger-queue.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, localeOf, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf, signersKey } from '../services.ts'

export const petitionRoutes = new Hono<EdgeContext>()

petitionRoutes.get('/:slug', async (c) => {
  const petition = await published(c)
  const { counts, settings } = servicesOf(c.env)
  const count = await counts.get(c.req.param('slug'), waitUntil(c))
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  return c.json(petitionAnswerOf(petition, count.count, settings.publicOrigin, Date.now()), 200, {
    ...PUBLIC_READ,
    'cache-control': COUNT_CACHE_CONTROL,
  })
})

petitionRoutes.get('/:slug/count', async (c) => {
  const count = await servicesOf(c.env).counts.get(c.req.param('slug'), waitUntil(c))
  if (count === null) return refusal(c, { code: 'petition-not-found' })
  // Weak: two answers that differ only in the time they were made tell a reader the same.
  const etag = `W/"${count.count}-${count.goal ?? 0}-${count.state}-${count.perMinute}-${count.lastDay}"`
  const headers = { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL, etag }
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  return c.json(count, 200, headers)
})

petitionRoutes.get('/:slug/signers', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const asked = Number(c.req.query('limit') ?? SIGNERS_PAGE_DEFAULT_ROWS)
  const limit =
    Number.isInteger(asked) && asked > 0 ? Math.min(asked, SIGNERS_PAGE_MAX_ROWS) : SIGNERS_PAGE_DEFAULT_ROWS
  const cursor = z.safeParse(z.uuid(), c.req.query('cursor')).data ?? null
  const page = await servicesOf(c.env).signers.get(signersKey({ petitionId: petition.id, limit, cursor }), waitUntil(c))
  return c.json(page, 200, {
    ...PUBLIC_READ,
    'cache-control': COUNT_CACHE_CONTROL,
  })
})

petitionRoutes.get('/:slug/removals', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const ledger = await servicesOf(c.env).removals.get(String(petition.id), waitUntil(c))
  return c.json(ledger, 200, { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL })
})

petitionRoutes.get('/:slug/challenge', async (c) => {
  const services = servicesOf(c.env)
  if (services.settings.botCheck === 'turnstile') return refusal(c, { code: 'not-found' })
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  if (stateAt(petition, Date.now()) !== 'open') return refusal(c, { code: 'petition-closed' })
  if (!hasKey(petition)) return refusal(c, UNAVAILABLE)
  return c.json(await makeChallenge(petition.slug, await services.challengeKeys(), Date.now()), 200, {
    'cache-control': 'no-store',
  })
})

petitionRoutes.post('/:slug/signatures', async (c) => {
  const petition = await published(c)
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  const now = Date.now()
  if (stateAt(petition, now) !== 'open') return refusal(c, { code: 'petition-closed' })
  if (!hasKey(petition)) return refusal(c, UNAVAILABLE)

  const services = servicesOf(c.env)
  const id = await sign(c.req.raw, {
    petition,
    mailPublicKey: services.settings.sealPublicKey,
    signerKey: await services.signerKey(petition.id),
    reviewKey: await services.reviewKey(petition.id),
    renderKeys: await services.renderKeys(),
    spent: services.spentProofs,
    disposableDomains: services.disposableDomains,
    requestCountry: requestCountry(c.req.raw.cf?.country),
    locale: localeOf(c),
    now,
    limiter: services.limiter,
    worldwideLimiter: services.worldwideLimiter,
    limitKey: await limitKey(await services.reviewKey(petition.id), c.req.raw.headers),
    botCheck: services.botCheck,
    send: (message) => sendToLedger(c, message),
  })
  if (!id.ok) return refusal(c, id.refusal)
  return c.json(
    { id: id.value, status: 'accepted', next: petition.confirmation === 'email' ? 'confirm-email' : 'done' },
    202,
    { 'cache-control': 'no-store' },
  )
})

/** One from before there were keys may be open without any: what is signed there nobody could read. */
function hasKey({ slug, publicKeys }: Petition): boolean {
  if (publicKeys.length === 0) log.error('petition.no-key', { petition: slug })
  return publicKeys.length > 0
}

const UNAVAILABLE: Refusal = { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS }

/** Cloudflare's guess; T1 (Tor) and XX (unknown) are no countries. */
const requestCountry = (code: unknown): string | null =>
  typeof code === 'string' && COUNTRY_CODES.has(code) ? code : null

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag.slice(2)))
