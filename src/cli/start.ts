/**
 * `npm start`: runs the whole platform locally, without an account. Creates the secrets, migrates and seeds the local database,
 * runs all three Workers in one `wrangler dev`, and serves a sample partner page on the next port.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:net'

import { getPlatformProxy } from 'wrangler'

import { loadDevVars } from './dev-vars.ts'
import { writeFonts } from '../build/fonts.ts'
import { developmentKeyFile } from './keygen/key-file.ts'
import { migrate } from './migrate.ts'
import { partnerServer } from './partner.ts'
import { seed } from './seed.ts'

const PORT_DEFAULT = 8787
/** The cron triggers of wrangler.toml, with their intervals in milliseconds. */
const CRONS = { '* * * * *': 60_000, '17 * * * *': 3_600_000 }
const READY_TIMEOUT_MS = 180_000
const READY_POLL_MS = 150
const READY_RESPONSE_TIMEOUT_MS = 10_000

/** Turns off wrangler's own requests: metrics, and the lookup of this computer's location. */
const QUIET = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' }

const port = readPort()
const partnerPort = port + 1
const stateDir = process.env['STATE_DIR'] ?? '.wrangler/state'
const origin = `http://localhost:${port}`
const partnerOrigin = `http://localhost:${partnerPort}`

for (const needed of [port, partnerPort]) {
  if (!(await isFree(needed))) {
    fail(
      `Port ${needed} is in use. Stop the program that uses it, or choose another pair of ports: PORT=9000 npm start`,
    )
  }
}

const { edge, created } = await loadDevVars({ PUBLIC_ORIGIN: origin })
if (created) console.log('Created .dev.vars with new random secrets.')
const campaignKey = await developmentKeyFile(stateDir)

const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
  configPath: 'wrangler.toml',
  persist: { path: `${stateDir}/v3` },
})
const migrations = await migrate(env.DB)
const seeded = await seed(env.DB, origin, campaignKey.publicKey, Date.now())
await dispose()
if (migrations.length > 0) console.log(`Migrated the database: ${migrations.join(', ')}.`)
if (seeded.length > 0) console.log(`Seeded: ${seeded.join(', ')}.`)

// The edge Worker's build does this too, but wrangler looks for the folder before it builds.
await writeFonts()
const workers = spawn(
  'wrangler',
  [
    'dev',
    '--config',
    'wrangler.toml',
    '--config',
    'workers/consumer/wrangler.toml',
    '--config',
    'workers/og-image/wrangler.toml',
  ]
    .concat(['--port', String(port), '--persist-to', stateDir])
    .concat(['--var', `PUBLIC_ORIGIN:${origin}`, '--var', `SEAL_PUBLIC_KEY:${edge['SEAL_PUBLIC_KEY'] ?? ''}`])
    .concat(['--show-interactive-dev-session=false', '--log-level', process.env['LOG_LEVEL'] ?? 'warn']),
  { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...QUIET } },
)
const partner = partnerServer(origin).listen(partnerPort, 'localhost')
partner.once('error', (error) => {
  stop(workers, partner)
  fail(`The partner page cannot be served on port ${partnerPort}: ${error.message}`)
})
workers.once('error', (error) => {
  partner.close()
  fail(`wrangler cannot be started: ${error.message}. Run this script with npm start.`)
})
workers.once('exit', (code) => {
  partner.close()
  process.exit(code ?? 1)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(workers, partner))

await ready(`${origin}/healthz`)
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

The operator's token is ADMIN_TOKEN in .dev.vars. The campaign key of both petitions is in ${campaignKey.file}.
To export contacts:
npm run export -- --petition demo --key ${campaignKey.file} --origin ${origin}
`)

// Cron triggers do not fire by themselves in local development.
for (const [cron, intervalMs] of Object.entries(CRONS)) {
  setInterval(() => {
    fetch(`${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`).catch((error: unknown) =>
      console.warn(`The cron trigger failed: ${String(error)}`),
    )
  }, intervalMs).unref()
}

function readPort(): number {
  const text = process.env['PORT'] ?? String(PORT_DEFAULT)
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 65_534) {
    fail(`PORT must be a whole number from 1 to 65534, because the partner page uses the next port. It is "${text}".`)
  }
  return number
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

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(READY_RESPONSE_TIMEOUT_MS) }).catch(() => null)
    if (response?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS))
  }
  stop(workers, partner)
  fail(`The Workers did not respond at ${url} within ${READY_TIMEOUT_MS / 1000} s.`)
}

function stop(child: ChildProcess, server: { close(): unknown }): void {
  server.close()
  child.kill('SIGINT')
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
