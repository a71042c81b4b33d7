/** Every route of the edge Worker, and what holds for all of them. */
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { secureHeaders } from 'hono/secure-headers'
import { trimTrailingSlash } from 'hono/trailing-slash'

import { UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { SettingsError } from '../../src/settings.ts'
import { otherMethod, readableRedirects } from './cross-origin.ts'
import { type EdgeContext, refusal } from './respond.tsx'
import { tidiedPagePath } from './tidied-path.ts'
import { consoleRoutes } from './routes/console.ts'
import { contactRoutes } from './routes/contacts.ts'
import { countPageRoutes } from './routes/count-page.tsx'
import { countRoutes } from './routes/count.ts'
import { legalRoutes } from './routes/legal.tsx'
import { reportRoutes } from './routes/report.tsx'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { crawlerRoutes } from './routes/crawlers.ts'
import { emailRoutes } from './routes/emails.ts'
import { embedPageRoutes } from './routes/embed-page.tsx'
import { embedRoutes } from './routes/embeds.tsx'
import { feedRoutes } from './routes/feed.ts'
import { homeRoutes } from './routes/home.tsx'
import { imageFileRoutes, imageRoutes } from './routes/image.ts'
import { inboxRoutes } from './routes/inbox.tsx'
import { linkRoutes } from './routes/links.tsx'
import { lostLinksRoutes } from './routes/lost-links.tsx'
import { metaRoutes } from './routes/meta.tsx'
import { ogImageRoutes } from './routes/og-image.ts'
import { operatorLinkRoutes } from './routes/operator-links.ts'
import { petitionChangesRoutes } from './routes/petition-changes.tsx'
import { petitionFormRoutes } from './routes/petition-form.tsx'
import { petitionPageRoutes } from './routes/petition-page.tsx'
import { petitionPrintRoutes } from './routes/petition-print.tsx'
import { petitionUpdatesRoutes } from './routes/petition-updates.tsx'
import { petitionRoutes } from './routes/petitions.ts'
import { recountRoutes } from './routes/recounts.ts'
import { reviewRoutes } from './routes/review.ts'
import { signFrameRoutes } from './routes/sign-frame.tsx'
import { signatureRoutes } from './routes/signatures.ts'
import { updateRoutes } from './routes/updates.ts'
import { versionRoutes } from './routes/versions.ts'
import { webhookRoutes } from './routes/webhooks.ts'

export const app = new Hono<EdgeContext>()

app.use(
  secureHeaders({
    // Set where a page needs it: any site may frame an embed, and read the count.
    xFrameOptions: false,
    crossOriginResourcePolicy: false,
    // Browsers report an error when some pages of an origin ask for it and others, like our scripts, do not.
    originAgentCluster: false,
    // Nothing here needs its opener, but a page that was opened as a popup may talk to it.
    crossOriginOpenerPolicy: 'same-origin-allow-popups',
    // Of no browser that is supported (decision 023), and each costs every response.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    // Not for subdomains: the operator may have some that this service does not run.
    strictTransportSecurity: 'max-age=15552000',
    // Set below, since it is stricter where the URL itself is a key.
    referrerPolicy: false,
  }),
)
app.use(async function referrerPolicy(c, next) {
  await next()
  // Not c.header, which makes another response of one that is made.
  if (!c.res.headers.has('referrer-policy')) c.res.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
})
app.use(readableRedirects)
// People shorten URLs, and some tools end them with a slash.
app.use(trimTrailingSlash({ alwaysRedirect: true }))
app.use(async function mangledPath(c, next) {
  await next()
  if (c.res.status !== 404 || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return
  const path = tidiedPagePath(new URL(c.req.url))
  if (path === null) return
  // Assigned twice, because otherwise the headers of the page that was not found are kept.
  c.res = undefined
  c.res = new Response(null, { status: 302, headers: { location: path, 'cache-control': 'no-store' } })
})
app.use(
  methodNotAllowed({
    app,
    onMethodNotAllowed: otherMethod,
  }),
)

app.route('/api/petitions', petitionRoutes)
app.route('/api/petitions', countRoutes)
app.route('/api/petitions', signatureRoutes)
app.route('/api/petitions', updateRoutes)
app.route('/api/petitions', versionRoutes)
app.route('/api/petitions', imageRoutes)
app.route('/api/petitions', contactRoutes)
app.route('/api/petitions', emailRoutes)
app.route('/api/petitions', reviewRoutes)
app.route('/api/petitions', webhookRoutes)
app.route('/api/dead-letters', deadLetterRoutes)
app.route('/api/recounts', recountRoutes)
app.route('/api/operator-links', operatorLinkRoutes)
app.route('/', linkRoutes)
app.route('/console', consoleRoutes)
app.route('/dev/inbox', inboxRoutes)
app.route('/', metaRoutes)
app.route('/', embedRoutes)
app.route('/', signFrameRoutes)
app.route('/', embedPageRoutes)
app.route('/', petitionPageRoutes)
app.route('/', petitionFormRoutes)
app.route('/', petitionPrintRoutes)
app.route('/', petitionUpdatesRoutes)
app.route('/', petitionChangesRoutes)
app.route('/', lostLinksRoutes)
app.route('/', countPageRoutes)
app.route('/', reportRoutes)
app.route('/', legalRoutes)
app.route('/', imageFileRoutes)
app.route('/', feedRoutes)
app.route('/', crawlerRoutes)
app.route('/og', ogImageRoutes)
app.route('/', homeRoutes)

app.notFound((c) => refusal(c, { code: 'not-found' }))

app.onError((error, c) => {
  log.error('edge.fault', { path: c.req.routePath, method: c.req.method, error })
  // The operator reads what is wrong with the settings; it is not in any visitor's language.
  if (error instanceof SettingsError) return c.text(error.message, 503)
  return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
})
