/** How owners close a petition, declare its victory and reopen it in the console. */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'

import { DAY_MS } from '../../../src/limits.ts'
import { consumeSignatures, fetchEdge, message, postAsCampaign, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const settings = ({ slug }: TestPetition, path: string): string => `/console/p/${slug}/settings/${path}`

const pageOf = async (path: string, as: Person): Promise<string> => {
  const response = await fetchConsole(path, { as })
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

const rowOf = ({ id }: TestPetition) =>
  env.DB.prepare(
    `SELECT state, outcome, outcome_draft AS draft, closed_at AS closedAt, closes_at AS closesAt, pauses, revision
     FROM petitions WHERE id = ?`,
  )
    .bind(id)
    .first<{
      state: string
      outcome: string | null
      draft: string | null
      closedAt: number | null
      closesAt: number | null
      pauses: string
      revision: number
    }>()

const actsOf = async ({ id }: TestPetition): Promise<string[]> => {
  const { results } = await env.DB.prepare('SELECT act FROM audit_log WHERE petition_id = ? ORDER BY id')
    .bind(id)
    .all<{ act: string }>()
  return results.map(({ act }) => act)
}

const eventsOf = async ({ id }: TestPetition): Promise<string[]> => {
  const { results } = await env.DB.prepare('SELECT type FROM outbox WHERE petition_id = ? ORDER BY created_at')
    .bind(id)
    .all<{ type: string }>()
  return results.map(({ type }) => type)
}

describe('closing', () => {
  test('says what happens, in numbers', async () => {
    const petition = await startPetition({ confirmation: 'email' })
    const owner = await member(petition.id, 'owner')
    await consumeSignatures([0, 1, 2, 3].map((n) => message(petition, n, { id: uuidv7(), sealedEmail: '00' })))
    await env.DB.prepare(
      `UPDATE signatures SET status = 'quarantined', suspicion = 'network' WHERE petition_id = ?1
       AND id = (SELECT max(id) FROM signatures WHERE petition_id = ?1)`,
    )
      .bind(petition.id)
      .run()
    const html = await pageOf(settings(petition, 'close'), owner)
    expect(html).toContain('3 signatures are waiting for confirmation.')
    expect(html).toContain('1 signature is held for review.')
    expect(html).toContain('The count is 0 now.')
  })

  test('is done once, however often it is pressed, with the outcome on the page', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const form = { outcome: 'The council **listened**.', revision: '1' }
    const pressed = await Promise.all([1, 2].map(() => fetchConsole(settings(petition, 'close'), { as: owner, form })))
    for (const response of pressed) {
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `/console/p/${petition.slug}?done=closed`,
      ])
    }
    expect(await rowOf(petition)).toMatchObject({ state: 'closed', outcome: form.outcome })
    expect(await actsOf(petition)).toEqual(['started', 'closed'])
    expect(await eventsOf(petition)).toEqual(['petition.closed'])
    expect(await (await fetchEdge(`/en/p/${petition.slug}`)).text()).toContain('The council <strong>listened</strong>.')
  })

  test('shows the outcome before it is on the page', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const form = { outcome: 'A **bridge** is built. <b onclick=x>', go: 'preview' }
    const response = await fetchConsole(settings(petition, 'victory'), { as: owner, form })
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('A <strong>bridge</strong> is built. &lt;b onclick=x&gt;')
    expect(await rowOf(petition)).toMatchObject({ state: 'open', outcome: null })
  })

  test.each([
    ['too long', 'x'.repeat(4_001)],
    ['with hidden characters', 'It is \u202Edone'],
  ])('with an outcome that is %s is refused at its field, and nothing typed is lost', async (_, outcome) => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    for (const how of ['close', 'victory']) {
      const response = await fetchConsole(settings(petition, how), { as: owner, form: { outcome } })
      const html = await response.text()
      expect(response.status).toBe(422)
      expect(html).toContain('id="outcome-error"')
      expect(html).toContain(outcome)
    }
    expect(await rowOf(petition)).toMatchObject({ state: 'open' })
  })

  test('by two owners with other outcomes shows both to the second, who decides', async () => {
    const petition = await startPetition()
    const [one, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
    await fetchConsole(settings(petition, 'close'), { as: one, form: { outcome: 'Written by one.' } })
    const late = await fetchConsole(settings(petition, 'close'), { as: other, form: { outcome: 'By the other.' } })
    const html = await late.text()
    expect(late.status).toBe(412)
    expect(html).toContain('Written by one.')
    expect(html).toContain('By the other.')
    expect(await rowOf(petition)).toMatchObject({ outcome: 'Written by one.' })
    const over = /name="over" value="(\d+)"/.exec(html)?.[1] ?? ''
    const form = { outcome: 'By the other.', over }
    const saved = await fetchConsole(settings(petition, 'close'), { as: other, form })
    expect(saved.headers.get('location')).toContain('done=outcome-saved')
    expect(await rowOf(petition)).toMatchObject({ state: 'closed', outcome: 'By the other.' })
    // Pressed again, after the first one has saved it over what it was based on.
    expect((await fetchConsole(settings(petition, 'close'), { as: other, form })).status).toBe(303)
    const stale = { outcome: 'A third.', over }
    expect((await fetchConsole(settings(petition, 'close'), { as: one, form: stale })).status).toBe(412)
  })

  test('can be followed by a victory, and not by a second end', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await fetchConsole(settings(petition, 'close'), { as: owner, form: {} })
    expect((await fetchConsole(settings(petition, 'close'), { as: owner })).status).toBe(303)
    await pageOf(settings(petition, 'victory'), owner)
    await fetchConsole(settings(petition, 'victory'), { as: owner, form: { outcome: 'All of it.' } })
    expect(await rowOf(petition)).toMatchObject({ state: 'victory', outcome: 'All of it.' })
    expect(await actsOf(petition)).toEqual(['started', 'closed', 'victory'])
  })
})

