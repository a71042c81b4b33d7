/**
 * Stands around a Worker of the bench. Emails are sent to nobody: what a sender takes is not ours. And where `DATABASE_TURNS` is the URL
 * of slow-database.ts, the database is as slow as Cloudflare's.
 */
interface World {
  DB: D1Database
  DATABASE_TURNS?: string
  [binding: string]: unknown
}

interface Worker {
  fetch?: (request: Request, env: World, ctx: ExecutionContext) => Promise<Response> | Response
  queue?: (batch: MessageBatch, env: World, ctx: ExecutionContext) => Promise<void>
}

const CALLS = new Set(['run', 'all', 'first', 'raw'])
const realOf = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

/** After its turn, which it waits for at the other end of `turns`. */
const slowStatement = (real: D1PreparedStatement, turns: string): D1PreparedStatement => {
  const slow = new Proxy(real, {
    get(target, name) {
      if (name === 'bind') return (...values: unknown[]) => slowStatement(target.bind(...values), turns)
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (!CALLS.has(String(name))) return member.bind(target)
      return async (...given: unknown[]): Promise<unknown> => {
        await fetch(turns)
        return member.apply(target, given)
      }
    },
  })
  realOf.set(slow, real)
  return slow
}

const slowDatabase = (db: D1Database, turns: string): D1Database =>
  new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => slowStatement(target.prepare(sql), turns)
      if (name === 'batch')
        return async (statements: D1PreparedStatement[]) => {
          await fetch(turns)
          return target.batch(statements.map((one) => realOf.get(one) ?? one))
        }
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

/** One for each `env`, by which Workers keep what they make. */
const worlds = new WeakMap<World, World>()
function worldOf(env: World): World {
  const made = worlds.get(env)
  if (made !== undefined) return made
  const { DATABASE_TURNS: turns } = env
  const world = {
    ...env,
    ...(turns === undefined ? {} : { DB: slowDatabase(env.DB, turns) }),
    EMAIL: { send: () => Promise.resolve({ messageId: '' }) },
  }
  worlds.set(env, world)
  return world
}

export const around = (worker: Worker): Worker => ({
  ...worker,
  fetch: (request, env, ctx) => worker.fetch?.(request, worldOf(env), ctx) ?? new Response(null, { status: 404 }),
  queue: async (batch, env, ctx) => worker.queue?.(batch, worldOf(env), ctx),
})
