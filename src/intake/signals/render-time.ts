/**
 * The time at which a form was rendered, signed, so that a signature shows how long its page was open:
 * `<ms in base 36>.<mac>`, where mac is an HMAC-SHA-256 (RFC 2104) of the petition and the time, base64url.
 *
 * Weakness: pages are cached for some seconds, and anybody can fetch one and wait. As a signal it is one among others, and
 * refuses no signature. It is also what the form's script solves a proof of work for: checks/proof.ts.
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

/** When the page of a form was rendered, in milliseconds, or null if `rendered` is not ours for this petition, a slug. */
export async function renderedAt(
  rendered: string | undefined,
  petition: string,
  keys: readonly CryptoKey[],
): Promise<number | null> {
  const [, time, mac] = SHAPE.exec(rendered ?? '') ?? []
  if (time === undefined || mac === undefined) return null
  const claimed = fromBase64Url(mac)
  const text = signedText(petition, time)
  const genuine = await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, claimed, text)))
  return genuine.includes(true) ? parseInt(time, 36) : null
}

/** The signal that the field of a form gives; null for none. `petition` is the slug, `now` in milliseconds. */
export async function renderTimeSignal(
  rendered: string | undefined,
  petition: string,
  now: number,
  keys: readonly CryptoKey[],
): Promise<Signal | null> {
  const at = await renderedAt(rendered, petition, keys)
  if (at === null || now - at > RENDERED_MAX_AGE_MS) return 'no-render-time'
  return now - at < RENDERED_MIN_AGE_MS ? 'too-fast' : null
}

const signedText = (petition: string, time: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(`${petition}\n${time}`))
