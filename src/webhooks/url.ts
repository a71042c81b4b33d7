/**
 * Which URLs a webhook may have: https, to a public host. Loopback and private IP addresses have many spellings, so the
 * parsed host is checked, not the text (OWASP, Server-Side Request Forgery Prevention).
 *
 * Limitation: a public name may resolve to a private IP address. On Cloudflare there is no private network behind the Worker;
 * an operator who runs it elsewhere needs a filtering resolver.
 */
import ipaddr from 'ipaddr.js'

const LOCAL_SUFFIXES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa']

/** The normalised URL, or null. `development` also allows http and this machine, for testing. */
export function webhookUrl(text: string, development: boolean): string | null {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return null
  if (development) return url.protocol === 'https:' || url.protocol === 'http:' ? withoutHash(url) : null
  if (url.protocol !== 'https:' || !isPublicHost(url.hostname)) return null
  return withoutHash(url)
}

function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === 'unicast'
  if (!host.includes('.')) return false
  return !LOCAL_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))
}

function withoutHash(url: URL): string {
  url.hash = ''
  return url.href
}
