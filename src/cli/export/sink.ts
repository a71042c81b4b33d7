/** Where an export goes: stdout, or a file that only its owner may read. */
import { type FileHandle, open } from 'node:fs/promises'

import { Failure, systemCode } from '../failure.ts'

export interface Sink {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>
  /** Resolves when all of it is where it belongs. */
  close(): Promise<void>
}

const OWNER_ONLY = 0o600

/** `append`: to a file that is there. Otherwise it must be new. Throws a Failure. */
export async function openSink(file: string | null, append: boolean): Promise<Sink> {
  if (file === null) return stdoutSink()
  const handle = await openFile(file, append)
  return {
    write: (text) => handle.appendFile(text),
    async close() {
      await handle.sync()
      await handle.close()
    },
  }
}

async function openFile(file: string, append: boolean): Promise<FileHandle> {
  try {
    return await open(file, append ? 'a' : 'ax', OWNER_ONLY)
  } catch (error) {
    const code = systemCode(error)
    throw new Failure(
      code === 'EEXIST'
        ? `There is a file at ${file} already. It is left as it is: choose another name.`
        : `${file} cannot be written (${code ?? 'unknown'}).`,
    )
  }
}

function stdoutSink(): Sink {
  // The write is told; an event that nobody hears would end the process with a stack trace.
  process.stdout.on('error', () => {})
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      }),
    close: async () => {},
  }
}
