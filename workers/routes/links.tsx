/**
 * The links in mails. Mail scanners and previews follow links: so GET shows a page with one button and changes nothing,
 * and POST does it. Doing it again is harmless, and says the same.
 */
import { type Context, Hono } from 'hono'

import type { LedgerMessage } from '../../schema/message.ts'
import type { Petition } from '../../src/campaign/petitions.ts'
import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { type LinkPurpose, readLinkToken } from '../../src/link-token.ts'
import { contentSecurityPolicy } from '../../src/pages/content-security-policy.ts'
import { LinkPage } from '../../src/pages/link.tsx'
import { STYLES } from '../../src/pages/styles.ts'
import type { Refusal } from '../../src/refusal.ts'
import { waitUntil } from '../background.ts'
import { sendToLedger } from '../ledger-queue.ts'
import { type EdgeContext, localeOf, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const linkRoutes = new Hono<EdgeContext>()

const MESSAGE_KINDS = { confirm: 'confirmation', withdraw: 'withdrawal' } as const

for (const purpose of ['confirm', 'withdraw'] as const) {
  linkRoutes.get(`/${purpose}/:token`, async (c) => {
    const link = await open(c, purpose)
    return 'code' in link ? refusal(c, link) : page(c, purpose, link.petition, false)
  })

  linkRoutes.post(`/${purpose}/:token`, async (c) => {
    const link = await open(c, purpose)
    if ('code' in link) return refusal(c, link)
    const { petition, id } = link
    const message: LedgerMessage = {
      v: 2,
      kind: MESSAGE_KINDS[purpose],
      petitionId: petition.id,
      id,
    }
    if ((await sendToLedger(c, message)) === 'failed') {
      return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
    }
    if (c.req.header('accept')?.includes('text/html')) return page(c, purpose, petition, true)
    return c.json({ status: 'accepted' }, 202, { 'cache-control': 'no-store' })
  })
}

/** What the token of the address is for, or why it is refused. */
async function open(
  c: Context<EdgeContext>,
  purpose: LinkPurpose,
): Promise<{ petition: Petition; id: string } | Refusal> {
  const { petitionsById, settings } = servicesOf(c.env)
  const verdict = await readLinkToken(c.req.param('token') ?? '', purpose, settings.tokenKeys, Date.now())
  if (!verdict.ok) return { code: verdict.why === 'expired' ? 'link-expired' : 'link-broken' }
  const petition = await petitionsById.get(String(verdict.target.petitionId), waitUntil(c))
  return petition === null ? { code: 'link-broken' } : { petition, id: verdict.target.id }
}

async function page(
  c: Context<EdgeContext>,
  purpose: LinkPurpose,
  petition: Petition,
  done: boolean,
): Promise<Response> {
  const locale = localeOf(c)
  const { slug, title, language } = petition
  return c.html(
    <LinkPage locale={locale} purpose={purpose} done={done} slug={slug} title={title} language={language} />,
    done ? 202 : 200,
    {
      'content-security-policy': await contentSecurityPolicy(STYLES, false),
      'content-language': locale,
      'cache-control': 'no-store',
      // The address is the key: it is neither passed on nor listed.
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
  )
}
