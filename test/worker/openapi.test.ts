/** The OpenAPI document is correct: it has every route, and every refusal that it names has its words. */
import { expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import { problemOf } from '../../src/http/problem.ts'
import { REFUSAL_STATUS, type Refusal, type RefusalCode } from '../../src/refusal.ts'
import { app } from '../../workers/edge/app.ts'
import { OPERATIONS } from '../../workers/edge/operations.ts'
import { fetchEdge, startPetition } from './fixtures.ts'

test('every API route is documented, and nothing else', () => {
  const routed = app.routes
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(OPERATIONS)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
  expect(new Set(routed)).toEqual(new Set(described))
})

test('the document has every schema, and every reference resolves', async () => {
  const document = await (await fetchEdge('/openapi.json')).json<{ components: { schemas: Record<string, unknown> } }>()
  expect(Object.keys(document.components.schemas)).toEqual(Object.keys(SCHEMAS))
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name ?? '')
  }
  const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('clients can be generated from the document', async () => {
  const document = await (
    await fetchEdge('/openapi.json')
  ).json<{
    paths: Record<string, Record<string, { security: object[]; parameters?: { name: string; schema: object }[] }>>
    webhooks: object
    components: { schemas: Record<string, unknown> }
  }>()
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  // Without it, an operation would be taken for one that has what the document has.
  for (const { security } of operations) expect(security).toBeInstanceOf(Array)
  for (const name of ['limit', 'maxwidth', 'maxheight']) {
    const same = operations.flatMap(({ parameters = [] }) => parameters.filter((each) => each.name === name))
    expect(same.length).toBeGreaterThan(0)
    for (const { schema } of same) expect(schema).toEqual({ type: 'integer' })
  }
  // Generators of types take a member with a default for one that is always sent.
  expect(JSON.stringify(document.components.schemas)).not.toContain('"default":')
  expect(document.paths['/api/petitions/{slug}/count']?.['get']).toMatchObject({ responses: { 304: {} } })
  expect(Object.keys(document.webhooks)).toEqual(['event'])
})

test('responses have the documented shape', async () => {
  const { slug } = await startPetition()
  for (const [path, schema] of [
    [`/api/petitions/${slug}`, SCHEMAS.Petition],
    [`/api/petitions/${slug}/count`, SCHEMAS.Count],
    [`/api/petitions/${slug}/signers`, SCHEMAS.Signers],
    [`/api/petitions/${slug}/challenge`, SCHEMAS.Challenge],
    [`/badge/${slug}.json`, SCHEMAS.ShieldsBadge],
    [`/oembed?url=http://petitions.test/p/${slug}`, SCHEMAS.Oembed],
  ] as const) {
    const body = await (await fetchEdge(path)).json()
    expect(schema.safeParse(body).error).toBeUndefined()
  }
  expect(SCHEMAS.Problem.safeParse(await (await fetchEdge('/api/petitions/nope')).json()).success).toBe(true)
})

const EVERY_REFUSAL: { [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  malformed: { code: 'malformed', why: 'not-json' },
  unauthorized: { code: 'unauthorized' },
  'scope-missing': { code: 'scope-missing', scope: 'updates' },
  'bot-check-failed': { code: 'bot-check-failed', why: 'expired' },
  'petition-not-found': { code: 'petition-not-found' },
  'taken-down': { code: 'taken-down', ground: 'rules', reason: 'Paragraph 2 names a child.' },
  deleted: { code: 'deleted', at: 0, count: 12 },
  'not-found': { code: 'not-found' },
  'link-broken': { code: 'link-broken' },
  'link-expired': { code: 'link-expired' },
  'signature-gone': { code: 'signature-gone' },
  'method-not-allowed': { code: 'method-not-allowed', allow: 'GET' },
  'petition-closed': { code: 'petition-closed' },
  conflict: { code: 'conflict', why: 'slug-taken' },
  'changed-meanwhile': { code: 'changed-meanwhile', current: { title: '', addressee: '', body: '', revision: 1 } },
  'too-large': { code: 'too-large', maxBytes: 1 },
  'unsupported-type': { code: 'unsupported-type' },
  'invalid-signature': { code: 'invalid-signature', errors: [{ path: 'name', code: 'too-long' }] },
  'invalid-petition': { code: 'invalid-petition', errors: [] },
  'invalid-webhook': { code: 'invalid-webhook', errors: [] },
  'invalid-query': { code: 'invalid-query', errors: [{ path: 'since', code: 'not-a-time' }] },
  'invalid-condition': { code: 'invalid-condition', errors: [] },
  'invalid-update': { code: 'invalid-update', errors: [] },
  'invalid-image': { code: 'invalid-image', why: 'not-an-image' },
  'unsupported-format': { code: 'unsupported-format' },
  'too-many-requests': { code: 'too-many-requests', retryAfterSeconds: 60 },
  unavailable: { code: 'unavailable', retryAfterSeconds: 5 },
}

test.each(Object.values(EVERY_REFUSAL))(
  '$code is described in every language, and its type is the URL of its explanation',
  async (refusal) => {
    const problems = LOCALES.map((locale) => problemOf(refusal, locale, 'http://petitions.test'))
    for (const { type, status } of problems) {
      expect(type).toBe(`http://petitions.test/problems/${refusal.code}`)
      expect(status).toBe(REFUSAL_STATUS[refusal.code])
    }
    expect(new Set(problems.map(({ title }) => title)).size).toBe(LOCALES.length)
    expect(new Set(problems.map(({ detail }) => detail)).size).toBe(LOCALES.length)
    const response = await fetchEdge(`/problems/${refusal.code}`, { redirect: 'manual' })
    expect(response.headers.get('location')).toBe(`/docs#${refusal.code}`)
    expect(await (await fetchEdge('/docs')).text()).toContain(`id="${refusal.code}"`)
  },
)
