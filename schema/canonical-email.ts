/**
 * One spelling for each mailbox, so that `Jo.Doe+petition@googlemail.com` and `jodoe@gmail.com` can sign only once. Only what is
 * known of a provider is normalised: at others, an email address with a dot or a plus may be another person's.
 *
 * Limitation: local parts are lower-cased, although RFC 5321 §2.4 allows them to differ by case. No large provider does that.
 */
import type { EmailAddress } from './email-address.ts'
import { PROVIDERS, type Provider } from './email-providers.ts'

const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
)

/** `local@domain` in lower case, without the dots and tags that its provider ignores. */
export function canonicalEmail({ local, domain }: EmailAddress): string {
  const lower = local.normalize('NFC').toLowerCase()
  const provider = PROVIDER_OF.get(domain)
  if (provider === undefined) return ofSubdomain(domain) ?? `${lower}@${domain}`
  const untagged = provider.tag === undefined ? lower : (lower.split(provider.tag, 1)[0] ?? lower)
  const folded = provider.ignores === undefined ? untagged : untagged.replace(provider.ignores, '')
  // Nothing is left of an email address of dots or a tag only; it stays as it is.
  return `${folded === '' ? lower : folded}@${provider.domains[0]}`
}

/** `anything@ada.fastmail.com` → `ada@fastmail.com`; null for any other domain. */
function ofSubdomain(domain: string): string | null {
  const dot = domain.indexOf('.')
  const provider = PROVIDER_OF.get(domain.slice(dot + 1))
  return provider?.subdomains === true ? `${domain.slice(0, dot)}@${provider.domains[0]}` : null
}
