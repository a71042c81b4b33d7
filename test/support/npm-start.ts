/**
 * `npm start` as a person runs it, in a copy of this checkout: a process group of its own that Ctrl-C ends.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { copyCheckout } from './checkout.ts'

const RUNNING = 'Undersigned is running'
const START_TIMEOUT_MS = 240_000
const STOP_TIMEOUT_MS = 120_000
const GROUP_POLL_MS = 50

export interface StartOptions {
  port: number
  stateDir: string
  /** The checkout in which it runs; if not given, a copy of this one beside the state. */
  root?: string
}

export interface Started {
  origin: string
  partnerOrigin: string
  /** What it has printed so far. */
  output: () => string
  /** Sends Ctrl-C and waits for the end of every process of the group. May be called again. */
  stop: () => Promise<void>
  /** The process id of the runtime, workerd. Its parent is the Node process that started it. */
  runtimePid: () => number
  /** As `kill -9` of the whole group, and waits for its end. */
  kill: () => Promise<void>
}

export interface Ended {
  code: number | null
  output: string
}

const roots = new Map<string, string>()
/** The checkout of the instance at `origin`, where its .dev.vars is; this one when it was started elsewhere. */
export const rootOf = (origin: string): string => roots.get(origin) ?? join(import.meta.dirname, '../..')

/** Resolves when it prints that it is running. Throws, with everything that it printed, when it ends before that. */
export async function start({ port, stateDir, root = checkoutIn(stateDir) }: StartOptions): Promise<Started> {
  const run = npmStart({ PORT: String(port), STATE_DIR: stateDir }, root)
  const ended = await runningOrEnded(run)
  if (ended !== null) throw new Error(`npm start ended with ${ended.code}:\n${ended.output}`)
  const origin = `http://localhost:${port}`
  roots.set(origin, root)
  let stopping: Promise<void> | undefined
  return {
    origin,
    partnerOrigin: `http://localhost:${port + 1}`,
    output: run.output,
    stop: () => (stopping ??= run.end('SIGINT')),
    kill: () => (stopping ??= run.end('SIGKILL')),
    runtimePid: () => Number(readFileSync(join(stateDir, 'v3/workerd.pid'), 'utf8')),
  }
}

/** For a start that is expected to fail: its output and its exit code. */
export async function startToItsEnd(env: { PORT: string; STATE_DIR: string }): Promise<Ended> {
  const run = npmStart(env)
  const ended = await runningOrEnded(run)
  if (ended !== null) return ended
  await run.end('SIGINT')
  throw new Error(`npm start ran although it should not have:\n${run.output()}`)
}

/** Null once it is running. Stops it and throws when it neither runs nor ends in time. */
async function runningOrEnded(run: Run): Promise<Ended | null> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`npm start takes too long:\n${run.output()}`)), START_TIMEOUT_MS)
  try {
    return await Promise.race([run.running, run.ended, late])
  } catch (error) {
    await run.end('SIGINT')
    throw error
  } finally {
    clearTimeout(timer)
  }
}

interface Run {
  running: Promise<null>
  ended: Promise<Ended>
  output: () => string
  /** Sends the signal to every process, and waits for their ends. */
  end: (signal: NodeJS.Signals) => Promise<void>
}

/** Two instances that share a checkout would overwrite each other's settings and bundles. */
function checkoutIn(stateDir: string): string {
  const folder = join(stateDir, 'checkout')
  if (!existsSync(folder)) copyCheckout(folder, { withFonts: true })
  return folder
}

function npmStart(env: { PORT: string; STATE_DIR: string }, root = checkoutIn(env.STATE_DIR)): Run {
  const child = spawn('npm', ['start'], {
    cwd: root,
    // A process group of its own, so that a signal reaches all its processes, as Ctrl-C in a terminal does.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // As in a shell, where vitest has set nothing.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      VITEST: undefined,
      // Where wrangler looks for Workers of the same names that another process runs.
      WRANGLER_REGISTRY_PATH: join(env.STATE_DIR, 'registry'),
      ...env,
    },
  })
  const { pid } = child
  if (pid === undefined) throw new Error('npm could not be run')
  const killAll = (): void => void signalGroup(pid, 'SIGKILL')
  process.once('exit', killAll)

  let text = ''
  const output = (): string => text
  const { promise: running, resolve: isRunning } = Promise.withResolvers<null>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes(RUNNING)) isRunning(null)
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output: text }))
  })

  return {
    running,
    ended,
    output,
    async end(signal) {
      signalGroup(pid, signal)
      const deadline = Date.now() + STOP_TIMEOUT_MS
      while (signalGroup(pid, 0)) {
        if (Date.now() > deadline) {
          killAll()
          throw new Error(`npm start did not end within ${STOP_TIMEOUT_MS / 1000} s of ${signal}:\n${text}`)
        }
        await new Promise((resolve) => setTimeout(resolve, GROUP_POLL_MS))
      }
      await ended
      process.off('exit', killAll)
    },
  }
}

/** False when the group has no process left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}
