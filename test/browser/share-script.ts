/** A module of src/browser/share as a script for a test's own page. */
import { join } from 'node:path'

import { build } from 'esbuild'

/** `contents`: its source, with imports relative to that folder. */
export async function shareScript(contents: string): Promise<string> {
  const resolveDir = join(import.meta.dirname, '../../src/browser/share')
  const { outputFiles } = await build({ stdin: { contents, resolveDir }, bundle: true, format: 'esm', write: false })
  return outputFiles[0]?.text ?? ''
}
