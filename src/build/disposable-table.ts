/**
 * Compiles mailchecker's list of domains that give out addresses to throw away into what the edge Worker carries:
 * `dist/disposable-domains.bin`, the first 32 bits of each domain's SHA-256 as sorted little-endian words. See
 * docs/decisions/009-disposable-domains.md. Called by everything that bundles the Worker or runs it.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import mailchecker from 'mailchecker'

const FILE = join(import.meta.dirname, '../../dist/disposable-domains.bin')

/**
 * On the list, yet not thrown away. Relays hide an address behind a lasting one: who signs for a persecuted person has
 * reason to. And under some names anybody may register a domain: what one of them does says nothing of the others.
 */
const KEPT_OUT = new Set(
  [
    'duck.com mozmail.com relay.firefox.com simplelogin.com simplelogin.co aleeas.com slmail.me slmails.com',
    'anonaddy.com anonaddy.me addy.io passmail.net passmail.com passinbox.com 33mail.com keemail.me',
    'pp.ua msk.ru usa.cc uk.org za.com ddns.net co.cc us.to',
  ].flatMap((line) => line.split(' ')),
)

/** The list without what is kept out and without subdomains of what is on it: those count anyway. */
export function disposableDomains(): string[] {
  const listed = new Set(
    [...mailchecker.blacklist()].map((domain) => domain.toLowerCase()).filter((d) => !KEPT_OUT.has(d)),
  )
  return [...listed].filter((domain) => !parentsOf(domain).some((parent) => listed.has(parent)))
}

export function compileTable(domains: readonly string[]): Uint8Array {
  const words = new Set(domains.map((domain) => createHash('sha256').update(domain).digest().readUInt32LE()))
  return new Uint8Array(Uint32Array.from(words).toSorted().buffer)
}

/** Leaves the file alone when it is as it should be, so that nothing that watches it wakes. */
export async function writeDisposableTable(): Promise<void> {
  const table = compileTable(disposableDomains())
  const old = await readFile(FILE).catch(() => null)
  if (old?.equals(table) === true) return
  await mkdir(join(FILE, '..'), { recursive: true })
  // Renamed into place: somebody else may be reading or writing it.
  const fresh = `${FILE}.${process.pid}`
  await writeFile(fresh, table)
  await rename(fresh, FILE)
}

function parentsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'))
}
