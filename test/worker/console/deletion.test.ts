/** A petition that was open is deleted by an owner, comes back, or is erased. */
import { env } from 'cloudflare:test'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'

import * as schema from '../../../schema/tables.ts'
import { eraseDeleted } from '../../../src/accounts/erase-petitions.ts'
import { makeLinkToken } from '../../../src/crypto/link-token.ts'
import { remove as removeHeld } from '../../../src/ledger/decide.ts'
import { recountNext, recountPetition } from '../../../src/ledger/recount/recount.ts'
import { DAY_MS } from '../../../src/limits.ts'
import { readSettings } from '../../../src/settings.ts'
import { withBudget } from '../../../src/platform/d1-budget.ts'
import {
  asOperator,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  petitionForm,
  postAsCampaign,
  publishUpdate,
  startPetition,
  type TestPetition,
  unique,
  withdrawalOf,
} from '../fixtures.ts'
import { from, range } from '../floods.ts'
import { fetchConsole, member, type Person } from './console.ts'
import { Importer, listRow } from './importing.ts'

const html = { headers: { accept: 'text/html' } }
const pathOf = ({ slug }: TestPetition, rest = ''): string => `/console/p/${slug}${rest}`
const LATER = 14 * DAY_MS + 60_000

const REVIEW = { network: 'a1'.repeat(16), emailDomain: null, country: null, disposable: false, signals: [] }

/** One of everything that a petition can have. */
async function whole(): Promise<{ petition: TestPetition; owner: Person }> {
  const petition = await startPetition({ slug: unique('ferry'), milestones: [2] })
  const owner = await member(petition.id, 'owner')
  await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
  await publishUpdate(petition, 'News')
  await consumeSignatures(
    [0, 1, 2].map((n) =>
      message(petition, n, { comment: 'Why', partner: 'gazette', publicName: `Ann ${n}`, review: REVIEW }),
    ),
  )
  await consumeSignatures([withdrawalOf(message(petition, 2))])
  await env.DB.prepare('INSERT INTO static_counts (petition_id, claimed_at, fast_at) VALUES (?1, 1, 1)')
    .bind(petition.id)
    .run()
  // A decision about what is held, which is being carried out.
  await consumeSignatures(range(3, 20).map((n) => from(petition, n, { signals: ['trap'] })))
  const at = { by: { kind: 'account', id: 'moderator' } as const, origin: 'http://petitions.test', now: Date.now() }
  await removeHeld(env.DB, petition.id, { condition: {}, expected: 3 }, { ...at, rows: 1 })
  // Of an earlier list.
  await new Importer(petition, owner).import([listRow(8), listRow(9)])
  // As of a task that has looked through a part of it.
  await env.DB.prepare(
    `INSERT INTO sweeps (petition_id, task, after) VALUES (?, 'contacts_deleted_at signatures', '0')`,
  )
    .bind(petition.id)
    .run()
  return { petition, owner }
}

const remove = (petition: TestPetition, as: Person, form: Record<string, string> = { confirm: 'yes' }) =>
  fetchConsole(pathOf(petition, '/delete'), { as, form })

