/**
 * `npm start`: runs the whole platform locally, without an account. Creates the secrets, migrates and seeds the local database,
 * runs all Workers with queues that survive the end of any process, and serves a sample partner page on the next port, and the bucket of
 * static counts on any.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type FSWatcher, readdirSync, watch } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'

import { servePublicBucket } from '../local/public-bucket.ts'
import { readConfigs, startWorkers } from '../local/workers.ts'
import { addOperatorLink, hasOperator } from '../accounts/operators.ts'
import { newSecret } from '../crypto/secret.ts'
import { loadDevVars } from './dev-vars.ts'
import { developmentKeyFile } from './keygen/key-file.ts'
import { migrate } from './migrate.ts'
import { partnerServer } from './partner.ts'
import { seed } from './seed.ts'
import { dataDirectory, stateDirectory } from './state.ts'

const PORT_DEFAULT = 8787
const TOMLS = ['.', 'workers/consumer', 'workers/console', 'workers/og-image'].map(
  (folder) => `${folder}/wrangler.toml`,
)
/**
 * The cron triggers of wrangler.toml, with their intervals in milliseconds. The nightly one runs at any hour: the recount itself has one
 * round a day, and a computer may be off at night.
 */
const CRONS = { '* * * * *': 60_000, '17 * * * *': 3_600_000, '* 3 * * *': 60_000 }
const FREE_TRIES = 10
const FREE_PAUSE_MS = 200
/** What the Workers are made of. */
const WATCHED = ['src', 'schema', 'workers']
/** An editor may write a file several times. */
const WATCH_PAUSE_MS = 200
const LEVELS = ['error', 'warn', 'info', 'log', 'debug']

const port = readPort()
const partnerPort = port + 1
const stateDir = stateDirectory()
const origin = `http://localhost:${port}`
const partnerOrigin = `http://localhost:${partnerPort}`

for (const needed of [port, partnerPort]) {
  if (!(await becomesFree(needed))) {
    fail(
      `Port ${needed} is in use. Stop the program that uses it, or choose another pair of ports: PORT=9000 npm start`,
    )
  }
}

const { edge, consumer, created } = await loadDevVars({ PUBLIC_ORIGIN: origin })
if (created) console.log('Created .dev.vars with new random secrets.')
const campaignKey = await developmentKeyFile(stateDir)
const counts = await servePublicBucket(() => workers.bucket('undersigned-consumer', 'COUNTS'))
const vars: Record<string, Record<string, string>> = {
  undersigned: { ...edge, COUNTS_ORIGIN: counts.origin },
  'undersigned-consumer': { ...consumer, PUBLIC_ORIGIN: origin },
  'undersigned-console': { PETITIONS: 'open', ...edge },
}

