/** What a campaigner does: start a petition, change it, end it. Every route asks for the bearer token. */
import { type Context, Hono } from 'hono'

import { petitionForm, petitionPatch } from '../../schema/petition.ts'
import { endPetition, openPetition } from '../../src/campaign/ending.ts'
import { createPetition, patchPetition, petitionAnswerOf, type Petition } from '../../src/campaign/petitions.ts'
import { newToken, tokenHash } from '../../src/campaign/tokens.ts'
import { readBody } from '../../src/intake/read.ts'
import { validate } from '../../src/intake/validate.ts'
import { readCount } from '../../src/ledger/count.ts'
import { isOperator, owned } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import { type EdgeContext, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const campaignRoutes = new Hono<EdgeContext>()

const PRIVATE = { 'cache-control': 'no-store' } as const

campaignRoutes.post('/', async (c) => {
  if (!(await isOperator(c))) return refusal(c, { code: 'unauthorized' })
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(petitionForm, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-petition', errors: form.errors })

  const token = newToken()
  const now = Date.now()
  const petition = await createPetition(c.env.DB, form.value, await tokenHash(token), now)
  if (petition === null) return refusal(c, { code: 'conflict', why: 'slug-taken' })
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  const answer = petitionAnswerOf(petition, petition.externalCount, settings.publicOrigin, now)
  return c.json({ ...answer, token }, 201, { ...PRIVATE, location: `/api/petitions/${petition.slug}` })
})

campaignRoutes.patch('/:slug', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const patch = validate(petitionPatch, body.value)
  if (!patch.ok) return refusal(c, { code: 'invalid-petition', errors: patch.errors })
  return answer(c, await patchPetition(c.env.DB, petition.id, patch.value))
})

campaignRoutes.post('/:slug/close', (c) => end(c, 'closed'))
campaignRoutes.post('/:slug/victory', (c) => end(c, 'victory'))

campaignRoutes.post('/:slug/reopen', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  if (!(await openPetition(c.env.DB, petition.id))) return refusal(c, { code: 'conflict', why: 'not-closed' })
  return answer(c, { ...petition, state: 'open', closedAt: null, closesAt: null })
})

async function end(c: Context<EdgeContext>, ending: 'closed' | 'victory'): Promise<Response> {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const now = Date.now()
  const origin = servicesOf(c.env).settings.publicOrigin
  const { changed, deliveryIds } = await endPetition(c.env.DB, petition, ending, now, origin, now)
  if (!changed) return refusal(c, { code: 'conflict', why: 'not-open' })
  sendDeliveries(c, deliveryIds)
  return answer(c, { ...petition, state: ending, closedAt: petition.closedAt ?? now })
}

async function answer(c: Context<EdgeContext>, petition: Petition): Promise<Response> {
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  const now = Date.now()
  const count = await readCount(c.env.DB, petition.slug, now)
  return c.json(petitionAnswerOf(petition, count?.count ?? 0, settings.publicOrigin, now), 200, PRIVATE)
}
