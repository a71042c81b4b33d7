/** Responses that lie ready say what the router would have said, byte for byte, and no longer than the caches would. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test, vi } from 'vitest'

import { COUNT_FRESH_MS } from '../../src/limits.ts'
import { app } from '../../workers/edge/app.ts'
import edge from '../../workers/edge/index.ts'
import {
  bearer,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  publishUpdate,
  startPetition,
  stopClock,
} from './fixtures.ts'

interface Said {
  status: number
  headers: [string, string][]
  body: number[]
}

const saidBy = async (response: Response): Promise<Said> => ({
  status: response.status,
  headers: [...response.headers],
  body: [...new Uint8Array(await response.arrayBuffer())],
})

/** One `env` object is one isolate's memory. Each test has its own: caches keep the clock with which they were made. */
let isolate: EdgeEnv = env

async function fetchFrom(worker: Pick<typeof edge, 'fetch'>, path: string, init: RequestInit = {}): Promise<Response> {
  const ctx = createExecutionContext()
  const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), isolate, ctx)
  await waitOnExecutionContext(ctx)
  return response
}

/** What the router says, whatever lies ready. */
const routed = async (path: string, init: RequestInit = {}): Promise<Said> =>
  saidBy(await fetchFrom({ fetch: async (...given) => app.fetch(...given) }, path, init))

/** The response of the Worker, and whether its router was asked. */
async function asked(path: string, init: RequestInit = {}): Promise<Said & { byRouter: boolean }> {
  const router = vi.spyOn(app, 'fetch')
  try {
    const said = await saidBy(await fetchFrom(edge, path, init))
    return { ...said, byRouter: router.mock.calls.length > 0 }
  } finally {
    router.mockRestore()
  }
}

const textOf = ({ body }: Said): string => new TextDecoder().decode(new Uint8Array(body))

/** Checks that the response lies ready, and is the router's. */
async function expectReady(path: string, init: RequestInit = {}): Promise<Said> {
  const { byRouter, ...ready } = await asked(path, init)
  expect(byRouter).toBe(false)
  expect(ready).toEqual(await routed(path, init))
  return ready
}

/** With the clock stopped, in an isolate that knows nothing yet. */
async function full(fields: Record<string, unknown> = {}) {
  stopClock()
  isolate = { ...env }
  const petition = await startPetition({ goal: 100, body: 'Words.\n\n**More** words.', ...fields })
  await consumeSignatures(Array.from({ length: 3 }, (_, n) => message(petition, n)))
  await publishUpdate(petition, 'News')
  return petition
}

