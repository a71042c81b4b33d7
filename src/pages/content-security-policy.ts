/** Content-Security-Policy: nothing from elsewhere, and inline styles only by their hash (CSP Level 3). */

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

/**
 * `framable`: by any site, as an embed must be; every other page by none. `turnstile`: the one exception to nothing from
 * elsewhere, for a page whose form is checked by it. `frames`: of our own, on a page that shows how an embed looks.
 */
export async function contentSecurityPolicy(
  styles: string,
  framable: boolean,
  turnstile = false,
  frames = false,
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
