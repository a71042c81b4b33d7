/** How a petition is signed: a challenge, and then the signature with the proof. */
import { Hono } from 'hono'

import { readBody } from '../../../src/http/body.ts'
import { makeChallenge } from '../../../src/intake/checks/proof.ts'
import { anyone } from '../access.ts'
import { type EdgeContext, localeOf, PRIVATE, refusal } from '../respond.tsx'
import { requestCountry } from '../request-country.ts'
import { servicesOf } from '../services.ts'
import { signable, signAs } from '../signing.ts'
import { shownWithdrawToken, withdrawUrl } from '../withdraw-link.ts'

/** Under `/api/petitions`. */
export const signatureRoutes = new Hono<EdgeContext>()

signatureRoutes.get('/:slug/challenge', async (c) => {
  const services = servicesOf(c.env)
  if (services.settings.botCheck === 'turnstile') return refusal(c, { code: 'not-found' })
  const petition = await signable(c)
  if (!petition.ok) return refusal(c, petition.refusal)
  return c.json(await makeChallenge(petition.value.slug, await services.keys.challengeKeys(), Date.now()), 200, {
    ...PRIVATE,
    // The form may show it as chosen until its signer chooses another. Pages do not have it: they are cached for everyone.
    'country-guess': requestCountry(c.req.raw) ?? '',
  })
})

// `form` does not stand in this line: `signAs` asks the limiter before it reads the body (decision 021), and validates it.
signatureRoutes.post('/:slug/signatures', anyone('limiters and the bot check'), async (c) => {
  const petition = await signable(c)
  if (!petition.ok) return refusal(c, petition.refusal)
  const accepted = await signAs(c, petition.value, () => readBody(c.req.raw), 'proven')
  if (!accepted.ok) return refusal(c, accepted.refusal)
  const next = petition.value.confirmation === 'email' ? 'confirm-email' : 'done'
  const token = await shownWithdrawToken(c, petition.value, accepted.value)
  const body = { id: accepted.value.id, status: 'accepted', next, withdrawUrl: withdrawUrl(c, token, localeOf(c)) }
  return c.json(body, 202, PRIVATE)
})