test('the count, and its 304 for each tag that the router takes', async () => {
  const { slug } = await full()
  const path = `/api/petitions/${slug}/count`
  const first = await asked(path)
  expect(first.byRouter).toBe(true)
  const { byRouter: _, ...said } = first
  expect(await expectReady(path)).toEqual(said)
  const etag = new Map(said.headers).get('etag') ?? ''
  const older = etag.replace(/@(\d+)/, (_, at) => `@${Number(at) - 10}`)
  const newer = etag.replace(/"\d+-/, '"9-').replace(/@(\d+)/, (_, at) => `@${Number(at) + 10}`)
  for (const tag of [etag, '*', `"a", ${etag}`, etag.slice(2), older, newer]) {
    expect((await expectReady(path, { headers: { 'if-none-match': tag } })).status).toBe(304)
  }
  for (const tag of ['', '"a"', 'W/"x@1"', etag.replace('"3-', '"2-')]) {
    expect((await expectReady(path, { headers: { 'if-none-match': tag } })).status).toBe(200)
  }
})

test('the page in each language, with a partner and without', async () => {
  const { slug } = await full()
  for (const path of [`/en/p/${slug}`, `/ar/p/${slug}`, `/en/p/${slug}?source=gazette`]) {
    expect((await asked(path)).byRouter).toBe(true)
    const { headers } = await expectReady(path)
    expect(new Map(headers).get('content-type')).toBe('text/html; charset=UTF-8')
  }
  expect(textOf(await expectReady(`/en/p/${slug}?source=gazette`))).toContain('gazette')
  expect(textOf(await expectReady(`/en/p/${slug}`))).not.toContain('gazette')
})

test('a page says to each reader where they are, ready or not, and a count says it to nobody', async () => {
  const { slug } = await full()
  const from = async (path: string, country?: string): Promise<string | undefined> => {
    const init: RequestInit = country === undefined ? {} : { cf: { country } }
    const { headers } = await expectReady(path, init)
    return new Map(headers).get('server-timing')
  }
  const page = `/en/p/${slug}`
  await asked(page, { cf: { country: 'UZ' } })
  expect(await from(page, 'UZ')).toBe('country;desc=UZ')
  expect(await from(page, 'DE')).toBe('country;desc=DE')
  for (const nowhere of [undefined, 'T1', 'XX', 'de']) expect(await from(page, nowhere)).toBe('country;desc=""')
  const count = `/api/petitions/${slug}/count`
  await asked(count)
  expect(await from(count, 'UZ')).toBeUndefined()
})

describe('another response is made', () => {
  test('after a change, in this isolate at once', async () => {
    const petition = await full()
    const [page, count] = [`/en/p/${petition.slug}`, `/api/petitions/${petition.slug}/count`]
    const read = async (): Promise<string[]> => [textOf(await asked(page)), textOf(await asked(count))]
    await read()
    const post = (route: string, body: unknown) =>
      fetchFrom(edge, `/api/petitions/${petition.slug}/${route}`, jsonPost(body, bearer(petition.token)))
    await post('updates', { title: 'Newer news', body: 'Words.' })
    expect((await read())[0]).toContain('Newer news')
    await post('close', {})
    const [closedPage, closedCount] = await read()
    expect(closedPage).not.toContain('id="email"')
    expect(closedCount).toContain('"state":"closed"')
  })

  test('when the count was loaded again, which the responses that lie ready ask for', async () => {
    const petition = await full()
    const [page, count] = [`/en/p/${petition.slug}`, `/api/petitions/${petition.slug}/count`]
    const read = async (): Promise<string> => textOf(await asked(count))
    await asked(page)
    expect(await read()).toContain('"count":3')
    await consumeSignatures([message(petition, 7)])
    // The isolate's memory, and then the location's cache, still have the older count.
    for (let steps = 0; steps < 10 && (await read()).includes('"count":3'); steps++) {
      vi.setSystemTime(Date.now() + COUNT_FRESH_MS + 1)
    }
    expect(await read()).toContain('"count":4')
    expect((await asked(page)).byRouter).toBe(true)
    expect(textOf(await expectReady(page))).toContain('"userInteractionCount":4')
    await expectReady(count)
  })

  test('at the time at which the petition closes', async () => {
    const closesAt = Date.now() + 86_400_000
    const { slug } = await full({ closesAt: new Date(closesAt).toISOString() })
    vi.setSystemTime(closesAt - 500)
    const path = `/en/p/${slug}`
    await asked(path)
    expect(textOf(await expectReady(path))).toContain('id="email"')
    vi.setSystemTime(closesAt)
    expect((await asked(path)).byRouter).toBe(true)
  })
})

test('nothing else lies ready', async () => {
  const { slug, token } = await full()
  const others: [string, RequestInit?][] = [
    [`/en/p/${slug}?text=original`],
    [`/en/p/${slug}?fbclid=x`],
    [`/en/p/${slug}?source=a&source=b`],
    [`/en/p/${slug}?source=%20`],
    [`/en/p/${slug}/thanks`],
    [`/api/petitions/${slug}/count?x=1`],
    [`/api/petitions/${slug}/challenge`],
    [`/api/petitions/${slug}/signers`],
    [`/api/petitions/nope/count`],
    [`/en/p/nope`],
    [`/api/petitions/${slug}/count`, { method: 'HEAD' }],
    [`/en/p/${slug}`, { method: 'HEAD' }],
    [`/api/petitions/${slug}`, { ...jsonPost({ goal: 7 }, bearer(token)), method: 'PATCH' }],
  ]
  for (const [path, init] of others) {
    await asked(path, init)
    expect(await asked(path, init)).toMatchObject({ byRouter: true })
  }
})

test('a page without its signers, whose query failed, is made again', async () => {
  const { slug } = await full()
  let isDown = true
  const DB = dbWithPrepare((sql) => {
    if (isDown && sql.includes('public_name')) throw new Error('D1 down')
    return env.DB.prepare(sql)
  })
  isolate = { ...env, DB }
  const page = () => fetchFrom(edge, `/en/p/${slug}`)
  expect((await page()).headers.get('cache-control')).toBe('no-store')
  isDown = false
  const whole = await page()
  expect(whole.headers.get('cache-control')).toMatch(/^public/)
  expect(await whole.text()).toContain('Signer 1')
})

test('a Worker whose settings are wrong says so, ready or not', async () => {
  const { slug } = await full()
  for (let n = 0; n < 2; n++) {
    const response = await fetchEdge(`/en/p/${slug}`, {}, { TOKEN_KEYS: '' })
    expect(response.status).toBe(503)
  }
})
