/** Content-Security-Policy: pages load nothing from elsewhere, and inline styles only by their hash (CSP Level 3). */

/** Where Turnstile's script and frame come from. */
const TURNSTILE_ORIGIN = 'https://challenges.cloudflare.com'

const hashes = new Map<string, Promise<string>>()

/** The `'sha256-…'` source of an inline style. */
function hashOf(text: string): Promise<string> {
  const known = hashes.get(text)
  if (known !== undefined) return known
  const made = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(text))
    .then((digest) => `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`)
  hashes.set(text, made)
  return made
}

export interface PageNeeds {
  /**
   * Any site may frame the page, as an embed needs it; other pages are framed by nobody. The value is the origin of the page:
   * in an iframe whose sandbox gives it an opaque origin, WebKit matches `'self'` with nothing.
   */
  framableAt?: string | undefined
  /** The page has a counter, which may read its count there, too: the origin of the bucket of static counts. */
  countsOrigin?: string | null
  /** The page's form is checked by Turnstile: the one exception to loading nothing from elsewhere. */
  turnstile?: boolean
  /** The page shows frames of our own: a preview of an embed. */
  frames?: boolean
  /** A style sheet that the page has beside its first. */
  moreStyles?: string
}

/** For a page with this inline style sheet. */
export async function contentSecurityPolicy(
  styles: string,
  { framableAt, countsOrigin = null, turnstile = false, frames = false, moreStyles }: PageNeeds = {},
): Promise<string> {
  const own = framableAt === undefined ? `'self'` : `'self' ${framableAt}`
  return [
    `default-src 'none'`,
    `script-src ${own}${turnstile ? ` ${TURNSTILE_ORIGIN}` : ''}`,
    ...(turnstile ? [`frame-src ${TURNSTILE_ORIGIN}`] : []),
    ...(frames ? [`frame-src 'self'`] : []),
    `style-src ${await hashOf(styles)}${moreStyles === undefined ? '' : ` ${await hashOf(moreStyles)}`}`,
    `connect-src ${own}${countsOrigin === null ? '' : ` ${countsOrigin}`}`,
    `img-src 'self' data:`,
    `form-action ${own}`,
    `base-uri 'none'`,
    `frame-ancestors ${framableAt === undefined ? `'none'` : '*'}`,
  ].join('; ')
}