const [configs] = await Promise.all([readConfigs(TOMLS, stateDir), buildAssets()])
const workers = await startWorkers({
  configs,
  vars: (name) => vars[name] ?? {},
  buckets: { 'undersigned-consumer': { COUNTS: 'undersigned-counts' } },
  stateDirectory: dataDirectory(stateDir),
  listen: { host: 'localhost', port },
  onLog: ({ level, text }) => {
    if (isShown(level)) console.log(text)
  },
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
const db = await workers.db()
const migrations = await migrate(db)
const seeded = await seed(db, origin, campaignKey.publicKey, Date.now())
const operatorLink = (await hasOperator(db))
  ? null
  : await addOperatorLink(db, { origin, token: newSecret(), now: Date.now() })
if (migrations.length > 0) console.log(`Migrated the database: ${migrations.join(', ')}.`)
if (seeded.length > 0) console.log(`Seeded: ${seeded.join(', ')}.`)

const partner = partnerServer(origin, counts.origin).listen(partnerPort, 'localhost')
partner.once('error', (error) => {
  fail(`The partner page cannot be served on port ${partnerPort}: ${error.message}`)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
console.log(`
Undersigned is running. Press Ctrl-C to stop it. Data is stored in ${stateDir}.

  Open petition      ${origin}/en/p/demo
    in Arabic        ${origin}/ar/p/demo
  Closed petition    ${origin}/en/p/ali-feruz
    in Russian       ${origin}/ru/p/ali-feruz
  Embed options      ${origin}/en/p/demo/embed
  Partner page       ${partnerOrigin}/
  Email inbox        ${origin}/dev/inbox
  API docs           ${origin}/docs
  Console            ${origin}/console
${operatorLink === null ? '' : `  Become operator    ${operatorLink.url}\n`}
The operator's token is ADMIN_TOKEN in .dev.vars. The campaign key of both petitions is in ${campaignKey.file}.
To export contacts:
npm run export -- --petition demo --key ${campaignKey.file} --origin ${origin}
`)

// Cron triggers do not fire by themselves in local development.
for (const [cron, intervalMs] of Object.entries(CRONS)) {
  setInterval(() => {
    workers.ringCrons([cron]).catch((error: unknown) => console.warn(`The cron trigger failed: ${String(error)}`))
  }, intervalMs).unref()
}
watchSources()

/** One after the other: what changes during a build is built after it. */
let reloading: Promise<void> = Promise.resolve()
function reload(): void {
  reloading = reloading.then(async () => {
    try {
      await buildAssets()
      await workers.restart()
      console.log('Reloaded after a change.')
    } catch (error) {
      console.error(`Not reloaded after a change: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
}

/**
 * Bundles and restarts after each change of the code. Each directory is watched by itself: on Linux, a recursive watch of Node sees
 * no second replacement of a file, which is how many editors and git write.
 */
function watchSources(): void {
  const watched = new Map<string, FSWatcher>()
  let pending: ReturnType<typeof setTimeout> | undefined
  const follow = (): void => {
    const present = new Set(WATCHED.flatMap(directoriesIn))
    for (const directory of present) {
      if (!watched.has(directory)) watched.set(directory, watch(directory, onChange).unref())
    }
    for (const [directory, watcher] of watched) {
      if (present.has(directory)) continue
      watcher.close()
      watched.delete(directory)
    }
  }
  const onChange = (): void => {
    clearTimeout(pending)
    pending = setTimeout(() => {
      follow()
      reload()
    }, WATCH_PAUSE_MS)
  }
  follow()
}

function directoriesIn(directory: string): string[] {
  const inside = readdirSync(directory, { recursive: true, withFileTypes: true })
  return [directory, ...inside.filter((it) => it.isDirectory()).map(({ parentPath, name }) => join(parentPath, name))]
}

/** Scripts for browsers, and fonts: a process of its own, as each build has the code as it is then. */
async function buildAssets(): Promise<void> {
  const build = spawn(process.execPath, ['src/build/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('The scripts for browsers could not be built.')
}

function isShown(level: string): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(process.env['LOG_LEVEL'] ?? 'warn')
}

async function stop(): Promise<void> {
  partner.close()
  counts.close()
  await workers.dispose()
  process.exit(0)
}

function readPort(): number {
  const text = process.env['PORT'] ?? String(PORT_DEFAULT)
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 65_534) {
    fail(`PORT must be a whole number from 1 to 65534, because the partner page uses the next port. It is "${text}".`)
  }
  return number
}

/** The runtime of a start that was killed ends a moment later. */
async function becomesFree(candidate: number): Promise<boolean> {
  for (let i = 0; i < FREE_TRIES; i++) {
    if (await isFree(candidate)) return true
    await new Promise((resolve) => setTimeout(resolve, FREE_PAUSE_MS))
  }
  return false
}

/** Tries IPv4 and IPv6: a browser that finds another server at ::1 does not try 127.0.0.1. */
async function isFree(candidate: number): Promise<boolean> {
  const probes = await Promise.all(['127.0.0.1', '::1'].map((host) => listenError(candidate, host)))
  // Without IPv6, nothing can listen on ::1.
  return probes.every((code) => code === null || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')
}

function listenError(candidate: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe: Server = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen(candidate, host, () => probe.close(() => resolve(null)))
  })
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
