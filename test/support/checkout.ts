/** A copy of this checkout without build output and state, to run a script of package.json by itself. */
import { cpSync, existsSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
/** As .gitignore has it, and what git itself keeps. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', '.wrangler', '.dev.vars', 'generated'])
const KEY_FILE = '.campaign-key.json'
const BACKUP = /^undersigned-.*\.sql$/
/** Ten megabytes that take seconds to make. */
const FONTS = 'dist/og-image-assets'

/** Makes `folder`, which must not be there. */
export function copyCheckout(folder: string, { withFonts = false } = {}): void {
  const filter = (source: string): boolean =>
    !LEFT_OUT.has(basename(source)) && !source.endsWith(KEY_FILE) && !BACKUP.test(basename(source))
  cpSync(ROOT, folder, { recursive: true, filter })
  if (withFonts && existsSync(join(ROOT, FONTS))) cpSync(join(ROOT, FONTS), join(folder, FONTS), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
}
