/** The key of a sender for a limit: a keyed hash of the network prefix, so that no limiter gets an IP address. */
import { keyedHash } from '../../crypto/derive.ts'
import { clientPrefix } from './client-prefix.ts'

/** `key`: the petition's key for the review, so that each petition has its own limit. */
export const limitKeyOf = (key: CryptoKey, headers: Headers): Promise<string> =>
  keyedHash(key, `limit\n${clientPrefix(headers)}`)