const ofPetition = async ({ id }: TestPetition, table: string): Promise<number> =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE petition_id = ?`).bind(id).first<{ n: number }>())
    ?.n ?? 0

const TABLES_OF_PETITIONS = Object.values(schema)
  .flatMap((table) => (is(table, SQLiteTable) ? [table] : []))
  .filter((table) => 'petitionId' in table)
  .map((table) => getTableName(table))

const actsOf = async ({ id }: TestPetition): Promise<string[]> =>
  (
    await env.DB.prepare('SELECT act FROM audit_log WHERE petition_id = ? ORDER BY id').bind(id).all<{ act: string }>()
  ).results.map(({ act }) => act)

describe('a petition that an owner deletes', () => {
  test('needs a confirmation, is closed with it, and offline at once', async () => {
    const { petition, owner } = await whole()
    const page = await (await fetchConsole(pathOf(petition, '/delete'), { as: owner })).text()
    // Two given here, two on an imported list.
    expect(page).toContain('After that, 4 signatures are deleted for good')
    expect((await remove(petition, owner, {})).status).toBe(422)
    const pressed = await Promise.all([remove(petition, owner), remove(petition, owner)])
    for (const response of pressed) {
      expect(response.headers.get('location')).toMatch(new RegExp(`^${pathOf(petition, '/deleted')}`))
    }
    expect((await actsOf(petition)).filter((act) => act === 'deleted')).toHaveLength(1)
    const events = await env.DB.prepare(`SELECT type FROM outbox WHERE petition_id = ? AND type = 'petition.closed'`)
      .bind(petition.id)
      .all()
    expect(events.results).toHaveLength(1)

    for (const path of [
      `/en/p/${petition.slug}`,
      `/p/${petition.slug}`,
      `/en/p/${petition.slug}/updates`,
      `/en/p/${petition.slug}/count`,
      `/en/p/${petition.slug}/feed.atom`,
      `/embed/${petition.slug}`,
      `/og/en/${petition.slug}.png`,
      `/badge/${petition.slug}.svg`,
      `/api/petitions/${petition.slug}`,
      `/api/petitions/${petition.slug}/challenge`,
    ]) {
      const response = await fetchEdge(path, html)
      expect([path, response.status]).toEqual([path, 410])
      const body = await response.text()
      expect(body).toContain('This petition was deleted')
      // The frame has room for the title alone.
      expect(path.startsWith('/embed/') || body.includes('It had 4 signatures then.')).toBe(true)
      expect(body).not.toContain('A title')
    }
    expect((await fetchEdge(`/api/petitions/${petition.slug}/count`)).status).toBe(410)
    expect(await (await fetchEdge('/')).text()).not.toContain(petition.slug)
    expect((await postAsCampaign(petition, 'reopen')).status).toBe(410)
  })

  test('says how many signed here: what is on paper has no names or contacts to delete', async () => {
    const petition = await startPetition({ claimedCount: 500 })
    const owner = await member(petition.id, 'owner')
    await consumeSignatures([message(petition, 1)])
    const page = await (await fetchConsole(pathOf(petition, '/delete'), { as: owner })).text()
    expect(page).toContain('After that, 1 signature is deleted for good')
    expect(page).toContain('type="checkbox"')
    expect((await remove(petition, owner)).headers.get('location')).toContain('/deleted')
  })

  test('is deleted by owners alone', async () => {
    const { petition } = await whole()
    for (const role of ['editor', 'moderator'] as const) {
      expect((await remove(petition, await member(petition.id, role))).status).toBe(403)
    }
    expect((await fetchEdge(`/en/p/${petition.slug}`)).status).toBe(200)
  })

  test('leads its team to one page, from which an owner brings it back as it was, and closed', async () => {
    const { petition, owner } = await whole()
    const editor = await member(petition.id, 'editor')
    await remove(petition, owner)
    for (const path of ['', '/text', '/team', '/settings/reopen']) {
      const response = await fetchConsole(pathOf(petition, path), { as: owner })
      expect([path, response.headers.get('location')]).toEqual([path, pathOf(petition, '/deleted')])
    }
    expect(await (await fetchConsole('/console', { as: owner })).text()).toContain('Deleted')
    const seen = await (await fetchConsole(pathOf(petition, '/deleted'), { as: editor })).text()
    expect(seen).not.toContain('/deleted/undo')
    expect((await fetchConsole(pathOf(petition, '/deleted/undo'), { as: editor, method: 'POST' })).status).toBe(403)
    const undone = await fetchConsole(pathOf(petition, '/deleted/undo'), { as: owner, method: 'POST' })
    expect(undone.headers.get('location')).toBe(`${pathOf(petition)}?done=deletion-undone`)
    await fetchConsole(pathOf(petition, '/deleted/undo'), { as: owner, method: 'POST' })
    expect((await actsOf(petition)).slice(-2)).toEqual(['deleted', 'deletion-undone'])
    const back = await fetchEdge(`/api/petitions/${petition.slug}`)
    expect(await back.json()).toMatchObject({ state: 'closed', count: 4, title: 'A title' })
    await postAsCampaign(petition, 'reopen')
    await consumeSignatures([message(petition, 5)])
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json()).toMatchObject({ count: 5 })
  })

  test('is erased after 14 days, in slices, and nothing is left but its row and its log', async () => {
    const { petition, owner } = await whole()
    await env.DB.prepare(`INSERT INTO slugs (slug, petition_id, created_at) VALUES (?1, ?2, 1)`)
      .bind(unique('former'), petition.id)
      .run()
    const acts = await actsOf(petition)
    await remove(petition, owner)
    expect(await eraseDeleted(env.DB, Date.now() + LATER - 2 * DAY_MS)).toBe(0)
    expect(await ofPetition(petition, 'signatures')).toBe(5)
    const now = Date.now() + LATER
    // A few statements at a time, as on the free plan; whatever it has come to, the recount finds nothing wrong.
    for (let slice = 0; slice < 40; slice++) {
      await eraseDeleted(withBudget(env.DB, { left: 7 }), now).catch(() => 0)
      const recounted = await recountPetition(env.DB, petition.slug, { fix: null, now })
      expect(recounted?.differences ?? []).toEqual([])
    }
    const { petitions } = await recountNext(env.DB, petition.id - 1, { fix: null, now })
    expect(petitions.find(({ id }) => id === petition.id)).toMatchObject({ rows: 0, drift: 0 })

    // That of static counts until its object in the bucket is deleted: static-counts.test.ts.
    const kept = new Set(['audit_log', 'counters', 'slugs', 'static_counts'])
    expect(TABLES_OF_PETITIONS.length).toBeGreaterThan(15)
    for (const table of TABLES_OF_PETITIONS) {
      expect([table, (await ofPetition(petition, table)) > 0]).toEqual([table, kept.has(table)])
    }
    expect(await actsOf(petition)).toEqual([...acts, 'deleted', 'erased'])
    const row = await env.DB.prepare('SELECT * FROM petitions WHERE id = ?').bind(petition.id).first()
    expect(row).toMatchObject({ slug: petition.slug, final_count: 4, title: '', body: '', starter: '', addressee: '' })
    expect(row).toMatchObject({ public_keys: '[]', erased_at: now })

    // Its page still says so, and nobody else gets its web address.
    expect((await fetchEdge(`/en/p/${petition.slug}`)).status).toBe(410)
    const taken = await fetchEdge('/api/petitions', jsonPost(petitionForm({ slug: petition.slug }), asOperator))
    expect(taken.status).toBe(409)
    expect((await fetchConsole(pathOf(petition, '/deleted'), { as: owner })).status).toBe(404)
  })

  test('stores nothing that arrives when it is being erased', async () => {
    const { petition, owner } = await whole()
    const late = message(petition, 7)
    await remove(petition, owner)
    await eraseDeleted(env.DB, Date.now() + LATER)
    await consumeSignatures([late, withdrawalOf(message(petition, 0))])
    await eraseDeleted(env.DB, Date.now() + LATER)
    expect(await ofPetition(petition, 'signatures')).toBe(0)
    expect(await ofPetition(petition, 'emails')).toBe(0)
    const counter = await env.DB.prepare('SELECT n FROM counters WHERE petition_id = ?').bind(petition.id).first()
    expect(counter).toEqual({ n: 0 })
  })

  test('says so at the links in emails', async () => {
    const { tokenKeys } = readSettings(env)
    const openLinks = async (petition: TestPetition) => {
      const { id, signer } = message(petition, 0)
      const target = { petitionId: petition.id, id, signer, proven: true }
      const confirm = await makeLinkToken('confirm', target, Date.now() + DAY_MS, tokenKeys)
      const withdraw = await makeLinkToken('withdraw', target, null, tokenKeys)
      const paths = [`/confirm/${confirm}`, `/withdraw/${withdraw}`]
      return Promise.all(paths.map(async (path) => (await fetchEdge(path, html)).status))
    }
    const deleted = await whole()
    await remove(deleted.petition, deleted.owner)
    // A withdrawal is possible as long as there is anything to withdraw.
    expect(await openLinks(deleted.petition)).toEqual([410, 200])
    const erased = await whole()
    await remove(erased.petition, erased.owner)
    await eraseDeleted(env.DB, Date.now() + LATER)
    expect(await openLinks(erased.petition)).toEqual([410, 410])
  })
})
