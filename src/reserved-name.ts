/** Names of hosts that no one can own (RFC 2606 and RFC 6761). A public URL with one of them was copied from an example. */
const RESERVED = new Set(['example', 'invalid', 'localhost', 'test'])

/** Also those that guides make up with `example` below any other ending, as petitions.example.co.uk. */
export function isReservedName(hostname: string): boolean {
  const labels = hostname.toLowerCase().split('.')
  return RESERVED.has(labels.at(-1) ?? '') || labels.includes('example')
}
