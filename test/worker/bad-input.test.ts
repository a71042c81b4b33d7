/** Every wrong body gets a clear problem in the reader's language, and stores nothing. */
import { describe, expect, test } from 'vitest'

import { BODY_MAX_BYTES } from '../../src/limits.ts'
import type { Problem } from '../../src/http/problem.ts'
import {
  fetchEdge,
  jsonPost,
  ledgerAt,
  ledgerOf,
  postAsCampaign,
  recordingQueue,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const GOOD = { name: 'Ada Example', email: 'ada@example.org' }
const OFF = { BOT_CHECK: 'off' }

let petition: TestPetition | undefined
const target = async (): Promise<TestPetition> => (petition ??= await startPetition())

async function refused(init: RequestInit): Promise<Problem & { errors?: { path: string; message: string }[] }> {
  const { slug } = await target()
  const { queue, sent } = recordingQueue()
  // Each from a network of its own: wrong forms count against the limit.
  const headers = new Headers(init.headers)
  headers.set('cf-connecting-ip', address())
  const response = await fetchEdge(
    `/api/petitions/${slug}/signatures`,
    { ...init, headers },
    { ...OFF, SIGNATURES: queue },
  )
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(sent).toEqual([])
  const problem = await response.json<Problem>()
  expect(problem.status).toBe(response.status)
  expect(problem.detail.length).toBeGreaterThan(10)
  return problem
}

const codeOf = ({ type }: Problem): string | undefined => type.split('/').at(-1)

describe('an invalid field', () => {
  test.each<[string, Record<string, unknown>]>([
    ['name', { name: undefined }],
    ['name', { name: null }],
    ['name', { name: '' }],
    ['name', { name: '   \t ' }],
    ['name', { name: 42 }],
    ['name', { name: ['Ada'] }],
    ['name', { name: { first: 'Ada' } }],
    ['name', { name: 'a'.repeat(101) }],
    ['name', { name: 'Ada\u0000Example' }],
    ['name', { name: 'Ada\u202Eelpmaxe' }],
    ['name', { name: 'Ada\u2066x' }],
    ['name', { name: 'Ada\nExample' }],
    ['name', { name: '\u200B\u200B' }],
    ['name', { name: '...' }],
    ['name', { name: 'buy at http://spam.test' }],
    ['name', { name: 'www.spam.test' }],
    ['name', { name: 'cheap-pills.com' }],
    ['name', { name: 'go to t.me/spam' }],
    ['name', { name: 'спам.com' }],
    ['name', { name: 'a-a-'.repeat(4_000) }],
    ['email', { email: undefined }],
    ['email', { email: '' }],
    ['email', { email: 7 }],
    ['email', { email: 'ada' }],
    ['email', { email: 'ada@' }],
    ['email', { email: '@example.org' }],
    ['email', { email: 'ada@localhost' }],
    ['email', { email: 'ada@example' }],
    ['email', { email: 'ada@127.0.0.1' }],
    ['email', { email: 'ada@[127.0.0.1]' }],
    ['email', { email: 'a b@example.org' }],
    ['email', { email: 'ada..x@example.org' }],
    ['email', { email: '.ada@example.org' }],
    ['email', { email: 'ada@exa mple.org' }],
    ['email', { email: 'ada@-example.org' }],
    ['email', { email: 'ada@example..org' }],
    ['email', { email: 'ada@example.org\u0000' }],
    ['email', { email: `${'a'.repeat(65)}@example.org` }],
    ['email', { email: `ada@${'a'.repeat(250)}.org` }],
    ['email', { email: 'ada@example.org, bob@example.org' }],
    ['email', { email: 'ada@example.org\r\nBcc: bob@example.org' }],
    ['country', { country: 'Uzbekistan' }],
    ['country', { country: 'ZZ' }],
    ['country', { country: 1 }],
    ['comment', { comment: 'x'.repeat(501) }],
    ['comment', { comment: '\u202Ex' }],
    ['comment', { comment: false }],
    ['showName', { showName: 'loudly' }],
    ['updates', { updates: 'yes' }],
    ['partner', { partner: 'a b' }],
    ['partner', { partner: 'x'.repeat(41) }],
    ['locale', { locale: 'tlh' }],
    ['proof', { proof: 'x'.repeat(4_097) }],
    ['proof', { proof: {} }],
    ['website', { website: 'x'.repeat(501) }],
  ])('%s: %j', async (path, fields) => {
    const problem = await refused(jsonPost({ ...GOOD, ...fields }))
    expect(codeOf(problem)).toBe('invalid-signature')
    expect(problem.status).toBe(422)
    expect(problem.errors?.map((error) => error.path)).toEqual([path])
    expect(problem.errors?.[0]?.message).toMatch(/\S{2,}.*[.]$/u)
  })

  test('in a partner code names the allowed characters, which are more than those of a slug', async () => {
    const problem = await refused(jsonPost({ ...GOOD, partner: 'a b' }))
    expect(problem.errors?.[0]?.message).toContain('hyphens or underscores')
    expect(
      (await refused(jsonPost({ ...GOOD, email: 'x', partner: 'Radio_1' }))).errors?.map(({ path }) => path),
    ).toEqual(['email'])
  })

  test('with a lone surrogate is refused', async () => {
    const problem = await refused(jsonPost('{"name":"Ada \\ud800","email":"ada@example.org"}'))
    expect(problem.errors?.map(({ path }) => path)).toEqual(['name'])
  })

  test('is named together with all others, in the language of the reader', async () => {
    const problem = await refused(
      jsonPost({ email: 'x', country: '?' }, { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.1' }),
    )
    expect(problem.title).toBe('Проверьте данные подписи')
    expect(problem.errors).toEqual([
      { path: 'name', message: 'Укажите имя и фамилию.' },
      { path: 'email', message: expect.stringContaining('адресе электронной почты') },
      { path: 'country', message: 'Выберите страну из списка.' },
    ])
  })
})

describe('genuine names are accepted', () => {
  test.each([
    'Ада Лавлейс',
    'آدا لوفليس',
    '爱达·洛夫莱斯',
    'José María O’Neill-García',
    'Nguyễn Thị Minh Khai',
    'J.R.R. Example',
    'St.John Example',
    'J.de Vries',
    'Dr.Me',
    'A.Su',
    '🌻 Ada',
    'می‌خواهم',
    'x',
    'É'.repeat(100),
    'Mr. No Body',
  ])('%s', async (name) => {
    const { slug } = await target()
    const { queue, sent } = recordingQueue()
    const init = jsonPost({ ...GOOD, name, showName: 'full' }, { 'cf-connecting-ip': address() })
    const response = await fetchEdge(`/api/petitions/${slug}/signatures`, init, { ...OFF, SIGNATURES: queue })
    expect(response.status).toBe(202)
    expect(sent[0]?.publicName).toBe(name.normalize('NFC'))
  })
})

let host = 0
const address = (): string => `2001:db8:0:${(++host).toString(16)}::1`

describe('a request body', () => {
  const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)
  const json = { 'content-type': 'application/json' }
  const stream = (chunk: Uint8Array, times: number): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < times; sent++) controller.enqueue(chunk)
        controller.close()
      },
    })

  test.each<[string, string, RequestInit]>([
    ['nothing', 'malformed', { method: 'POST', headers: json }],
    ['broken JSON', 'malformed', jsonPost('{"name":')],
    ['an array', 'malformed', jsonPost('[1]')],
    ['null', 'malformed', jsonPost('null')],
    ['a string', 'malformed', jsonPost('"text"')],
    ['deep JSON', 'malformed', jsonPost(deep(2_000))],
    ['deep arrays', 'malformed', jsonPost(`{"name":${'['.repeat(7_000)}`)],
    ['not UTF-8', 'malformed', { method: 'POST', headers: json, body: new Uint8Array([123, 34, 0xff, 0xfe, 34, 125]) }],
    [
      'UTF-16',
      'malformed',
      {
        method: 'POST',
        headers: json,
        body: new Uint8Array(Uint16Array.from('{"name":"x"}', (char) => char.charCodeAt(0)).buffer),
      },
    ],
    ['giant', 'too-large', jsonPost({ ...GOOD, comment: 'x'.repeat(BODY_MAX_BYTES) })],
    [
      'giant in chunks, without a length',
      'too-large',
      { method: 'POST', headers: json, body: stream(new Uint8Array(8_192).fill(32), 40) },
    ],
    [
      'plain text',
      'unsupported-type',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(GOOD) },
    ],
    ['no type', 'unsupported-type', { method: 'POST', body: new TextEncoder().encode(JSON.stringify(GOOD)) }],
    ['multipart', 'unsupported-type', { method: 'POST', body: new FormData() }],
    ['XML', 'unsupported-type', { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<a/>' }],
  ])('%s is %s', async (_, code, init) => {
    expect(codeOf(await refused(init))).toBe(code)
  })

  test('with braces in a string is not deep, and with __proto__ sets no field', async () => {
    const problem = await refused(jsonPost(`{"name":"${'{['.repeat(60)}","__proto__":{"email":"ada@example.org"}}`))
    expect(codeOf(problem)).toBe('invalid-signature')
    expect(problem.errors?.map(({ path }) => path)).toContain('email')
  })

  test('of exactly the largest size is read', async () => {
    const { slug } = await target()
    const body = JSON.stringify(GOOD)
    const padded = body.replace('{', `{${' '.repeat(BODY_MAX_BYTES - body.length)}`)
    const response = await fetchEdge(
      `/api/petitions/${slug}/signatures`,
      jsonPost(padded, { 'cf-connecting-ip': address() }),
      OFF,
    )
    expect(padded).toHaveLength(BODY_MAX_BYTES)
    expect(response.status).toBe(202)
  })
})

