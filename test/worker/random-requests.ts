/** Requests to every route of both Workers that changes something, at random: what property tests of all of them share. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'

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
import { reported } from './reports.ts'

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
  { opensAt: '2999-01-01T00:00:00Z' },
  { opensAt: null },
  { version: 1 },
  { revision: 1, state: 'draft' },
]

const TYPED_WORDS = { title: 'Typed', addressee: 'Typed', body: 'Typed' }
const PARTNER = { code: 'union', name: 'Another', wasName: 'A partner' }
/** What is typed into the forms of the console, in turn. */
const FIELDS: Record<string, string>[] = [
  { ...TYPED_WORDS, kind: 'demand', why: 'We say so.', of: '1', code: 'union', name: 'A partner' },
  { title: 'A title', addressee: 'The council', body: 'Words.', kind: 'correction', why: '', of: '1', ...PARTNER },
  { title: 'Another', addressee: 'The council', body: 'Words.', kind: '', why: '', of: '2' },
  { section: 'days', closesOn: '', timeZone: 'Asia/Tashkent', goal: '70', milestones: '5, 10' },
  { alt: 'A boat at night' },
  { section: 'floods', signingLimit: 'high', signals: '3' },
  { kind: 'paper', n: '12', was: '12', collectedOn: '2026-11-20', source: 'Market day', counted: 'yes' },
  { kind: 'list', n: '3', was: '12', collectedOn: '2026-11-20', source: 'Market day', counted: 'yes' },
  { rows: '1', collectedOn: '2026-11-20', source: 'Assembly', lawful: 'yes', confirm: 'yes' },
]

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'ALL'])
const linesOf = (app: { routes: { method: string; path: string }[] }): string[] => [
  ...new Set(app.routes.filter(({ method }) => !SAFE.has(method)).map(({ method, path }) => `${method} ${path}`)),
]
/** The edge passes what is below /console to the console, whose routes for one petition are called themselves: but for
 * the one that deletes a draft, which has no version. */
const ofConsole = linesOf(console).filter((line) => line.includes(':slug') && !line.endsWith('/:slug/delete'))
export const DISMISS = 'POST /console/p/:slug/signers/:id/dismiss'
export const routes = [...linesOf(edge).filter((line) => !line.includes(' /console')), ...ofConsole]

export interface Step {
  route: string
  variant: number
}
export const step: fc.Arbitrary<Step> = fc.record({
  // Those that are about words come more often than the others, however many there are of them.
  route: fc.constantFrom(
    ...routes,
    ...routes.filter((route) => /translations|reopen|close/.test(route)),
    ...ofConsole.filter((route) => /\/(?:text|paper(?!\/import)|updates)/.test(route)),
    ...ofConsole.filter((route) => route.endsWith('/text/publish') || route === DISMISS),
    ...Array.from({ length: Math.ceil(routes.length / 3) }, () => 'PATCH /api/petitions/:slug'),
    ...Array.from({ length: 6 }, () => 'queue'),
  ),
  variant: fc.nat(9),
})

export interface Scene {
  petition: TestPetition
  /** Owner and operator: every route of the console is open to them. */
  owner: Person
  update: string
  webhook: string
  /** A name that a reader has reported; null for a draft, which nobody has signed. */
  reported: { signature: string; upTo: string } | null
  signatures: number
}

/** Of the signature that is reported: the others count from 0. */
const REPORTED_NUMBER = 1_000

export async function scene(isDraft: boolean): Promise<Scene> {
  const petition = await startPetition(isDraft ? { state: 'draft' } : {})
  const { id: update } = await publishUpdate(petition, 'News')
  const added = await postAsCampaign(petition, 'webhooks', { url: EVERYTHING.url })
  const { id: webhook } = await added.json<{ id: string }>()
  const owner = await signedIn({ isOperator: true })
  await env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?1, ?2, 'owner', 0)`)
    .bind(petition.id, owner.accountId)
    .run()
  return { petition, owner, update, webhook, reported: isDraft ? null : await reportedName(petition), signatures: 0 }
}

async function reportedName(petition: TestPetition) {
  const named = message(petition, REPORTED_NUMBER, { publicName: 'Ada', comment: 'Because.' })
  await consumeSignatures([named])
  return { signature: named.id, upTo: await reported(petition, { about: 'signature', aboutId: named.id }) }
}

/** 500 and more would be a fault: the triggers are there for code that is wrong, and none is. */
export async function take(scene: Scene, { route, variant }: Step): Promise<number> {
  const { petition, owner } = scene
  if (route === 'queue') {
    await consumeSignatures([message(petition, scene.signatures++, { version: variant === 0 ? null : variant })])
    return 200
  }
  const [method = '', path = ''] = route.split(' ')
  const url = path
    .replace(':slug', petition.slug)
    .replace(':lang', variant % 2 === 0 ? 'tr' : 'de')
    .replace(':code', PARTNER.code)
    .replace(':id', await idFor(scene, route))
    .replace(/:\w+(?:\{[^}]*\})?/g, 'x')
  if (ofConsole.includes(route)) {
    const form = {
      ...FIELDS[variant % FIELDS.length],
      revision: await revisionOf(petition, variant),
      id: uuidv7(),
      upTo: scene.reported?.upTo ?? '',
    }
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

/** Of something that the route is for, where there is one. */
async function idFor({ petition, update, webhook, reported: name }: Scene, route: string): Promise<string> {
  if (route === DISMISS && name !== null) return name.signature
  if (route.includes('/webhooks/')) return webhook
  return route.includes('/paper/') ? claimOf(petition, route) : update
}

/** What a form has: the petition's own, but now and then that of a page which is out of date. */
async function revisionOf({ id }: TestPetition, variant: number): Promise<string> {
  const found = await env.DB.prepare('SELECT revision FROM petitions WHERE id = ?')
    .bind(id)
    .first<{ revision: number }>()
  return String((found?.revision ?? 0) - (variant === 9 ? 1 : 0))
}

/** The last number from elsewhere that can be corrected, or the last import: often one that is not there yet. */
async function claimOf({ id }: TestPetition, path: string): Promise<string> {
  const found = await env.DB.prepare(
    `SELECT id FROM claims WHERE petition_id = ?1 AND corrects IS NULL AND (kind = 'import') = ?2 ORDER BY added_at DESC, id DESC`,
  )
    .bind(id, path.includes('/import/') ? 1 : 0)
    .first<{ id: string }>()
  return found?.id ?? uuidv7()
}
