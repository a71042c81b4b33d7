/** Petitions: read by anyone; started by the operator; changed, closed and opened again by their campaigns. */
import { Hono } from 'hono'

import type { Actor } from '../../../schema/audit.ts'
import { type EndingForm, endingForm, PETITION_MEMBERS, petitionForm, petitionPatch } from '../../../schema/petition.ts'
import { stateAt } from '../../../schema/petition-state.ts'
import { deleteByOperator } from '../../../src/accounts/erase-petitions.ts'
import { readCount } from '../../../src/ledger/count.ts'
import { CAMPAIGN_BODY_MAX_BYTES } from '../../../src/limits.ts'
import { endPetition, openPetition, reopenableUntil } from '../../../src/petitions/end.ts'
import { isPast, keyProblems, timeProblems } from '../../../src/petitions/opening.ts'
import {
  createPetition,
  findPetition,
  milliseconds,
  type Petition,
  petitionResponseOf,
} from '../../../src/petitions/petitions.ts'
import { patchProblem } from '../../../src/petitions/patch-rules.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { newToken, tokenHash } from '../../../src/petitions/tokens.ts'
import { needsApproval, requireCampaign, requireOperator } from '../access.ts'
import { sendDeliveries } from '../background.ts'
import { revisionsOf, revisionTag } from '../etag.ts'
import { countedPetition } from '../public-petition.ts'
import { form } from '../request.ts'
import { COUNT_CACHE_CONTROL, type EdgeContext, type RouteContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/petitions`. */
export const petitionRoutes = new Hono<EdgeContext>()

const CAMPAIGN_BODY = { maxBytes: CAMPAIGN_BODY_MAX_BYTES }
const endingBody = form(endingForm, 'invalid-petition', { ...CAMPAIGN_BODY, optional: true })

petitionRoutes.get('/:slug', countedPetition, (c) => {
  const { petition, count } = c.var
  const { publicOrigin } = servicesOf(c.env).settings
  return c.json(petitionResponseOf(petition, count.count, publicOrigin, Date.now()), 200, {
    ...PUBLIC_READ,
    'cache-control': COUNT_CACHE_CONTROL,
    // Weak: the count changes without it.
    etag: `W/${revisionTag(petition.revision)}`,
  })
})

petitionRoutes.post('/', requireOperator, form(petitionForm, 'invalid-petition', CAMPAIGN_BODY), async (c) => {
  const { form } = c.var
  const now = Date.now()
  const times = { opensAt: milliseconds(form.opensAt), closesAt: milliseconds(form.closesAt) }
  const willOpen = form.state === 'open' || times.opensAt !== null
  const errors = [...timeProblems(times, now), ...(await keyProblems(form.publicKeys, willOpen))]
  if (errors.length > 0) return refusal(c, { code: 'invalid-petition', errors })
  const token = newToken()
  const petition = await createPetition(c.env.DB, form, await tokenHash(token), now)
  if (petition === null) return refusal(c, { code: 'conflict', why: 'slug-taken' })
  const {
    settings,
    caches: { forget },
  } = servicesOf(c.env)
  await forget(petition)
  const created = petitionResponseOf(petition, petition.claimedCount, settings.publicOrigin, now)
  return c.json({ ...created, token }, 201, { ...PRIVATE, location: `/api/petitions/${petition.slug}` })
})

const PATCH_BODY = { ...CAMPAIGN_BODY, fixed: PETITION_MEMBERS }

petitionRoutes.patch(
  '/:slug',
  requireCampaign('all'),
  form(petitionPatch, 'invalid-petition', PATCH_BODY),
  async (c) => {
    const { by, form, petition } = c.var
    const now = Date.now()
    const problem = await patchProblem(petition, form, now)
    if (problem !== null) return refusal(c, problem)
    const { publicOrigin: origin } = servicesOf(c.env).settings
    const revisions = revisionsOf(c.req.header('if-match'))
    const patched = await patchPetition(c.env.DB, petition, form, {
      revisions,
      by,
      needsApproval: needsApproval(c),
      origin,
      now,
    })
    if (!patched.ok) return refusal(c, patched.refusal)
    sendDeliveries(c, patched.value)
    return changed(c, petition)
  },
)

petitionRoutes.post('/:slug/close', requireCampaign('all'), endingBody, (c) => {
  return end(c, 'closed')
})

petitionRoutes.post('/:slug/victory', requireCampaign('all'), endingBody, (c) => {
  return end(c, 'victory')
})

petitionRoutes.post('/:slug/reopen', requireCampaign('all'), async (c) => {
  const { by, petition } = c.var
  const now = Date.now()
  if (petition.state === 'draft' && needsApproval(c)) {
    return refusal(c, { code: 'conflict', why: 'needs-approval' })
  }
  if (petition.publicKeys.length === 0 && stateAt(petition, now) !== 'open') {
    return refusal(c, { code: 'conflict', why: 'no-key' })
  }
  if (!(await openPetition(c.env.DB, petition, { by, now }))) {
    const until = reopenableUntil(petition, now)
    return refusal(c, { code: 'conflict', why: isPast(until, now) ? 'too-late' : 'not-closed' })
  }
  return changed(c, petition)
})

petitionRoutes.delete('/:slug', requireOperator, async (c) => {
  const { settings, caches } = servicesOf(c.env)
  const petition = await findPetition(c.env.DB, c.req.param('slug'))
  if (petition === null || petition.state === 'draft') return refusal(c, { code: 'petition-not-found' })
  const deletion = { petitionId: petition.id, origin: settings.publicOrigin, now: Date.now() }
  const deliveryIds = await deleteByOperator(c.env.DB, deletion)
  if (deliveryIds !== null) sendDeliveries(c, deliveryIds)
  await caches.forget(petition)
  return c.body(null, 204, PRIVATE)
})

type EndingContext = RouteContext & { var: { petition: Petition; by: Actor; form: EndingForm } }

async function end(c: EndingContext, state: 'closed' | 'victory'): Promise<Response> {
  const { by, form, petition } = c.var
  const outcome = form.outcome ?? null
  const origin = servicesOf(c.env).settings.publicOrigin
  const ended = await endPetition(c.env.DB, petition.id, { state, outcome, by, origin, now: Date.now() })
  if (!ended.changed) return refusal(c, { code: 'conflict', why: 'not-open' })
  sendDeliveries(c, ended.deliveryIds)
  return changed(c, petition)
}

/** The petition as it is in the database now; this isolate's caches forget what it was. */
async function changed(c: RouteContext, before: Petition): Promise<Response> {
  const {
    settings,
    caches: { forget },
  } = servicesOf(c.env)
  await forget(before)
  const now = Date.now()
  const [petition, count] = await Promise.all([
    findPetition(c.env.DB, before.slug),
    readCount(c.env.DB, before.slug, now, 'taken down or not'),
  ])
  if (petition === null) return refusal(c, { code: 'petition-not-found' })
  return c.json(petitionResponseOf(petition, count?.count ?? petition.claimedCount, settings.publicOrigin, now), 200, {
    ...PRIVATE,
    etag: revisionTag(petition.revision),
  })
}
