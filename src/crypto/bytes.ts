/** Bytes as text and back: hex, base64 and base64url (RFC 4648). */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const ascii = new TextDecoder()

/** A string that grows by two digits for each byte would take twenty times as long. */
export function toHex(bytes: Uint8Array): string {
  const digits = new Uint8Array(2 * bytes.length)
  let at = 0
  for (const byte of bytes) {
    digits[at++] = DIGITS[byte >> 4] ?? 0
    digits[at++] = DIGITS[byte & 15] ?? 0
  }
  return ascii.decode(digits)
}

/** Throws when `text` is not pairs of hex digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) throw new TypeError('not hex')
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (valueOf(text, 2 * at) << 4) | valueOf(text, 2 * at + 1)
  return bytes
}

/** Of a hex digit, in ASCII: letters have the bit of 64, and A is 10. */
function valueOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return (code & 15) + (code & 64 ? 9 : 0)
}

/** RFC 4648 §4. In chunks, because the bytes of an image would be too many arguments for one call. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4_096) text += String.fromCharCode(...bytes.subarray(at, at + 4_096))
  return btoa(text)
}

/** Throws when `text` is not base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** RFC 4648 §5, without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Throws when `text` is not base64url. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
