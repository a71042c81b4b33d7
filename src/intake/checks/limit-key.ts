/** The key of a sender for a limit: a keyed hash of the network prefix, so that no limiter gets an IP address. */
import { keyedHash } from '../../crypto/derive.ts'
import { clientPrefix } from './client-prefix.ts'

/**
 * `key`: the petition's key for the review, so that each petition has its own limit. `what`: `limit` for signing; asking for
 * links has a limit of its own, so that it does not keep anyone behind the same IP address from signing.
 */
export const limitKeyOf = (key: CryptoKey, headers: Headers, what: 'limit' | 'links' = 'limit'): Promise<string> =>
  keyedHash(key, `${what}\n${clientPrefix(headers)}`)
