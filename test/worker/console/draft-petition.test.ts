/** A petition that is not open: sent to the operator and back, opened, deleted; and what the operator decides about it. */
import { env } from 'cloudflare:test'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'

import * as schema from '../../../schema/tables.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { findPetition } from '../../../src/petitions/petitions.ts'
import { PLAIN } from '../../support/images.ts'
import {
  bearer,
  fetchEdge,
  postAsCampaign,
  publishUpdate,
  startPetition,
  type TestPetition,
  unique,
} from '../fixtures.ts'
import { fetchConsole, member, type Person, signedIn } from './console.ts'
import { ready, revisionIn, send } from './steps.ts'

const APPROVAL = { PETITIONS: 'approval' } as const
const { draft: words, start, site } = consoleWords('en')

const read = async (path: string, as: Person) => (await fetchConsole(path, { as }, APPROVAL)).text()
const post = (path: string, as: Person, form: Record<string, string> = {}, overrides = {}) =>
  fetchConsole(path, { as, form }, { ...APPROVAL, ...overrides })
const stateOf = async (slug: string) => {
  const petition = await findPetition(env.DB, slug)
  if (petition === null) return null
  return petition.state === 'draft' && petition.submittedAt !== null ? 'submitted' : petition.state
}
const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

/** A petition that its owner has sent to the operator. */
async function waiting(confirmed: Record<string, string> = {}) {
  const [owner, operator] = [await signedIn(), await signedIn({ isOperator: true })]
  const slug = unique('ferry')
  const id = await ready(owner, slug, confirmed)
  await send(owner, id, 'publish', { confirmation: 'email' }, APPROVAL)
  return { owner, operator, slug, path: `/console/p/${slug}`, approvals: `/console/site/approvals/${slug}` }
}

/** What the operator decides on the page that they have read. */
async function decides({ operator, approvals }: { operator: Person; approvals: string }, form: Record<string, string>) {
  const revision = revisionIn(await read(approvals, operator))
  return post(approvals, operator, { revision, ...form })
}

