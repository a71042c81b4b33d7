/** The output of an export: stdout, or a file that only its owner can read. */
import { type FileHandle, open } from 'node:fs/promises'

import { Failure, systemCode } from '../failure.ts'

export interface Sink {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>
  /** Resolves when everything is written. */
  close(): Promise<void>
}

const OWNER_ONLY = 0o600

/** With `append`, adds to the file; otherwise the file must be new. Throws a Failure. */
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
        ? `${file} already exists and was not changed. Choose another name.`
        : `${file} cannot be written (${code ?? 'unknown error'}).`,
    )
  }
}

function stdoutSink(): Sink {
  // Each write reports its own error; without a listener the event would end the process with a stack trace.
  process.stdout.on('error', () => {})
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      }),
    close: async () => {},
  }
}
