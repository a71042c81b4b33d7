/** What several routes respond with: refusals, and the headers that say who may read and store a response. */
import type { Context } from 'hono'

import { isLocale, type Locale } from '../../schema/locales.ts'
import { negotiateLocale } from '../../src/i18n/catalogue.ts'
import {
  COUNT_MAX_AGE_SECONDS,
  COUNT_STALE_IF_ERROR_SECONDS,
  COUNT_STALE_WHILE_REVALIDATE_SECONDS,
  PAGE_MAX_AGE_SECONDS,
  SPIKE_STRETCH,
} from '../../src/limits.ts'
import { contentSecurityPolicy, type PageNeeds } from '../../src/pages/content-security-policy.ts'
import { FRAME_STYLES, FrameProblemPage } from '../../src/pages/frame.tsx'
import { ProblemPage } from '../../src/pages/problem.tsx'
import { STYLES } from '../../src/pages/styles.ts'
import { problemHeaders, problemOf } from '../../src/http/problem.ts'
import type { Refusal } from '../../src/refusal.ts'
import { servicesOf } from './services.ts'

export interface EdgeContext {
  Bindings: EdgeEnv
}

/**
 * The context of any route, for functions that routes share. Without the variables, since hono's contexts with different
 * variables are not assignable to each other.
 */
export type RouteContext = Omit<Context<EdgeContext>, 'get' | 'set' | 'var'>

/** The context of middleware that sets `V` for the handlers after it: only their routes have it in `c.var`. */
export interface EdgeVariables<V extends object> extends EdgeContext {
  Variables: V
}

/** The language of the path or the query, or else of the browser. */
export function localeOf(c: RouteContext): Locale {
  const lang = c.req.param('lang') ?? c.req.query('lang')
  return lang !== undefined && isLocale(lang) ? lang : negotiateLocale(c.req.header('accept-language'))
}

/**
 * The response to a request that is refused: a page for a browser that navigates here, problem+json for every other client.
 * Handlers and middleware return it; what they call gives a `Result`.
 */
export async function refusal(c: RouteContext, refused: Refusal): Promise<Response> {
  const { settings } = servicesOf(c.env)
  const locale = localeOf(c)
  const problem = problemOf(refused, locale, settings.publicOrigin)
  const linksOf = 'petition' in refused ? refused.petition : undefined
  const headers = {
    // Anyone who embeds what is not there reads that it is not there, and not an error of CORS.
    ...(c.req.method === 'GET' ? PUBLIC_READ : {}),
    ...problemHeaders(refused),
    ...PRIVATE,
    'content-language': locale,
    vary: 'Accept, Accept-Language',
  }
  if (c.req.header('accept')?.includes('text/html')) {
    // If the policy forbade the frame, the browser would show its own error page within the partner's.
    const framed = c.req.path.startsWith('/embed/')
    return c.html(
      framed ? (
        <FrameProblemPage locale={locale} problem={problem} />
      ) : (
        <ProblemPage locale={locale} problem={problem} linksOf={linksOf} />
      ),
      problem.status,
      {
        ...headers,
        'content-security-policy': framed
          ? await contentSecurityPolicy(FRAME_STYLES, { framableAt: settings.publicOrigin })
          : await contentSecurityPolicy(STYLES),
      },
    )
  }
  return c.body(JSON.stringify(problem), problem.status, { ...headers, 'content-type': 'application/problem+json' })
}

/** For pages, and for what is read as rarely as they are. */
export const PAGE_CACHE_CONTROL = `public, max-age=${PAGE_MAX_AGE_SECONDS}, stale-while-revalidate=60, stale-if-error=86400`

export const pageHeaders = async (
  locale: Locale,
  needs: PageNeeds = {},
  styles: string = needs.framableAt === undefined ? STYLES : FRAME_STYLES,
): Promise<Record<string, string>> => ({
  'content-security-policy': await contentSecurityPolicy(styles, needs),
  'content-language': locale,
  'cache-control': PAGE_CACHE_CONTROL,
})

/** For responses to one caller alone. */
export const PRIVATE = { 'cache-control': 'no-store' } as const

/** For pages with a link that works for anyone who has it: their URL is not sent to where they lead. */
export const NO_REFERRER = { 'referrer-policy': 'no-referrer' } as const

/** For responses that any site may read: the count and what is shown with it. */
export const PUBLIC_READ = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
} as const

const countCacheControl = (maxAgeSeconds: number): string =>
  `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${COUNT_STALE_WHILE_REVALIDATE_SECONDS}, ` +
  `stale-if-error=${COUNT_STALE_IF_ERROR_SECONDS}`
export const COUNT_CACHE_CONTROL = countCacheControl(COUNT_MAX_AGE_SECONDS)
/** In spike mode. */
export const SPIKE_CACHE_CONTROL = countCacheControl(COUNT_MAX_AGE_SECONDS * SPIKE_STRETCH)
