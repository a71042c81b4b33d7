/** Answers that several routes give: refusals, and who may read them from elsewhere. */
import type { Context } from 'hono'

import { isLocale, type Locale } from '../../schema/locales.ts'
import { negotiateLocale } from '../../src/i18n/catalogue.ts'
import {
  COUNT_MAX_AGE_SECONDS,
  COUNT_STALE_IF_ERROR_SECONDS,
  COUNT_STALE_WHILE_REVALIDATE_SECONDS,
  PAGE_MAX_AGE_SECONDS,
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

/** The language of the address, or else of the browser. */
export function localeOf(c: Context<EdgeContext>): Locale {
  const lang = c.req.param('lang') ?? c.req.query('lang')
  return lang !== undefined && isLocale(lang) ? lang : negotiateLocale(c.req.header('accept-language'))
}

/** A page for who navigates here, problem+json for every other client. */
export async function refusal(c: Context<EdgeContext>, refused: Refusal): Promise<Response> {
  const { settings } = servicesOf(c.env)
  const locale = localeOf(c)
  const problem = problemOf(refused, locale, settings.publicOrigin)
  const headers = {
    // Whoever embeds what is not there is to read that, and not that their browser may not tell.
    ...(c.req.method === 'GET' ? PUBLIC_READ : {}),
    ...problemHeaders(refused),
    ...PRIVATE,
    'content-language': locale,
    vary: 'Accept, Accept-Language',
  }
  if (c.req.header('accept')?.includes('text/html')) {
    // In a frame that the browser shuts, its own error page would stand in the middle of a partner's.
    const framed = c.req.path.startsWith('/embed/')
    return c.html(
      framed ? (
        <FrameProblemPage locale={locale} problem={problem} />
      ) : (
        <ProblemPage locale={locale} problem={problem} />
      ),
      problem.status,
      {
        ...headers,
        'content-security-policy': await contentSecurityPolicy(framed ? FRAME_STYLES : STYLES, { framable: framed }),
      },
    )
  }
  return c.body(JSON.stringify(problem), problem.status, { ...headers, 'content-type': 'application/problem+json' })
}

/** For pages, and what is read as seldom. */
export const PAGE_CACHE_CONTROL = `public, max-age=${PAGE_MAX_AGE_SECONDS}, stale-while-revalidate=60, stale-if-error=86400`

export const pageHeaders = async (locale: Locale, needs: PageNeeds = {}): Promise<Record<string, string>> => ({
  'content-security-policy': await contentSecurityPolicy(needs.framable === true ? FRAME_STYLES : STYLES, needs),
  'content-language': locale,
  'cache-control': PAGE_CACHE_CONTROL,
})

/** For answers to one alone. */
export const PRIVATE = { 'cache-control': 'no-store' } as const

/** For answers that any site may read: the count and what goes with it. */
export const PUBLIC_READ = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
} as const

export const COUNT_CACHE_CONTROL =
  `public, max-age=${COUNT_MAX_AGE_SECONDS}, stale-while-revalidate=${COUNT_STALE_WHILE_REVALIDATE_SECONDS}, ` +
  `stale-if-error=${COUNT_STALE_IF_ERROR_SECONDS}`
