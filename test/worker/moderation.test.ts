/** Approval and taking down: what the operator decides, what the owners are told, and what the public sees. */
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test } from 'vitest'

import { TAKE_DOWN_GROUNDS } from '../../schema/account.ts'
import { LOCALES } from '../../schema/locales.ts'
import {
  approve,
  askForChange,
  decline,
  putBack,
  sendDraft,
  takeBackFromApproval,
  takeDown,
} from '../../src/accounts/moderate.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { listSubmitted } from '../../src/petitions/moderation.ts'
import { findPetition, type Petition } from '../../src/petitions/petitions.ts'
import { KEYS, memberOf, sentEmail } from './accounts.ts'
import { confirmable, due, rowOf, sender, TOKEN_KEYS, tryOnce } from './emails.ts'
import {
  asOperator,
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  postAsCampaign,
  postSignature,
  startPetition,
  type TestPetition,
  unique,
} from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

const WORDS = 'Paragraph 2 names a child & her <school>.'

/** The petition as an operator's page has it. */
async function deciding({ slug }: TestPetition) {
  const petition = await findPetition(env.DB, slug)
  if (petition === null) throw new Error('no petition')
  return { petition, by: BY_OPERATOR, origin: ORIGIN, newId: () => crypto.randomUUID(), now: Date.now() }
}

/** To the operator, by its owner. */
const sent = async (petition: TestPetition) =>
  sendDraft(env.DB, (await deciding(petition)).petition, { waits: true, by: BY_OPERATOR, now: Date.now() })

const down = async (petition: TestPetition, ground: Petition['takenDownGround'] = 'rules') =>
  takeDown(env.DB, KEYS, { ...(await deciding(petition)), ground: ground ?? 'rules', reason: WORDS })

const back = async (petition: TestPetition, now = Date.now()) =>
  putBack(env.DB, KEYS, { ...(await deciding(petition)), now })

