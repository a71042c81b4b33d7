/** A draft as its page will look: for those who write it, and for anyone who has the link to it. Nobody can sign it. */
import { Hono } from 'hono'

import { findDraft, findPreview } from '../../../src/accounts/drafts.ts'
import { DraftPage } from '../../../src/console/start/draft-page.tsx'
import { type DraftValues, draftValues } from '../../../src/console/start/draft.ts'
import { looksLikeSecret } from '../../../src/crypto/secret.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { STYLES } from '../../../src/pages/styles.ts'
import { anyone, requireAccount } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { ProblemPage } from '../../../src/console/problem.tsx'
import { aroundOf, notFound, page, wordsOf } from '../respond.tsx'

export const draftPageRoutes = new Hono<ConsoleContext>()

draftPageRoutes.get('/new/:id/page', requireAccount, async (c) => {
  const draft = await findDraft(c.env.DB, c.var.session.account.id, c.req.param('id'))
  return draft === null ? notFound(c) : draftPage(c, draftValues(draft.data), 'own')
})

draftPageRoutes.get('/draft/:token', anyone('the token is a secret of 256 bits'), async (c) => {
  const token = c.req.param('token') ?? ''
  const draft = looksLikeSecret(token) ? await findPreview(c.env.DB, token, Date.now()) : null
  return draft === null ? draftGone(c) : draftPage(c, draftValues(draft.data), 'link')
})

/** `own`: within the wizard, which frames it. */
async function draftPage(c: RouteContext, values: DraftValues, shown: 'own' | 'link'): Promise<Response> {
  const { settings } = await servicesOf(c.env)
  const view = (
    <DraftPage
      locale={c.var.locale}
      origin={settings.publicOrigin}
      values={values}
      now={Date.now()}
      isOwn={shown === 'own'}
    />
  )
  const policy = await contentSecurityPolicy(STYLES)
  return c.html(view, 200, {
    'cache-control': 'no-store',
    'content-language': c.var.locale,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    // The form is there to be looked at.
    'content-security-policy': policy
      .replace(`script-src 'self'`, `script-src 'none'`)
      .replace(`form-action 'self'`, `form-action 'none'`)
      .replace(`frame-ancestors 'none'`, shown === 'own' ? `frame-ancestors 'self'` : `frame-ancestors 'none'`),
  })
}

async function draftGone(c: RouteContext): Promise<Response> {
  const { goneTitle, goneText } = wordsOf(c).start.draftPage
  return page(c, <ProblemPage around={await aroundOf(c)} title={goneTitle} text={goneText} />, 410)
}
