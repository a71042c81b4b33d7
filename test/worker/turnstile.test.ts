/** The bot check by Turnstile, against a stand-in for siteverify that responds as Cloudflare documents it. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { version } from 'uuid'

import { turnstile } from '../../src/intake/checks/turnstile.ts'
import { TURNSTILE_TIMEOUT_MS, TURNSTILE_TOKEN_MAX_CHARS } from '../../src/limits.ts'
import type { Facts } from '../../src/platform/log.ts'
import type { Problem } from '../../src/http/problem.ts'
import {
  consumeSignatures,
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  recordingQueue,
  startPetition,
  unique,
} from './fixtures.ts'

const SECRET = 'a-turnstile-secret'
const VARS = { BOT_CHECK: 'turnstile', TURNSTILE_SITE_KEY: 'a-site-key', TURNSTILE_SECRET: SECRET }
const SOLVED_AT = '2026-11-24T12:00:00.500Z'

interface Solved {
  action?: string
  hostname?: string
  cdata?: string
}

/** Tokens that were solved, and with which idempotency key each was redeemed. */
function siteverify(solved: Record<string, Solved>) {
  const redeemed = new Map<string, unknown>()
  const requests: { url: string; body: Record<string, unknown> }[] = []
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(url, init)
    const body: Record<string, unknown> = await request.json()
    requests.push({ url: request.url, body })
    const { secret, response, idempotency_key: key } = body
    const refuse = (...codes: string[]) => Response.json({ success: false, 'error-codes': codes })
    if (secret !== SECRET) return refuse('invalid-input-secret')
    const token = solved[String(response)]
    if (token === undefined) return refuse('invalid-input-response')
    if (redeemed.has(String(response)) && redeemed.get(String(response)) !== key) return refuse('timeout-or-duplicate')
    redeemed.set(String(response), key)
    return Response.json({
      success: true,
      challenge_ts: SOLVED_AT,
      hostname: 'petitions.test',
      action: 'sign',
      'error-codes': [],
      ...token,
    })
  }
  return { fetch, requests }
}

const logged: { event: string; facts: Facts | undefined }[] = []
const record = (event: string, facts?: Facts): void => void logged.push({ event, facts })
const log = { info: record, warn: record, error: record }
afterEach(() => {
  logged.length = 0
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const checkWith = (fetch: (url: string, init: RequestInit) => Promise<Response>, secret = SECRET) =>
  turnstile({ secret, hostname: 'petitions.test', fetch, log })
const HERE = { petition: 'a-petition', now: 0 }
const GOOD = { t: { cdata: 'a-petition' } }

describe('a Turnstile token', () => {
  test('made for this petition is accepted, with an id that begins with the time from siteverify', async () => {
    const { fetch } = siteverify(GOOD)
    const verdict = await checkWith(fetch).check('t', HERE)
    const id = verdict.ok ? verdict.id : ''
    expect(version(id)).toBe(7)
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse(SOLVED_AT))
  })

  test('has the same id every time, so that the ledger counts it once; another token has another', async () => {
    const { fetch } = siteverify({ ...GOOD, u: { cdata: 'a-petition' } })
    const ids = await Promise.all(['t', 't', 'u'].map((token) => checkWith(fetch).check(token, HERE)))
    expect(ids[1]).toEqual(ids[0])
    expect(ids[2]).toMatchObject({ ok: true })
    expect(ids[2]).not.toEqual(ids[0])
  })

  test('is verified with the secret and an idempotency key, and nothing about the visitor', async () => {
    const { fetch, requests } = siteverify(GOOD)
    await checkWith(fetch).check('t', HERE)
    expect(requests).toEqual([
      {
        url: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
        body: { secret: SECRET, response: 't', idempotency_key: expect.any(String) },
      },
    ])
    expect(version(String(requests[0]?.body['idempotency_key']))).toBe(8)
  })

  test.each<[string, Solved]>([
    ['another petition', { cdata: 'another-petition' }],
    ['no petition', {}],
    ['another action', { cdata: 'a-petition', action: 'login' }],
    ['another site', { cdata: 'a-petition', hostname: 'elsewhere.test' }],
  ])('made for %s is refused', async (_, token) => {
    const { fetch } = siteverify({ t: token })
    expect(await checkWith(fetch).check('t', HERE)).toEqual({ ok: false, why: 'wrong' })
  })

  test('that is missing, invalid or much too long is refused, the last without a request', async () => {
    const { fetch, requests } = siteverify({})
    const { check } = checkWith(fetch)
    expect(await check(undefined, HERE)).toEqual({ ok: false, why: 'missing' })
    expect(await check('', HERE)).toEqual({ ok: false, why: 'missing' })
    expect(await check('x'.repeat(TURNSTILE_TOKEN_MAX_CHARS + 1), HERE)).toEqual({ ok: false, why: 'wrong' })
    expect(requests).toHaveLength(0)
    expect(await check('made-up', HERE)).toEqual({ ok: false, why: 'wrong' })
  })

  test('that has expired is refused with a helpful message', async () => {
    const fetch = async () => Response.json({ success: false, 'error-codes': ['timeout-or-duplicate'] })
    expect(await checkWith(fetch).check('t', HERE)).toEqual({ ok: false, why: 'expired' })
  })
})

describe('when siteverify', () => {
  const unavailable = { ok: false, why: 'unavailable' }

  test.each<[string, () => Promise<Response>]>([
    ['is down', () => Promise.reject(new Error('Network connection lost.'))],
    ['responds with a 500 without JSON', async () => new Response('oops', { status: 500 })],
    ['responds with another shape', async () => Response.json({ success: 'yes' })],
    ['passes without saying when', async () => Response.json({ success: true, hostname: 'petitions.test' })],
    ['has an error of its own', async () => Response.json({ success: false, 'error-codes': ['internal-error'] })],
  ])('%s, nobody passes and nobody is accused', async (_, fetch) => {
    expect(await checkWith(fetch).check('t', HERE)).toEqual(unavailable)
    expect(logged).toMatchObject([{ event: 'turnstile.failed' }])
  })

  test('refuses the secret, the operator finds an error in the log', async () => {
    const { fetch } = siteverify(GOOD)
    expect(await checkWith(fetch, 'wrong').check('t', HERE)).toEqual(unavailable)
    expect(logged).toEqual([{ event: 'turnstile.failed', facts: { codes: ['invalid-input-secret'] } }])
  })

  test('does not respond, the request ends at the time limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = Promise.withResolvers<void>()
    const verdict = checkWith(() => {
      asked.resolve()
      return new Promise(() => {})
    }).check('t', HERE)
    await asked.promise
    await vi.advanceTimersByTimeAsync(TURNSTILE_TIMEOUT_MS)
    expect(await verdict).toEqual(unavailable)
  })
})