describe('approval', () => {
  async function waiting() {
    const petition = await startPetition({ state: 'draft', title: unique('The night ferry') })
    const owners = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
    await memberOf(petition, 'editor')
    expect(await sent(petition)).toEqual({ ok: true, value: null })
    return { petition, owners: owners.map(({ email }) => email) }
  }
  const slugsWaiting = async () => (await listSubmitted(env.DB)).map(({ slug }) => slug)

  test('opens a petition that waits, once, and tells its owners alone', async () => {
    const { petition, owners } = await waiting()
    expect(await slugsWaiting()).toContain(petition.slug)
    const decision = await deciding(petition)
    const outcomes = await Promise.all([approve(env.DB, KEYS, decision), approve(env.DB, KEYS, decision)])
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    const ids = outcomes.flatMap((one) => (one.ok ? one.value : []))
    const emails = await Promise.all(ids.map((id) => sentEmail(id)))
    expect(emails.map(({ to }) => to).toSorted()).toEqual(owners.toSorted())
    expect(emails[0]?.subject).toBe(`Your petition is open: ${decision.petition.title}`)
    expect(emails[0]?.text).toContain(`${ORIGIN}/p/${petition.slug}`)
    expect(await findPetition(env.DB, petition.slug)).toMatchObject({ state: 'open', submittedAt: null })
    expect(await slugsWaiting()).not.toContain(petition.slug)
    expect((await fetchEdge(`/api/petitions/${petition.slug}`)).status).toBe(200)
  })

  test('opens what was read: not what was changed since, and nothing whose deadline has passed', async () => {
    const { petition } = await waiting()
    const decision = await deciding(petition)
    await env.DB.prepare(`UPDATE petitions SET title = 'Another one', revision = revision + 1 WHERE id = ?`)
      .bind(petition.id)
      .run()
    expect(await approve(env.DB, KEYS, decision)).toEqual({ ok: false, why: 'changed' })
    const late = { ...(await deciding(petition)).petition, closesAt: decision.now }
    expect(await approve(env.DB, KEYS, { ...decision, petition: late })).toEqual({ ok: false, why: 'in-the-past' })
    expect(await findPetition(env.DB, petition.slug)).toMatchObject({ state: 'draft', submittedAt: expect.any(Number) })
    expect((await approve(env.DB, KEYS, await deciding(petition))).ok).toBe(true)
  })

  test('of what the operator has opened with the API ends its wait', async () => {
    const { petition, owners } = await waiting()
    const decision = await deciding(petition)
    await env.DB.prepare(`UPDATE petitions SET state = 'open', opened_at = 1 WHERE id = ?`).bind(petition.id).run()
    const approved = await approve(env.DB, KEYS, decision)
    expect(approved.ok && approved.value.length).toBe(owners.length)
    expect(await slugsWaiting()).not.toContain(petition.slug)
  })

  test('opens nothing without a key, nothing that does not wait, and nothing that was taken back', async () => {
    const { petition } = await waiting()
    const decision = await deciding(petition)
    const keyless = { ...decision, petition: { ...decision.petition, publicKeys: [] } }
    expect(await approve(env.DB, KEYS, keyless)).toEqual({ ok: false, why: 'no-key' })
    const unusable = { ...decision, petition: { ...decision.petition, publicKeys: ['A'.repeat(43)] } }
    expect(await approve(env.DB, KEYS, unusable)).toEqual({ ok: false, why: 'not-a-key' })
    expect(await takeBackFromApproval(env.DB, petition.id, { by: BY_OPERATOR, now: Date.now() })).toBe(true)
    expect(await takeBackFromApproval(env.DB, petition.id, { by: BY_OPERATOR, now: Date.now() })).toBe(false)
    expect(await approve(env.DB, KEYS, decision)).toEqual({ ok: false, why: 'not-waiting' })
    expect(await findPetition(env.DB, petition.slug)).toMatchObject({ state: 'draft' })
    expect(await sent(await startPetition())).toEqual({ ok: false, why: 'changed' })
  })

  test('may ask for a change, or decline, in words that the owners get as they are', async () => {
    for (const [decide, subject] of [
      [askForChange, 'Please change your petition'],
      [decline, 'Not approved'],
    ] as const) {
      const { petition, owners } = await waiting()
      const decision = { ...(await deciding(petition)), words: WORDS }
      const decided = await decide(env.DB, KEYS, decision)
      const emails = await Promise.all((decided.ok ? decided.value : []).map((id) => sentEmail(id)))
      expect(emails.map(({ to }) => to).toSorted()).toEqual(owners.toSorted())
      expect(emails[0]?.subject).toBe(`${subject}: ${decision.petition.title}`)
      expect(emails[0]?.text).toContain(WORDS)
      expect(emails[0]?.html).toContain('names a child &amp; her &lt;school&gt;')
      expect(await decide(env.DB, KEYS, decision)).toEqual({ ok: false, why: 'not-waiting' })
      expect(await findPetition(env.DB, petition.slug)).toMatchObject({ state: 'draft', submittedAt: null })
      expect(await sent(petition)).toEqual({ ok: true, value: null })
    }
  })

  test('is not got around with a token of the petition', async () => {
    const petition = await startPetition({ state: 'draft' })
    const reopen = (headers: Record<string, string>, PETITIONS: string) =>
      fetchEdge(`/api/petitions/${petition.slug}/reopen`, { method: 'POST', headers }, { PETITIONS })
    const refused = await reopen(bearer(petition.token), 'approval')
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ detail: catalogue('en').problem.conflict['needs-approval'] })
    expect((await reopen(asOperator, 'approval')).status).toBe(200)
    const other = await startPetition({ state: 'draft' })
    const response = await fetchEdge(`/api/petitions/${other.slug}/reopen`, {
      method: 'POST',
      headers: bearer(other.token),
    })
    expect(response.status).toBe(200)
  })
})

