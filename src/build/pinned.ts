/**
 * The counter at a URL whose content never changes: `widget/<hash>.js`, for sites that pin it with `integrity`. Released
 * versions are stored in `src/browser/counter/released`, so that their URLs survive every deployment. See
 * docs/decisions/015-pinned-counters.md.
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

/** Writes the new build and all released versions under their pinned names; `counter-release.json` names the new one. */
export async function writePinned(dist: string): Promise<void> {
  const script = await readFile(join(dist, 'assets/widget.js'))
  const name = pinnedName(script)
  const folder = join(dist, 'assets/widget')
  const released = (await readdir(RELEASED)).filter(isScript)
  for (const old of (await readdir(folder)).filter(isScript)) {
    if (old !== name && !released.includes(old)) await rm(join(folder, old))
  }
  for (const file of released) await cp(join(RELEASED, file), join(folder, file))
  await writeFile(join(folder, name), script)
  const release = { path: `/widget/${name}`, integrity: integrityOf(script) }
  await writeFile(join(dist, 'counter-release.json'), JSON.stringify(release))
}

const isScript = (name: string): boolean => name.endsWith('.js')
