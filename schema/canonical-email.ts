/**
 * One mailbox, one spelling: so that `Jo.Doe+petition@googlemail.com` and `jodoe@gmail.com` sign once. Only what a
 * provider documents is folded: elsewhere a dot or a plus may well be another person.
 *
 * Weakness: local parts are lower-cased although RFC 5321 §2.4 lets them differ by case. No provider of note does.
 */
import type { EmailAddress } from './email-address.ts'

interface Provider {
  /** The domains that share one mailbox, the canonical one first. */
  domains: readonly [string, ...string[]]
  /** Characters that the provider ignores in the local part. */
  ignores?: RegExp
  /** What begins a tag that the provider drops. */
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

/** Lower case, punycode, dots and tags folded by provider: `local@domain`. */
export function canonicalEmail({ local, domain }: EmailAddress): string {
  const lower = local.normalize('NFC').toLowerCase()
  const provider = PROVIDER_OF.get(domain)
  if (provider === undefined) return `${lower}@${domain}`
  const untagged = provider.tag === undefined ? lower : (lower.split(provider.tag, 1)[0] ?? lower)
  const folded = provider.ignores === undefined ? untagged : untagged.replace(provider.ignores, '')
  // An address that is all tag or all dots folds to nothing; then it is left as it is.
  return `${folded === '' ? lower : folded}@${provider.domains[0]}`
}