describe('a petition that waits for the operator', () => {
  test.each(['ask', 'decline'])('is a draft again after “%s”, and is sent again by its owner', async (decision) => {
    const scene = await waiting()
    const { owner, path, slug } = scene
    expect(await read(path, owner)).toContain(words.takeBack)
    await decides(scene, { decision, message: 'Name the bridge.' })
    expect(await stateOf(slug)).toBe('draft')
    const overview = await read(path, owner)
    for (const text of [words.title, start.publish.submit, words.delete]) expect(overview).toContain(text)
    expect(await read(`${path}/approval`, owner)).toContain(start.publish.submit)
    const sent = await post(`${path}/approval`, owner)
    expect(sent.headers.get('location')).toBe(`${path}?done=submitted`)
    expect(await stateOf(slug)).toBe('submitted')
    // A second click changes nothing.
    expect((await post(`${path}/approval`, owner)).headers.get('location')).toBe(path)
    expect((await decides(scene, { decision: 'approve' })).headers.get('location')).toBe('/console/site?done=approved')
    expect((await fetchEdge(`/en/p/${slug}`)).status).toBe(200)
  })

  test('is taken back by its owner, and cannot be approved then', async () => {
    const scene = await waiting()
    const { owner, operator, path, slug, approvals } = scene
    const revision = revisionIn(await read(approvals, operator))
    expect(await read(`${path}/approval`, owner)).toContain(words.takeBackTitle)
    const taken = await post(`${path}/approval/take-back`, owner)
    expect(taken.headers.get('location')).toBe(`${path}?done=taken-back`)
    expect((await post(`${path}/approval/take-back`, owner)).headers.get('location')).toBe(path)
    await post(approvals, operator, { revision, decision: 'approve' })
    expect(await stateOf(slug)).toBe('draft')
  })

  test('is opened as the operator has read it, and not as it was changed meanwhile', async () => {
    const scene = await waiting()
    const { owner, operator, path, slug, approvals } = scene
    const revision = revisionIn(await read(approvals, operator))
    const own = revisionIn(await read(`${path}/text`, owner))
    const text = { title: 'Quite another demand', addressee: 'The council', body: 'Other words.' }
    await post(`${path}/text`, owner, { revision: own, ...text })
    const late = await post(approvals, operator, { revision, decision: 'approve' })
    expect(late.status).toBe(412)
    const html = await late.text()
    for (const shown of [text.title, site.changed]) expect(html).toContain(shown)
    expect(await stateOf(slug)).toBe('submitted')
    expect((await post(approvals, operator, { decision: 'approve' })).status).toBe(412)
    // The page has what is there now.
    const approved = await post(approvals, operator, { revision: revisionIn(html), decision: 'approve' })
    expect(approved.headers.get('location')).toBe('/console/site?done=approved')
    expect(await stateOf(slug)).toBe('open')
  })

  test('is not opened with a last day that has passed, or a key that nothing can be sealed to', async () => {
    const { fieldErrors } = catalogue('en')
    for (const [column, value, text] of [
      ['closes_at', 1, fieldErrors['in-the-past']],
      ['public_keys', JSON.stringify(['A'.repeat(43)]), fieldErrors['not-a-key']],
    ] as const) {
      const scene = await waiting()
      await run(`UPDATE petitions SET ${column} = ?2 WHERE slug = ?1`, scene.slug, value)
      const refused = await decides(scene, { decision: 'approve' })
      expect([column, refused.status]).toEqual([column, 422])
      expect(await refused.text()).toContain(text)
      await decides(scene, { decision: 'ask', message: 'Please look at it.' })
      const again = await post(
        `${scene.path}/approval`,
        scene.owner,
        column === 'closes_at' ? { closesOn: '1970-01-01' } : {},
      )
      expect([column, again.status]).toEqual([column, 422])
      expect(await again.text()).toContain(text)
      expect(await stateOf(scene.slug)).toBe('draft')
    }
  })

  test('gets another last day from its owner when it is sent again', async () => {
    const scene = await waiting({ closesOn: '2098-01-31' })
    const { owner, path, slug } = scene
    await decides(scene, { decision: 'ask', message: 'Sooner, please.' })
    expect(await read(`${path}/approval`, owner)).toContain('value="2098-01-31"')
    expect((await post(`${path}/approval`, owner, { closesOn: '2098-02-31' })).status).toBe(422)
    await post(`${path}/approval`, owner, { closesOn: '2097-06-30' })
    // In summer, London is an hour ahead.
    expect((await findPetition(env.DB, slug))?.closesAt).toBe(Date.parse('2097-06-30T23:00:00Z'))
    expect(await stateOf(slug)).toBe('submitted')
  })

  test('is not said to be taken down or put back, which it is not', async () => {
    const { operator, slug, approvals } = await waiting()
    const path = `/console/site/petitions/${slug}`
    const page = await read(path, operator)
    expect(page).not.toContain(site.takeDownButton)
    expect(page).toContain(approvals)
    const down = await post(`${path}/take-down`, operator, { ground: 'rules', reason: 'Because.' })
    expect(down.headers.get('location')).toBe(path)
    expect((await post(`${path}/put-back`, operator)).headers.get('location')).toBe(path)
    expect(await stateOf(slug)).toBe('submitted')
    const open = await startPetition()
    const own = `/console/site/petitions/${open.slug}`
    expect((await post(`${own}/put-back`, operator)).headers.get('location')).toBe(own)
    const reason = { ground: 'rules', reason: 'Because.', confirm: 'yes' }
    expect((await post(`${own}/take-down`, operator, reason)).headers.get('location')).toBe(`${own}?done=taken-down`)
    expect((await post(`${own}/put-back`, operator)).headers.get('location')).toBe(`${own}?done=put-back`)
  })
})

