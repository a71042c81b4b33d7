/** The live count, and what it is made of: public signers, removals, and signatures by partner. */
import { Hono } from 'hono'

import type { ClaimsResponse } from '../../../schema/claim.ts'
import { readPartners } from '../../../src/ledger/tallies.ts'
import { SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS } from '../../../src/limits.ts'
import { pageOfSigners } from '../../../src/ledger/signers.ts'
import { published, requireCampaign } from '../access.ts'
import { waitUntil } from '../background.ts'
import { signersKey } from '../cache-keys.ts'
import { heldTag, timedTag } from '../etag.ts'
import { pageQuery, withSignedCursor } from '../page-query.ts'
import { publishedPetition } from '../public-petition.ts'
import { isMadeOf } from '../ready.ts'
import {
  COUNT_CACHE_CONTROL,
  type EdgeContext,
  PRIVATE,
  PUBLIC_READ,
  refusal,
  SPIKE_CACHE_CONTROL,
} from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const countRoutes = new Hono<EdgeContext>()

const COUNT_HEADERS = { ...PUBLIC_READ, 'cache-control': COUNT_CACHE_CONTROL } as const
const SPIKE_HEADERS = { ...PUBLIC_READ, 'cache-control': SPIKE_CACHE_CONTROL } as const

// The route that is asked most. A draft has no count, so that a petition is looked up only where there is none.
countRoutes.get('/:slug/count', async (c) => {
  // Which the counter compares with what it asked for.
  const { slug } = c.req.param()
  const { counts, isInSpike } = servicesOf(c.env).caches
  const count = await counts.get(slug, waitUntil(c))
  if (count === null) {
    // One that was taken down has none either, and says so.
    const petition = await published(c)
    return refusal(c, petition.ok ? { code: 'petition-not-found' } : petition.refusal)
  }
  isMadeOf(c, [{ cache: counts, key: slug, value: count }])
  const { asOf, closesAt, goal, lastDay, perMinute, state, staticUrl } = count
  const content =
    `${count.count}-${goal ?? 0}-${state}-${perMinute}-${lastDay}-${closesAt ?? 0}` +
    (staticUrl === undefined ? '' : '-static')
  const askedAt = Date.parse(asOf)
  const headers = isInSpike() ? SPIKE_HEADERS : COUNT_HEADERS
  const held = heldTag(c.req.header('if-none-match'), content, askedAt)
  return held === null
    ? c.json({ ...count, petition: slug }, 200, { ...headers, etag: timedTag(content, askedAt) })
    : c.body(null, 304, { ...headers, etag: held })
})

countRoutes.get('/:slug/signers', publishedPetition, async (c) => {
  const petitionId = c.var.petition.id
  const list = { kind: 'signers', petitionId } as const
  const asked = await pageQuery(c, list, SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS)
  if (!asked.ok) return refusal(c, asked.refusal)
  const rows = await servicesOf(c.env).caches.signers.get(signersKey({ petitionId, ...asked.value }), waitUntil(c))
  return c.json(await withSignedCursor(c, list, pageOfSigners(rows, asked.value.limit)), 200, COUNT_HEADERS)
})

countRoutes.get('/:slug/removals', publishedPetition, async (c) => {
  const removals = await servicesOf(c.env).caches.removals.get(String(c.var.petition.id), waitUntil(c))
  return c.json(removals, 200, COUNT_HEADERS)
})

countRoutes.get('/:slug/claims', publishedPetition, async (c) => {
  const parts = await servicesOf(c.env).caches.countParts.get(String(c.var.petition.id), waitUntil(c))
  if (parts === null) return refusal(c, { code: 'petition-not-found' })
  const { claimed, claims } = parts
  return c.json({ claimed, claims } satisfies ClaimsResponse, 200, COUNT_HEADERS)
})

countRoutes.get('/:slug/partners', requireCampaign('read'), async (c) =>
  c.json(await readPartners(c.env.DB, c.var.petition.id), 200, PRIVATE),
)
