/** A directory for copies of a database, that only its owner can read. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** Makes one, with an absolute path, in `parent`, and removes it however `work` ends. */
export async function withPrivateDirectory<T>(parent: string, work: (path: string) => Promise<T>): Promise<T> {
  mkdirSync(parent, { recursive: true })
  const path = mkdtempSync(resolve(parent, '.undersigned-'))
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  const interrupted = (): void => {
    remove()
    process.exit(EXIT_INTERRUPTED)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    return await work(path)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted)
    remove()
  }
}

const EXIT_INTERRUPTED = 130