describe('a petition that is taken down', () => {
  let petition: TestPetition
  beforeEach(async () => {
    petition = await startPetition({ title: 'Words that are gone', body: 'The whole text.' })
    await consumeSignatures([message(petition, 1)])
  })

  /** Every public URL of a petition. */
  const urlsOf = (slug: string): string[] => [
    `/api/petitions/${slug}`,
    `/api/petitions/${slug}/count`,
    `/api/petitions/${slug}/signers`,
    `/api/petitions/${slug}/removals`,
    `/api/petitions/${slug}/updates`,
    `/api/petitions/${slug}/challenge`,
    `/p/${slug}`,
    `/en/p/${slug}`,
    `/en/p/${slug}/thanks`,
    `/en/p/${slug}/links`,
    `/en/p/${slug}/links-sent`,
    `/en/p/${slug}/updates`,
    `/en/p/${slug}/count`,
    `/en/p/${slug}/report`,
    `/en/p/${slug}/report/sent`,
    `/en/p/${slug}/print`,
    `/en/p/${slug}/poster`,
    `/en/p/${slug}/embed`,
    `/en/p/${slug}/feed.atom`,
    `/embed/${slug}`,
    `/embed/${slug}/sign`,
    `/embed/${slug}/thanks`,
    `/embed/${slug}/challenge`,
    `/badge/${slug}.svg`,
    `/badge/${slug}.json`,
    `/link/${slug}.html`,
    `/qr/${slug}.svg`,
    `/og/en/${slug}.png`,
    `/oembed?url=${ORIGIN}/p/${slug}`,
  ]

  test('says so wherever it was, with ground and reason, and without its words', async () => {
    const { slug } = petition
    for (const url of urlsOf(slug)) {
      expect([url, (await fetchEdge(url, { redirect: 'manual' })).status < 400]).toEqual([url, true])
    }
    expect((await down(petition)).ok).toBe(true)
    const fresh = { DB: env.DB }
    for (const url of urlsOf(slug)) {
      for (const accept of ['text/html', 'application/json']) {
        const response = await fetchEdge(url, { headers: { accept }, redirect: 'manual' }, fresh)
        const body = await response.text()
        expect([url, response.status]).toEqual([url, 451])
        expect(body).not.toMatch(/Words that are gone|The whole text|Signer 1/)
        expect(body).toContain('This petition was taken down')
      }
    }
    const page = await (await fetchEdge(`/en/p/${slug}`, { headers: { accept: 'text/html' } }, fresh)).text()
    expect(page).toContain(
      'It breaks the rules of this site. Their reason: Paragraph 2 names a child &amp; her &lt;school&gt;.',
    )
    const problem = await (await fetchEdge(`/api/petitions/${slug}/count`, {}, fresh)).json()
    expect(problem).toMatchObject({
      status: 451,
      type: `${ORIGIN}/problems/taken-down`,
      detail: expect.stringContaining(WORDS),
    })
  })

  test('takes no signature and no confirmation, and lets people withdraw', async () => {
    const waiting = await confirmable()
    const signature = message(waiting, 2, { sealedEmail: '00' })
    await consumeSignatures([signature])
    await down(waiting)
    const fresh = { DB: env.DB }
    expect((await postSignature(waiting.slug, { name: 'Ann', email: 'ann@example.org' }, fresh)).status).toBe(451)
    const form = { method: 'POST', body: new URLSearchParams({ name: 'Ann', email: 'ann@example.org' }) }
    expect((await fetchEdge(`/en/p/${waiting.slug}`, form, fresh)).status).toBe(451)
    const target = { petitionId: waiting.id, id: signature.id, signer: signature.signer, proven: true }
    const confirm = await makeLinkToken('confirm', target, Date.now() + 60_000, TOKEN_KEYS)
    const withdraw = await makeLinkToken('withdraw', target, null, TOKEN_KEYS)
    for (const method of ['GET', 'POST']) {
      expect((await fetchEdge(`/confirm/${confirm}`, { method }, fresh)).status).toBe(451)
      expect((await fetchEdge(`/withdraw/${withdraw}`, { method }, fresh)).status).toBeLessThan(300)
    }
  })

  test('sends no email to those who signed it', async () => {
    const { email, petition: signed } = await due()
    await down(signed)
    const to = sender()
    await tryOnce(email, to)
    expect(to.emails).toEqual([])
    expect(await rowOf(email)).toMatchObject({ state: 'failed', error: 'taken-down', deleted: 1 })
  })

  test('is in no list, search or sitemap', async () => {
    const title = unique('Lighthouse')
    const listed = await startPetition({ title })
    const urls = ['/', `/?q=${title}`, '/sitemaps/1.xml']
    for (const url of urls) {
      const text = await (await fetchEdge(url, {}, { DB: env.DB })).text()
      expect([url, text.includes(listed.slug)]).toEqual([url, true])
    }
    await down(listed)
    for (const url of urls) {
      const text = await (await fetchEdge(url, {}, { DB: env.DB })).text()
      expect([url, text.includes(listed.slug)]).toEqual([url, false])
    }
  })

  test('is still its team’s: its owners are told, and it can be read and changed with its token', async () => {
    const owner = await memberOf(petition, 'owner')
    const decided = await down(petition, 'danger')
    const [id = ''] = decided.ok ? decided.value : []
    const email = await sentEmail(id)
    expect(email).toMatchObject({ to: owner.email, subject: 'Your petition was taken down: Words that are gone' })
    expect(email.text).toContain(`It puts people in danger.\n\nOur reason:\n${WORDS}`)
    expect(email.text).toContain('operator@petitions.test')
    const changed = await fetchEdge(`/api/petitions/${petition.slug}`, {
      ...jsonPost({ goal: 500 }, bearer(petition.token)),
      method: 'PATCH',
    })
    expect(changed.status).toBe(200)
    expect(await changed.json()).toMatchObject({ goal: 500, count: 1 })
    expect((await postAsCampaign(petition, 'updates', { title: 'News', body: 'Words.' })).status).toBe(201)
  })

  test('is put back as it was, at any time', async () => {
    await down(petition)
    expect((await back(petition)).ok).toBe(true)
    expect(await back(petition)).toEqual({ ok: false, why: 'not-down' })
    const response = await fetchEdge(`/api/petitions/${petition.slug}/count`, {}, { DB: env.DB })
    expect(await response.json()).toMatchObject({ count: 1, title: 'Words that are gone' })
  })

  test('counts nothing that was signed while it was down, whenever that arrives', async () => {
    const one = await startPetition()
    const at = (ms: number, n: number) => message(one, n, { signedAt: ms })
    const counted = async (): Promise<number> =>
      (await (await fetchEdge(`/api/petitions/${one.slug}/count`, {}, { DB: env.DB })).json<{ count: number }>()).count
    const before = Date.now() - 5
    await down(one)
    const during = Date.now() + 1
    await consumeSignatures([at(during, 1), at(before, 2)])
    await new Promise((resolve) => setTimeout(resolve, 5))
    await back(one)
    await consumeSignatures([at(during, 3), at(before, 4), at(Date.now(), 5)])
    expect(await counted()).toBe(3)
  })

  test('that was closed while it was down is put back with its end', async () => {
    const one = await startPetition()
    await down(one)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await postAsCampaign(one, 'close')
    await back(one, Date.now() + 10)
    const row = await env.DB.prepare('SELECT pauses, closed_at AS closedAt FROM petitions WHERE id = ?')
      .bind(one.id)
      .first<{ pauses: string; closedAt: number }>()
    const [[from = 0, until = 0] = []]: number[][] = JSON.parse(row?.pauses ?? '[]')
    expect(until).toBe(row?.closedAt)
    expect(from).toBeLessThan(until)
    expect(await (await fetchEdge(`/en/p/${one.slug}/feed.atom`, {}, { DB: env.DB })).text()).toContain(
      'Petition closed',
    )
  })

  test('is taken down once, and no draft is', async () => {
    const outcomes = await Promise.all([down(petition), down(petition)])
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    expect(await down(await startPetition({ state: 'draft' }))).toEqual({ ok: false, why: 'not-up' })
  })

  test.each(LOCALES)('says it in %s, on any ground', async (locale) => {
    for (const ground of TAKE_DOWN_GROUNDS) {
      const one = await startPetition()
      await down(one, ground)
      const text = await (
        await fetchEdge(`/${locale}/p/${one.slug}`, { headers: { accept: 'text/html' } }, { DB: env.DB })
      ).text()
      expect(text).toContain(catalogue(locale).problem.title['taken-down'])
      expect(text).toContain(catalogue(locale).problem.takenDownGround[ground])
    }
  })
})
