/**
 * Stands around a Worker and reports to `COUNTS_URL` what it does that costs money, before the Worker continues: requests and calls of the
 * consumer, rows, messages that are put on queues, and emails, which are sent to nobody.
 */
import { countedBucket } from '../counted-bucket.ts'
import { countedDatabase } from '../counted-database.ts'
import type { Reply, Reported } from '../reported.ts'

interface World {
  DB: D1Database
  COUNTS_URL: string
  /** Of the consumer, for static counts. */
  COUNTS?: R2Bucket | undefined
  [binding: string]: unknown
}

interface Worker {
  fetch?: (request: Request, env: World, ctx: ExecutionContext) => Promise<Response> | Response
  queue?: (batch: MessageBatch, env: World, ctx: ExecutionContext) => Promise<void>
}

type Report = (what: Partial<Reported>) => Promise<void>

const isQueue = (binding: unknown): binding is Queue =>
  typeof binding === 'object' && binding !== null && 'sendBatch' in binding

const countedQueue = (queue: Queue, report: Report): Pick<Queue, 'send' | 'sendBatch'> => ({
  async send(body, options) {
    await report({ messages: [body] })
    return queue.send(body, options)
  },
  async sendBatch(messages, options) {
    const all = [...messages]
    await report({ messages: all.map(({ body }) => body) })
    return queue.sendBatch(all, options)
  },
})

const QUEUES = ['SIGNATURES', 'DELIVERIES', 'EMAILS']

/** One for each `env`, by which Workers keep what they make. */
const worlds = new WeakMap<World, World>()
function worldOf(env: World, report: Report): World {
  const made = worlds.get(env)
  if (made !== undefined) return made
  const queues = QUEUES.flatMap((name) => {
    const queue = env[name]
    return isQueue(queue) ? [[name, countedQueue(queue, report)] as const] : []
  })
  const world = {
    ...env,
    DB: countedDatabase(env.DB, report),
    ...Object.fromEntries(queues),
    EMAIL: {
      async send({ text }: { text: string }) {
        await report({ emails: [text] })
        return { messageId: '' }
      },
    },
  }
  worlds.set(env, world)
  return world
}

const send = ({ COUNTS_URL }: World, what: Partial<Reported>): Promise<Response> =>
  fetch(COUNTS_URL, { method: 'POST', body: JSON.stringify(what) })

const reportTo =
  (world: World): Report =>
  async (what) => {
    await send(world, what)
  }

export const around = (worker: Worker): Worker => ({
  ...worker,
  async fetch(request, env, ctx) {
    const report = reportTo(env)
    await report({ requests: 1 })
    return (await worker.fetch?.(request, worldOf(env, report), ctx)) ?? new Response(null, { status: 404 })
  },
  async queue(batch, env, ctx) {
    const report = reportTo(env)
    const response = await send(env, { requests: 1 })
    const { hasBucket }: Reply = await response.json()
    const world = worldOf(env, report)
    world.COUNTS = hasBucket && env.COUNTS !== undefined ? countedBucket(env.COUNTS, report) : undefined
    await worker.queue?.(batch, world, ctx)
  },
})
