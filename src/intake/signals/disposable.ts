/**
 * Whether an email domain is one of disposable email addresses. The list is a table of hashes (src/build/disposable-table.ts),
 * which is in memory as it was bundled; docs/decisions/009-disposable-domains.md has the figures.
 *
 * Weakness: one domain in some 80 000 that is not on the list has the hash of one that is. The only effect is that it counts
 * towards one rule of the review.
 */
import { DISPOSABLE_SUFFIXES_MAX } from '../../limits.ts'

export type DisposableTable = Uint32Array

/** A view of the table as it was bundled: an ArrayBuffer on Workers, bytes in the harness. */
export const disposableTable = (file: ArrayBuffer | Uint8Array): DisposableTable =>
  new Uint32Array(new Uint8Array(file).buffer)

/** `domain` in lower-case ASCII. A subdomain of a listed domain counts. */
export async function isDisposable(domain: string, table: DisposableTable): Promise<boolean> {
  const labels = domain.split('.')
  const suffixes = labels
    .slice(0, -1)
    .map((_, at) => labels.slice(at).join('.'))
    .slice(-DISPOSABLE_SUFFIXES_MAX)
  const found = await Promise.all(suffixes.map(async (suffix) => includes(table, await hash(suffix))))
  return found.includes(true)
}

/** The first 32 bits of SHA-256, little-endian. */
async function hash(domain: string): Promise<number> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(domain))
  return new DataView(digest).getUint32(0, true)
}

/** Binary search. */
function includes(table: DisposableTable, word: number): boolean {
  let low = 0
  let high = table.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const here = table[middle] ?? 0
    if (here === word) return true
    if (here < word) low = middle + 1
    else high = middle - 1
  }
  return false
}
