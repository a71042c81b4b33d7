/**
 * Compiles mailchecker's list of disposable email domains for the edge Worker: `dist/disposable-domains.bin`, the first 32 bits
 * of each domain's SHA-256 as sorted little-endian words. See docs/decisions/009-disposable-domains.md. Called by every script
 * that bundles or runs the Worker.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import mailchecker from 'mailchecker'

const FILE = join(import.meta.dirname, '../../dist/disposable-domains.bin')

/**
 * Listed by mailchecker, but not treated as disposable. Relays hide a permanent email address: people who sign for someone who
 * is persecuted have reason to use one. Under the last names anyone can register a domain: abuse of one domain says nothing
 * about the others.
 */
const EXCEPTIONS = new Set(
  [
    'duck.com mozmail.com relay.firefox.com simplelogin.com simplelogin.co aleeas.com slmail.me slmails.com',
    'anonaddy.com anonaddy.me addy.io passmail.net passmail.com passinbox.com 33mail.com keemail.me',
    'pp.ua msk.ru usa.cc uk.org za.com ddns.net co.cc us.to',
  ].flatMap((line) => line.split(' ')),
)

/** The list without the exceptions and without subdomains of listed domains, which match anyway. */
export function disposableDomains(): string[] {
  const listed = new Set(
    [...mailchecker.blacklist()].map((domain) => domain.toLowerCase()).filter((d) => !EXCEPTIONS.has(d)),
  )
  return [...listed].filter((domain) => !parentsOf(domain).some((parent) => listed.has(parent)))
}

export function compileTable(domains: readonly string[]): Uint8Array {
  const words = new Set(domains.map((domain) => createHash('sha256').update(domain).digest().readUInt32LE()))
  return new Uint8Array(Uint32Array.from(words).toSorted().buffer)
}

/** Does not touch an up-to-date file, so that watchers are not triggered. */
export async function writeDisposableTable(): Promise<void> {
  const table = compileTable(disposableDomains())
  const old = await readFile(FILE).catch(() => null)
  if (old?.equals(table) === true) return
  await mkdir(join(FILE, '..'), { recursive: true })
  // Renamed into place: another process may be reading or writing the file.
  const fresh = `${FILE}.${process.pid}`
  await writeFile(fresh, table)
  await rename(fresh, FILE)
}

function parentsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'))
}
