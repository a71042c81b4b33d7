/** The bot check: one solution opens one signature on one petition, for a while. */
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { checkProof, makeChallenge } from '../../src/intake/checks/proof.ts'
import { renderTimeKeys, signRenderTime } from '../../src/intake/signals/render-time.ts'
import {
  PROOF_COST_ITERATIONS,
  PROOF_KEY_PREFIX,
  PROOF_TTL_SECONDS,
  RATE_LIMIT_JITTER_MAX_SECONDS,
  RATE_LIMIT_RETRY_AFTER_SECONDS,
} from '../../src/limits.ts'
import type { Problem } from '../../src/http/problem.ts'
import { timeOfId } from '../../src/uuid-time.ts'
import { pageProofOf, proofOf } from '../support/proof.ts'
import {
  consumeSignatures,
  fetchEdge,
  ledgerAt,
  ledgerOf,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  unique,
} from './fixtures.ts'

const KEYS = ['a-key-of-this-test', 'an-older-key']

const post = (slug: string, fields: Record<string, unknown>, overrides = {}, headers = {}) =>
  postSignature(slug, { name: 'Ada', email: `${unique('a')}@example.org`, ...fields }, overrides, {
    'cf-connecting-ip': `203.0.113.${++host}`,
    ...headers,
  })
let host = 0

const refusedWith = async (response: Response, words: RegExp): Promise<void> => {
  expect(response.status).toBe(403)
  const problem = await response.json<Problem>()
  expect(problem.type).toMatch(/bot-check-failed$/)
  expect(problem.detail).toMatch(words)
}

afterEach(() => vi.useRealTimers())

test('a challenge is never cached and names the petition', async () => {
  const { slug } = await startPetition()
  const response = await fetchEdge(`/api/petitions/${slug}/challenge`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toMatchObject({
    parameters: { data: { petition: slug } },
    signature: expect.any(String),
  })
})

test('missing, invalid, unsolved and changed proofs are refused', async () => {
  const { slug } = await startPetition()
  await refusedWith(await post(slug, {}), /missing/)
  await refusedWith(await post(slug, { proof: '' }), /missing/)
  for (const proof of ['x', '%%%', btoa('null'), btoa('{}'), btoa('{"challenge":{},"solution":{}}'), btoa('[]')]) {
    await refusedWith(await post(slug, { proof }), /Reload/)
  }
  const solved = JSON.parse(atob(await solve(slug)))
  const tampered = [
    { ...solved, solution: { ...solved.solution, counter: solved.solution.counter + 1 } },
    { ...solved, solution: { ...solved.solution, derivedKey: '00'.repeat(32) } },
    { ...solved, challenge: { ...solved.challenge, signature: '00'.repeat(32) } },
    { ...solved, challenge: { ...solved.challenge, parameters: { ...solved.challenge.parameters, cost: 1 } } },
    { ...solved, challenge: { ...solved.challenge, parameters: { ...solved.challenge.parameters, cost: 10 ** 9 } } },
    {
      ...solved,
      challenge: { ...solved.challenge, parameters: { ...solved.challenge.parameters, expiresAt: 9_999_999_999 } },
    },
  ]
  for (const proof of tampered) await refusedWith(await post(slug, { proof: btoa(JSON.stringify(proof)) }), /Reload/)
})

test('a challenge signed with another key is refused', async () => {
  const { slug } = await startPetition()
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1,
    keyPrefix: '0',
    deriveKey,
    data: { id: crypto.randomUUID(), petition: slug },
    expiresAt: 9_999_999_999,
    hmacSignatureSecret: 'not ours',
  })
  await refusedWith(await post(slug, { proof: await proofOf(challenge) }), /Reload/)
})

