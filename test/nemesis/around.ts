/**
 * Stands around each Worker of a nemesis run: the Worker's own bundle runs unchanged, in a world whose clock and bindings do what
 * the harness orders. Evaluated before the bundle, so that its first reading of the clock is one of this clock.
 */
import { BUDGET_TEXT, FAULT_EVENT, LASTING_TEXTS, type Orders, ORDERS_PATH, PASSING_TEXTS } from './orders.ts'

interface World {
  D1_STATEMENTS_MAX: string
  DB: D1Database
  [binding: string]: unknown
}

interface Worker {
  fetch?: (request: Request, env: World, ctx: ExecutionContext) => Promise<Response> | Response
  queue?: (batch: MessageBatch, env: World, ctx: ExecutionContext) => Promise<void>
  scheduled?: (controller: ScheduledController, env: World, ctx: ExecutionContext) => Promise<void>
}

const SLOW_MAX_MS = 2_000
const LATE_MS = 3_000
const ORDERS_POLL_MS = 5
/** Of a transaction that stores something of the ledger. */
const TRANSACTION_STATEMENTS = 4
let orders: Orders | null = null

const realNow = Date.now
const orderedNow = (): number => realNow() + (orders?.clockMs ?? 0)
/** Every time that the Worker and its libraries read. */
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [orderedNow()] : given, made),
  get: (target, name) => (name === 'now' ? orderedNow : Reflect.get(target, name)),
})

function happens(kind: keyof Orders, facts: object = {}): boolean {
  const chance = orders?.[kind]
  if (typeof chance !== 'number' || Math.random() >= chance) return false
  fault(kind, facts)
  return true
}

const fault = (kind: string, facts: object = {}): void =>
  console.warn(JSON.stringify({ event: FAULT_EVENT, kind, at: Date.now(), ...facts }))

function text(): string {
  const texts = orders?.dbLasting === true ? [...PASSING_TEXTS, ...LASTING_TEXTS] : PASSING_TEXTS
  return texts[Math.floor(Math.random() * texts.length)] ?? PASSING_TEXTS[0]
}

/** One invocation's statements. `facts` say where it was. */
interface Invocation {
  statements: number
  max: number
  failsAt: number
  facts: object
}

async function faulty<T>(invocation: Invocation, statements: number, work: () => Promise<T>): Promise<T> {
  const { facts, max, failsAt } = invocation
  invocation.statements += statements
  if (typeof orders?.dbDown === 'string') {
    fault('dbDown', { ...facts, text: orders.dbDown })
    throw new Error(orders.dbDown)
  }
  if (typeof orders?.dbRefuses === 'string' && statements >= TRANSACTION_STATEMENTS) {
    fault('dbRefuses', { ...facts, text: orders.dbRefuses })
    throw new Error(orders.dbRefuses)
  }
  if (invocation.statements > max) {
    fault('budget', facts)
    throw new Error(BUDGET_TEXT)
  }
  if (failsAt > 0 && invocation.statements >= failsAt) {
    fault('cronFailsAt', facts)
    throw new Error(text())
  }
  if (happens('dbBefore', facts)) throw new Error(text())
  const result = await work()
  if (happens('dbSlow', facts)) await scheduler.wait(Math.random() * SLOW_MAX_MS)
  if (happens('dbAfter', facts)) throw new Error(text())
  return result
}

const realStatements = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
const CALLS = new Set(['run', 'all', 'first', 'raw'])

function faultyStatement(real: D1PreparedStatement, isOfCounts: boolean, invocation: Invocation): D1PreparedStatement {
  const statement = new Proxy(real, {
    get(target, name) {
      if (name === 'bind')
        return (...values: unknown[]) => faultyStatement(target.bind(...values), isOfCounts, invocation)
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return CALLS.has(String(name))
        ? (...given: unknown[]) =>
            faulty(invocation, 1, async () => {
              const isLate = orders?.countsLate === true && name === 'first' && isOfCounts
              const result: unknown = await member.apply(target, given)
              if (isLate) await scheduler.wait(LATE_MS)
              return result
            })
        : member.bind(target)
    },
  })
  realStatements.set(statement, real)
  return statement
}

const faultyDb = (db: D1Database, invocation: Invocation): D1Database =>
  new Proxy(db, {
    get(target, name) {
      if (name === 'prepare')
        return (sql: string) => faultyStatement(target.prepare(sql), sql.includes('FROM counters'), invocation)
      if (name === 'batch')
        return (statements: D1PreparedStatement[]) =>
          faulty(invocation, statements.length, () =>
            target.batch(statements.map((one) => realStatements.get(one) ?? one)),
          )
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

const faultyQueue = (queue: Queue): Queue =>
  new Proxy(queue, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (name !== 'send' && name !== 'sendBatch') return member.bind(target)
      return async (...given: unknown[]) => {
        if (happens('sendFails')) throw new Error('Queue send failed')
        const sent = await member.apply(target, given)
        if (happens('sendThenFails')) throw new Error('Queue send failed: internal error; response lost')
        if (happens('sendHangs')) await new Promise(() => undefined)
        return sent
      }
    },
  })

const QUEUES = new Set(['SIGNATURES', 'DELIVERIES', 'EMAILS'])

/** The bindings, failing as ordered. One for all requests of the edge, since it keeps what it makes by its `env`. */
const worlds = new WeakMap<World, World>()
function worldOf(env: World, invocation: Invocation | null): World {
  const made = invocation === null ? worlds.get(env) : undefined
  if (made !== undefined) return made
  const world = Object.fromEntries(
    Object.entries(env).map(([name, binding]): [string, unknown] => {
      if (name === 'DB') return [name, faultyDb(env.DB, invocation ?? newInvocation(Infinity, 0, { in: 'edge' }))]
      return [name, QUEUES.has(name) ? faultyQueue(binding as Queue) : binding]
    }),
  ) as World
  if (invocation === null) worlds.set(env, world)
  return world
}

const newInvocation = (max: number, failsAt: number, facts: object): Invocation => ({
  statements: 0,
  max,
  failsAt,
  facts,
})

const colo = caches.default
const withFaults =
  (name: 'match' | 'put' | 'delete') =>
  async (...given: Parameters<Cache[typeof name]>) => {
    if (happens('cacheFails')) throw new Error(`The cache does not ${name}.`)
    return Reflect.apply(colo[name], colo, given)
  }
Object.defineProperty(caches, 'default', {
  value: { match: withFaults('match'), put: withFaults('put'), delete: withFaults('delete') },
})

/** A runtime that has just started has the clock of the machine, which is behind: nothing happens before it is set. */
async function ordered(): Promise<void> {
  while (!isOrdered()) await scheduler.wait(ORDERS_POLL_MS)
}
const isOrdered = (): boolean => orders !== null

export const around = (worker: Worker): Worker => ({
  ...worker,
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname === ORDERS_PATH) {
      orders = await request.json()
      return new Response('ok')
    }
    await ordered()
    return worker.fetch?.(request, worldOf(env, null), ctx) ?? new Response('no requests here', { status: 404 })
  },
  async queue(batch, env, ctx) {
    await ordered()
    const invocation = newInvocation(Number(env.D1_STATEMENTS_MAX), 0, { in: batch.queue })
    await worker.queue?.(batch, worldOf(env, invocation), ctx)
  },
  async scheduled(controller, env, ctx) {
    await ordered()
    const cronFailsAt = orders?.cronFailsAt ?? 0
    const invocation = newInvocation(Number(env.D1_STATEMENTS_MAX), cronFailsAt, { in: 'cron' })
    await worker.scheduled?.(controller, worldOf(env, invocation), ctx)
  },
})
