/**
 * `npm start` as a person runs it, in a fresh checkout: a process group of its own that Ctrl-C ends. And what a program does with it: read
 * a count, sign. The signing is written against the documented API alone, without a line of ours.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import type { CountResponse } from '../../schema/petition.ts'
import { copyCheckout } from './checkout.ts'

const RUNNING = 'Undersigned is running'
const START_TIMEOUT_MS = 240_000
const STOP_TIMEOUT_MS = 120_000
const GROUP_GONE_POLL_MS = 50
const PORT_TRIES_MAX = 50
const EMAIL_TIMEOUT_MS = 120_000
const EMAIL_POLL_MS = 200

export interface StartOptions {
  port: number
  stateDir: string
  /** Where it runs; if not given, in a checkout of its own, which is kept with the state. */
  root?: string
}

export interface Started {
  origin: string
  partnerOrigin: string
  /** What it has printed so far. */
  output: () => string
  /** Ctrl-C, and the wait until nothing of it is left. Harmless when repeated. */
  stop: () => Promise<void>
}

export interface Ended {
  code: number | null
  output: string
}

const roots = new Map<string, string>()
/** Where the .dev.vars of what runs at `origin` is: this checkout, unless it was started here. */
export const rootOf = (origin: string): string => roots.get(origin) ?? join(import.meta.dirname, '../..')

/** Waits for the line that says it is running. Throws, with all that was printed, when it ends before that. */
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
    stop: () => (stopping ??= run.interrupt()),
  }
}

/** For a start that is expected to fail: what it says, and its exit code. */
export async function startToItsEnd(env: { PORT: string; STATE_DIR: string }): Promise<Ended> {
  const run = npmStart(env)
  const ended = await runningOrEnded(run)
  if (ended !== null) return ended
  await run.interrupt()
  throw new Error(`npm start ran although it should not have:\n${run.output()}`)
}

/** Null once it is running. Ends it, and throws, when it takes too long to do either. */
async function runningOrEnded(run: Run): Promise<Ended | null> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`npm start takes too long:\n${run.output()}`)), START_TIMEOUT_MS)
  try {
    return await Promise.race([run.running, run.ended, late])
  } catch (error) {
    await run.interrupt()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

interface Run {
  running: Promise<null>
  ended: Promise<Ended>
  output: () => string
  interrupt: () => Promise<void>
}

/** Two that share a checkout would write into each other's settings and bundles. */
function checkoutIn(stateDir: string): string {
  const folder = join(stateDir, 'checkout')
  if (!existsSync(folder)) copyCheckout(folder, { withFonts: true })
  return folder
}

function npmStart(env: { PORT: string; STATE_DIR: string }, root = checkoutIn(env.STATE_DIR)): Run {
  const child = spawn('npm', ['start'], {
    cwd: root,
    // A group of its own, so that a signal reaches all of it, as Ctrl-C in a terminal does.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A person's shell knows nothing of vitest.
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
    async interrupt() {
      signalGroup(pid, 'SIGINT')
      const deadline = Date.now() + STOP_TIMEOUT_MS
      while (signalGroup(pid, 0)) {
        if (Date.now() > deadline) {
          killAll()
          throw new Error(`npm start did not end within ${STOP_TIMEOUT_MS / 1000} s of Ctrl-C:\n${text}`)
        }
        await new Promise((resolve) => setTimeout(resolve, GROUP_GONE_POLL_MS))
      }
      await ended
      process.off('exit', killAll)
    },
  }
}

/** False when nobody is left in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}

/** A directory to keep the state in, and its removal. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'undersigned-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The first of two neighbouring ports that nobody listens on, as the system chose it. */
export async function freePortPair(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const first = await listen(0)
    if (first === null) continue
    const second = await listen(first.port + 1)
    await Promise.all([first.close(), second?.close()])
    if (second !== null) return first.port
  }
  throw new Error('no two neighbouring ports are free')
}

export interface Listener {
  port: number
  close(): Promise<void>
}

/** Occupies `port` on loopback (0: any); null when it is taken. */
export function listen(port: number): Promise<Listener | null> {
  return new Promise((resolve) => {
    // Whoever calls is hung up on, so that nothing holds the port open.
    const server: Server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    server.listen(port, 'localhost', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return resolve(null)
      resolve({ port: address.port, close: () => new Promise((done) => server.close(() => done())) })
    })
  })
}

export async function readCount(origin: string, slug: string): Promise<CountResponse> {
  const response = await fetch(`${origin}/api/petitions/${slug}/count`)
  if (!response.ok) throw new Error(`the count of ${slug} answered ${response.status}`)
  const answer: CountResponse = await response.json()
  return answer
}

export interface Person {
  name: string
  email: string
  comment?: string
  showName?: 'full' | 'initials' | 'anonymous'
  locale?: string
}

/** The newest email to `address` in the development inbox. */
export async function mailTo(origin: string, address: string): Promise<{ subject: string; text: string }> {
  const deadline = Date.now() + EMAIL_TIMEOUT_MS
  while (Date.now() < deadline) {
    const url = `${origin}/dev/inbox?to=${encodeURIComponent(address)}`
    const response = await fetch(url, { headers: { accept: 'application/json' } })
    const { emails }: { emails: { subject: string; text: string }[] } = await response.json()
    if (emails[0] !== undefined) return emails[0]
    await new Promise((resolve) => setTimeout(resolve, EMAIL_POLL_MS))
  }
  throw new Error(`no email to ${address} within ${EMAIL_TIMEOUT_MS / 1000} s`)
}

/** The link of an email that confirms or withdraws. */
export function linkIn(text: string, purpose: 'confirm' | 'withdraw'): string {
  const link = new RegExp(`https?://\\S+/${purpose}/\\S+`).exec(text)?.[0]
  if (link === undefined) throw new Error(`there is no link to ${purpose} in: ${text}`)
  return link
}

/** Opens the email to `address` and takes its link up, as its owner would. */
export async function confirmByEmail(origin: string, address: string): Promise<void> {
  const link = linkIn((await mailTo(origin, address)).text, 'confirm')
  const response = await fetch(link, { method: 'POST' })
  if (response.status !== 202) throw new Error(`the confirmation was answered with ${response.status}`)
}

/** Signs as a program would, from an `address` of its own (RFC 5737), so that no limit is shared. */
export async function sign(origin: string, slug: string, person: Person, address: string): Promise<Response> {
  const petition = `${origin}/api/petitions/${slug}`
  const challenge: Challenge = await (await fetch(`${petition}/challenge`)).json()
  const solution = await solveChallenge({ challenge, deriveKey })
  return fetch(`${petition}/signatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': address },
    body: JSON.stringify({ ...person, proof: btoa(JSON.stringify({ challenge, solution })) }),
  })
}

/** The bytes of a page and of every script of ours that it names, each compressed by itself as Cloudflare would. */
export async function weightOf(url: string): Promise<number> {
  const html = await (await fetch(url)).text()
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src ?? '')
  const bodies = await Promise.all(scripts.map(async (src) => (await fetch(new URL(src, url))).text()))
  return [html, ...bodies].reduce((sum, body) => sum + brotliCompressSync(body).length, 0)
}
