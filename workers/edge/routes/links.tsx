/**
 * The links to confirm and to withdraw, of emails and of the page after signing. Email scanners and previews follow links, so GET shows a page with one button
 * and changes nothing; POST does. Doing it again is harmless and gets the same response.
 */
import { type Context, Hono } from 'hono'

import type { Locale } from '../../../schema/locales.ts'
import type { LedgerMessage } from '../../../schema/message.ts'
import { addressOf } from '../../../src/address.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { type Confirmable, findFormerTarget, readConfirmable } from '../../../src/ledger/confirmations.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { type LinkPurpose, type LinkTarget, makeLinkToken, readLinkToken } from '../../../src/crypto/link-token.ts'
import { log } from '../../../src/platform/log.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { ConfirmedPage } from '../../../src/pages/confirmed.tsx'
import { ConfirmPage, type LinkPageProps, WithdrawnPage, WithdrawPage } from '../../../src/pages/link.tsx'
import { STYLES } from '../../../src/pages/styles.ts'
import { ok, refuse, type Result } from '../../../src/refusal.ts'
import { anyone, visible } from '../access.ts'
import { waitUntil } from '../background.ts'
import { sendToLedger } from '../ledger-queue.ts'
import { type EdgeContext, localeOf, NO_REFERRER, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { withdrawUrl } from '../withdraw-link.ts'

export const linkRoutes = new Hono<EdgeContext>()

const PROTECTION = 'the signed token of the link, and a limiter'

linkRoutes.get('/confirm/:token', async (c) => {
  const link = await readLink(c, 'confirm')
  if (!link.ok) return refusal(c, link.refusal)
  const confirmable = await readConfirmable(c.env.DB, link.value.target)
  return confirmable === null
    ? refusal(c, { code: 'signature-gone', petition: addressOf(link.value.petition) })
    : page(c, <ConfirmPage {...propsOf(c, link.value.petition)} shown={confirmable} />, 200)
})

linkRoutes.post('/confirm/:token', anyone(PROTECTION), async (c) => {
  const link = await readLink(c, 'confirm')
  if (!link.ok) return refusal(c, link.refusal)
  const { petition, target } = link.value
  const allowed = await admitLink(c, target)
  if (!allowed.ok) return refusal(c, allowed.refusal)
  const found = await findConfirmable(c, target)
  if (found === null) return refusal(c, { code: 'signature-gone', petition: addressOf(petition) })
  const sent = await send(c, { v: 5, kind: 'confirmation', petitionId: petition.id, id: target.id, at: Date.now() })
  if (!sent.ok) return refusal(c, sent.refusal)
  return wantsPage(c) ? confirmedPage(c, link.value, found) : c.json(ACCEPTED, 202, PRIVATE)
})

linkRoutes.get('/withdraw/:token', async (c) => {
  const link = await readLink(c, 'withdraw')
  return link.ok ? page(c, <WithdrawPage {...propsOf(c, link.value.petition)} />, 200) : refusal(c, link.refusal)
})

linkRoutes.post('/withdraw/:token', anyone(PROTECTION), async (c) => {
  const link = await readLink(c, 'withdraw')
  if (!link.ok) return refusal(c, link.refusal)
  const { petition, target } = link.value
  const allowed = await admitLink(c, target)
  if (!allowed.ok) return refusal(c, allowed.refusal)
  if (!target.proven && (await findConfirmable(c, target))?.isConfirmed === true) return withdrawn(c, petition)
  const sent = await send(c, { v: 5, kind: 'withdrawal', ...target, at: Date.now() })
  if (!sent.ok) return refusal(c, sent.refusal)
  return withdrawn(c, petition)
})

/**
 * Also the response to a link that can do nothing any more: it says nothing about anyone. A link that was shown after signing
 * withdraws nothing that an email has confirmed since. Otherwise anyone who signs with another person's email address could later
 * withdraw what its owner has confirmed.
 */
const withdrawn = (c: RouteContext, petition: Petition): Response | Promise<Response> =>
  wantsPage(c) ? page(c, <WithdrawnPage {...propsOf(c, petition)} />, 202) : c.json(ACCEPTED, 202, PRIVATE)

const ACCEPTED = { status: 'accepted' } as const

const wantsPage = (c: RouteContext): boolean => c.req.header('accept')?.includes('text/html') === true

/**
 * One link followed again and again would fill the queue of those who sign. Links from emails have a limit of their own: anyone who
 * was shown a link after signing with another person's email address must not use up the limit of that person.
 */
async function admitLink(c: RouteContext, { id, proven }: LinkTarget): Promise<Result<null>> {
  const here = await servicesOf(c.env).guards.limiter.check(proven ? `link/${id}` : `link/${id}/shown`)
  return here.allowed ? ok(null) : refuse({ code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })
}

const send = async (c: Context<EdgeContext>, message: LedgerMessage): Promise<Result<null>> =>
  (await sendToLedger(c, message)) === 'failed'
    ? refuse({ code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
    : ok(null)

/** Null if it was withdrawn or deleted. While the database does not respond, what the signer asks for is queued all the same. */
async function findConfirmable(
  c: RouteContext,
  target: LinkTarget,
): Promise<Pick<Confirmable, 'partner' | 'isCounted' | 'isConfirmed'> | null> {
  try {
    return await readConfirmable(c.env.DB, target)
  } catch (error) {
    log.error('links.read-failed', { error })
    return { partner: null, isCounted: false, isConfirmed: false }
  }
}

interface Link {
  petition: Petition
  target: LinkTarget
}

const HIDDEN: ReadonlySet<string> = new Set(['taken-down', 'deleted'])

/** The signature that the token of the path names, and its petition. */
async function readLink(c: RouteContext, purpose: LinkPurpose): Promise<Result<Link>> {
  const {
    settings,
    caches: { petitionsById },
  } = servicesOf(c.env)
  const verdict = await readLinkToken(c.req.param('token') ?? '', purpose, settings.tokenKeys, Date.now())
  if (!verdict.ok && verdict.why === 'broken') return refuse({ code: 'link-broken' })
  const petition = await petitionsById.get(String(verdict.target.petitionId), waitUntil(c))
  if (petition === null) return refuse({ code: 'link-broken' })
  // Nothing is signed while it is down. Withdrawing is possible as long as there is anything to withdraw.
  const seen = visible(petition)
  if (!seen.ok && (purpose === 'confirm' ? HIDDEN.has(seen.refusal.code) : petition.erasingAt !== null)) return seen
  if (!verdict.ok) return refuse({ code: 'link-expired', petition: addressOf(petition) })
  const { target } = verdict
  if (target.signer !== null) return ok({ petition, target })
  const found = await findFormerTarget(c.env.DB, target)
  return found === null
    ? refuse({ code: 'signature-gone', petition: addressOf(petition) })
    : ok({ petition, target: found })
}

const page = async (c: RouteContext, content: Parameters<typeof c.html>[0], status: 200 | 202): Promise<Response> =>
  c.html(content, status, await linkHeaders(localeOf(c)))

const propsOf = (c: RouteContext, petition: Petition): LinkPageProps => ({
  locale: localeOf(c),
  slug: addressOf(petition),
  title: petition.title,
  language: petition.language,
})

/** The count may be some seconds old: it includes a signature that the database had counted before this request. */
async function confirmedPage(
  c: RouteContext,
  { petition, target }: Link,
  { partner, isCounted }: Pick<Confirmable, 'partner' | 'isCounted'>,
): Promise<Response> {
  const locale = localeOf(c)
  const { slug, title, language, image, id } = petition
  const { settings, caches } = servicesOf(c.env)
  const [count] = await Promise.allSettled([caches.counts.get(slug, waitUntil(c))])
  const token = await makeLinkToken('withdraw', { ...target, petitionId: id, proven: true }, null, settings.tokenKeys)
  return c.html(
    <ConfirmedPage
      {...{ locale, title, language, image }}
      slug={addressOf(petition)}
      origin={settings.publicOrigin}
      count={count.status === 'fulfilled' ? count.value : null}
      isIncluded={isCounted}
      partner={partner}
      withdrawUrl={withdrawUrl(c, token, locale)}
    />,
    202,
    await linkHeaders(locale),
  )
}

/** Anyone who has the URL can follow the link: it is neither sent to other sites nor listed. */
const linkHeaders = async (locale: Locale) => ({
  'content-security-policy': await contentSecurityPolicy(STYLES),
  'content-language': locale,
  ...PRIVATE,
  ...NO_REFERRER,
  'x-robots-tag': 'noindex',
})