describe('reopening', () => {
  test('keeps the outcome as a draft, begins retention anew, and counts nothing of the time between', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await consumeSignatures([message(petition, 0)])
    await fetchConsole(settings(petition, 'close'), { as: owner, form: { outcome: 'It is over.' } })
    await env.DB.prepare('UPDATE petitions SET contacts_deleted_at = 1, closed_at = closed_at - 1000 WHERE id = ?')
      .bind(petition.id)
      .run()
    expect(await pageOf(settings(petition, 'reopen'), owner)).toContain('The count continues from 1.')
    const between = message(petition, 1, { signedAt: Date.now() - 500 })
    const closesOn = new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10)
    const response = await fetchConsole(settings(petition, 'reopen'), { as: owner, form: { closesOn } })
    expect(response.headers.get('location')).toBe(`/console/p/${petition.slug}?done=reopened`)
    const row = await rowOf(petition)
    expect(row).toMatchObject({ state: 'open', outcome: null, draft: 'It is over.', closedAt: null })
    expect(new Date((row?.closesAt ?? 0) - 1).toISOString().slice(0, 10)).toBe(closesOn)
    await consumeSignatures([between, message(petition, 2)])
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json()).toMatchObject({
      count: 2,
      state: 'open',
    })
    // The form that ends it again begins with it.
    expect(await pageOf(settings(petition, 'close'), owner)).toContain('It is over.')
    expect(await actsOf(petition)).toEqual(['started', 'closed', 'reopened'])
    // Pressed twice.
    const again = await fetchConsole(settings(petition, 'reopen'), { as: owner, form: { closesOn } })
    expect(again.headers.get('location')).toContain('done=reopened')
    expect(await actsOf(petition)).toHaveLength(3)
  })

  test('is possible for 30 days, in the console and with the API', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await postAsCampaign(petition, 'close', {})
    const ago = (days: number) =>
      env.DB.prepare('UPDATE petitions SET closed_at = ?2 WHERE id = ?1')
        .bind(petition.id, Date.now() - days * DAY_MS)
        .run()
    await ago(30)
    const html = await pageOf(settings(petition, 'reopen'), owner)
    expect(html).toContain('It can no longer be reopened.')
    expect(html).not.toContain('<button class="button">Reopen')
    await fetchConsole(settings(petition, 'reopen'), { as: owner, form: {} })
    const refused = await postAsCampaign(petition, 'reopen', {})
    expect([refused.status, (await refused.json<{ detail: string }>()).detail]).toEqual([
      409,
      'The petition was closed more than 30 days ago. It can no longer be reopened.',
    ])
    expect(await rowOf(petition)).toMatchObject({ state: 'closed' })
    await ago(29.9)
    expect((await postAsCampaign(petition, 'reopen', {})).status).toBe(200)
  })

  test.each([
    ['that has passed', '2020-01-01'],
    ['that there is not', '2027-02-30'],
    ['that is no day', 'tomorrow'],
  ])('with a last day %s is refused at its field', async (_, closesOn) => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await fetchConsole(settings(petition, 'close'), { as: owner, form: {} })
    const response = await fetchConsole(settings(petition, 'reopen'), { as: owner, form: { closesOn } })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('id="closesOn-error"')
    expect(html).toContain(closesOn)
    expect(await rowOf(petition)).toMatchObject({ state: 'closed' })
  })
})

test('what can be done is listed, and nothing else', async () => {
  const petition = await startPetition()
  const owner = await member(petition.id, 'owner')
  const listed = async () =>
    [
      ...(await pageOf(`/console/p/${petition.slug}/settings`, owner)).matchAll(
        /class="button quiet[^"]*" href="[^"]*\/(\w+)"/g,
      ),
    ].map(([, act]) => act)
  expect(await listed()).toEqual(['victory', 'close', 'delete'])
  await fetchConsole(settings(petition, 'close'), { as: owner, form: {} })
  expect(await listed()).toEqual(['victory', 'reopen', 'delete'])
})
