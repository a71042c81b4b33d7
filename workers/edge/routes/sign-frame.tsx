/**
 * The sign form in an iframe of another site, sandboxed or not. docs/decisions/037-embedded-form.md says whose requests are taken,
 * and why.
 */
import { Hono, type MiddlewareHandler } from 'hono'

import { versionNumber } from '../../../schema/version.ts'
import { moderationOf } from '../../../schema/signature.ts'
import { addressOf } from '../../../src/address.ts'
import { readSignFrameOptions } from '../../../src/embeds/frame-options.ts'
import { signFrameUrl } from '../../../src/embeds/oembed.ts'
import { type Body, readBody } from '../../../src/http/body.ts'
import { problemHeaders, problemOf } from '../../../src/http/problem.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { makeChallenge } from '../../../src/intake/checks/proof.ts'
import { isTicket, makeTicket, type TicketSubject } from '../../../src/intake/checks/ticket.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { PREFLIGHT_MAX_AGE_SECONDS } from '../../../src/limits.ts'
import { SIGN_FRAME_STYLES, SignFramePage, SignFrameThanksPage } from '../../../src/pages/sign-frame.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import { type Refusal, refuse } from '../../../src/refusal.ts'
import { anyone } from '../access.ts'
import { senderOf } from '../form-sender.ts'
import { type CountedPetition, countedPetition, findCounted } from '../public-petition.ts'
import {
  type EdgeContext,
  localeOf,
  NO_REFERRER,
  pageHeaders,
  PRIVATE,
  refusal,
  type RouteContext,
} from '../respond.tsx'
import { COUNTRY_HEADER, countryHeader, requestCountry } from '../request-country.ts'
import { servicesOf } from '../services.ts'
import { signable, signAs } from '../signing.ts'
import { originalOf, shownText } from '../text.ts'
import { isWithdrawToken, shownWithdrawToken, withdrawUrl } from '../withdraw-link.ts'

export const signFrameRoutes = new Hono<EdgeContext>()

/** What a page of an opaque origin may read: that of the iframe's sandbox. Others of this origin have no ticket, and are refused. */
const OPAQUE_READ = {
  'access-control-allow-origin': 'null',
  'access-control-expose-headers': 'country-guess, date, retry-after',
  vary: 'Origin',
} as const

const readInFrame: MiddlewareHandler<EdgeContext> = async function readInFrame(c, next) {
  await next()
  if (c.req.header('origin') !== 'null') return
  for (const [name, value] of Object.entries(OPAQUE_READ)) c.header(name, value)
}

signFrameRoutes.get('/embed/:slug/sign', countedPetition, (c) => signFrame(c, c.var))

signFrameRoutes.get('/embed/:slug/thanks', countedPetition, async (c) => {
  const { petition } = c.var
  const token = c.req.query('withdraw') ?? ''
  const isOurs = token !== '' && (await isWithdrawToken(c, petition, token))
  const locale = localeOf(c)
  return c.html(
    <SignFrameThanksPage
      locale={locale}
      origin={servicesOf(c.env).settings.publicOrigin}
      slug={addressOf(petition)}
      text={await textOf(c, c.var)}
      options={readSignFrameOptions(c.req.query())}
      withdrawUrl={isOurs ? withdrawUrl(c, token, locale) : null}
    />,
    200,
    await frameHeaders(c),
  )
})

signFrameRoutes.get('/embed/:slug/challenge', readInFrame, async (c) => {
  const { settings, keys } = servicesOf(c.env)
  if (settings.botCheck === 'turnstile') return refusal(c, { code: 'not-found' })
  const petition = await signable(c)
  if (!petition.ok) return refusal(c, petition.refusal)
  const { slug } = petition.value
  if ((await frameSenderOf(c, slug, c.req.query('ticket'))) !== 'our form') return refusal(c, NOT_OURS)
  return c.json(await makeChallenge(slug, await keys.challengeKeys(), Date.now()), 200, {
    ...PRIVATE,
    'country-guess': requestCountry(c.req.raw) ?? '',
  })
})

signFrameRoutes.options('/embed/:slug/signatures', (c) =>
  c.body(null, 204, {
    ...OPAQUE_READ,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
  }),
)

signFrameRoutes.post(
  '/embed/:slug/signatures',
  anyone('limiters, the bot check, and the ticket of the form'),
  readInFrame,
  async (c) => {
    if (servicesOf(c.env).settings.botCheck === 'turnstile') return refusal(c, { code: 'not-found' })
    const petition = await signable(c)
    if (!petition.ok) return refusal(c, petition.refusal)
    const accepted = await signAs(
      c,
      petition.value,
      () => readOurs(c, petition.value.slug, () => readBody(c.req.raw)),
      'proven',
    )
    if (!accepted.ok) return refusal(c, accepted.refusal)
    const next = petition.value.confirmation === 'email' ? 'confirm-email' : 'done'
    const token = await shownWithdrawToken(c, petition.value, accepted.value)
    const body = { id: accepted.value.id, status: 'accepted', next, withdrawUrl: withdrawUrl(c, token, localeOf(c)) }
    return c.json(body, 202, PRIVATE)
  },
)

