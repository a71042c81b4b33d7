/** What several routes respond with: pages, the way back after a POST, and pages that say why something was not done. */
import type { Child } from 'hono/jsx'

import type { Role } from '../../schema/account.ts'
import { type Around } from '../../src/console/layout.tsx'
import { ProblemPage, ResendPage } from '../../src/console/problem.tsx'
import { mediaType } from '../../src/http/body.ts'
import { problemOf } from '../../src/http/problem.ts'
import { consoleWords, type ConsoleWords } from '../../src/i18n/console-catalogue.ts'
import { readWaits } from '../../src/ledger/waits.ts'
import { ok, type Refusal, type Result } from '../../src/refusal.ts'
import type { RouteContext } from './context.ts'
import { noticeOf, type Done } from './notices.ts'
import { isMultipart, readUpload } from './read-upload.ts'
import { sheetPath } from './sheet.ts'
import { readValues, type Values } from './values.ts'

/** Nothing from anywhere else: no inline style or script either (CSP Level 3). */
const POLICY = {
  'default-src': `'none'`,
  'script-src': `'self'`,
  'style-src': `'self'`,
  'img-src': `'self' data:`,
  'connect-src': `'self'`,
  'frame-src': `'self'`,
  'form-action': `'self'`,
  'base-uri': `'none'`,
  'frame-ancestors': `'none'`,
}

/** What a page allows otherwise. */
export type Policy = Partial<Record<keyof typeof POLICY | 'worker-src', string>>

const policyOf = (otherwise: Policy): string =>
  Object.entries({ ...POLICY, ...otherwise })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')

export const wordsOf = (c: RouteContext): ConsoleWords => consoleWords(c.var.locale)

export async function aroundOf(c: RouteContext): Promise<Around> {
  const { session, locale } = c.var
  const url = new URL(c.req.url)
  return {
    locale,
    sheet: await sheetPath(),
    account: session === null ? null : { name: session.account.name, isOperator: session.account.isOperator },
    waits: await waitsOf(c),
    notice: noticeOf(wordsOf(c), c.req.query('done'), c.req.query('n')),
    path: c.req.method === 'GET' ? url.pathname + url.search : url.pathname,
  }
}

/** Whatever fails: the page that says so has a menu, too. */
async function waitsOf({ var: { petitionId }, env }: RouteContext): Promise<NonNullable<Around['waits']>> {
  if (petitionId === undefined) return {}
  return readWaits(env.DB, petitionId).catch(() => ({}))
}

type PageStatus = 200 | 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 503

/** For one reader alone. `status` is 422 for a form that was refused. */
export const page = async (c: RouteContext, view: Child, status: PageStatus = 200, policy: Policy = {}) =>
  c.html(<>{view}</>, status, {
    'cache-control': 'no-store',
    'content-security-policy': policyOf(policy),
    // Some URLs contain a secret, such as that of a partner's page.
    'referrer-policy': 'same-origin',
    'content-language': c.var.locale,
  })

