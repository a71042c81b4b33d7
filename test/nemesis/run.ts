/** One run: people sign while everything fails, then nothing fails any more, and what there is in the end is checked. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { passingVars } from '../../src/cli/dev-vars.ts'
import { writeDisposableTable } from '../../src/build/disposable-table.ts'
import { readConfigs } from '../../src/local/workers.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { breakOf } from './breaks.ts'
import { campaignOf } from './campaign.ts'
import { check, type Check, type Interruption } from './check.ts'
import { hashesOf, readDrift, readPublic, readStored } from './evidence.ts'
import { FAULT_KINDS, KILLS, RESTLESS, wreak } from './faults.ts'
import { openHistory, readHistory } from './history.ts'
import { Host } from './host-process.ts'
import { type EmailedLinks, startLoad } from './load.ts'
import { CALM } from './orders.ts'
import { startEmailServer, startEndpoint, type Trouble } from './outside.ts'
import { settle } from './settle.ts'
import { watchCounts } from './watch.ts'

export interface RunOptions {
  seed: number
  minutes: number
  /** The load ends after these minutes, or as soon as so many were accepted and so many processes killed. */
  accepted: number
  /** Spread evenly over what is accepted. */
  kills: number
  /** Between two faults, on average. */
  pauseMs: number
  /** The name of what is broken on purpose; null: nothing. */
  broken: string | null
  onProgress: (text: string) => void
}

export interface Ran {
  accepted: number
  /** How often each kind of fault happened. */
  faults: Map<string, number>
  checks: Check[]
  seconds: { load: number; rest: number }
  /** How much time passed by the clock of the Workers, in hours. */
  hours: number
}

const TOMLS = ['wrangler.toml', 'workers/consumer/wrangler.toml']
/** Applied late: until then no email can be claimed. The second changes an index that the first makes. */
const LATE_MIGRATIONS = ['0016', '0033']
const LATE_MS = 4_000
/** Links and days have their ends: the run stays within two days by its clock. */
const HOURS_MAX = 48
/** Of no progress. Without one safeguard, something may be left for ever. */
const SETTLE_MAX_MS = 300_000
const SETTLE_BROKEN_MAX_MS = 30_000

export async function run(options: RunOptions): Promise<Ran> {
  const state = temporaryDirectory()
  const book = openFaultBook()
  const trouble: Trouble = { email: 0.08, webhook: 0.15 }
  let follow = (_address: string, _links: EmailedLinks): void => undefined
  const emails = await startEmailServer(trouble, book.count, (address, links) => follow(address, links))
  const endpoint = await startEndpoint(trouble, book.count)
  await writeDisposableTable()
  const vars: Record<string, string> = {
    ...(await passingVars()),
    PUBLIC_ORIGIN: 'http://petitions.test',
    BOT_CHECK: 'off',
    EMAIL_SENDER: 'smtp',
    EMAIL_FROM: 'petitions@petitions.test',
    SMTP_URL: `smtp://127.0.0.1:${emails.port}`,
  }
  const host = new Host(
    {
      configs: await readConfigs(TOMLS, state.path),
      stateDirectory: state.path,
      vars,
      broken: options.broken,
      release: 1,
      orders: { ...CALM },
    },
    book.count,
  )
  const file = join(state.path, 'history.jsonl')
  const history = openHistory(file)
  try {
    await host.start()
    await host.ask('migrate', LATE_MIGRATIONS)
    const campaign = campaignOf(host, vars['ADMIN_TOKEN'] ?? '')
    await campaign.start(endpoint)

    const startedAt = performance.now()
    const load = startLoad(host, history, options.seed)
    follow = (address, links) => load.onEmail(signerOf(address), links)
    const watch = watchCounts(host, load, (numbers) => options.onProgress(`${numbers}, ${book.total()} faults`))
    await sleep(LATE_MS)
    book.count('migration.late')
    await host.ask('migrate', [])
    await host.order(RESTLESS)
    const interruptions: Interruption[] = []
    await wreak(
      {
        host,
        count: book.count,
        onInterruption: (from, until) => void interruptions.push([from, until]),
        pause: campaign.pause,
        edit: campaign.edit,
        jumpMaxMinutes: Math.min(60, Math.max(1, Math.floor((HOURS_MAX * 60) / (options.minutes * 6)))),
      },
      {
        seed: options.seed,
        pauseMs: options.pauseMs,
        among: breakOf(options.broken)?.faults ?? FAULT_KINDS,
        lacksKills: () => killsOf(book.faults) * options.accepted < options.kills * load.accepted(),
        isOver: () =>
          performance.now() - startedAt > options.minutes * 60_000 ||
          (load.accepted() >= options.accepted && killsOf(book.faults) >= options.kills),
      },
    )
    options.onProgress('The faults are over.')
    Object.assign(trouble, { email: 0, webhook: 0 })
    await host.order({ ...CALM, clockMs: host.setting.orders.clockMs })
    await load.stop()
    const loadedAt = performance.now()
    const left = await settle(host, options.broken === null ? SETTLE_MAX_MS : SETTLE_BROKEN_MAX_MS, options.onProgress)
    const shown = await readPublic(host)
    const drift = await readDrift(host.url, vars['ADMIN_TOKEN'] ?? '')
    await watch.stop()
    const ids = await host.ask('sql', 'SELECT slug, id FROM petitions')
    await host.kill()
    history.close()

    const bySigner = readHistory(file)
    const hashes = await hashesOf(
      [...bySigner].map(([signer, [first]]) => [signer, first?.petition ?? ''] as const),
      vars['SIGNER_PEPPER'] ?? '',
      new Map(ids.map(({ slug, id }) => [String(slug), Number(id)])),
    )
    const stored = readStored(state.path, shown, campaign.closed)
    const checks = check({
      history: bySigner,
      hashOf: (signer) => hashes.get(signer) ?? '',
      rows: stored.rows,
      petitions: stored.petitions,
      polls: watch.polls,
      received: { emails: emails.received, events: endpoint.received },
      unsent: host.unsent,
      interruptions,
      left: { ...stored.left, ...left, 'drift in a recount': drift },
    })
    return {
      accepted: load.accepted(),
      faults: book.faults,
      checks,
      seconds: { load: (loadedAt - startedAt) / 1000, rest: (performance.now() - loadedAt) / 1000 },
      hours: host.setting.orders.clockMs / 3_600_000,
    }
  } finally {
    await host.kill()
    emails.close()
    endpoint.close()
    state.remove()
  }
}

interface FaultBook {
  faults: Map<string, number>
  count: (kind: string) => void
  total: () => number
}

function openFaultBook(): FaultBook {
  const faults = new Map<string, number>()
  return {
    faults,
    count: (kind) => void faults.set(kind, (faults.get(kind) ?? 0) + 1),
    total: () => [...faults.values()].reduce((sum, number) => sum + number, 0),
  }
}

export const killsOf = (faults: ReadonlyMap<string, number>): number =>
  KILLS.reduce((sum, kind) => sum + (faults.get(kind) ?? 0), 0)

const signerOf = (address: string): number => Number(/^s(\d+)@/i.exec(address)?.[1])
