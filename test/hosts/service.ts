/** A program that runs beside the tests: a database, a web server, a browser's driver. */
import { spawn } from 'node:child_process'

const STOP_TIMEOUT_MS = 60_000

export interface Service {
  /** What it has printed so far. */
  output: () => string
  /** Ends the program and its children, and waits for its end. May be called again. */
  stop: () => Promise<void>
}

export interface ServiceOptions {
  cwd?: string
  env?: Record<string, string>
  /** Whether it is ready. Asked until it is; an error means that it is not. */
  isReady: (output: string) => boolean | Promise<boolean>
}

const READY_TIMEOUT_MS = 240_000
const READY_POLL_MS = 100

/** Resolves when it is ready. Throws, with everything that it printed, when it ends before that or takes too long. */
export async function startService(
  command: string,
  args: readonly string[],
  { cwd, env = {}, isReady }: ServiceOptions,
): Promise<Service> {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    // A process group of its own, so that its children end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      hasEnded = true
      text += why
      resolve()
    }
    child.once('error', (error) => end(String(error)))
    child.once('close', (code, signal) => end(`\n${command} ended with ${code ?? signal}`))
  })
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // The group has ended.
    }
  }
  const kill = (): void => signal('SIGKILL')
  process.once('exit', kill)

  const end = async (): Promise<void> => {
    signal('SIGTERM')
    const timer = setTimeout(kill, STOP_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
    kill()
    process.off('exit', kill)
  }
  let stopping: Promise<void> | undefined
  const service: Service = { output: () => text, stop: () => (stopping ??= end()) }

  const deadline = performance.now() + READY_TIMEOUT_MS
  while (!(await ready())) {
    if (hasEnded || performance.now() > deadline) {
      await service.stop()
      throw new Error(`${command} did not start:\n${text}`)
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS))
  }
  return service

  async function ready(): Promise<boolean> {
    try {
      return await isReady(text)
    } catch {
      return false
    }
  }
}
