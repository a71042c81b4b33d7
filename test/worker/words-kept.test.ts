/** Whatever is asked of any route, in any order: no version of a text changes, and every signature is of one. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { app as console } from '../../workers/console/app.tsx'
import { app as edge } from '../../workers/edge/app.ts'
import { PLAIN } from '../support/images.ts'
import { fetchConsole, type Person, signedIn } from './console/console.ts'
import {
  asOperator,
  consumeSignatures,
  fetchEdge,
  message,
  postAsCampaign,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

/** What is sent to every route that changes something: words for it to write, and what it needs to do its work. */
const EVERYTHING = {
  title: 'Rewritten',
  addressee: 'Rewritten',
  body: 'Rewritten',
  language: 'tr',
  change: { kind: 'demand', why: 'We say so.' },
  of: 1,
  version: 1,
  outcome: 'Rewritten',
  url: 'https://partner.example.org/hook',
  condition: {},
  expected: 0,
}
/** Members of a patch that are taken together, in turn. */
const PATCHES: Record<string, unknown>[] = [
  { title: 'Another title', change: EVERYTHING.change },
  { addressee: 'Another addressee', change: EVERYTHING.change },
  { body: 'Another body', change: { kind: 'correction' } },
  { title: 'A title', addressee: 'The council', body: 'Words.', change: EVERYTHING.change },
  { title: 'Without a reason', change: { kind: 'facts' } },
  { title: 'Without a kind' },
  { language: 'tr' },
  { goal: 7 },
  { version: 1 },
  { revision: 1, state: 'draft' },
]

/** What is typed into the forms of the console, in turn. */
const FIELDS: Record<string, string>[] = [
  { title: 'Typed', addressee: 'Typed', body: 'Typed', kind: 'demand', why: 'We say so.', of: '1' },
  { title: 'A title', addressee: 'The council', body: 'Words.', kind: 'correction', why: '', of: '1' },
  { title: 'Another', addressee: 'The council', body: 'Words.', kind: '', why: '', of: '2' },
]

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'ALL'])
const linesOf = (app: { routes: { method: string; path: string }[] }): string[] => [
  ...new Set(app.routes.filter(({ method }) => !SAFE.has(method)).map(({ method, path }) => `${method} ${path}`)),
]
/** The edge passes what is below /console to the console, whose routes for one petition are called themselves: but for
 * the one that deletes a draft, which has no version. */
const ofConsole = linesOf(console).filter((line) => line.includes(':slug') && !line.endsWith('/:slug/delete'))
const routes = [...linesOf(edge).filter((line) => !line.includes(' /console')), ...ofConsole]

interface Step {
  route: string
  variant: number
}
const step: fc.Arbitrary<Step> = fc.record({
  // Those that are about words come more often than the others.
  route: fc.constantFrom(
    ...routes,
    ...routes.filter((route) => /translations|reopen|close/.test(route)),
    ...ofConsole.filter((route) => route.includes('/text')),
    ...Array.from({ length: 8 }, () => 'PATCH /api/petitions/:slug'),
    ...Array.from({ length: 6 }, () => 'queue'),
  ),
  variant: fc.nat(9),
})

interface Scene {
  petition: TestPetition
  /** Owner and operator: every route of the console is open to them. */
  owner: Person
  update: string
  webhook: string
  signatures: number
}