test('a solution is accepted of a challenge that costs what challenges cost before', async () => {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 2_000,
    keyPrefix: '00',
    deriveKey,
    data: { id: crypto.randomUUID(), petition: 'p' },
    expiresAt: 9_999_999_999,
    hmacSignatureSecret: KEYS[0] ?? '',
  })
  expect(await checkProof(await proofOf(challenge), 'p', { challenge: KEYS, render: [] }, Date.now())).toMatchObject({
    ok: true,
  })
})

test('solutions are accepted that altcha-lib accepts, and no others', async () => {
  const key = KEYS[0] ?? ''
  const { challenge, solution } = JSON.parse(atob(await proofOf(await makeChallenge('p', [key], Date.now()))))
  const { parameters, signature } = challenge
  const reversed = (members: object) => Object.fromEntries(Object.entries(members).toReversed())
  const changed = (of: object) => ({ challenge: { parameters: { ...parameters, ...of }, signature }, solution })
  const solvedBy = (of: object) => ({ challenge, solution: { ...solution, ...of } })
  const payloads = [
    { challenge, solution },
    { challenge: { parameters: reversed({ ...parameters, data: reversed(parameters.data) }), signature }, solution },
    { challenge: { parameters, signature: signature.toUpperCase() }, solution },
    changed({ more: 1 }),
    changed({ data: { ...parameters.data, more: 1 } }),
    changed({ keyPrefix: '' }),
    changed({ keyLength: 16 }),
    solvedBy({ derivedKey: solution.derivedKey.toUpperCase() }),
    solvedBy({ derivedKey: solution.derivedKey.slice(2) }),
    solvedBy({ counter: solution.counter + 2 ** 32 }),
    solvedBy({ counter: solution.counter + 0.5 }),
    solvedBy({ counter: -1 }),
  ]
  const verdicts = payloads.map(async (payload) => {
    const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: key })
    const { ok } = await checkProof(btoa(JSON.stringify(payload)), 'p', { challenge: [key], render: [] }, Date.now())
    return { verified, ok }
  })
  expect((await Promise.all(verdicts)).map(({ ok }) => ok)).toEqual([true, true, ...Array(10).fill(false)])
  for (const { verified, ok } of await Promise.all(verdicts)) expect(ok).toBe(verified)
})

test('a solution for another petition is refused', async () => {
  const [a, b] = [await startPetition(), await startPetition()]
  await refusedWith(await post(b.slug, { proof: await solve(a.slug) }), /Reload/)
})

test('an expired solution is refused with a helpful message', async () => {
  const { slug } = await startPetition()
  const proof = await solve(slug)
  vi.useFakeTimers({ now: Date.now() + PROOF_TTL_SECONDS * 1000 + 2_000, toFake: ['Date'] })
  await refusedWith(await post(slug, { proof }), /a new check runs automatically/)
})

test('a solution works once: for another signer it is refused, for the same one it is a retry', async () => {
  const petition = await startPetition()
  const { queue, sent } = recordingQueue()
  const proof = await solve(petition.slug)
  const email = 'once@example.org'
  expect((await post(petition.slug, { proof, email }, { SIGNATURES: queue })).status).toBe(202)
  expect((await post(petition.slug, { proof, email: 'ONCE@example.org' }, { SIGNATURES: queue })).status).toBe(202)
  expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id])
})

test('100 replays of one solution with 100 email addresses store exactly one, even across isolates', async () => {
  const petition = await startPetition()
  const proof = await solve(petition.slug)
  const { queue, sent } = recordingQueue()
  // Other overrides are another `env` object, which is another isolate's memory.
  const responses = await Promise.all(
    Array.from({ length: 100 }, () => post(petition.slug, { proof }, { SIGNATURES: queue })),
  )
  expect(responses.every(({ status }) => status === 202 || status === 403)).toBe(true)
  expect(sent.length).toBeGreaterThan(1)
  await consumeSignatures(sent)
  expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
})

test('within an isolate the second signer of a solution is refused', async () => {
  const { slug } = await startPetition()
  const proof = await solve(slug)
  expect((await post(slug, { proof })).status).toBe(202)
  await refusedWith(await post(slug, { proof }), /used/)
})

