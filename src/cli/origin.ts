/** Which instance a command talks to, and whether that runs on this computer. */
export const ORIGIN_DEFAULT = 'http://localhost:8787'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export const isLoopback = (origin: string): boolean => LOOPBACK.has(new URL(origin).hostname)

/** Of an https URL, or of http on this computer: plain http would expose the token on the network. Null for any other text. */
export function safeOrigin(text: string): string | null {
  const url = URL.parse(text)
  if (url === null) return null
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.origin)) ? url.origin : null
}
