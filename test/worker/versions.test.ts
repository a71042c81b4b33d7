/** Versions of a petition's text: how they come about, what is refused, and which one a signature is of. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import type { Challenge } from 'altcha-lib/types'
import { describe, expect, test, vi } from 'vitest'

import type { PetitionResponse } from '../../schema/petition.ts'
import type { VersionResponse, VersionsResponse } from '../../schema/version.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import type { Problem } from '../../src/http/problem.ts'
import { CLOCK_SKEW_MAX_MS, VERSIONS_MAX_PER_PETITION, WHY_MAX_CHARS } from '../../src/limits.ts'
import { findPetition } from '../../src/petitions/petitions.ts'
import { patchPetition } from '../../src/petitions/patch.ts'
import edge from '../../workers/edge/index.ts'
import { proofOf } from '../support/proof.ts'
import {
  bearer,
  consumeSignatures,
  dbWith,
  dbWithPrepare,
  fetchEdge,
  jsonPost,
  message,
  meteredDb,
  ORIGIN,
  postAsCampaign,
  postSignature,
  readMeter,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const DEMAND = { kind: 'demand', why: 'The council has split the line.' }

const send = (method: string, { slug, token }: TestPetition, path: string, body: unknown, headers = {}) =>
  fetchEdge(`/api/petitions/${slug}${path}`, { ...jsonPost(body, { ...bearer(token), ...headers }), method })
const patch = (petition: TestPetition, body: unknown, headers = {}) => send('PATCH', petition, '', body, headers)
const translate = (petition: TestPetition, lang: string, body: unknown) =>
  send('PUT', petition, `/translations/${lang}`, body)

const get = async <T>(path: string): Promise<T> => (await fetchEdge(path)).json<T>()
const versionsOf = async ({ slug }: TestPetition) =>
  SCHEMAS.Versions.parse(await get<VersionsResponse>(`/api/petitions/${slug}/versions`)).versions
const wholeOf = ({ slug }: TestPetition, number: number) =>
  get<VersionResponse>(`/api/petitions/${slug}/versions/${number}`)
const problemsOf = async (response: Response) => {
  expect(response.status).toBe(422)
  return (await response.json<Problem>()).errors?.map(({ path }) => path)
}

describe('a change of the text', () => {
  test('of an open petition is a version, and the one before stays as it was', async () => {
    const petition = await startPetition({ title: 'Keep the ferry', body: 'At seven.' })
    const response = await patch(petition, { title: 'Keep the night ferry', change: DEMAND })
    expect(response.headers.get('etag')).toBe('"r2"')
    expect(SCHEMAS.Petition.parse(await response.json())).toMatchObject({
      title: 'Keep the night ferry',
      version: 2,
      revision: 2,
      textChangedAt: expect.any(String),
    })
    expect(await versionsOf(petition)).toMatchObject([
      { number: 2, kind: 'demand', why: DEMAND.why, language: 'en', translates: null, signatures: 0 },
      { number: 1, kind: 'first', why: null },
    ])
    expect(await wholeOf(petition, 1)).toMatchObject({ title: 'Keep the ferry', body: 'At seven.' })
    expect(SCHEMAS.Version.parse(await wholeOf(petition, 2))).toMatchObject({
      title: 'Keep the night ferry',
      body: 'At seven.',
    })
    for (const number of ['3', '0', 'x', '01', '99999999']) {
      expect((await fetchEdge(`/api/petitions/${petition.slug}/versions/${number}`)).status).toBe(404)
    }
  })

  test('of a draft is none, and its words are the first version when it opens', async () => {
    const petition = await startPetition({ state: 'draft' })
    const draft = await patch(petition, { title: 'Other', language: 'de' })
    expect(await draft.json()).toMatchObject({ title: 'Other', version: null, language: 'de' })
    expect((await translate(petition, 'tr', { title: 'T', body: 'B', of: 1 })).status).toBe(409)
    await postAsCampaign(petition, 'reopen')
    expect(await versionsOf(petition)).toMatchObject([{ number: 1, kind: 'first', language: 'de' }])
    expect(await wholeOf(petition, 1)).toMatchObject({ title: 'Other' })
    await postAsCampaign(petition, 'close')
    await postAsCampaign(petition, 'reopen')
    expect(await versionsOf(petition)).toHaveLength(1)
  })

  test('to the words that it has already is none', async () => {
    const petition = await startPetition({ title: 'Same' })
    const same = await patch(petition, { title: 'Same', change: DEMAND, goal: 9 })
    expect(await same.json()).toMatchObject({ version: 1, goal: 9, textChangedAt: null, revision: 2 })
    expect(await (await patch(petition, {})).json()).toMatchObject({ revision: 2 })
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['without its kind', { title: 'Other' }, ['change']],
    ['of an unknown kind', { title: 'Other', change: { kind: 'style' } }, ['change.kind']],
    ['of the facts without a reason', { body: 'Other', change: { kind: 'facts' } }, ['change.why']],
    ['of the demand with an empty reason', { body: 'Other', change: { kind: 'demand', why: ' ' } }, ['change.why']],
    ['of the addressee without a reason', { addressee: 'Other', change: { kind: 'correction' } }, ['change.why']],
    [
      'with too long a reason',
      { body: 'O', change: { ...DEMAND, why: 'x'.repeat(WHY_MAX_CHARS + 1) } },
      ['change.why'],
    ],
    ['of the language', { language: 'de' }, ['language']],
    ['of the slug', { slug: 'other' }, ['slug']],
    ['of the count', { count: 10, claimedCount: 5 }, ['count', 'claimedCount']],
    ['of the state', { state: 'closed' }, ['state']],
    ['of the version', { version: 1, revision: 9 }, ['version', 'revision']],
    ['of something that there is not', { tilte: 'Other' }, ['tilte']],
    ['with a kind that has more members', { title: 'Other', change: { ...DEMAND, notify: false } }, ['change']],
    ['with a reason alone', { change: DEMAND }, ['title']],
  ])('%s is refused, and nothing is changed', async (_, body, paths) => {
    const petition = await startPetition()
    const before = await get<PetitionResponse>(`/api/petitions/${petition.slug}`)
    expect(await problemsOf(await patch(petition, { goal: 77, ...body }))).toEqual(paths)
    expect(await get<PetitionResponse>(`/api/petitions/${petition.slug}`)).toEqual(before)
  })

  test('that cannot be made has another error than a member that does not exist', async () => {
    const petition = await startPetition()
    const { errors } = await (await patch(petition, { slug: 'other', tilte: 'Other' })).json<Problem>()
    expect(new Set(errors?.map(({ message }) => message)).size).toBe(2)
    // The same value changes nothing.
    expect((await patch(petition, { language: 'en' })).status).toBe(200)
  })

  test('is an event for webhooks, in the transaction that makes it', async () => {
    const petition = await startPetition({ claimedCount: 5 })
    await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
    await patch(petition, { title: 'Other', change: DEMAND })
    const { results } = await env.DB.prepare(
      `SELECT o.payload, d.state FROM outbox AS o JOIN deliveries AS d ON d.event_id = o.id WHERE o.petition_id = ?`,
    )
      .bind(petition.id)
      .all<{ payload: string; state: string }>()
    expect(results.map(({ payload }) => SCHEMAS.Event.parse(JSON.parse(payload)))).toMatchObject([
      {
        type: 'petition.text',
        data: {
          petition: { title: 'Other' },
          version: 2,
          ...DEMAND,
          count: 5,
          parts: { proven: 0, claimed: 5 },
        },
      },
    ])
  })

  test('has a limit', async () => {
    const petition = await startPetition()
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO versions SELECT petition_id, value, language, 1, title, addressee, body, 'translation', NULL, 1
         FROM versions, (WITH RECURSIVE n(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value < ?2) SELECT value FROM n)
         WHERE petition_id = ?1`,
      ).bind(petition.id, VERSIONS_MAX_PER_PETITION),
      env.DB.prepare('UPDATE petitions SET versions = ?2 WHERE id = ?1').bind(petition.id, VERSIONS_MAX_PER_PETITION),
    ])
    expect((await patch(petition, { title: 'Other', change: DEMAND })).status).toBe(409)
    expect((await translate(petition, 'tr', { title: 'T', body: 'B', of: 1 })).status).toBe(409)
    expect((await patch(petition, { goal: 5 })).status).toBe(200)
  })
})

describe('two editors', () => {
  test('of whom the second has not seen the first’s change: it is refused, with what is there now', async () => {
    const petition = await startPetition({ title: 'Before', addressee: 'The council', body: 'Words.' })
    const read = await fetchEdge(`/api/petitions/${petition.slug}`)
    const tag = read.headers.get('etag') ?? ''
    expect(tag).toBe('W/"r1"')
    const ifMatch = { 'if-match': tag }
    expect((await patch(petition, { title: 'First', change: DEMAND }, ifMatch)).status).toBe(200)
    const refused = await patch(petition, { title: 'Second', change: DEMAND }, ifMatch)
    expect(refused.status).toBe(412)
    expect(SCHEMAS.Problem.parse(await refused.json())).toMatchObject({
      type: `${ORIGIN}/problems/changed-meanwhile`,
      current: { title: 'First', addressee: 'The council', body: 'Words.', revision: 2 },
    })
    for (const other of ['"r9"', '"x"', '']) {
      expect((await patch(petition, { goal: 5 }, { 'if-match': other })).status).toBe(412)
    }
    for (const good of ['"r2"', '"r9", W/"r2"']) {
      const done = await patch(petition, { title: 'First' }, { 'if-match': good })
      expect(done.status).toBe(good === '"r2"' ? 200 : 412)
    }
    expect((await patch(petition, { goal: 6 }, { 'if-match': '*' })).status).toBe(200)
  })

  test('at the same moment make two versions, and neither is lost', async () => {
    const petition = await startPetition()
    const read = await findPetition(env.DB, petition.slug)
    if (read === null) throw new Error('no petition')
    const asked = { revisions: null, by: BY_OPERATOR, needsApproval: false, origin: ORIGIN, now: Date.now() }
    const change = { kind: 'correction' as const }
    const outcomes = await Promise.all(
      ['One', 'Two'].map((title) => patchPetition(env.DB, read, { title, change }, asked)),
    )
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
    expect((await versionsOf(petition)).map(({ number }) => number)).toEqual([3, 2, 1])
  })

  test('of whom the others are always first: it is refused instead of tried for ever', async () => {
    const petition = await startPetition()
    const read = await findPetition(env.DB, petition.slug)
    if (read === null) throw new Error('no petition')
    let tries = 0
    const busy = dbWith(async (statements) => {
      tries++
      await env.DB.prepare('UPDATE petitions SET revision = revision + 1 WHERE id = ?').bind(petition.id).run()
      return env.DB.batch(statements)
    })
    const asked = { revisions: null, by: BY_OPERATOR, needsApproval: false, origin: ORIGIN, now: Date.now() }
    const refused = await patchPetition(busy, read, { title: 'One', change: { kind: 'correction' } }, asked)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'changed-meanwhile' } })
    expect(tries).toBe(3)
    expect(await versionsOf(petition)).toHaveLength(1)
  })
})

describe('a translation', () => {
  test('is a version of its own, replaced by the next, and taken from the page', async () => {
    const petition = await startPetition({ title: 'Keep the ferry', addressee: 'The council' })
    const words = { title: 'Feribotu koruyun', body: 'Yedide.', of: 1 }
    expect(SCHEMAS.Version.parse(await (await translate(petition, 'tr', words)).json())).toMatchObject({
      number: 2,
      kind: 'translation',
      translates: 1,
      addressee: 'The council',
    })
    // Sent again, it is the same.
    expect(await (await translate(petition, 'tr', words)).json()).toMatchObject({ number: 2 })
    await patch(petition, { body: 'At eight.', change: DEMAND })
    const again = await translate(petition, 'tr', { ...words, addressee: 'Belediye', body: 'Sekizde.', of: 3 })
    expect(await again.json()).toMatchObject({ number: 4, translates: 3, addressee: 'Belediye' })
    await translate(petition, 'de', { title: 'Fähre', body: 'Um acht.', of: 3 })
    expect(await get<PetitionResponse>(`/api/petitions/${petition.slug}`)).toMatchObject({
      version: 3,
      translations: [
        { language: 'tr', number: 4, translates: 3 },
        { language: 'de', number: 5, translates: 3 },
      ],
    })
    expect((await send('DELETE', petition, '/translations/tr', {})).status).toBe(204)
    expect((await send('DELETE', petition, '/translations/tr', {})).status).toBe(404)
    expect(await get<PetitionResponse>(`/api/petitions/${petition.slug}`)).toMatchObject({
      translations: [{ language: 'de', number: 5, translates: 3 }],
    })
    expect((await versionsOf(petition)).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
  })

  test.each<[string, string, Record<string, unknown>, number]>([
    ['into its own language', 'en', {}, 422],
    ['into a language that the site has not', 'it', {}, 404],
    ['of a version that there is not', 'tr', { of: 9 }, 422],
    ['of a translation', 'tr', { of: 2 }, 422],
    ['of no version', 'tr', { of: undefined }, 422],
    ['without a body', 'tr', { body: ' ' }, 422],
    ['with too long a title', 'tr', { title: 'x'.repeat(201) }, 422],
  ])('%s is refused', async (_, lang, fields, status) => {
    const petition = await startPetition()
    await translate(petition, 'de', { title: 'T', body: 'B', of: 1 })
    const before = await versionsOf(petition)
    expect((await translate(petition, lang, { title: 'T', body: 'B', of: 1, ...fields })).status).toBe(status)
    expect(await versionsOf(petition)).toEqual(before)
  })

  test('is made and taken away by the campaign alone', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    const stranger = { ...mine, token: other.token }
    expect((await translate(stranger, 'tr', { title: 'T', body: 'B', of: 1 })).status).toBe(401)
    expect((await send('DELETE', stranger, '/translations/tr', {})).status).toBe(401)
  })
})

describe('a signature', () => {
  const signedVersions = async (petition: TestPetition) =>
    (
      await env.DB.prepare('SELECT version FROM signatures WHERE petition_id = ? ORDER BY id')
        .bind(petition.id)
        .all<{ version: number }>()
    ).results.map(({ version }) => version)

  test('is of the version that it names; without one, of the original that was current, however late it arrives', async () => {
    const petition = await startPetition()
    const start = Date.now()
    const read = async () => (await findPetition(env.DB, petition.slug)) ?? Promise.reject(new Error('no petition'))
    for (const [n, at] of [1, 2].entries()) {
      const patched = { title: `Title ${at}`, change: { kind: 'correction' as const } }
      const asked = {
        revisions: null,
        by: BY_OPERATOR,
        needsApproval: false,
        origin: ORIGIN,
        now: start + (n + 1) * 1_000,
      }
      expect((await patchPetition(env.DB, await read(), patched, asked)).ok).toBe(true)
    }
    await translate(petition, 'tr', { title: 'T', body: 'B', of: 3 })
    await consumeSignatures([
      message(petition, 1, { signedAt: start + 500 }),
      message(petition, 2, { signedAt: start + 1_000 }),
      message(petition, 3, { signedAt: start + 1_999 }),
      message(petition, 4, { signedAt: start + 2_000 }),
      message(petition, 5, { signedAt: start + 2_500, version: 1 }),
      message(petition, 6, { signedAt: start + 2_500, version: 4 }),
      message(petition, 7, { signedAt: start + 2_500, version: 99 }),
    ])
    expect(await signedVersions(petition)).toEqual([1, 2, 2, 3, 1, 4, 3])
    const counts = async () => (await versionsOf(petition)).map(({ number, signatures }) => [number, signatures])
    expect(await counts()).toEqual([
      [4, 1],
      [3, 2],
      [2, 2],
      [1, 2],
    ])
    await consumeSignatures([withdrawalOf(message(petition, 6), { at: start + 9_000 })])
    const tallies = await env.DB.prepare(
      `SELECT key, n FROM tallies WHERE petition_id = ? AND dimension IN ('version', 'language') ORDER BY dimension, key`,
    )
      .bind(petition.id)
      .all()
    expect(tallies.results).toEqual([
      { key: 'en', n: 6 },
      { key: '1', n: 2 },
      { key: '2', n: 2 },
      { key: '3', n: 2 },
      { key: '4', n: 0 },
    ])
  })

  test('a number that was lost in a restore and given to another text since is not what a signer saw', async () => {
    const petition = await startPetition()
    const signedAt = Date.now()
    const before = await findPetition(env.DB, petition.slug)
    if (before === null) throw new Error('no petition')
    const asked = {
      revisions: null,
      by: BY_OPERATOR,
      needsApproval: false,
      origin: ORIGIN,
      now: signedAt + CLOCK_SKEW_MAX_MS + 1,
    }
    await patchPetition(env.DB, before, { title: 'Written later', change: { kind: 'correction' } }, asked)
    await consumeSignatures([message(petition, 1, { signedAt, version: 2 })])
    expect(await signedVersions(petition)).toEqual([1])
  })

  const fields = { name: 'Ada', email: 'ada@example.org' }

  test('travels with the number that the form has sent, and without one when an API client sends none', async () => {
    const petition = await startPetition()
    await translate(petition, 'tr', { title: 'T', body: 'B', of: 1 })
    const { queue, sent } = recordingQueue()
    for (const version of [undefined, 1, '2']) {
      const proof = await solve(petition.slug)
      const body = { ...fields, email: `ada${String(version)}@example.org`, proof, version }
      expect((await postSignature(petition.slug, body, { SIGNATURES: queue })).status).toBe(202)
    }
    expect(sent.map(({ v, version }) => [v, version])).toEqual([
      [5, null],
      [5, 1],
      [5, 2],
    ])
  })

  test.each(['x', '0', -1, 1.5, 1e9, null, '1e1', {}])('that names %s is refused', async (version) => {
    const { slug } = await startPetition()
    const refused = await postSignature(slug, { ...fields, version, proof: await solve(slug) })
    expect(await problemsOf(refused)).toEqual(['version'])
  })

  test('that names a version that there is not is refused, after the bot check and one look into the database', async () => {
    const petition = await startPetition()
    const proof = await solve(petition.slug)
    const { queue: SIGNATURES } = recordingQueue()
    const ask = async (sent: Record<string, unknown>) => {
      const meter = readMeter()
      const response = await postSignature(petition.slug, { ...fields, ...sent }, { DB: meter.DB, SIGNATURES })
      const { errors } = await response.json<Problem>()
      return { status: response.status, paths: errors?.map(({ path }) => path), queries: meter.queries }
    }
    const known = await ask({ version: 1, proof })
    expect(known).toMatchObject({ status: 202 })
    const refused = await ask({ version: 2, proof })
    expect(refused).toMatchObject({ status: 422, paths: ['version'] })
    // In the same millisecond, what was read to find the petition says it already.
    expect([0, 1]).toContain(refused.queries - known.queries)
    expect(await ask({ version: 2 })).toEqual({ status: 403, paths: undefined, queries: known.queries })
  })

  test('of a version that this isolate has not heard of is taken', async () => {
    const petition = await startPetition()
    await fetchEdge(`/en/p/${petition.slug}`)
    const proof = await solve(petition.slug)
    const read = await findPetition(env.DB, petition.slug)
    // As another isolate would.
    if (read !== null) {
      const asked = { revisions: null, by: BY_OPERATOR, needsApproval: false, origin: ORIGIN, now: Date.now() }
      await patchPetition(env.DB, read, { title: 'Other', change: { kind: 'correction' } }, asked)
    }
    expect((await postSignature(petition.slug, { ...fields, version: 2, proof })).status).toBe(202)
  })

  test('is not lost for its version when the database does not respond', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    let isDown = false
    const DB = dbWithPrepare((sql) => {
      if (isDown) throw new Error('D1_ERROR: Network connection lost.')
      return env.DB.prepare(sql)
    })
    const worker = { ...env, SIGNATURES: queue, DB }
    const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const ctx = createExecutionContext()
      const response = await edge.fetch(new Request(`${ORIGIN}${path}`, init), worker, ctx)
      await waitOnExecutionContext(ctx)
      return response
    }
    const challenge = await ask(`/api/petitions/${slug}/challenge`)
    const proof = await proofOf(await challenge.json<Challenge>())
    isDown = true
    const body = { ...fields, version: 2, proof }
    expect((await ask(`/api/petitions/${slug}/signatures`, jsonPost(body))).status).toBe(202)
    expect(sent.map(({ version }) => version)).toEqual([2])
  })
})

test('reading versions takes as many rows, however many have signed', async () => {
  const rowsFor = async (n: number): Promise<number> => {
    const petition = await startPetition()
    await patch(petition, { title: 'Other', change: DEMAND })
    await consumeSignatures(
      Array.from({ length: n }, (_, index) => message(petition, index, { version: 1 + (index % 2) })),
    )
    const meter = readMeter()
    for (const path of ['/versions', '/versions/1']) {
      expect((await fetchEdge(`/api/petitions/${petition.slug}${path}`, {}, { DB: meter.DB })).status).toBe(200)
    }
    expect((await fetchEdge(`/en/p/${petition.slug}/changes`, {}, { DB: meter.DB })).status).toBe(200)
    return meter.rowsRead
  }
  expect(await rowsFor(80)).toBe(await rowsFor(2))
})

test('a signature writes three rows more than before for all its batch, and reads none more', async () => {
  const petition = await startPetition({ milestones: [1_000] })
  const { DB, meter } = meteredDb()
  const messages = Array.from({ length: 50 }, (_, n) => message(petition, n, { publicName: null, version: 1 }))
  await consumeSignatures(messages, { DB })
  // Two for each signature, one counter, seven tallies, and one more if the minute turns.
  expect(meter.rowsWritten).toBeGreaterThanOrEqual(108)
  expect(meter.rowsWritten).toBeLessThanOrEqual(110)
})
