/** The session of a request: found by its cookie, which is renewed where that is due. */
import { generateCookie, getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'

import { isLocale, type Locale } from '../../schema/locales.ts'
import { endSession, findSession, type NewSession, sessionToken } from '../../src/accounts/sessions.ts'
import { sessionLabel } from '../../src/accounts/session-label.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import { negotiateLocale } from '../../src/i18n/catalogue.ts'
import { SESSION_MAX_MS } from '../../src/limits.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from './context.ts'

/**
 * The prefix makes browsers refuse it without Secure, with a domain, or from a subdomain (RFC 6265bis §4.1.3.2). On `http://localhost`,
 * which the settings allow in development alone, WebKit takes no cookie that is Secure.
 */
const cookieOf = (c: RouteContext) =>
  c.var.isHttps ? ({ name: '__Host-session', secure: true } as const) : ({ name: 'session', secure: false } as const)

/** Sets `session` and `locale`. */
export const findsSession = createMiddleware<ConsoleContext>(async function findsSession(c, next) {
  // The page that says that there is a fault needs them.
  c.set('session', null)
  c.set('locale', localeOf(c, null))
  const { settings } = await servicesOf(c.env)
  c.set('isHttps', settings.publicOrigin.startsWith('https:'))
  const token = getCookie(c, cookieOf(c).name)
  const found =
    token === undefined ? null : await findSession(c.env.DB, { token, newSecret: newSecret(), now: Date.now() })
  if (found?.ok === false) dropCookie(c)
  if (found?.ok === true && found.value.newToken !== null) writeCookie(c, found.value.newToken)
  c.set('session', found?.ok === true ? found.value : null)
  c.set('locale', localeOf(c, found?.ok === true ? found.value.account.locale : null))
  return next()
})

/** That of the account; before somebody has signed in, that of the query, or of the browser. */
function localeOf(c: RouteContext, ofAccount: Locale | null): Locale {
  const lang = c.req.query('lang')
  if (ofAccount !== null) return ofAccount
  return lang !== undefined && isLocale(lang) ? lang : negotiateLocale(c.req.header('accept-language'))
}

/** `id`: a random UUID, as `crypto.randomUUID` makes it. */
export const newSession = (c: RouteContext, id: string = crypto.randomUUID()): NewSession => ({
  id,
  secret: newSecret(),
  label: sessionLabel(c.req.header('user-agent') ?? ''),
})

/** The browser has one cookie: the session that it had would go on, unseen. */
export async function beginSession(c: RouteContext, session: NewSession): Promise<void> {
  const former = c.var.session
  if (former !== null) await endSession(c.env.DB, former.account.id, former.id)
  writeCookie(c, sessionToken(session))
}

const writeCookie = (c: RouteContext, token: string): void => setCookie(c, token, SESSION_MAX_MS / 1000)

/** The attributes are those with which it was set: otherwise browsers keep it. */
export const dropCookie = (c: RouteContext): void => setCookie(c, '', 0)

function setCookie(c: RouteContext, token: string, maxAge: number): void {
  const { name, secure } = cookieOf(c)
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge } as const
  c.header('set-cookie', generateCookie(name, token, attributes), { append: true })
}
