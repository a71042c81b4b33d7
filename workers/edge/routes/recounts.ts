/** The recount: an operator compares what is stored of petitions with what their rows say, and fixes it. */
import { Hono } from 'hono'

import { recountQuery, type RecountResponse } from '../../../schema/recount.ts'
import { recountNext, type RecountChunk, type Recounted, recountPetition } from '../../../src/ledger/recount/recount.ts'
import { log } from '../../../src/platform/log.ts'
import { requireOperator } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import { query } from '../request.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/recounts`. */
export const recountRoutes = new Hono<EdgeContext>()

recountRoutes.post('/', requireOperator, query(recountQuery, 'invalid-query'), async (c) => {
  const { petition, after, fix } = c.var.query
  const { settings, caches } = servicesOf(c.env)
  const options = { fix: fix === 'true' ? { origin: settings.publicOrigin } : null, now: Date.now() }
  const chunk: RecountChunk | null =
    petition === undefined
      ? await recountNext(c.env.DB, after, options)
      : only(await recountPetition(c.env.DB, petition, options))
  if (chunk === null) return refusal(c, { code: 'petition-not-found' })
  for (const { id, slug, publicSlug, fixed } of chunk.petitions) {
    if (fixed === null) continue
    const { deliveryIds, ...what } = fixed
    log.warn('recount.fixed', { petition: slug, ...what, deliveries: deliveryIds.length })
    sendDeliveries(c, deliveryIds)
    await caches.forget({ id, slug, publicSlug })
  }
  // After those that were fixed.
  const failed = chunk.petitions.find(({ error }) => error !== null)
  if (failed !== undefined) throw failed.error
  return c.json(responseOf(chunk), 200, PRIVATE)
})

const only = (recounted: Recounted | null): RecountChunk | null =>
  recounted === null ? null : { petitions: [recounted], after: null }

const responseOf = ({ petitions, after }: RecountChunk): RecountResponse => ({
  petitions: petitions.map(({ slug, rows, isCompared, drift, unfixable, differences, fixed }) => ({
    petition: slug,
    rows,
    isCompared,
    drift,
    unfixed: fixed === null ? drift : unfixable,
    differences: differences.map(({ isFixable, ...difference }) =>
      Object.assign(difference, { isFixed: fixed !== null && isFixable }),
    ),
  })),
  after,
})
