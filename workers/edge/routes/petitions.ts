/** What the public reads of a petition, and how it is signed. */
import { Hono } from 'hono'

import { pageOfSigners, petitionResponseOf } from '../../../src/petitions/petitions.ts'
import { makeChallenge } from '../../../src/intake/checks/proof.ts'
import { readBody } from '../../../src/http/body.ts'
import { SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS } from '../../../src/limits.ts'
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { signersKey } from '../cache-keys.ts'
import { pageQuery, withSignedCursor } from '../page-query.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { requestCountry, signable, signAs } from '../signing.ts'

export const petitionRoutes = new Hono<EdgeContext>()

petitionRoutes.get('/:slug', async (c) => {
  const petition = await published(c)
  const { counts, settings } = servicesOf(c.env)
  const count = await counts.get(c.req.param('slug'), waitUntil(c))
  if (petition === null || count === null) return refusal(c, { code: 'petition-not-found' })
  return c.json(petitionResponseOf(petition, count.count, settings.publicOrigin, Date.now()), 200, {
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
  const list = { kind: 'signers', petitionId: petition.id } as const
  const asked = await pageQuery(c, list, SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS)
  if (!asked.ok) return refusal(c, asked.refusal)
  const rows = await servicesOf(c.env).signers.get(
    signersKey({ petitionId: petition.id, ...asked.value }),
    waitUntil(c),
  )
  const page = await withSignedCursor(c, list, pageOfSigners(rows, asked.value.limit))
  return c.json(page, 200, { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL })
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
  const petition = await signable(c)
  if ('code' in petition) return refusal(c, petition)
  return c.json(await makeChallenge(petition.slug, await services.challengeKeys(), Date.now()), 200, {
    ...PRIVATE,
    // What a form may show as chosen until its signer chooses another. No page has it: pages are cached for everybody.
    'country-guess': requestCountry(c.req.raw.cf?.country) ?? '',
  })
})

petitionRoutes.post('/:slug/signatures', async (c) => {
  const petition = await signable(c)
  if ('code' in petition) return refusal(c, petition)
  const id = await signAs(c, petition, () => readBody(c.req.raw), 'proven')
  if (!id.ok) return refusal(c, id.refusal)
  return c.json(
    { id: id.value, status: 'accepted', next: petition.confirmation === 'email' ? 'confirm-email' : 'done' },
    202,
    PRIVATE,
  )
})

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag.slice(2)))
