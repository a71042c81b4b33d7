/** Every route of the console Worker, and what holds for all of them. */
import { Hono } from 'hono'
import { trimTrailingSlash } from 'hono/trailing-slash'

import { CONSOLE_SHEET } from '../../src/console/sheet.ts'
import { ProblemPage } from '../../src/console/problem.tsx'
import { STATIC_MAX_AGE_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { SettingsError } from '../../src/settings.ts'
import type { ConsoleContext } from './context.ts'
import { aroundOf, notFound, page, resend, wordsOf } from './respond.tsx'
import { accountEndRoutes } from './routes/account-ends.tsx'
import { accountRoutes } from './routes/account.tsx'
import { addressRoutes } from './routes/address.tsx'
import { contactsRoutes } from './routes/contacts.tsx'
import { deletionRoutes } from './routes/deletion.tsx'
import { draftPageRoutes } from './routes/draft-page.tsx'
import { draftPetitionRoutes } from './routes/draft-petition.tsx'
import { logRoutes, siteLogRoutes } from './routes/log.tsx'
import { endingRoutes } from './routes/ending.tsx'
import { objectionRoutes } from './routes/objection.tsx'
import { importRoutes } from './routes/import.tsx'
import { imageRoutes } from './routes/image.tsx'
import { overviewRoutes } from './routes/overview.tsx'
import { paperRoutes } from './routes/paper.tsx'
import { passkeyRoutes } from './routes/passkeys.ts'
import { petitionsRoutes } from './routes/petitions.tsx'
import { settingsRoutes } from './routes/settings.tsx'
import { reviewRoutes } from './routes/review.tsx'
import { kitRoutes, shareRoutes } from './routes/share.tsx'
import { signInRoutes } from './routes/sign-in.tsx'
import { siteRoutes } from './routes/site.tsx'
import { operatorRoutes } from './routes/site-operators.tsx'
import { sitePetitionRoutes } from './routes/site-petitions.tsx'
import { siteReportRoutes } from './routes/site-reports.tsx'
import { startRoutes } from './routes/start.tsx'
import { teamRoutes } from './routes/team.tsx'
import { textRoutes } from './routes/text.tsx'
import { tokenRoutes } from './routes/tokens.tsx'
import { signerRoutes } from './routes/signers.tsx'
import { updateRoutes } from './routes/updates.tsx'
import { sameOrigin } from './same-origin.ts'
import { findsSession } from './session.ts'
import { sheetPath } from './sheet.ts'

export const app = new Hono<ConsoleContext>().basePath('/console')

// Before the session is looked up: the sheet is for everyone, and is stored.
app.get('/:sheet{[0-9a-f]+\\.css}', async (c) => {
  if (c.req.path !== (await sheetPath())) return c.notFound()
  return c.body(CONSOLE_SHEET, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': `public, max-age=${STATIC_MAX_AGE_SECONDS}, immutable`,
  })
})
app.use(trimTrailingSlash({ alwaysRedirect: true }))
app.use(findsSession)
app.use(sameOrigin)

app.route('/', signInRoutes)
app.route('/', petitionsRoutes)
app.route('/', draftPageRoutes)
app.route('/passkeys', passkeyRoutes)
app.route('/new', startRoutes)
app.route('/account', accountRoutes)
app.route('/account', accountEndRoutes)
app.route('/site/log', siteLogRoutes)
app.route('/site/operators', operatorRoutes)
app.route('/site/reports', siteReportRoutes)
app.route('/site', siteRoutes)
app.route('/kit', kitRoutes)
app.route('/site', sitePetitionRoutes)
app.route('/p/:slug/text/image', imageRoutes)
app.route('/p/:slug/text', textRoutes)
app.route('/p/:slug/signers', signerRoutes)
app.route('/p/:slug/review', reviewRoutes)
app.route('/p/:slug/updates', updateRoutes)
app.route('/p/:slug/settings/address', addressRoutes)
app.route('/p/:slug/settings', settingsRoutes)
app.route('/p/:slug/share', shareRoutes)
app.route('/p/:slug/contacts', contactsRoutes)
app.route('/p/:slug/team/tokens', tokenRoutes)
app.route('/p/:slug/team/log', logRoutes)
app.route('/p/:slug/team', teamRoutes)
app.route('/p/:slug/settings', endingRoutes)
app.route('/p/:slug/paper/import', importRoutes)
app.route('/p/:slug/paper', paperRoutes)
app.route('/p/:slug', overviewRoutes)
app.route('/p/:slug', draftPetitionRoutes)
app.route('/p/:slug', objectionRoutes)
app.route('/p/:slug', deletionRoutes)

app.notFound((c) => notFound(c))

app.onError(async (error, c) => {
  // The operator reads what is wrong with the settings; it is not in any visitor's language.
  if (error instanceof SettingsError) return c.text(error.message, 503)
  const { problems } = wordsOf(c)
  log.error('console.fault', { path: c.req.routePath, method: c.req.method, error })
  if (c.req.method !== 'GET') return resend(c, { title: problems.busy, text: problems.busyText }, 503)
  const around = await aroundOf(c)
  const act = { href: around.path, label: problems.tryAgain }
  return page(c, <ProblemPage {...{ around, act }} title={problems.failed} text={problems.failedText} />, 503)
})