describe('a draft', () => {
  const ownDraft = async (): Promise<{ petition: TestPetition; owner: Person; path: string }> => {
    const petition = await startPetition({ state: 'draft' })
    return { petition, owner: await member(petition.id, 'owner'), path: `/console/p/${petition.slug}` }
  }

  test('is opened by its owner where nobody has to approve it', async () => {
    const { owner, path, petition } = await ownDraft()
    const open = { PETITIONS: 'open' } as const
    const overview = await (await fetchConsole(path, { as: owner }, open)).text()
    expect(overview).toContain(start.publish.publish)
    expect(overview).not.toContain(start.publish.submit)
    const opened = await post(`${path}/approval`, owner, {}, open)
    expect(opened.headers.get('location')).toBe(`${path}?done=published`)
    expect(opened.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect((await fetchEdge(`/en/p/${petition.slug}`, {}, { DB: env.DB })).status).toBe(200)
  })

  test('without a key says so, and stays one', async () => {
    const petition = await startPetition({ state: 'draft', publicKeys: [] })
    const owner = await member(petition.id, 'owner')
    const refused = await post(`/console/p/${petition.slug}/approval`, owner)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(catalogue('en').fieldErrors['no-key'])
    expect(await stateOf(petition.slug)).toBe('draft')
  })

  test('shows a member who is no owner no way to send or to delete it', async () => {
    const { petition, path } = await ownDraft()
    const overview = await read(path, await member(petition.id, 'editor'))
    expect(overview).toContain(words.title)
    for (const place of ['approval', 'delete']) expect(overview).not.toContain(`${path}/${place}`)
  })

  test('is deleted with every row that refers to it, and nothing else is', async () => {
    const [{ petition, owner, path }, other] = [await ownDraft(), await ownDraft()]
    for (const one of [petition, other.petition]) {
      await publishUpdate(one, 'News')
      const added = await postAsCampaign(one, 'webhooks', { url: 'https://partner.example.org/hook' })
      const { id } = await added.json<{ id: string }>()
      expect((await postAsCampaign(one, `webhooks/${id}/test`)).status).toBe(202)
      const headers = { ...bearer(one.token), 'content-type': 'image/png' }
      await fetchEdge(`/api/petitions/${one.slug}/image?alt=A%20boat`, {
        method: 'PUT',
        headers,
        body: PLAIN['image/png'],
      })
      await member(one.id, 'editor')
      const person = await signedIn()
      await run(
        `INSERT INTO sign_in_links (token_hash, kind, email_hash, sealed, petition_id, role, locale, created_at, expires_at)
         SELECT ?1, 'invitation', email_hash, sealed, ?2, 'editor', 'en', 1, 2 FROM accounts WHERE id = ?3`,
        unique('hash'),
        one.id,
        person.accountId,
      )
    }
    const before = await rowsOf(other.petition.id)
    // So that the test would see what is left.
    expect(Object.keys(await rowsOf(petition.id)).length).toBeGreaterThanOrEqual(9)
    expect(await rowsOf(petition.id)).toEqual(before)
    expect(await read(`${path}/delete`, owner)).toContain(words.deleteTitle)
    const deleted = await post(`${path}/delete`, owner)
    expect(deleted.headers.get('location')).toBe('/console?done=petition-deleted')
    expect(deleted.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(await rowsOf(petition.id)).toEqual({})
    expect(await rowsOf(other.petition.id)).toEqual(before)
    expect(await (await fetchConsole('/console', { as: owner })).text()).not.toContain(petition.slug)
  })

  test('is deleted with its invitations, which still count for the limits of their day', async () => {
    const { petition, owner, path } = await ownDraft()
    const email = `${unique('invited')}@example.org`
    await post(`${path}/team/invitations`, owner, { email, role: 'editor' })
    const linksOf = (where: string) =>
      env.DB.prepare(`SELECT count(*) AS n FROM sign_in_links WHERE invited_by = ?1 AND ${where}`)
        .bind(owner.accountId)
        .first('n')
    expect(await linksOf(`petition_id = ${petition.id} AND expires_at > ${Date.now()}`)).toBe(1)
    await post(`${path}/delete`, owner)
    expect(await linksOf('petition_id IS NULL AND role IS NULL')).toBe(1)
    expect(await linksOf(`expires_at > ${Date.now()}`)).toBe(0)
  })

  test('that waits, or is open by now, is not deleted', async () => {
    const scene = await waiting()
    expect((await post(`${scene.path}/delete`, scene.owner)).headers.get('location')).toBe(scene.path)
    expect(await stateOf(scene.slug)).toBe('submitted')
    await decides(scene, { decision: 'approve' })
    // What people may have signed is not deleted by a button of the page before.
    expect((await post(`${scene.path}/delete`, scene.owner)).status).toBe(422)
    expect(await stateOf(scene.slug)).toBe('open')
    const members = env.DB.prepare(
      'SELECT count(*) AS n FROM members AS m JOIN petitions AS p ON p.id = m.petition_id WHERE p.slug = ?',
    )
    expect(await members.bind(scene.slug).first('n')).toBe(1)
  })
})

/** How many rows of each table are of the petition, of those that have any. */
async function rowsOf(petitionId: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of Object.values(schema)) {
    if (!is(table, SQLiteTable)) continue
    const name = getTableName(table)
    const where =
      name === 'petitions'
        ? 'id = ?1'
        : name === 'deliveries'
          ? 'webhook_id IN (SELECT id FROM webhooks WHERE petition_id = ?1)'
          : 'petition_id = ?1'
    if (name !== 'petitions' && name !== 'deliveries' && (!('petitionId' in table) || name === 'recounts')) continue
    const n = await env.DB.prepare(`SELECT count(*) AS n FROM ${name} WHERE ${where}`)
      .bind(petitionId)
      .first<number>('n')
    if (n !== null && n > 0) counts[name] = n
  }
  return counts
}
