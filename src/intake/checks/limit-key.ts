/** What a sender counts as for a limit: a keyed hash of the network prefix, under a key of the petition. No address is told. */
import { keyedHash } from '../../crypto/derive.ts'
import { clientPrefix } from './client-prefix.ts'

/** `key` is the petition's for the review. */
export const limitKey = (key: CryptoKey, headers: Headers): Promise<string> =>
  keyedHash(key, `limit\n${clientPrefix(headers)}`)
