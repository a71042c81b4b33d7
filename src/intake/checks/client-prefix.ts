/**
 * The network that a request comes from, as coarse as a limit needs it: the IPv4 address, or the IPv6 /64 of one customer.
 * Only CF-Connecting-IP is read: Cloudflare sets it, while a sender can write anything into X-Forwarded-For.
 */
import ipaddr from 'ipaddr.js'

import { IPV6_PREFIX_BITS } from '../../limits.ts'

/** `192.0.2.1`, `2001:db8:0:1::/64`, or `unknown` when there is no valid IP address. */
export function clientPrefix(headers: Headers, ipv6PrefixBits = IPV6_PREFIX_BITS): string {
  const text = headers.get('cf-connecting-ip')?.trim() ?? ''
  if (!ipaddr.isValid(text)) return 'unknown'
  // `process` unwraps IPv4-mapped IPv6, so that one host is not two.
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${ipv6PrefixBits}`)
  return `${network.toString()}/${ipv6PrefixBits}`
}