// Without a script: the responses are pages in the frame.
signFrameRoutes.post(
  '/embed/:slug/sign',
  anyone('limiters, the sender or the ticket of the form, and an email to confirm'),
  async (c) => {
    const counted = await findCounted(c, c.req.param('slug') ?? '')
    if (!counted.ok) return refusal(c, counted.refusal)
    const petition = await signable(c)
    // A petition that has closed meanwhile: the frame says so.
    if (!petition.ok)
      return petition.refusal.code === 'petition-closed' ? signFrame(c, counted.value) : refusal(c, petition.refusal)
    const { slug } = petition.value

    let read: ReturnType<typeof readBody> | undefined
    const body = () => (read ??= readBody(c.req.raw))
    const accepted = await signAs(c, petition.value, () => readOurs(c, slug, body), 'unproven')
    if (accepted.ok) {
      const withdraw = await shownWithdrawToken(c, petition.value, accepted.value)
      const address = addressOf(petition.value)
      const location = new URL(frameUrl(c, address), 'http://frame.test')
      location.pathname = `/embed/${address}/thanks`
      location.searchParams.set('withdraw', withdraw)
      return c.body(null, 303, { location: location.pathname + location.search, ...PRIVATE, ...NO_REFERRER })
    }
    if (accepted.refusal.code === 'petition-closed') return signFrame(c, counted.value)
    const sent = await body()
    if (!sent.ok) return refusal(c, sent.refusal)
    // Words of another site are not shown in our form: its reader could be led to press the button.
    const isOurs = (await frameSenderOf(c, slug, sent.value['ticket'])) === 'our form'
    return again(c, counted.value, isOurs ? sent.value : {}, accepted.refusal)
  },
)

const NOT_OURS: Refusal = { code: 'bot-check-failed', why: 'wrong' }

/** The body, if a form of ours has sent it. */
async function readOurs(c: RouteContext, slug: string, read: () => ReturnType<typeof readBody>) {
  const body = await read()
  if (!body.ok) return body
  return (await frameSenderOf(c, slug, body.value['ticket'])) === 'our form' ? body : refuse(NOT_OURS)
}

/** As `senderOf`, but with the ticket where the origin is opaque, as in a sandbox. */
async function frameSenderOf(c: RouteContext, slug: string, ticket: unknown): Promise<'our form' | 'another site'> {
  const { keys } = servicesOf(c.env)
  if (senderOf(c) === 'our form') return 'our form'
  if (c.req.header('origin') !== 'null') return 'another site'
  const checked = await isTicket(ticket, subjectOf(c, slug), { now: Date.now(), keys: await keys.renderKeys() })
  return checked ? 'our form' : 'another site'
}

const subjectOf = (c: RouteContext, petition: string): TicketSubject => ({
  petition,
  headers: c.req.raw.headers,
  asn: c.req.raw.cf?.asn,
})

/** The path of this frame, with what it was asked for. */
function frameUrl(c: RouteContext, slug: string): string {
  const { theme, partner } = readSignFrameOptions(c.req.query())
  return signFrameUrl('', slug, { language: localeOf(c), theme, partner })
}

async function textOf(c: RouteContext, { petition }: CountedPetition) {
  try {
    return await shownText(c, petition, localeOf(c), false)
  } catch {
    return originalOf(petition)
  }
}

/** Of each reader alone: its ticket is of a network. */
const frameHeaders = async (c: RouteContext): Promise<Record<string, string>> => ({
  ...(await pageHeaders(localeOf(c), { framableAt: servicesOf(c.env).settings.publicOrigin }, SIGN_FRAME_STYLES)),
  ...PRIVATE,
  ...NO_REFERRER,
  'x-robots-tag': 'noindex',
  [COUNTRY_HEADER]: countryHeader(c.req.raw),
})

async function signFrame(c: RouteContext, counted: CountedPetition, draft: Draft | null = null): Promise<Response> {
  const { settings, keys } = servicesOf(c.env)
  const { petition, count } = counted
  const { slug, confirmation } = petition
  const address = addressOf(petition)
  const [now, renderKeys] = [Date.now(), await keys.renderKeys()]
  const ticket = await makeTicket(subjectOf(c, slug), now, renderKeys)
  const text = await textOf(c, counted)
  const version = versionNumber.safeParse(draft?.values['version']).data ?? text.number
  return c.html(
    <SignFramePage
      locale={localeOf(c)}
      origin={settings.publicOrigin}
      text={{ ...text, number: version }}
      options={readSignFrameOptions(c.req.query())}
      target={{
        page: frameUrl(c, address),
        signatures: `/embed/${address}/signatures`,
        challenge: `/embed/${address}/challenge?ticket=${ticket}`,
        ticket,
      }}
      rendered={await signRenderTime(slug, now, renderKeys)}
      // Turnstile would load from another host, and does not run in a sandbox.
      hasProof={settings.botCheck !== 'turnstile'}
      slug={address}
      moderation={moderationOf(petition)}
      {...{ confirmation, count, draft }}
    />,
    200,
    await frameHeaders(c),
  )
}

/** The form as it was sent, with what is wrong beside it. */
async function again(c: RouteContext, counted: CountedPetition, body: Body, refused: Refusal): Promise<Response> {
  const locale = localeOf(c)
  const problem = problemOf(refused, locale, servicesOf(c.env).settings.publicOrigin)
  const { errors = [], title, detail } = problem
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' || value === true ? [[name, String(value)]] : [],
    ),
  )
  const unseen = errors.find(({ path }) => path === 'version')?.message
  const notice = unseen ?? (errors.length > 0 ? catalogue(locale).form.fix : `${title}\n${detail}`)
  const response = await signFrame(c, counted, { values, errors, notice })
  return new Response(response.body, {
    status: problem.status,
    headers: { ...Object.fromEntries(response.headers), ...problemHeaders(refused), ...PRIVATE },
  })
}
