/**
 * The facts by which a review finds floods without identifying a sender: keyed hashes of the network and the email domain,
 * under a key of this petition alone. They are deleted after 30 days.
 */
import type { ReviewFacts, Signal } from '../../../schema/message.ts'
import { keyedHash } from '../../crypto/derive.ts'
import { REVIEW_IPV6_PREFIX_BITS } from '../../limits.ts'
import { clientPrefix } from '../checks/client-prefix.ts'

/** Half of a SHA-256: enough to distinguish networks. */
const HASH_BYTES = 16

/** Domains with so many mailboxes that two signers with the same one have nothing in common. */
export const BIG_PROVIDERS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com msn.com icloud.com me.com mac.com aol.com
   proton.me protonmail.com gmx.de gmx.net web.de t-online.de mail.ru bk.ru inbox.ru list.ru yandex.ru ya.ru
   yandex.com rambler.ru ukr.net orange.fr free.fr wanadoo.fr laposte.net libero.it qq.com 163.com 126.com
   naver.com`.split(/\s+/),
)

export interface ReviewContext {
  headers: Headers
  /** In punycode. */
  emailDomain: string
  requestCountry: string | null
  disposable: boolean
  signals: readonly Signal[]
}

/** `key`: the petition's key for the review. */
export async function reviewFacts(key: CryptoKey, context: ReviewContext): Promise<ReviewFacts> {
  const network = clientPrefix(context.headers, REVIEW_IPV6_PREFIX_BITS)
  const [networkHash, domainHash] = await Promise.all([
    network === 'unknown' ? null : shortHash(key, `network\n${network}`),
    BIG_PROVIDERS.has(context.emailDomain) ? null : shortHash(key, `email-domain\n${context.emailDomain}`),
  ])
  return {
    network: networkHash,
    emailDomain: domainHash,
    country: context.requestCountry,
    disposable: context.disposable,
    signals: [...context.signals],
  }
}

async function shortHash(key: CryptoKey, text: string): Promise<string> {
  return (await keyedHash(key, text)).slice(0, 2 * HASH_BYTES)
}
