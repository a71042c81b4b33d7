/**
 * No GET writes: every route that answers it is called once, and the database and the queues are watched. Reading contacts
 * leaves an entry in the audit log, and nothing else.
 */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { Hono } from 'hono'
import { expect, test } from 'vitest'

import * as schema from '../../schema/tables.ts'
import { app } from '../../workers/edge/app.ts'
import { contents } from './contents.ts'
import { edgeUrls } from './edge-urls.ts'
import { asOperator, dbWithPrepare, ORIGIN } from './fixtures.ts'

const SQL_WRITE = /\b(?:INSERT|UPDATE|DELETE|REPLACE\s+INTO|CREATE|DROP|ALTER)\b/i

/** By the paths of the routes. */
const { urls: URLS } = await edgeUrls()

/** What a request for `path`, which `worker` answers, prepares to write, changes in all tables but `except`, and sends. */
async function writesOf(worker: Pick<typeof app, 'fetch'>, path: string, except: readonly string[] = []) {
  const statements: string[] = []
  const sent: unknown[] = []
  const DB = dbWithPrepare((sql) => {
    statements.push(sql)
    return env.DB.prepare(sql)
  })
  const send = async (message: unknown) => void sent.push(message)
  const queue = { send, sendBatch: send } as unknown as Queue
  const overrides = { DB, SIGNATURES: queue, DELIVERIES: queue, EMAILS: queue }
  const ctx = createExecutionContext()
  const before = JSON.stringify(await contents(except))
  // The operator's token opens every route.
  const request = new Request(`${ORIGIN}${path}`, { headers: asOperator, redirect: 'manual' })
  const response = await worker.fetch(request, { ...env, ...overrides }, ctx)
  await response.arrayBuffer()
  await waitOnExecutionContext(ctx)
  return {
    status: response.status,
    prepared: statements.filter((sql) => SQL_WRITE.test(sql)),
    changed: JSON.stringify(await contents(except)) !== before,
    sent,
  }
}

/** The console answers below its path: `console/reads.test.ts`. */
const own = app.routes.filter(({ method, path }) => method === 'GET' && !/^\/console(?:\/\*)?$/.test(path))
const routes = [...new Set(own.map(({ path }) => path))]

test('there is a URL for every route that answers GET', () => {
  expect(Object.keys(URLS).toSorted()).toEqual(routes.toSorted())
})

const CONTACTS = '/api/petitions/:slug/contacts'

test('reading contacts writes that they were read, and nothing else', async () => {
  const { prepared, changed, sent } = await writesOf(app, URLS[CONTACTS] ?? '', ['audit_log'])
  expect(prepared).toEqual([expect.stringMatching(/^INSERT INTO audit_log /)])
  expect({ changed, sent }).toEqual({ changed: false, sent: [] })
})

test.each(Object.entries(URLS).filter(([path]) => path !== CONTACTS))('GET %s writes nothing', async (_, url) => {
  const { status, ...writes } = await writesOf(app, url)
  // Anyone who is refused has not reached what might write.
  expect(status).toBeLessThan(400)
  expect(writes).toEqual({ prepared: [], changed: false, sent: [] })
})

test('a GET that writes or sends is found', async () => {
  const write = 'INSERT INTO withdrawals (petition_id, id, at) SELECT id, ?1, 0 FROM petitions'
  const careless = new Hono<{ Bindings: EdgeEnv }>()
    .get('/run', async (c) => c.json(await c.env.DB.prepare(write).bind('a').run()))
    .get('/batch', async (c) => c.json(await c.env.DB.batch([c.env.DB.prepare(write).bind('b')])))
    .get('/exec', async (c) => c.json(await c.env.DB.exec('DELETE FROM withdrawals')))
    .get('/drizzle', async (c) =>
      c.json(await drizzle(c.env.DB).insert(schema.withdrawals).values({ petitionId: 1, id: 'c', at: 0 })),
    )
    .get('/queue', async (c) => c.json(await c.env.EMAILS.send({})))
  const seen = []
  for (const { path } of careless.routes) {
    const { prepared, changed, sent } = await writesOf(careless, path)
    seen.push([path, prepared.length, changed, sent.length])
  }
  expect(seen).toEqual([
    ['/run', 1, true, 0],
    ['/batch', 1, true, 0],
    ['/exec', 0, true, 0],
    ['/drizzle', 1, true, 0],
    ['/queue', 0, false, 1],
  ])
})
