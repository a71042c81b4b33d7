/** What each Worker takes to start: to read and evaluate its bundle, before it can be asked anything. Cloudflare allows a second. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { convertV4MiniflareOptions, Miniflare } from 'miniflare'

import { bundle } from '../../src/local/bundle.ts'
import { processorMicroseconds } from './processor.ts'

const BARE = join(import.meta.dirname, 'workers/bare.ts')
const WORKERS = { edge: 'edge', consumer: 'consumer', console: 'console', 'Open Graph image': 'og-image' }

/** Processor time in ms by Worker, more than that of a bare one. */
export async function measureStartUp(directory: string, compatibilityDate: string): Promise<Record<string, number>> {
  const bare = await startUp(BARE, directory, compatibilityDate)
  const measured: [string, number][] = []
  for (const [name, folder] of Object.entries(WORKERS)) {
    const main = join(import.meta.dirname, `../../workers/${folder}/index.ts`)
    measured.push([name, (await startUp(main, directory, compatibilityDate)) - bare])
  }
  return Object.fromEntries(measured)
}

async function startUp(main: string, directory: string, compatibilityDate: string): Promise<number> {
  const pidFile = join(directory, 'start-up.pid')
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [{ name: 'worker', compatibilityDate, modules: [...bundle(main)] }],
      cf: false,
      unsafeRuntimeEnv: { WORKERD_PID_FILE: pidFile },
    }),
  )
  try {
    await miniflare.ready
    return processorMicroseconds(Number(readFileSync(pidFile, 'utf8'))) / 1000
  } finally {
    await miniflare.dispose()
  }
}
