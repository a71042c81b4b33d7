/** The petition's form where no script runs: the responses to it are pages, too. */
import { Hono } from 'hono'

import { isLocale } from '../../../schema/locales.ts'
import { partnerCode } from '../../../schema/signature.ts'
import { versionNumber } from '../../../schema/version.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { type Body, readBody } from '../../../src/http/body.ts'
import { problemHeaders, problemOf } from '../../../src/http/problem.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { FormPage } from '../../../src/pages/form-page.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import { type Refusal, refuse } from '../../../src/refusal.ts'
import { anyone } from '../access.ts'
import { senderOf } from '../form-sender.ts'
import { findCounted } from '../public-petition.ts'
import { COUNTRY_HEADER, countryHeader } from '../request-country.ts'
import { type EdgeContext, NO_REFERRER, pageHeaders, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { signable, signAs } from '../signing.ts'
import { shownWithdrawToken } from '../withdraw-link.ts'
import { petitionPage, type Shown, turnstileOf } from './petition-page.tsx'

export const petitionFormRoutes = new Hono<EdgeContext>()

// `form` is not in this line: what was sent is shown again beside its errors.
petitionFormRoutes.post('/:lang/p/:slug', anyone('limiters, the sender, and an email to confirm'), async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const counted = await findCounted(c, c.req.param('slug'))
  if (!counted.ok) return refusal(c, counted.refusal)
  const petition = await signable(c)
  if (!petition.ok) return refusal(c, petition.refusal)

  const sender = senderOf(c)
  const body = once(() => readBody(c.req.raw))
  // The limiter is asked before this is called: anyone who is beyond it is neither checked nor validated.
  const readOurs = () =>
    sender === 'our form' ? body() : Promise.resolve(refuse({ code: 'bot-check-failed', why: 'wrong' }))
  const accepted = await signAs(c, petition.value, readOurs, 'unproven')
  if (accepted.ok) {
    const withdraw = await shownWithdrawToken(c, petition.value, accepted.value)
    // A redirect, so that a reload does not sign again: of a page in the background, phones reload it when it is shown again.
    const sent = await body()
    const partner = sent.ok ? partnerCode.safeParse(sent.value['partner']).data : undefined
    const source = partner === undefined ? '' : `&source=${partner}`
    const location = `/${locale}/p/${addressOf(petition.value)}/thanks?withdraw=${withdraw}${source}#content`
    return c.body(null, 303, { location, ...PRIVATE, ...NO_REFERRER })
  }
  if (accepted.refusal.code === 'petition-closed') return refusal(c, accepted.refusal)

  const shown = { locale, ...counted.value }
  // The words of another site are not shown in our form, where the reader would take them for their own.
  if (sender === 'another site') return again(c, shown, {}, accepted.refusal)
  // Read in any case: anyone who is beyond the limit gets the form back as it was filled in.
  const sent = await body()
  return sent.ok ? again(c, shown, sent.value, accepted.refusal) : refusal(c, sent.refusal)
})

/** A body can be read once. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => (reading ??= read())
}

/** The form as it was sent, with what is wrong beside it. */
async function again(c: RouteContext, shown: Shown, body: Body, refused: Refusal): Promise<Response> {
  const problem = problemOf(refused, shown.locale, servicesOf(c.env).settings.publicOrigin)
  const { errors = [], title, detail } = problem
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' || value === true ? [[name, String(value)]] : [],
    ),
  )
  // The number of the version is in no field that could be marked.
  const unseen = errors.find(({ path }) => path === 'version')?.message
  const notice = unseen ?? (errors.length > 0 ? catalogue(shown.locale).form.fix : `${title}\n${detail}`)
  const isAlone = refused.code === 'too-many-requests' || refused.code === 'bot-check-failed'
  const response = await (isAlone ? formPage : petitionPage)(c, shown, { values, errors, notice })
  return new Response(response.body, {
    status: problem.status,
    headers: { ...Object.fromEntries(response.headers), ...problemHeaders(refused), ...PRIVATE },
  })
}

/** For many forms from one sender: without the text, the updates and the signers, it costs a fraction of the whole page. */
async function formPage(c: RouteContext, { locale, petition, count }: Shown, draft: Draft): Promise<Response> {
  const { settings, keys } = servicesOf(c.env)
  return c.html(
    <FormPage
      {...{ locale, count, draft }}
      petition={atAddress(petition)}
      version={versionNumber.safeParse(draft.values['version']).data ?? petition.version}
      partner={partnerCode.safeParse(draft.values['partner']).data ?? null}
      rendered={await signRenderTime(petition.slug, Date.now(), await keys.renderKeys())}
      turnstile={turnstileOf(settings, petition)}
    />,
    200,
    {
      ...(await pageHeaders(locale, { turnstile: settings.turnstile !== null })),
      [COUNTRY_HEADER]: countryHeader(c.req.raw),
    },
  )
}
