/**
 * Run as a child process, which the harness kills: the Workers in workerd and the broker of their queues, as in `npm start`. Does
 * what it is told over IPC, and reports faults, starts of the runtime and what the Workers logged.
 */
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { migrate } from '../../src/cli/migrate.ts'
import type { Deliver, Delivered, Result } from '../../src/local/queue-lane.ts'
import type { WorkerConfig } from '../../src/local/read-config.ts'
import { type RunningWorkers, startWorkers, type WorkerLog } from '../../src/local/workers.ts'
import { breakOf } from './breaks.ts'
import { surrounded } from './modules.ts'
import { FAULT_EVENT, type Orders, ORDERS_PATH } from './orders.ts'

const DELAY_MAX_SECONDS = 3_600
const QUIET_POLL_MS = 20
const ORDER_TRIES_MAX = 10
const ORDER_PAUSE_MS = 200
const ORDER_TIMEOUT_MS = 3_000
/** Where to write what the Workers log, to look into a failure. */
const LOG_FILE = process.env['NEMESIS_LOG']

/** What a run is made of, and stays so when the host is started again. */
export interface Setting {
  configs: readonly WorkerConfig[]
  stateDirectory: string
  vars: Record<string, string>
  /** The name of what is broken on purpose; null: nothing. */
  broken: string | null
  /** A number in the bundle that makes it another one. */
  release: number
  orders: Orders
}

/** What the harness may ask, with its argument and its answer. */
export interface Calls {
  start: [Setting, void]
  /** Applies the migrations, except those whose names begin like this. */
  migrate: [except: readonly string[], string[]]
  order: [Orders, void]
  /** Moves the clock when no email and no delivery is under way. Whether it was moved in time. */
  jump: [{ clockMs: number; withinMs: number }, boolean]
  restart: [Pick<Setting, 'vars' | 'release'>, void]
  crons: [string[], void]
  sql: [string, Record<string, unknown>[]]
  backlogs: [null, Record<string, number>]
}
export type Call = { [K in keyof Calls]: { call: number; name: K; argument: Calls[K][0] } }[keyof Calls]
export type Report =
  | { answer: number; result: unknown }
  | { answer: number; error: string }
  | { runtime: { url: string; pid: number } }
  | { fault: string }
  /** An attempt at this email ended without its being recorded as sent. */
  | { unsent: string }

const report = (it: Report): void => void process.send?.(it)
process.once('disconnect', () => process.exit())

let setting: Setting
let workers: RunningWorkers
/** Deliveries under way, by queue. */
const underWay = new Map<string, number>()
/** Closed while the clock is moved. */
let gate: Promise<void> = Promise.resolve()
/** Queues whose consumers act on the world outside, where a moved clock would end a lease that is honoured. */
const OUTWARD = ['undersigned-emails', 'undersigned-deliveries']

const now = (): number => Date.now() + setting.orders.clockMs
const happens = (kind: 'acksLost' | 'duplicated' | 'delayed'): boolean => {
  if (Math.random() >= setting.orders[kind]) return false
  report({ fault: kind })
  return true
}

async function between(queue: string, messages: readonly Delivered[], deliver: Deliver): Promise<Result> {
  await gate
  underWay.set(queue, (underWay.get(queue) ?? 0) + 1)
  try {
    const shuffled = messages.toSorted(() => Math.random() - 0.5)
    const delayed = new Set(shuffled.filter(() => happens('delayed')))
    const delivered = shuffled.filter((message) => !delayed.has(message))
    const result = await deliverOnceOrTwice(queue, delivered, deliver)
    if (happens('acksLost')) throw new Error('the acks were lost')
    const waiting = [...delayed].map(({ id }) => ({ msgId: id, delaySeconds: Math.random() * DELAY_MAX_SECONDS }))
    return { ...result, retryMessages: [...result.retryMessages, ...waiting] }
  } finally {
    underWay.set(queue, (underWay.get(queue) ?? 1) - 1)
  }
}

const NOTHING: Result = {
  outcome: 'ok',
  retryBatch: { retry: false },
  ackAll: false,
  retryMessages: [],
  explicitAcks: [],
}