/** An image that is on no public page. */
export const privateImage = (c: RouteContext, bytes: Uint8Array<ArrayBuffer>, type: string): Response =>
  c.body(bytes, 200, {
    'content-type': type,
    'cache-control': 'private, no-store',
    'content-security-policy': `default-src 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
  })

/** After a POST: the page that shows the result, with a notice on top (RFC 9110, 15.4.4). Reload and back send nothing again. */
export function seeOther(c: RouteContext, path: string, done?: Done, n?: number): Response {
  const url = new URL(path, 'http://console.test')
  // Two slashes would begin the name of another host.
  url.pathname = url.pathname.replace(/^\/+/, '/')
  if (done !== undefined) url.searchParams.set('done', done)
  if (n !== undefined) url.searchParams.set('n', String(n))
  return c.body(null, 303, { location: url.pathname + url.search, 'cache-control': 'no-store' })
}

/** The way to sign in, and back to the page. What was sent meanwhile is not lost: the page sends it again. */
export async function toSignIn(c: RouteContext): Promise<Response> {
  if (c.req.method !== 'GET') {
    const { signedOut, signedOutText } = wordsOf(c).problems
    return resend(c, { title: signedOut, text: signedOutText, isSignedOut: true }, 401)
  }
  const url = new URL(c.req.url)
  const query = new URLSearchParams({ next: url.pathname + url.search, lang: c.var.locale })
  return c.body(null, 303, { location: `/console/sign-in?${query.toString()}`, 'cache-control': 'no-store' })
}

type Why = Omit<Parameters<typeof ResendPage>[0], 'around' | 'values'>

/** A page that sends the form of this request again. */
export async function resend(c: SentContext, why: Why, status: 401 | 503): Promise<Response> {
  const sent = c.var.values === undefined ? await readAgain(c.req.raw) : ok(c.var.values)
  if (!sent.ok) return refused(c, sent.refusal)
  return page(c, <ResendPage {...why} around={await aroundOf(c)} values={sent.value} />, status)
}

/** A request whose body something else has read has no form, nor has one of a script. */
async function readAgain(request: Request): Promise<Result<Values>> {
  if (request.bodyUsed || mediaType(request.headers.get('content-type')) === 'application/json') return ok({})
  if (!isMultipart(request)) return readValues(request)
  // No page can keep a file.
  const read = await readUpload(request, '', 0)
  return read.ok ? ok(read.value.values) : read
}

/** What was typed is on the page, also where it is about something that somebody else has taken away meanwhile. */
export async function notFound(c: SentContext): Promise<Response> {
  const { problems } = wordsOf(c)
  const [around, typed] = [await aroundOf(c), await typedIn(c)]
  return page(c, <ProblemPage {...{ around, typed }} title={problems.notFound} text={problems.notFoundText} />, 404)
}

/** As `notFound`, where a role was taken away meanwhile. */
export async function forbidden(c: SentContext, needed: Role): Promise<Response> {
  const { problems, roles } = wordsOf(c)
  const text = problems.forbiddenText(roles[needed])
  const [around, typed] = [await aroundOf(c), await typedIn(c)]
  return page(c, <ProblemPage {...{ around, typed }} title={problems.forbidden} text={text} />, 403)
}

/** The context of a route that may have read its form. */
type SentContext = RouteContext & { var: { values?: Values } }

/** The names of fields that people write in at length. */
const WORDS = new Set([
  'title',
  'addressee',
  'body',
  'why',
  'outcome',
  'alt',
  'source',
  'note',
  'message',
  'reason',
  'words',
])

/** Where a page has several forms, their fields have the name of the form, too. */
const isWords = (name: string): boolean => WORDS.has(name.replace(/-.*/, ''))

/** The words that were sent. Empty for a page that was only asked for. */
export async function typedIn(c: SentContext): Promise<string[]> {
  if (c.req.method !== 'POST') return []
  const sent = c.var.values === undefined ? await readAgain(c.req.raw) : ok(c.var.values)
  return sent.ok ? Object.entries(sent.value).flatMap(([name, value]) => (isWords(name) ? [value] : [])) : []
}

/** A request that changes something and comes from elsewhere. */
export function crossSite(c: RouteContext): Promise<Response> {
  const { problems } = wordsOf(c)
  return forbiddenHere(c, problems.crossSiteText, problems.crossSite)
}

/** A request that could not be read: too large, cut off, or not a form. */
export async function refused(c: RouteContext, refusal: Refusal): Promise<Response> {
  const { title, detail, status } = problemOf(refusal, c.var.locale, '')
  return page(c, <ProblemPage around={await aroundOf(c)} title={title} text={detail} />, status === 413 ? 413 : 400)
}

/** What this reader may not do here, in a sentence. */
export async function forbiddenHere(
  c: RouteContext,
  text: string,
  title = wordsOf(c).problems.forbidden,
): Promise<Response> {
  return page(c, <ProblemPage around={await aroundOf(c)} title={title} text={text} />, 403)
}
