/**
 * The links in emails. Email scanners and previews open links: so GET shows a page with one button and changes nothing, and
 * POST confirms or withdraws. Doing it again changes nothing and has the same response.
 */
import { type Context, Hono } from 'hono'

import type { ConfirmationMessage, LedgerMessage, WithdrawalMessage } from '../../../schema/message.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { type Confirmable, readConfirmable } from '../../../src/ledger/confirmations.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { type LinkPurpose, type LinkTarget, readLinkToken } from '../../../src/crypto/link-token.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { LinkPage } from '../../../src/pages/link.tsx'
import { STYLES } from '../../../src/pages/styles.ts'
import type { Refusal } from '../../../src/refusal.ts'
import { waitUntil } from '../background.ts'
import { sendToLedger } from '../ledger-queue.ts'
import { type EdgeContext, localeOf, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const linkRoutes = new Hono<EdgeContext>()

linkRoutes.get('/confirm/:token', async (c) => {
  const link = await open(c, 'confirm')
  if ('code' in link) return refusal(c, link)
  const confirmable = await readConfirmable(c.env.DB, link.target)
  return confirmable === null
    ? refusal(c, { code: 'link-expired' })
    : page(c, 'confirm', link.petition, { done: false, shown: confirmable })
})
linkRoutes.post('/confirm/:token', (c) =>
  takeUp(c, 'confirm', ({ id, emailId }) => ({ kind: 'confirmation', id, emailId })),
)

linkRoutes.get('/withdraw/:token', async (c) => {
  const link = await open(c, 'withdraw')
  return 'code' in link ? refusal(c, link) : page(c, 'withdraw', link.petition, { done: false })
})
linkRoutes.post('/withdraw/:token', (c) => takeUp(c, 'withdraw', ({ id }) => ({ kind: 'withdrawal', id })))

async function takeUp(
  c: Context<EdgeContext>,
  purpose: LinkPurpose,
  messageOf: (
    target: LinkTarget,
  ) => Pick<ConfirmationMessage, 'kind' | 'id' | 'emailId'> | Pick<WithdrawalMessage, 'kind' | 'id'>,
): Promise<Response> {
  const link = await open(c, purpose)
  if ('code' in link) return refusal(c, link)
  const { petition, target } = link
  // Without a limit, one link could be used again and again to fill the queue of signatures.
  const here = await servicesOf(c.env).limiter.check(`link/${target.id}`)
  if (!here.allowed) return refusal(c, { code: 'too-many-requests', retryAfterSeconds: here.retryAfterSeconds })
  const message: LedgerMessage = { v: 3, petitionId: petition.id, ...messageOf(target) }
  if ((await sendToLedger(c, message)) === 'failed') {
    return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
  if (c.req.header('accept')?.includes('text/html')) return page(c, purpose, petition, { done: true })
  return c.json({ status: 'accepted' }, 202, PRIVATE)
}

/** The petition and signature of the token in the URL, or why it is refused. */
async function open(
  c: Context<EdgeContext>,
  purpose: LinkPurpose,
): Promise<{ petition: Petition; target: LinkTarget } | Refusal> {
  const { petitionsById, settings } = servicesOf(c.env)
  const verdict = await readLinkToken(c.req.param('token') ?? '', purpose, settings.tokenKeys, Date.now())
  if (!verdict.ok) return { code: verdict.why === 'expired' ? 'link-expired' : 'link-broken' }
  const petition = await petitionsById.get(String(verdict.target.petitionId), waitUntil(c))
  return petition === null ? { code: 'link-broken' } : { petition, target: verdict.target }
}

async function page(
  c: Context<EdgeContext>,
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
    // Whoever has the URL can use the link: it is neither sent as a referrer nor listed by search engines.
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  })
}
