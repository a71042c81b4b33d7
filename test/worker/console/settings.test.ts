/** The settings of a petition in the console. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { fetchEdge, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'
import { revisionIn } from './steps.ts'

const pathOf = ({ slug }: TestPetition): string => `/console/p/${slug}/settings`

const rowOf = async ({ id }: TestPetition): Promise<Record<string, unknown>> => {
  const row = await env.DB.prepare('SELECT * FROM petitions WHERE id = ?').bind(id).first()
  if (row === null) throw new Error('no petition')
  return row
}

const DAYS = { closesOn: '', timeZone: 'UTC', goal: '', milestones: '100, 500' }
const FLOODS = {
  signingLimit: 'standard',
  networkPerHour: '',
  emailDomainPerHour: '',
  disposablePerHour: '',
  surgePerMinute: '',
  signals: '',
}

/** Sends a card, with the revision of the page unless another is given. */
async function save(as: Person, petition: TestPetition, form: Record<string, string>): Promise<Response> {
  const page = await (await fetchConsole(pathOf(petition), { as })).text()
  return fetchConsole(pathOf(petition), { as, form: { revision: revisionIn(page), ...form } })
}

const nextYear = (): number => new Date().getUTCFullYear() + 1

describe('settings', () => {
  test('are saved a card at a time, and the public sees them', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const closesOn = `${nextYear()}-12-01`
    const days = {
      section: 'days',
      ...DAYS,
      closesOn,
      timeZone: 'Europe/Berlin',
      goal: '12 500',
      milestones: '500، 100',
    }
    const saved = await save(owner, petition, days)
    expect(saved.headers.get('location')).toBe(`${pathOf(petition)}?done=settings-saved`)
    expect(saved.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}`)).json()).toMatchObject({
      // Until the end of the day there.
      closesAt: `${closesOn}T23:00:00.000Z`,
      timeZone: 'Europe/Berlin',
      goal: 12_500,
      milestones: [100, 500],
    })
    await save(owner, petition, { section: 'emails', emailSubject: 'neutral' })
    await save(owner, petition, { section: 'floods', ...FLOODS, networkPerHour: '120', signingLimit: 'high' })
    expect(await rowOf(petition)).toMatchObject({
      email_subject: 'neutral',
      reminder: 0,
      signing_limit: 'high',
      review_rules: '{"networkPerHour":120}',
      goal: 12_500,
    })
    await save(owner, petition, { section: 'floods', ...FLOODS })
    expect(await rowOf(petition)).toMatchObject({ review_rules: null, signing_limit: 'standard' })
  })

  test('of a deadline at any minute keep it, unless the day or the time zone is changed', async () => {
    const petition = await startPetition({ closesAt: `${nextYear()}-12-01T17:30:00Z` })
    const owner = await member(petition.id, 'owner')
    const days = { section: 'days', ...DAYS, closesOn: `${nextYear()}-12-01` }
    await save(owner, petition, { ...days, goal: '7' })
    expect(await rowOf(petition)).toMatchObject({ closes_at: Date.UTC(nextYear(), 11, 1, 17, 30), goal: 7 })
    await save(owner, petition, { ...days, goal: '7', timeZone: 'Asia/Tashkent' })
    expect(await rowOf(petition)).toMatchObject({ closes_at: Date.UTC(nextYear(), 11, 1, 19) })
  })

  test.each([
    ['a day that is none', 'days', { closesOn: '2030-02-30' }, 'closesOn'],
    ['a day in the past', 'days', { closesOn: '2020-01-01' }, 'closesOn'],
    ['a time zone that is none', 'days', { timeZone: 'Europe/Atlantis', closesOn: '2030-01-01' }, 'timeZone'],
    ['a goal in words', 'days', { goal: 'many' }, 'goal'],
    ['a goal that is too high', 'days', { goal: '10000000000' }, 'goal'],
    ['a milestone below one', 'days', { milestones: '0, 5' }, 'milestones'],
    ['milestones in words', 'days', { milestones: '<script>' }, 'milestones'],
    [
      'too many milestones',
      'days',
      { milestones: Array.from({ length: 60 }, (_, n) => n + 1).join(',') },
      'milestones',
    ],
    ['a subject that there is not', 'emails', { emailSubject: 'other' }, 'emailSubject'],
    ['a rule below one', 'floods', { ...FLOODS, networkPerHour: '0' }, 'networkPerHour'],
    ['a rule that is no number', 'floods', { ...FLOODS, surgePerMinute: '1e9' }, 'surgePerMinute'],
    ['a limit that there is not', 'floods', { ...FLOODS, signingLimit: 'none' }, 'signingLimit'],
  ])('with %s are refused at their field, and nothing typed is lost', async (_, section, form, field) => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const before = await rowOf(petition)
    const typed = { goal: '4321', ...form }
    const sent = section === 'days' ? { ...DAYS, ...typed } : form
    const response = await save(owner, petition, { section, ...sent })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(`id="${field}-error"`)
    const inHtml = html.replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    const lost = Object.values(section === 'days' ? typed : {}).filter((text) => !inHtml.includes(`value="${text}"`))
    expect(lost.filter((text) => text !== 'Europe/Atlantis')).toEqual([])
    expect(await rowOf(petition)).toEqual(before)
  })

  test('that somebody else has changed meanwhile are shown with theirs, and are not overwritten', async () => {
    const petition = await startPetition()
    const [one, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
    const revision = revisionIn(await (await fetchConsole(pathOf(petition), { as: one })).text())
    await save(one, petition, { section: 'days', ...DAYS, revision, goal: '1111' })
    const late = await save(other, petition, { section: 'days', ...DAYS, revision, goal: '2222' })
    const html = await late.text()
    expect(late.status).toBe(412)
    for (const goal of ['1111', '2222']) expect(html).toContain(goal)
    expect(await rowOf(petition)).toMatchObject({ goal: 1111 })
    const mine = await save(other, petition, { section: 'days', ...DAYS, goal: '2222', revision: revisionIn(html) })
    expect(mine.status).toBe(303)
    expect(await rowOf(petition)).toMatchObject({ goal: 2222 })
  })

  test('that are sent twice are saved once', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const revision = revisionIn(await (await fetchConsole(pathOf(petition), { as: owner })).text())
    const form = { section: 'days', ...DAYS, goal: '77', revision }
    const sent = await Promise.all([1, 2].map(() => fetchConsole(pathOf(petition), { as: owner, form })))
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect(await rowOf(petition)).toMatchObject({ goal: 77, revision: Number(revision) + 1 })
  })

  test('of a petition that has ended have no last day', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await env.DB.prepare('UPDATE petitions SET closes_at = 1000 WHERE id = ?').bind(petition.id).run()
    const page = await (await fetchConsole(pathOf(petition), { as: owner })).text()
    expect(page).not.toContain('name="closesOn"')
    const form = { section: 'days', ...DAYS, closesOn: `${nextYear()}-12-01`, goal: '5' }
    expect((await save(owner, petition, form)).status).toBe(303)
    expect(await rowOf(petition)).toMatchObject({ closes_at: 1000, goal: 5 })
  })

  test('of no card change nothing', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const before = await rowOf(petition)
    for (const section of ['', 'constructor']) {
      const sent = await save(owner, petition, { section, goal: '5' })
      expect(sent.headers.get('location')).toBe(pathOf(petition))
    }
    expect(await rowOf(petition)).toEqual(before)
  })
})