describe('the edge with BOT_CHECK=turnstile', () => {
  let host = 0
  const post = (slug: string, proof: string | undefined, overrides: Partial<EdgeEnv> = {}) =>
    fetchEdge(
      `/api/petitions/${slug}/signatures`,
      jsonPost(
        { name: 'Ada', email: `${unique('t')}@example.org`, proof },
        { 'cf-connecting-ip': `203.0.113.${++host}` },
      ),
      { ...VARS, ...overrides },
    )

  test('accepts a token as the proof, and each token for one signature only', async () => {
    const petition = await startPetition()
    vi.spyOn(globalThis, 'fetch').mockImplementation(siteverify({ t: { cdata: petition.slug } }).fetch)
    const { queue, sent } = recordingQueue()
    // Each call is another isolate, that knows nothing of the token.
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => post(petition.slug, 't', { SIGNATURES: queue })),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202))
    await consumeSignatures(sent)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('refuses an invalid token, and responds with 503 while siteverify fails', async () => {
    const { slug } = await startPetition()
    vi.spyOn(globalThis, 'fetch').mockImplementation(siteverify({}).fetch)
    expect((await post(slug, 'made-up')).status).toBe(403)
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Network connection lost.'))
    const response = await post(slug, 'made-up')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
  })

  test('serves no challenges', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/api/petitions/${slug}/challenge`, {}, VARS)
    expect(response.status).toBe(404)
    expect((await response.json<Problem>()).type).toMatch(/not-found$/)
  })

  test('allows Cloudflare’s script on the page of an open petition, and on no other page', async () => {
    const { slug, token } = await startPetition()
    const policy = async (path: string, overrides: Partial<EdgeEnv>) =>
      (await fetchEdge(path, {}, overrides)).headers.get('content-security-policy') ?? ''
    const theirs =
      /script-src 'self' https:\/\/challenges\.cloudflare\.com; frame-src https:\/\/challenges\.cloudflare\.com;/
    expect(await policy(`/en/p/${slug}`, VARS)).toMatch(theirs)
    for (const path of ['/', `/embed/${slug}`, '/nowhere']) expect(await policy(path, VARS)).not.toContain('cloudflare')
    expect(await policy(`/en/p/${slug}`, {})).not.toContain('cloudflare')
    await fetchEdge(`/api/petitions/${slug}/close`, jsonPost({}, { authorization: `Bearer ${token}` }), VARS)
    await env.DB.prepare(`UPDATE petitions SET state = 'closed' WHERE slug = ?`).bind(slug).run()
    expect(await policy(`/en/p/${slug}`, { ...VARS })).not.toContain('cloudflare')
  })

  test('gives the form the site key and petition; with ALTCHA it gives the challenge', async () => {
    const { slug } = await startPetition()
    const page = async (overrides: Partial<EdgeEnv>) => (await fetchEdge(`/en/p/${slug}`, {}, overrides)).text()
    const [theirs, ours] = [await page(VARS), await page({})]
    expect(theirs).toContain(`data-turnstile="a-site-key" data-petition="${slug}"`)
    expect(theirs).not.toContain('data-challenge')
    expect(ours).toContain(`data-challenge="/api/petitions/${slug}/challenge"`)
    expect(ours).not.toContain('turnstile')
    // It is loaded by the form's script, at the first touch.
    expect(theirs).not.toContain('challenges.cloudflare.com')
  })
})