describe('a petition that is', () => {
  const post = (slug: string) => fetchEdge(`/api/petitions/${slug}/signatures`, jsonPost(GOOD), OFF)
  const code = async (response: Response): Promise<string | undefined> => codeOf(await response.json<Problem>())

  test('unknown', async () => {
    for (const slug of ['nope', 'x'.repeat(3_000), '%00', "'--", '..%2f']) {
      const response = await post(slug)
      expect(response.status).toBe(404)
      expect(await code(response)).toBe('petition-not-found')
    }
  })

  test('draft', async () => {
    const draft = await startPetition({ state: 'draft' })
    expect((await post(draft.slug)).status).toBe(404)
  })

  test('closed', async () => {
    const closed = await startPetition()
    await postAsCampaign(closed, 'close')
    const response = await post(closed.slug)
    expect(response.status).toBe(409)
    expect(await code(response)).toBe('petition-closed')
    expect(await ledgerOf(closed)).toEqual(ledgerAt(0))
  })

  test('requested with the wrong method, or at an unknown path, gets a problem response', async () => {
    const { slug } = await target()
    const wrong = await fetchEdge(`/api/petitions/${slug}/signatures`, { method: 'PUT' })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toContain('POST')
    expect(await code(wrong)).toBe('method-not-allowed')
    expect(await code(await fetchEdge('/api/nothing'))).toBe('not-found')
  })

  test('requested by a browser gets a page instead', async () => {
    const response = await fetchEdge('/en/p/nope', { headers: { accept: 'text/html,*/*' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('Petition not found')
  })
})
