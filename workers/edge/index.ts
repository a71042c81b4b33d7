/** The edge Worker: everything that people, pages and campaigns talk to. */
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import { trimTrailingSlash } from 'hono/trailing-slash'

import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { SettingsError } from '../../src/settings.ts'
import { runScheduled } from './scheduled.ts'
import { type EdgeContext, refusal } from './respond.tsx'
import { badgeRoutes } from './routes/badges.ts'
import { campaignRoutes } from './routes/campaign.ts'
import { contactRoutes } from './routes/contacts.ts'
import { embedPageRoutes } from './routes/embed-page.tsx'
import { feedRoutes } from './routes/feed.ts'
import { frameRoutes } from './routes/frame.tsx'
import { inboxRoutes } from './routes/inbox.tsx'
import { linkRoutes } from './routes/links.tsx'
import { metaRoutes } from './routes/meta.tsx'
import { oembedRoutes } from './routes/oembed.ts'
import { ogRoutes } from './routes/og.ts'
import { pageRoutes } from './routes/pages.tsx'
import { petitionPageRoutes } from './routes/petition-page.tsx'
import { petitionRoutes } from './routes/petitions.ts'
import { imageFileRoutes, imageRoutes } from './routes/images.ts'
import { reviewRoutes } from './routes/review.ts'
import { updateRoutes } from './routes/updates.ts'
import { webhookRoutes } from './routes/webhooks.ts'

const app = new Hono<EdgeContext>()

app.use(
  secureHeaders({
    // Set where a page needs it: an embed is framed by anyone, and the count is read by anyone.
    xFrameOptions: false,
    crossOriginResourcePolicy: false,
    // Browsers complain when some pages of an origin ask for it and others, like our scripts, do not.
    originAgentCluster: false,
    // Links from other sites open the petition; nothing of it needs its opener, but nothing is kept from it either.
    crossOriginOpenerPolicy: 'same-origin-allow-popups',
    // Not for subdomains: the operator may have others that are not ours to speak for.
    strictTransportSecurity: 'max-age=15552000',
    // Stricter where the address itself is a key.
    referrerPolicy: false,
  }),
)
app.use(async function referrerPolicy(c, next) {
  await next()
  if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'strict-origin-when-cross-origin')
})
// People cut addresses short, and some tools end them so.
app.use(trimTrailingSlash({ alwaysRedirect: true }))
app.use(
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, allow) => refusal(c, { code: 'method-not-allowed', allow: allow.join(', ') }),
  }),
)

app.route('/api/petitions', petitionRoutes)
app.route('/api/petitions', campaignRoutes)
app.route('/api/petitions', webhookRoutes)
app.route('/api/petitions', contactRoutes)
app.route('/api/petitions', reviewRoutes)
app.route('/api/petitions', updateRoutes)
app.route('/api/petitions', imageRoutes)
app.route('/', linkRoutes)
app.route('/dev/inbox', inboxRoutes)
app.route('/', metaRoutes)
app.route('/', badgeRoutes)
app.route('/', oembedRoutes)
app.route('/', embedPageRoutes)
app.route('/', frameRoutes)
app.route('/', petitionPageRoutes)
app.route('/', imageFileRoutes)
app.route('/', feedRoutes)
app.route('/og', ogRoutes)
app.route('/', pageRoutes)

app.notFound((c) => refusal(c, { code: 'not-found' }))

app.onError((error, c) => {
  log.error('edge.fault', { path: c.req.routePath, method: c.req.method, error })
  // A Worker with wrong settings can say so to its operator, and to nobody in their own words.
  if (error instanceof SettingsError) return c.text(error.message, 503)
  return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
})

export default {
  fetch: app.fetch,
  scheduled: ({ cron }, env) => runScheduled(cron, env, Date.now()),
} satisfies ExportedHandler<EdgeEnv>
