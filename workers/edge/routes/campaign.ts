/** What a campaign does: start a petition, change it, end it. Every route asks for the bearer token. */
import { type Context, Hono } from 'hono'

import { endingForm, petitionForm, petitionPatch } from '../../../schema/petition.ts'
import { endPetition, openPetition } from '../../../src/petitions/end.ts'
import { createPetition, findPetition, patchPetition, petitionResponseOf } from '../../../src/petitions/petitions.ts'
import { stateAt } from '../../../schema/petition-state.ts'
import { newToken, tokenHash } from '../../../src/petitions/tokens.ts'
import { readBody, readOptionalBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { readCount } from '../../../src/ledger/count.ts'
import { readPartners } from '../../../src/ledger/tallies.ts'
import { CAMPAIGN_BODY_MAX_BYTES } from '../../../src/limits.ts'
import { isOperator, owned } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import type { FieldProblem, Refusal } from '../../../src/refusal.ts'
import { isSealable } from '../../../src/crypto/hpke.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const campaignRoutes = new Hono<EdgeContext>()

campaignRoutes.post('/', async (c) => {
  if (!(await isOperator(c))) return refusal(c, { code: 'unauthorized' })
  const body = await readBody(c.req.raw, CAMPAIGN_BODY_MAX_BYTES)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(petitionForm, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-petition', errors: form.errors })

  const now = Date.now()
  if (isPast(form.value.closesAt, now)) return refusal(c, CLOSES_IN_THE_PAST)
  const wrongKeys = await keyProblems(form.value.publicKeys, form.value.state === 'open')
  if (wrongKeys.length > 0) return refusal(c, { code: 'invalid-petition', errors: wrongKeys })
  const token = newToken()
  const petition = await createPetition(c.env.DB, form.value, await tokenHash(token), now)
  if (petition === null) return refusal(c, { code: 'conflict', why: 'slug-taken' })
  const { forget, settings } = servicesOf(c.env)
  await forget(petition.slug)
  const answer = petitionResponseOf(petition, petition.externalCount, settings.publicOrigin, now)
  return c.json({ ...answer, token }, 201, { ...PRIVATE, location: `/api/petitions/${petition.slug}` })
})

campaignRoutes.patch('/:slug', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readBody(c.req.raw, CAMPAIGN_BODY_MAX_BYTES)
  if (!body.ok) return refusal(c, body.refusal)
  const patch = validate(petitionPatch, body.value)
  if (!patch.ok) return refusal(c, { code: 'invalid-petition', errors: patch.errors })
  const { closesAt, publicKeys } = patch.value
  const now = Date.now()
  if (publicKeys !== undefined) {
    const errors = await keyProblems(publicKeys, stateAt(petition, now) === 'open')
    if (errors.length > 0) return refusal(c, { code: 'invalid-petition', errors })
  }
  if (closesAt !== undefined) {
    // What was signed in time must go on counting: an end is neither moved into the past nor once it has come.
    if (isPast(closesAt, now)) return refusal(c, CLOSES_IN_THE_PAST)
    if (!['draft', 'open'].includes(stateAt(petition, now))) return refusal(c, { code: 'conflict', why: 'not-open' })
  }
  await patchPetition(c.env.DB, petition.id, patch.value)
  return answer(c, petition.slug)
})

campaignRoutes.get('/:slug/partners', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  return c.json(await readPartners(c.env.DB, petition.id), 200, PRIVATE)
})

campaignRoutes.post('/:slug/close', (c) => end(c, 'closed'))
campaignRoutes.post('/:slug/victory', (c) => end(c, 'victory'))

campaignRoutes.post('/:slug/reopen', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const now = Date.now()
  if (petition.publicKeys.length === 0 && stateAt(petition, now) !== 'open') {
    return refusal(c, { code: 'conflict', why: 'no-key' })
  }
  if (!(await openPetition(c.env.DB, petition.id, now))) return refusal(c, { code: 'conflict', why: 'not-closed' })
  servicesOf(c.env).history.forget(String(petition.id))
  return answer(c, petition.slug)
})

async function end(c: Context<EdgeContext>, ending: 'closed' | 'victory'): Promise<Response> {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const body = await readOptionalBody(c.req.raw, CAMPAIGN_BODY_MAX_BYTES)
  if (!body.ok) return refusal(c, body.refusal)
  const form = validate(endingForm, body.value)
  if (!form.ok) return refusal(c, { code: 'invalid-petition', errors: form.errors })
  const { history, settings } = servicesOf(c.env)
  const { changed, deliveryIds } = await endPetition(c.env.DB, petition.id, {
    state: ending,
    outcome: form.value.outcome ?? null,
    origin: settings.publicOrigin,
    now: Date.now(),
  })
  if (!changed) return refusal(c, { code: 'conflict', why: 'not-open' })
  history.forget(String(petition.id))
  sendDeliveries(c, deliveryIds)
  return answer(c, petition.slug)
}

/** The petition as it is in the database now, and no longer as it is in this isolate's memory. */
async function answer(c: Context<EdgeContext>, slug: string): Promise<Response> {
  const { forget, settings } = servicesOf(c.env)
  await forget(slug)
  const now = Date.now()
  const [petition, count] = await Promise.all([findPetition(c.env.DB, slug), readCount(c.env.DB, slug, now)])
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  return c.json(
    petitionResponseOf(petition, count?.count ?? petition.externalCount, settings.publicOrigin, now),
    200,
    PRIVATE,
  )
}

/** Keys that nothing can be sealed to, and the lack of any where somebody may sign. */
async function keyProblems(publicKeys: readonly string[], open: boolean): Promise<FieldProblem[]> {
  if (open && publicKeys.length === 0) return [{ path: 'publicKeys', code: 'no-key' }]
  const sealable = await Promise.all(publicKeys.map(isSealable))
  return sealable.flatMap((good, index) => (good ? [] : [{ path: `publicKeys.${index}`, code: 'not-a-key' }]))
}

const isPast = (time: string | null, now: number): boolean => time !== null && Date.parse(time) <= now

const CLOSES_IN_THE_PAST: Refusal = { code: 'invalid-petition', errors: [{ path: 'closesAt', code: 'in-the-past' }] }