async function scene(isDraft: boolean): Promise<Scene> {
  const petition = await startPetition(isDraft ? { state: 'draft' } : {})
  const { id: update } = await publishUpdate(petition, 'News')
  const added = await postAsCampaign(petition, 'webhooks', { url: EVERYTHING.url })
  const { id: webhook } = await added.json<{ id: string }>()
  const owner = await signedIn({ isOperator: true })
  await env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?1, ?2, 'owner', 0)`)
    .bind(petition.id, owner.accountId)
    .run()
  return { petition, owner, update, webhook, signatures: 0 }
}

/** 500 and more would be a fault: the triggers are there for code that is wrong, and none is. */
async function take(scene: Scene, { route, variant }: Step): Promise<number> {
  const { petition, owner, update, webhook } = scene
  if (route === 'queue') {
    await consumeSignatures([message(petition, scene.signatures++, { version: variant === 0 ? null : variant })])
    return 200
  }
  const [method = '', path = ''] = route.split(' ')
  const url = path
    .replace(':slug', petition.slug)
    .replace(':lang', variant % 2 === 0 ? 'tr' : 'de')
    .replace(':id', path.includes('/webhooks/') ? webhook : update)
    .replace(/:\w+(?:\{[^}]*\})?/g, 'x')
  if (ofConsole.includes(route)) {
    const form = { ...FIELDS[variant % FIELDS.length], revision: await revisionOf(petition, variant) }
    return (await fetchConsole(url, { as: owner, form })).status
  }
  const isPatch = method === 'PATCH' && path === '/api/petitions/:slug'
  const isUpdatePatch = method === 'PATCH' && path.includes('/updates/')
  const body = isPatch
    ? PATCHES[variant % PATCHES.length]
    : isUpdatePatch
      ? { title: 'Rewritten', body: `Rewritten ${variant}` }
      : EVERYTHING
  const isImage = path.endsWith('/image')
  const response = await fetchEdge(isImage ? `${url}?alt=A%20boat` : url, {
    method,
    headers: { ...asOperator, 'content-type': isImage ? 'image/png' : 'application/json' },
    body: isImage ? PLAIN['image/png'] : JSON.stringify(body),
    redirect: 'manual',
  })
  await response.arrayBuffer()
  return response.status
}

/** What a form has: the petition's own, but now and then that of a page which is out of date. */
async function revisionOf({ id }: TestPetition, variant: number): Promise<string> {
  const found = await env.DB.prepare('SELECT revision FROM petitions WHERE id = ?')
    .bind(id)
    .first<{ revision: number }>()
  return String((found?.revision ?? 0) - (variant === 9 ? 1 : 0))
}

type Row = Record<string, unknown>
async function rowsOf({ id }: TestPetition) {
  const [versions, updateVersions, lost, words] = await env.DB.batch<Row>([
    env.DB.prepare('SELECT * FROM versions WHERE petition_id = ? ORDER BY number').bind(id),
    env.DB.prepare('SELECT * FROM update_versions WHERE petition_id = ? ORDER BY update_id, number').bind(id),
    env.DB.prepare(
      `SELECT s.id FROM (SELECT petition_id, id, version FROM signatures UNION ALL SELECT petition_id, id, version FROM repeats) AS s
       WHERE s.petition_id = ? AND NOT EXISTS (
         SELECT 1 FROM versions AS v WHERE v.petition_id = s.petition_id AND v.number = s.version)`,
    ).bind(id),
    env.DB.prepare(
      `SELECT p.state, p.versions, v.number IS NOT NULL AS isOfVersion FROM petitions AS p
       LEFT JOIN versions AS v ON v.petition_id = p.id AND v.number = p.version AND v.translates IS NULL AND v.title = p.title
         AND v.addressee = p.addressee AND v.body = p.body AND v.language = p.language
       WHERE p.id = ?`,
    ).bind(id),
  ])
  return {
    versions: versions?.results ?? [],
    updateVersions: updateVersions?.results ?? [],
    lost: lost?.results ?? [],
    petition: words?.results[0] ?? {},
  }
}

const keyOf = (row: Row): string => JSON.stringify([row['update_id'], row['number']])

/** Those of the rows before that are not as they were. `mayGo`: with the update that a campaign deletes. */
const rewritten = (before: readonly Row[], after: readonly Row[], mayGo: boolean): Row[] => {
  const now = new Map(after.map((row) => [keyOf(row), JSON.stringify(row)]))
  return before.filter((row) => {
    const stands = now.get(keyOf(row))
    return stands === undefined ? !mayGo : stands !== JSON.stringify(row)
  })
}

test('there are routes that change something, and among them those that change words', () => {
  expect(routes.length).toBeGreaterThan(25)
  expect(routes.filter((route) => /translations|PATCH/.test(route)).length).toBeGreaterThanOrEqual(6)
})

test('no route rewrites a text', { timeout: 600_000 }, async () => {
  const statuses = new Set<number>()
  let versions = 0
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 25 }), async (isDraft, steps) => {
      const here = await scene(isDraft)
      let before = await rowsOf(here.petition)
      for (const taken of steps) {
        statuses.add(await take(here, taken))
        const after = await rowsOf(here.petition)
        expect({ taken, rewritten: rewritten(before.versions, after.versions, false) }).toEqual({
          taken,
          rewritten: [],
        })
        expect(rewritten(before.updateVersions, after.updateVersions, true)).toEqual([])
        expect(after.lost).toEqual([])
        const isOpened = after.petition['state'] !== 'draft'
        expect(after.petition['isOfVersion']).toBe(isOpened ? 1 : 0)
        expect(after.versions.map(({ number }) => number)).toEqual(
          isOpened ? Array.from({ length: Number(after.petition['versions']) }, (_, index) => index + 1) : [],
        )
        before = after
      }
      versions += before.versions.length
    }),
    { numRuns: 40 },
  )
  // It did what it is about: texts were changed and refused, and nothing was a fault.
  expect([...statuses].filter((status) => status >= 500)).toEqual([])
  expect([200, 204, 303, 409, 422].filter((status) => !statuses.has(status))).toEqual([])
  expect(versions).toBeGreaterThan(40)
})

test.each([
  ['changed', `UPDATE versions SET title = 'x' WHERE petition_id = ?1`, 'a version is never changed'],
  ['deleted', 'DELETE FROM versions WHERE petition_id = ?1', 'a version is never deleted'],
  [
    'bypassed',
    `UPDATE petitions SET title = 'x' WHERE id = ?1`,
    'the words of an open petition are those of a version',
  ],
  [
    'left behind',
    'UPDATE petitions SET version = 2 WHERE id = ?1',
    'the words of an open petition are those of a version',
  ],
  ['undone', `UPDATE petitions SET state = 'draft' WHERE id = ?1`, 'a petition that was open is no draft again'],
])('the database itself refuses that a version is %s', async (_, sql, says) => {
  const { id } = await startPetition()
  await expect(env.DB.prepare(sql).bind(id).run()).rejects.toThrow(says)
})
