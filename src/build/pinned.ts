/**
 * The counter under an address that never changes what it answers: `widget/<hash>.js`, for sites that pin it with
 * `integrity`. What was released stays in `src/browser/counter/released`, so that such an address outlives every deployment.
 * See docs/decisions/015-pinned-counters.md.
 */
import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const HASH_HEX_DIGITS = 12

export const RELEASED = join(import.meta.dirname, '../browser/counter/released')

/** The name of a released script: the beginning of its SHA-256. */
export const pinnedName = (script: Uint8Array): string =>
  `${createHash('sha256').update(script).digest('hex').slice(0, HASH_HEX_DIGITS)}.js`

/** Subresource Integrity, the value of `integrity`. */
const integrityOf = (script: Uint8Array): string => `sha384-${createHash('sha384').update(script).digest('base64')}`

/** Puts the script just built, and all that were released, under their pinned addresses; says in `counter-release.json` which is the newest. */
export async function writePinned(dist: string): Promise<void> {
  const script = await readFile(join(dist, 'assets/widget.js'))
  const name = pinnedName(script)
  const folder = join(dist, 'assets/widget')
  const released = (await readdir(RELEASED)).filter(isScript)
  for (const old of (await readdir(folder)).filter(isScript)) {
    if (old !== name && !released.includes(old)) await rm(join(folder, old))
  }
  for (const kept of released) await cp(join(RELEASED, kept), join(folder, kept))
  await writeFile(join(folder, name), script)
  const release = { path: `/widget/${name}`, integrity: integrityOf(script) }
  await writeFile(join(dist, 'counter-release.json'), JSON.stringify(release))
}

const isScript = (name: string): boolean => name.endsWith('.js')
