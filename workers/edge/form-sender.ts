/** Whose form was posted, for routes whose forms need no script. */
import type { RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

/**
 * Whose form was sent, as far as the browser tells. Another site could make its visitors send our form, each from an IP
 * address with a limit of its own.
 */
export function senderOf(c: RouteContext): 'our form' | 'another site' | 'unknown' {
  const origin = c.req.header('origin')
  if (origin === 'null') {
    // Browsers that send no referrer send this for every site; newer ones also say which it is (Fetch Metadata §2.3).
    const site = c.req.header('sec-fetch-site')
    if (site === undefined) return 'unknown'
    return site === 'same-origin' ? 'our form' : 'another site'
  }
  const ours = [undefined, new URL(c.req.url).origin, servicesOf(c.env).settings.publicOrigin]
  return ours.includes(origin) ? 'our form' : 'another site'
}
