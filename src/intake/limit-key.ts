/** What a sender counts as for a limit: a keyed hash of the network prefix, under a key of the petition. No address is told. */
import { toHex } from '../bytes.ts'
import { clientPrefix } from './client-prefix.ts'

/** `key` is the petition's for the review. */
export async function limitKey(key: CryptoKey, headers: Headers): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`limit\n${clientPrefix(headers)}`))
  return toHex(new Uint8Array(mac))
}
