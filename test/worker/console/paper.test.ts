/** Paper and earlier signatures: entries that are never changed, and the public count that is their sum and what was signed here. */
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'

import type { ClaimsResponse } from '../../../schema/claim.ts'
import type { CountResponse } from '../../../schema/petition.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { addClaim, correctClaim } from '../../../src/ledger/claims.ts'
import { readCountParts } from '../../../src/ledger/count-parts.ts'
import { CLAIMS_MAX_ROWS } from '../../../src/limits.ts'
import { consumeSignatures, fetchEdge, message, postAsCampaign, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const { paper } = consoleWords('en')

let petition: TestPetition
let owner: Person
beforeEach(async () => {
  petition = await startPetition({ milestones: [10, 100], claimedCount: 0 })
  owner = await member(petition.id, 'owner')
})

const path = (rest = ''): string => `/console/p/${petition.slug}/paper${rest}`
const FORM = {
  kind: 'paper',
  n: '86',
  collectedOn: '2026-11-21',
  source: 'Market day',
  evidence: '',
  note: '6 sheets',
  counted: 'yes',
}
const add = (fields: Partial<typeof FORM> & { id?: string } = {}) =>
  fetchConsole(path(), { as: owner, form: { id: uuidv7(), ...FORM, ...fields } })

async function count(): Promise<Pick<CountResponse, 'count' | 'parts'>> {
  const { count, parts } = await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json<CountResponse>()
  return { count, parts }
}
const claims = async () => (await fetchEdge(`/api/petitions/${petition.slug}/claims`)).json<ClaimsResponse>()
const idOf = async (source: string): Promise<string> => {
  const row = await env.DB.prepare('SELECT id FROM claims WHERE petition_id = ? AND source = ? AND corrects IS NULL')
    .bind(petition.id, source)
    .first<{ id: string }>()
  return row?.id ?? ''
}
const correct = (id: string, n: string, was: string, note = '') =>
  fetchConsole(path(`/${id}`), { as: owner, form: { id: uuidv7(), n, was, note } })

describe('a number', () => {
  test('is in the count as a claim, with its source, day and evidence', async () => {
    await consumeSignatures([1, 2].map((n) => message(petition, n)))
    const response = await add({ evidence: 'https://union.example.org/count', n: '1,086' })
    expect([response.status, response.headers.get('location')]).toEqual([303, `${path()}?done=claim-added&n=1086`])
    expect(response.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(await count()).toEqual({ count: 1088, parts: { proven: 2, claimed: 1086 } })
    expect(await claims()).toEqual({
      claimed: 1086,
      claims: [
        {
          kind: 'paper',
          source: 'Market day',
          count: 1086,
          collectedOn: '2026-11-21',
          addedAt: expect.any(String),
          evidence: 'https://union.example.org/count',
        },
      ],
    })
    const html = await (await fetchEdge(`/en/p/${petition.slug}/count`)).text()
    expect(html).toContain('On paper: Market day')
    expect(html).toContain('https://union.example.org/count')
    // As text: nobody has checked where it leads.
    expect(html).not.toContain('href="https://union.example.org')
    // The note is the team's.
    expect(html + JSON.stringify(await claims())).not.toContain('6 sheets')
    expect(await (await fetchConsole(path(), { as: owner })).text()).toContain('6 sheets')
  })

  test('reaches milestones, whose events have the parts', async () => {
    const { secret: _secret, ...webhook } = await (
      await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
    ).json<{ id: string; secret: string }>()
    await consumeSignatures([1, 2, 3].map((n) => message(petition, n)))
    await add({ n: '97' })
    const { results } = await env.DB.prepare(
      `SELECT o.payload, d.webhook_id AS webhook FROM outbox AS o JOIN deliveries AS d ON d.event_id = o.id
       WHERE o.petition_id = ? ORDER BY o.payload ->> '$.data.milestone'`,
    )
      .bind(petition.id)
      .all<{ payload: string; webhook: string }>()
    expect(results.map(({ webhook: id }) => id)).toEqual([webhook.id, webhook.id])
    expect(results.map(({ payload }) => JSON.parse(payload).data)).toMatchObject([
      { milestone: 10, count: 100, parts: { proven: 3, claimed: 97 } },
      { milestone: 100, count: 100, parts: { proven: 3, claimed: 97 } },
    ])
    // What was reached is not reached again by a signature, nor by a correction and another number.
    await correct(await idOf('Market day'), '7', '97')
    await add({ n: '90', source: 'Again' })
    await consumeSignatures([message(petition, 4)])
    const events = await env.DB.prepare('SELECT count(*) AS n FROM outbox WHERE petition_id = ?')
      .bind(petition.id)
      .first<{ n: number }>()
    expect(events?.n).toBe(2)
  })

  test('is added once, however often its form is sent', async () => {
    const id = uuidv7()
    const statuses = await Promise.all([1, 2, 3].map(async () => (await add({ id })).status))
    expect(statuses).toEqual([303, 303, 303])
    expect((await count()).count).toBe(86)
  })

  test.each([
    ['n', '', 'wrongNumber'],
    ['n', '0', 'wrongNumber'],
    ['n', '-5', 'wrongNumber'],
    ['n', '1.5', 'wrongNumber'],
    ['n', '10000001', 'wrongNumber'],
    ['n', '9'.repeat(40), 'wrongNumber'],
    ['n', 'eighty-six', 'wrongNumber'],
    ['collectedOn', '', 'wrongDay'],
    ['collectedOn', '2062-03-01', 'wrongDay'],
    ['collectedOn', '2026-02-30', 'wrongDay'],
    ['collectedOn', "'; DROP TABLE claims; --", 'wrongDay'],
    ['counted', '', 'countedNeeded'],
  ] as const)('with %s %j is refused at its field, and nothing typed is lost', async (name, value, says) => {
    const response = await add({ [name]: value })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(paper[says])
    expect(html).toMatch(new RegExp(`id="${name}-error"`))
    expect(html).toContain('value="Market day"')
    expect(html).toContain('value="6 sheets"')
    expect((await count()).count).toBe(0)
  })

  test.each([
    ['source', ''],
    ['source', 'x'.repeat(121)],
    ['source', 'Market\u202Eday'],
    ['evidence', 'javascript:alert(1)'],
    ['evidence', 'http://union.example.org'],
    ['evidence', 'data:text/html,x'],
    ['note', 'x'.repeat(301)],
    ['kind', 'import'],
    ['kind', 'stated'],
  ])('with %s %j is refused', async (name, value) => {
    const response = await add({ [name]: value })
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(new RegExp(`id="${name}-error"`))
    expect((await count()).count).toBe(0)
  })

  test.each([
    ['١٬٠٨٦', 1086],
    ['1 086', 1086],
    ['1.086', 1086],
    ['８６', 86],
  ])('may be typed as %s', async (typed, n) => {
    expect((await add({ n: typed })).status).toBe(303)
    expect((await count()).count).toBe(n)
  })

  test('is not run as markup', async () => {
    await add({ source: '<script>alert(1)</script>', note: '"><img src=x>' })
    for (const html of [
      await (await fetchConsole(path(), { as: owner })).text(),
      await (await fetchEdge(`/en/p/${petition.slug}/count`)).text(),
    ]) {
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img src=x>')
    }
  })

  test('is neither added nor corrected once the petition is deleted, as a form that was already on its way would', async () => {
    await add()
    const first = await idOf(FORM.source)
    await env.DB.prepare('UPDATE petitions SET deleted_at = 1 WHERE id = ?').bind(petition.id).run()
    const by = {
      by: { kind: 'account', id: owner.accountId },
      origin: 'http://petitions.test',
      now: Date.now(),
    } as const
    const form = { ...FORM, kind: 'paper', id: uuidv7(), n: 5 } as const
    expect((await addClaim(env.DB, petition.id, form, by)).result).not.toBe('added')
    const correction = { corrects: first, form: { id: uuidv7(), was: 86, n: 5, note: '' } }
    expect((await correctClaim(env.DB, petition.id, correction, by)).result).not.toBe('added')
    expect((await readCountParts(env.DB, petition.id, 0))?.claimed).toBe(86)
  })

  test('is not added beyond the limit of entries', async () => {
    const rows = JSON.stringify(Array.from({ length: CLAIMS_MAX_ROWS }, (_, index) => index))
    await env.DB.prepare(
      `INSERT INTO claims (petition_id, id, kind, source, n, added_at)
       SELECT ?1, 'filler-' || value, 'paper', 'filler', 0, 0 FROM json_each(?2)`,
    )
      .bind(petition.id, rows)
      .run()
    const response = await add()
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(paper.tooMany)
  })
})

describe('a correction', () => {
  test('is an entry of its own, and the public sees what is right', async () => {
    await add()
    const id = await idOf('Market day')
    expect(await (await fetchConsole(path(`/${id}`), { as: owner })).text()).toContain(paper.nowIs(86))
    const response = await correct(id, '80', '86', 'Counted again')
    expect([response.status, response.headers.get('location')]).toEqual([303, `${path()}?done=claim-corrected`])
    expect(await count()).toEqual({ count: 80, parts: { proven: 0, claimed: 80 } })
    expect((await claims()).claims.map(({ count: n }) => n)).toEqual([80])
    const html = await (await fetchConsole(path(), { as: owner })).text()
    expect(html).toContain('Counted again')
    expect(html).toContain('-6')
    await correct(id, '0', '80')
    expect(await readCountParts(env.DB, petition.id, 0)).toMatchObject({ count: 0, claimed: 0, claims: [] })
  })

  test('of a number that somebody else has corrected shows theirs, and saves nothing', async () => {
    await add()
    const id = await idOf('Market day')
    await correct(id, '80', '86')
    const response = await correct(id, '84', '86')
    const html = await response.text()
    expect(response.status).toBe(412)
    expect(html).toContain(paper.meanwhile(80))
    expect(html).toContain('value="84"')
    expect(html).toContain('name="was" value="80"')
    expect((await count()).count).toBe(80)
  })

  test('that changes nothing, or is no number, is refused', async () => {
    await add()
    const id = await idOf('Market day')
    expect(await (await correct(id, '86', '86')).text()).toContain(paper.same)
    expect(await (await correct(id, '-1', '86')).text()).toContain(paper.wrongRight)
    expect((await count()).count).toBe(86)
  })

  test('is of an entry of this petition', async () => {
    await add()
    const id = await idOf('Market day')
    const other = await startPetition()
    const stranger = await member(other.id, 'owner')
    const form = { id: uuidv7(), n: '1', was: '86', note: '' }
    const response = await fetchConsole(`/console/p/${other.slug}/paper/${id}`, { as: stranger, form })
    expect(response.status).toBe(404)
    expect((await fetchConsole(path(`/${uuidv7()}`), { as: owner })).status).toBe(404)
    expect((await count()).count).toBe(86)
  })

  test('of what was stated when the petition was started is possible too', async () => {
    petition = await startPetition({ claimedCount: 70 })
    owner = await member(petition.id, 'owner')
    expect(await claims()).toMatchObject({ claimed: 70, claims: [{ kind: 'stated', source: '', count: 70 }] })
    const html = await (await fetchConsole(path(), { as: owner })).text()
    expect(html).toContain(paper.stated)
    const id = await idOf('')
    expect((await correct(id, '60', '70')).status).toBe(303)
    expect(await count()).toEqual({ count: 60, parts: { proven: 0, claimed: 60 } })
  })
})

describe('who may', () => {
  test('editors see and add nothing', async () => {
    await add()
    const editor = await member(petition.id, 'editor')
    const html = await (await fetchConsole(path(), { as: editor })).text()
    expect(html).toContain('Market day')
    expect(html).not.toContain('<form method="post"')
    expect((await fetchConsole(path(), { as: editor, form: { id: uuidv7(), ...FORM } })).status).toBe(403)
  })

  test('a draft has none yet', async () => {
    petition = await startPetition({ state: 'draft' })
    owner = await member(petition.id, 'owner')
    expect(await (await fetchConsole(path(), { as: owner })).text()).toContain(paper.draft)
    expect((await add()).status).toBe(422)
  })
})
