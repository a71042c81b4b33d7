/** What other sites may ask, and are told, across origins (Fetch §3.2). */
import type { Context, MiddlewareHandler } from 'hono'

import { PREFLIGHT_MAX_AGE_SECONDS } from '../../src/limits.ts'
import { type EdgeContext, PUBLIC_READ, refusal } from './respond.tsx'

/** A redirect without these headers is an error of CORS, whatever it leads to. */
export const readableRedirects: MiddlewareHandler<EdgeContext> = async function readableRedirects(c, next) {
  await next()
  if (c.req.method !== 'GET' || (c.res.status !== 301 && c.res.status !== 302)) return
  for (const [name, value] of Object.entries(PUBLIC_READ)) c.header(name, value)
}

/**
 * The response to a method that the path does not have. A preflight asks with OPTIONS: reads are allowed. A token is not
 * among the headers that the wildcard allows, so that no page can use one from another origin.
 */
export function otherMethod(c: Context<EdgeContext>, allowed: readonly string[]): Response | Promise<Response> {
  const allow = allowed.join(', ')
  // The console answers its own pages alone.
  const isPublic = allowed.includes('GET') && !/^\/console(?:\/|$)/.test(c.req.path)
  if (c.req.method !== 'OPTIONS' || !isPublic) return refusal(c, { code: 'method-not-allowed', allow })
  // Otherwise hono would keep the headers of the response that this one replaces.
  c.res = undefined
  return c.body(null, 204, {
    ...PUBLIC_READ,
    allow,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': '*',
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
  })
}