async function deliverOnceOrTwice(queue: string, messages: readonly Delivered[], deliver: Deliver): Promise<Result> {
  if (messages.length === 0) return NOTHING
  const [first] = await Promise.all([
    deliver(queue, messages),
    ...(happens('duplicated') ? [deliver(queue, messages.slice(0, Math.ceil(messages.length / 2)))] : []),
  ])
  return first
}

function forgetQueues(): void {
  for (const end of ['', '-wal']) rmSync(join(setting.stateDirectory, `queues.sqlite${end}`), { force: true })
}

async function announce(): Promise<void> {
  try {
    await spread()
    report({ runtime: { url: String(await workers.url()), pid: workers.runtimePid() } })
  } catch (error) {
    // It has ended again; the next one is announced, too.
    console.error(error)
  }
}

/** Gives the orders to every Worker of the runtime that there is in the end. */
async function spread(): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await Promise.all(setting.configs.map(({ name }) => give(name)))
      return
    } catch (error) {
      if (tries === ORDER_TRIES_MAX) throw error
      await new Promise((resolve) => setTimeout(resolve, ORDER_PAUSE_MS))
    }
  }
}

async function give(name: string): Promise<void> {
  const response = await fetch(new URL(ORDERS_PATH, await workers.url(name)), {
    method: 'POST',
    body: JSON.stringify(setting.orders),
    signal: AbortSignal.timeout(ORDER_TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`${name} took no orders: ${response.status}`)
  await response.arrayBuffer()
}

function onLog(log: WorkerLog): void {
  if (log.event === FAULT_EVENT) report({ fault: String(log.facts['kind']) })
  if (isUnsent(log)) report({ unsent: String(log.facts['emailId']) })
  if (LOG_FILE !== undefined && log.event !== FAULT_EVENT) appendFileSync(LOG_FILE, `${log.text}\n`)
}

const isUnsent = ({ event, facts }: WorkerLog): boolean =>
  event === 'emails.failed' || (event === 'emails.tried' && facts['done'] === false && facts['why'] !== 'not-due')

const handlers: { [K in keyof Calls]: (argument: Calls[K][0]) => Promise<Calls[K][1]> } = {
  async start(given) {
    setting = given
    const broken = breakOf(setting.broken)
    if (broken?.forgetsQueues === true) forgetQueues()
    workers = await startWorkers({
      configs: setting.configs,
      stateDirectory: setting.stateDirectory,
      vars: () => setting.vars,
      prepare: (name, modules) => surrounded(name, modules, { broken, release: setting.release }),
      between,
      now,
      onLog,
      onRuntime: () => void announce(),
    })
    await announce()
  },
  migrate: async (except) => migrate(await workers.db(), (name) => !except.some((number) => name.startsWith(number))),
  async order(orders) {
    setting.orders = orders
    await spread()
  },
  async jump({ clockMs, withinMs }) {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    try {
      const deadline = performance.now() + withinMs
      while (OUTWARD.some((queue) => (underWay.get(queue) ?? 0) > 0)) {
        if (performance.now() > deadline) return false
        await new Promise((done) => setTimeout(done, QUIET_POLL_MS))
      }
      setting.orders = { ...setting.orders, clockMs }
      await spread()
      return true
    } finally {
      resolve()
    }
  },
  async restart({ vars, release }) {
    setting = { ...setting, vars, release }
    await workers.restart()
  },
  crons: (crons) => workers.ringCrons(crons),
  sql: async (sql) => (await (await workers.db()).prepare(sql).all()).results,
  backlogs: async () =>
    Object.fromEntries(
      setting.configs
        .flatMap(({ consumers }) => consumers)
        .map(({ queue }) => [queue, workers.broker.backlog(queue).count]),
    ),
}

process.on('message', ({ call, name, argument }: Call) => {
  const handler: (argument: never) => Promise<unknown> = handlers[name]
  handler(argument as never).then(
    (result) => report({ answer: call, result }),
    (error: unknown) =>
      // With its cause, without which a failed fetch says nothing.
      report({ answer: call, error: inspect(error) }),
  )
})