describe('what the page gives', () => {
  /** The signed time in the form of a page. */
  async function renderedIn(path: string): Promise<string> {
    const html = await (await fetchEdge(path)).text()
    // What the script needs to know of the work, too.
    expect(html).toContain(`data-cost="${PROOF_COST_ITERATIONS}" data-prefix="${PROOF_KEY_PREFIX}"`)
    return /name="rendered" value="([^"]+)"/.exec(html)?.[1] ?? ''
  }
  const changed = (proof: string, change: (payload: Payload) => object): string =>
    btoa(JSON.stringify(change(JSON.parse(atob(proof)))))
  interface Payload {
    page: { rendered: string; nonce: string }
    solution: { counter: number; derivedKey: string }
  }

  test.for(['page', 'frame'])('is enough to sign, without a challenge: %s', async (where) => {
    const petition = await startPetition()
    const { slug } = petition
    const before = Date.now()
    const rendered = await renderedIn(where === 'page' ? `/en/p/${slug}` : `/embed/${slug}/sign?lang=en`)
    const after = Date.now()
    const { queue, sent } = recordingQueue()
    const proof = await pageProofOf(rendered)
    const email = `${where}@example.org`
    expect((await post(slug, { proof, email }, { SIGNATURES: queue })).status).toBe(202)
    // A retry is the same signature.
    expect((await post(slug, { proof, email }, { SIGNATURES: queue })).status).toBe(202)
    // Others who sign on the same page are others.
    expect((await post(slug, { proof: await pageProofOf(rendered) }, { SIGNATURES: queue })).status).toBe(202)
    const ids = sent.map(({ id }) => id)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) {
      expect(timeOfId(id)).toBeGreaterThanOrEqual(before)
      expect(timeOfId(id)).toBeLessThanOrEqual(after)
    }
    await consumeSignatures(sent)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(2))
  })

  test('is refused for a second signer of the same isolate', async () => {
    const { slug } = await startPetition()
    const proof = await pageProofOf(await renderedIn(`/en/p/${slug}`))
    expect((await post(slug, { proof })).status).toBe(202)
    await refusedWith(await post(slug, { proof }), /used/)
  })

  test('is stored once, however many isolates it is sent to with other email addresses', async () => {
    const petition = await startPetition()
    const proof = await pageProofOf(await renderedIn(`/en/p/${petition.slug}`))
    const { queue, sent } = recordingQueue()
    for (let n = 0; n < 5; n++) {
      expect((await post(petition.slug, { proof }, { SIGNATURES: queue })).status).toBe(202)
    }
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
    await consumeSignatures(sent)
    expect(await ledgerOf(petition)).toEqual(ledgerAt(1))
  })

  test('is refused where it was made for another petition, another time, with less work or another number', async () => {
    const [{ slug }, other] = [await startPetition(), await startPetition()]
    const rendered = await renderedIn(`/en/p/${slug}`)
    const [time = '', mac = ''] = rendered.split('.')
    const later = `${(parseInt(time, 36) + 1).toString(36)}.${mac}`
    const proof = await pageProofOf(rendered)
    const wrong = [
      await pageProofOf(await renderedIn(`/en/p/${other.slug}`)),
      await pageProofOf(later),
      // One in 256 of these would be right by chance: the next one is tried.
      await lessThan(() => pageProofOf(rendered, { keyPrefix: '0' })),
      await pageProofOf(rendered, { cost: 1 }),
      changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, nonce: '0'.repeat(32) } })),
      changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, nonce: page.nonce.toUpperCase() + '00' } })),
      changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, rendered: later } })),
      changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, rendered: '' } })),
      changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, rendered: 'x'.repeat(1_000) } })),
      changed(proof, ({ solution, ...rest }) => ({
        ...rest,
        solution: { ...solution, counter: solution.counter + 1 },
      })),
      changed(proof, ({ solution, ...rest }) => ({ ...rest, solution: { ...solution, derivedKey: '00'.repeat(32) } })),
      changed(proof, ({ page }) => ({ page })),
    ]
    for (const proof of wrong) await refusedWith(await post(slug, { proof }), /Reload/)
    expect((await post(slug, { proof })).status).toBe(202)
  })

  test('a page rendered at another time needs another solution', async () => {
    const keys = await renderTimeKeys(KEYS)
    const now = Date.now()
    const proof = await pageProofOf(await signRenderTime('p', now, keys))
    const next = await signRenderTime('p', now + 1, keys)
    const check = (given: string) => checkProof(given, 'p', { challenge: KEYS, render: keys }, now)
    expect(await check(proof)).toMatchObject({ ok: true })
    expect(
      await check(changed(proof, ({ page, ...rest }) => ({ ...rest, page: { ...page, rendered: next } }))),
    ).toEqual({
      ok: false,
      why: 'wrong',
    })
  })

  test('is valid as long as a challenge, and then refused with a helpful message', async () => {
    const { slug } = await startPetition()
    const rendered = await renderedIn(`/en/p/${slug}`)
    const [first, second] = [await pageProofOf(rendered), await pageProofOf(rendered)]
    const renderedAt = parseInt(rendered.split('.')[0] ?? '', 36)
    vi.useFakeTimers({ now: renderedAt + PROOF_TTL_SECONDS * 1000, toFake: ['Date'] })
    expect((await post(slug, { proof: first })).status).toBe(202)
    vi.setSystemTime(renderedAt + PROOF_TTL_SECONDS * 1000 + 1)
    await refusedWith(await post(slug, { proof: second }), /a new check runs automatically/)
  })

  /** Of an easier proof, one that is not by chance as good as a real one. */
  async function lessThan(make: () => Promise<string>): Promise<string> {
    for (;;) {
      const proof = await make()
      const { solution }: Payload = JSON.parse(atob(proof))
      if (!solution.derivedKey.startsWith(PROOF_KEY_PREFIX)) return proof
    }
  }
})

