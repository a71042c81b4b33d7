/**
 * The time at which a form was rendered, signed, so that a signature shows how long its page was open:
 * `<ms in base 36>.<mac>`, where mac is an HMAC-SHA-256 (RFC 2104) of the petition and the time, base64url.
 *
 * Weakness: pages are cached for some seconds, and anybody can fetch one and wait. It is one signal among others, and
 * refuses no signature.
 */
import type { Signal } from '../../../schema/message.ts'
import { deriveHmacKeys } from '../../crypto/derive.ts'
import { RENDERED_MAX_AGE_MS, RENDERED_MIN_AGE_MS } from '../../limits.ts'
import { fromBase64Url, toBase64Url } from '../../crypto/bytes.ts'

const SHAPE = /^([0-9a-z]{1,9})\.([\w-]{43})$/

/** One key for each master key, in their order: the first signs, any verifies. */
export const renderTimeKeys = (masterKeys: readonly string[]): Promise<CryptoKey[]> =>
  deriveHmacKeys(masterKeys, 'rendered/v1')

/** For the form's hidden field. `petition` is the slug. */
export async function signRenderTime(petition: string, now: number, keys: readonly CryptoKey[]): Promise<string> {
  const [key] = keys
  if (key === undefined) throw new Error('TOKEN_KEYS is empty: no key can sign the time')
  const time = now.toString(36)
  const mac = await crypto.subtle.sign('HMAC', key, signedText(petition, time))
  return `${time}.${toBase64Url(new Uint8Array(mac))}`
}

/** The signal that the field of a form gives; null for none. `petition` is the slug, `now` in milliseconds. */
export async function renderTimeSignal(
  rendered: string | undefined,
  petition: string,
  now: number,
  keys: readonly CryptoKey[],
): Promise<Signal | null> {
  const [, time, mac] = SHAPE.exec(rendered ?? '') ?? []
  if (time === undefined || mac === undefined) return 'no-render-time'
  const claimed = fromBase64Url(mac)
  const text = signedText(petition, time)
  const genuine = await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, claimed, text)))
  const age = now - parseInt(time, 36)
  if (!genuine.includes(true) || age > RENDERED_MAX_AGE_MS) return 'no-render-time'
  return age < RENDERED_MIN_AGE_MS ? 'too-fast' : null
}

const signedText = (petition: string, time: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(`${petition}\n${time}`))
