/**
 * One spelling for each mailbox, so that `Jo.Doe+petition@googlemail.com` and `jodoe@gmail.com` can sign only once. Only what a
 * provider documents is normalised: at others, an email address with a dot or a plus may be another person's.
 *
 * Limitation: local parts are lower-cased, although RFC 5321 §2.4 allows them to differ by case. No large provider does that.
 */
import type { EmailAddress } from './email-address.ts'

interface Provider {
  /** The domains that share one mailbox, the canonical one first. */
  domains: readonly [string, ...string[]]
  /** Characters that the provider ignores in the local part. */
  ignores?: RegExp
  /** The beginning of a tag that the provider ignores. */
  tag?: string
}

const PROVIDERS: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignores: /\./g, tag: '+' },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignores: /[._-]/g, tag: '+' },
  { domains: ['icloud.com', 'me.com', 'mac.com'], tag: '+' },
  { domains: ['outlook.com'], tag: '+' },
  { domains: ['hotmail.com'], tag: '+' },
  { domains: ['live.com'], tag: '+' },
  { domains: ['msn.com'], tag: '+' },
  { domains: ['fastmail.com'], tag: '+' },
  { domains: ['fastmail.fm'], tag: '+' },
  { domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'], tag: '+' },
  { domains: ['mail.ru'], tag: '+' },
  { domains: ['zoho.com'], tag: '+' },
]

const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
)

/** `local@domain` in lower case, without the dots and tags that its provider ignores. */
export function canonicalEmail({ local, domain }: EmailAddress): string {
  const lower = local.normalize('NFC').toLowerCase()
  const provider = PROVIDER_OF.get(domain)
  if (provider === undefined) return `${lower}@${domain}`
  const untagged = provider.tag === undefined ? lower : (lower.split(provider.tag, 1)[0] ?? lower)
  const folded = provider.ignores === undefined ? untagged : untagged.replace(provider.ignores, '')
  // Nothing is left of an email address of dots or a tag only; it stays as it is.
  return `${folded === '' ? lower : folded}@${provider.domains[0]}`
}
