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
  /** Any site may frame the page, as an embed needs it; other pages are framed by nobody. */
  framable?: boolean
  /** The page's form is checked by Turnstile: the one exception to loading nothing from elsewhere. */
  turnstile?: boolean
  /** The page shows frames of our own: a preview of an embed. */
  frames?: boolean
}

/** For a page with this one inline style sheet. */
export async function contentSecurityPolicy(
  styles: string,
  { framable = false, turnstile = false, frames = false }: PageNeeds = {},
): Promise<string> {
  return [
    `default-src 'none'`,
    `script-src 'self'${turnstile ? ` ${TURNSTILE_ORIGIN}` : ''}`,
    ...(turnstile ? [`frame-src ${TURNSTILE_ORIGIN}`] : []),
    ...(frames ? [`frame-src 'self'`] : []),
    `style-src ${await hashOf(styles)}`,
    `connect-src 'self'`,
    `img-src 'self' data:`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors ${framable ? '*' : `'none'`}`,
  ].join('; ')
}
