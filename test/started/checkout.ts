/** A copy of this checkout without what has been built or made in it, to run a script of package.json where nobody else does. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
/** Ten megabytes that take seconds to make. */
const FONTS = 'dist/og-image-assets'

/** What git has and what is about to be added to it, in `folder`, which is made. */
export function copyCheckout(folder: string, { withFonts = false } = {}): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  for (const file of [...listed.toString().split('\0'), ...(withFonts ? [FONTS] : [])]) {
    // What has been deleted and not yet committed is listed still.
    if (file === '' || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(ROOT, file), join(folder, file), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
}
