/**
 * The links in emails: confirm and withdraw. Email scanners and previews follow links, so GET shows a page with one button
 * and changes nothing; POST does. Doing it again is harmless and gets the same response.
 */
import { type Context, Hono } from 'hono'

import type { ConfirmationMessage, LedgerMessage, WithdrawalMessage } from '../../../schema/message.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { type Confirmable, readConfirmable } from '../../../src/ledger/confirmations.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { type LinkPurpose, type LinkTarget, readLinkToken } from '../../../src/crypto/link-token.ts'
import { log } from '../../../src/platform/log.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { LinkPage } from '../../../src/pages/link.tsx'
import { STYLES } from '../../../src/pages/styles.ts'
import { ok, refuse, type Result } from '../../../src/refusal.ts'
import { anyone } from '../access.ts'
import { waitUntil } from '../background.ts'
import { sendToLedger } from '../ledger-queue.ts'
import { type EdgeContext, localeOf, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const linkRoutes = new Hono<EdgeContext>()

const PROTECTION = 'the signed token of the link, and a limiter'

linkRoutes.get('/confirm/:token', async (c) => {
  const link = await readLink(c, 'confirm')
  if (!link.ok) return refusal(c, link.refusal)
  const confirmable = await readConfirmable(c.env.DB, link.value.target)
  return confirmable === null
    ? refusal(c, { code: 'signature-gone', petition: link.value.petition.slug })
    : page(c, 'confirm', link.value.petition, { done: false, shown: confirmable })
})

linkRoutes.post('/confirm/:token', anyone(PROTECTION), (c) =>
  follow(c, 'confirm', ({ id, emailId }) => ({ kind: 'confirmation', id, emailId })),
)

linkRoutes.get('/withdraw/:token', async (c) => {
  const link = await readLink(c, 'withdraw')
  return link.ok ? page(c, 'withdraw', link.value.petition, { done: false }) : refusal(c, link.refusal)
})

linkRoutes.post('/withdraw/:token', anyone(PROTECTION), (c) =>
  follow(c, 'withdraw', ({ id }) => ({ kind: 'withdrawal', id })),
)

async function follow(
  c: Context<EdgeContext>,
  purpose: LinkPurpose,
  messageOf: (
    target: LinkTarget,
  ) => Pick<ConfirmationMessage, 'kind' | 'id' | 'emailId'> | Pick<WithdrawalMessage, 'kind' | 'id'>,
): Promise<Response> {
  const link = await readLink(c, purpose)
  if (!link.ok) return refusal(c, link.refusal)
  const { petition, target } = link.value
  // One link followed again and again would fill the queue of those who sign.
  const here = await servicesOf(c.env).guards.limiter.check(`link/${target.id}`)
  if (!here.allowed) return refusal(c, { code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })
  if (purpose === 'confirm' && (await isGone(c, target))) {
    return refusal(c, { code: 'signature-gone', petition: petition.slug })
  }
  const message: LedgerMessage = { v: 3, petitionId: petition.id, ...messageOf(target) }
  if ((await sendToLedger(c, message)) === 'failed') {
    return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
  if (c.req.header('accept')?.includes('text/html')) return page(c, purpose, petition, { done: true })
  return c.json({ status: 'accepted' }, 202, PRIVATE)
}

/** Whether it was withdrawn or deleted. While the database does not respond, a confirmation is queued all the same. */
async function isGone(c: Context<EdgeContext>, target: LinkTarget): Promise<boolean> {
  try {
    return (await readConfirmable(c.env.DB, target)) === null
  } catch (error) {
    log.error('links.read-failed', { error })
    return false
  }
}

/** The signature that the token of the path names, and its petition. */
async function readLink(
  c: RouteContext,
  purpose: LinkPurpose,
): Promise<Result<{ petition: Petition; target: LinkTarget }>> {
  const {
    settings,
    caches: { petitionsById },
  } = servicesOf(c.env)
  const verdict = await readLinkToken(c.req.param('token') ?? '', purpose, settings.tokenKeys, Date.now())
  if (!verdict.ok && verdict.why === 'broken') return refuse({ code: 'link-broken' })
  const petition = await petitionsById.get(String(verdict.target.petitionId), waitUntil(c))
  if (petition === null) return refuse({ code: 'link-broken' })
  return verdict.ok
    ? ok({ petition, target: verdict.target })
    : refuse({ code: 'link-expired', petition: petition.slug })
}

async function page(
  c: RouteContext,
  purpose: LinkPurpose,
  petition: Petition,
  { done, shown = null }: { done: boolean; shown?: Confirmable | null },
): Promise<Response> {
  const locale = localeOf(c)
  const { slug, title, language } = petition
  return c.html(<LinkPage {...{ locale, purpose, done, shown, slug, title, language }} />, done ? 202 : 200, {
    'content-security-policy': await contentSecurityPolicy(STYLES),
    'content-language': locale,
    ...PRIVATE,
    // Whoever has the URL can follow the link: it is neither sent to other sites nor listed.
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  })
}
