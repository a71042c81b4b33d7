/** A directory for the files of one test file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new directory, and its removal. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'undersigned-'))
  // A database that has just been closed may still remove a file of its own.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) }
}