test.for(['challenge', 'page'])('keys of a %s rotate by list: all verify, and a removed one does not', async (kind) => {
  const now = Date.now()
  const [newest = '', older = ''] = KEYS
  const proof =
    kind === 'challenge'
      ? await proofOf(await makeChallenge('p', [older], now))
      : await pageProofOf(await signRenderTime('p', now, await renderTimeKeys([older])))
  const checked = async (keys: string[]) =>
    checkProof(proof, 'p', { challenge: keys, render: await renderTimeKeys(keys) }, now)
  expect(await checked([newest, older])).toMatchObject({ ok: true })
  expect(await checked([newest])).toEqual({ ok: false, why: 'wrong' })
})

test('the eleventh signature of a minute from one network is refused with a time to wait', async () => {
  const [a, b] = [await startPetition(), await startPetition()]
  const from = (ip: string) => ({ 'cf-connecting-ip': ip })
  const off = { BOT_CHECK: 'off' }
  const statuses: number[] = []
  const waits: (string | null)[] = []
  for (let n = 0; n < 11; n++) {
    // One /64 is one customer, however many IP addresses it has.
    const response = await post(a.slug, {}, off, from(`2001:db8:7:7::${n + 1}`))
    statuses.push(response.status)
    waits.push(response.headers.get('retry-after'))
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429])
  const wait = Number(waits.at(-1))
  expect(wait).toBeGreaterThanOrEqual(RATE_LIMIT_RETRY_AFTER_SECONDS)
  expect(wait).toBeLessThanOrEqual(RATE_LIMIT_RETRY_AFTER_SECONDS + RATE_LIMIT_JITTER_MAX_SECONDS)
  expect((await post(a.slug, {}, off, from('2001:db8:7:8::1'))).status).toBe(202)
  expect((await post(b.slug, {}, off, from('2001:db8:7:7::1'))).status).toBe(202)
})
