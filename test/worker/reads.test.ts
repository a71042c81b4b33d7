/**
 * No GET writes: every route that answers it is called once, and the database and the queues are watched. Reading contacts
 * leaves an entry in the audit log, and nothing else.
 */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { drizzle } from 'drizzle-orm/d1'
import { Hono } from 'hono'
import { expect, test } from 'vitest'

import type { PetitionResponse } from '../../schema/petition.ts'
import * as schema from '../../schema/tables.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import { inboxSender, listInbox } from '../../src/email/inbox.ts'
import { app } from '../../workers/edge/app.ts'
import { PLAIN } from '../support/images.ts'
import { contents } from './contents.ts'
import {
  asOperator,
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  message,
  ORIGIN,
  postAsCampaign,
  publishUpdate,
  startPetition,
} from './fixtures.ts'

const SQL_WRITE = /\b(?:INSERT|UPDATE|DELETE|REPLACE\s+INTO|CREATE|DROP|ALTER)\b/i

const KEYS = env.TOKEN_KEYS.split(',')

/** A petition that has something of everything. */
async function seeded() {
  const petition = await startPetition({ confirmation: 'email', reviewRules: null })
  const { slug, id: petitionId, token } = petition
  const signature = message(petition, 1, { sealedEmail: '00' })
  await consumeSignatures([signature])
  await publishUpdate(petition, 'News')
  const { id: webhook } = await (
    await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
  ).json<{ id: string }>()
  await postAsCampaign(petition, `webhooks/${webhook}/test`)
  await fetchEdge(`/api/petitions/${slug}/image?alt=A%20boat`, {
    method: 'PUT',
    headers: { ...bearer(token), 'content-type': 'image/png' },
    body: PLAIN['image/png'],
  })
  const { image } = await (await fetchEdge(`/api/petitions/${slug}`)).json<PetitionResponse>()
  const email = { to: 'ann@example.org', subject: 'Confirm', text: '', html: '', headers: {} }
  await inboxSender(env.DB, KEYS, Date.now).send(email)
  const [received] = await listInbox(env.DB, KEYS)
  const target = { petitionId, id: signature.id, signer: signature.signer, proven: true }
  return {
    slug,
    webhook,
    image: image?.url.replace(ORIGIN, '') ?? '',
    email: received?.id ?? '',
    confirm: await makeLinkToken('confirm', target, Date.now() + 3_600_000, KEYS),
    withdraw: await makeLinkToken('withdraw', target, null, KEYS),
  }
}

const { slug, webhook, image, email, confirm, withdraw } = await seeded()
const api = `/api/petitions/${slug}`

/** A URL for each route, by the path of the route. */
const URLS: Record<string, string> = {
  '/api/petitions/:slug': api,
  '/api/petitions/:slug/count': `${api}/count`,
  '/api/petitions/:slug/signers': `${api}/signers`,
  '/api/petitions/:slug/removals': `${api}/removals`,
  '/api/petitions/:slug/claims': `${api}/claims`,
  '/api/petitions/:slug/partners': `${api}/partners`,
  '/api/petitions/:slug/challenge': `${api}/challenge`,
  '/api/petitions/:slug/updates': `${api}/updates`,
  '/api/petitions/:slug/contacts': `${api}/contacts?status=all`,
  '/api/petitions/:slug/emails': `${api}/emails`,
  '/api/petitions/:slug/review': `${api}/review`,
  '/api/petitions/:slug/webhooks': `${api}/webhooks`,
  '/api/petitions/:slug/webhooks/:id': `${api}/webhooks/${webhook}`,
  '/api/petitions/:slug/webhooks/:id/deliveries': `${api}/webhooks/${webhook}/deliveries`,
  '/confirm/:token': `/confirm/${confirm}`,
  '/withdraw/:token': `/withdraw/${withdraw}`,
  '/dev/inbox': '/dev/inbox',
  '/dev/inbox/:id': `/dev/inbox/${email}`,
  '/openapi.json': '/openapi.json',
  '/docs': '/docs',
  '/api/dead-letters': '/api/dead-letters',
  '/problems/:code': '/problems/not-found',
  '/healthz': '/healthz',
  '/badge/:file': `/badge/${slug}.svg`,
  '/link/:file': `/link/${slug}.html`,
  '/qr/:file': `/qr/${slug}.svg`,
  '/embed/:slug': `/embed/${slug}`,
  '/embed/:slug/sign': `/embed/${slug}/sign`,
  '/embed/:slug/thanks': `/embed/${slug}/thanks`,
  '/embed/:slug/challenge': `/embed/${slug}/challenge`,
  '/oembed': `/oembed?url=${ORIGIN}/p/${slug}`,
  '/:lang/p/:slug/embed': `/en/p/${slug}/embed`,
  '/p/:slug/:rest{(?:embed|links|links-sent|print|poster|thanks|updates|changes|count|report|feed\\.atom)}?': `/p/${slug}/updates`,
  '/p/:slug/changes/:number{[0-9]+}': `/p/${slug}/changes/1`,
  '/:lang/p/:slug/changes': `/en/p/${slug}/changes`,
  '/:lang/p/:slug/changes/:number': `/en/p/${slug}/changes/1`,
  '/api/petitions/:slug/versions': `${api}/versions`,
  '/api/petitions/:slug/versions/:number': `${api}/versions/1`,
  '/:lang/p/:slug': `/en/p/${slug}`,
  '/:lang/p/:slug/print': `/en/p/${slug}/print`,
  '/:lang/p/:slug/poster': `/en/p/${slug}/poster`,
  '/:lang/p/:slug/thanks': `/en/p/${slug}/thanks`,
  '/:lang/p/:slug/links': `/en/p/${slug}/links`,
  '/:lang/p/:slug/links-sent': `/en/p/${slug}/links-sent`,
  '/:lang/p/:slug/updates': `/en/p/${slug}/updates`,
  '/:lang/p/:slug/count': `/en/p/${slug}/count`,
  '/:lang/p/:slug/report': `/en/p/${slug}/report`,
  '/:lang/p/:slug/report/sent': `/en/p/${slug}/report/sent`,
  '/privacy': '/privacy',
  '/:lang/privacy': '/en/privacy',
  '/terms': '/terms',
  '/:lang/terms': '/en/terms',
  '/images/:slug/:hash': image,
  '/:lang/p/:slug/feed.atom': `/en/p/${slug}/feed.atom`,
  '/og/:lang/:slug{.+\\.png}': `/og/en/${slug}.png`,
  '/robots.txt': '/robots.txt',
  '/sitemap.xml': '/sitemap.xml',
  '/sitemaps/:file{[1-9][0-9]{0,5}\\.xml}': '/sitemaps/1.xml',
  '/:lang{[a-z]{2}}': '/en',
  '/': '/',
}

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
