/** A draft that opens by itself: decided by its owner, or by the operator where petitions are approved. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { sendDraft } from '../../src/accounts/moderate.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { openScheduled } from '../../src/petitions/end.ts'
import { patchPetition } from '../../src/petitions/patch.ts'
import { findPetitionById, type Petition } from '../../src/petitions/petitions.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { BY_OPERATOR } from '../support/actor.ts'
import { PLAIN } from '../support/images.ts'
import { fetchConsole, member, signedIn } from './console/console.ts'
import { fill, newDraft, revisionIn, send } from './console/steps.ts'
import {
  asOperator,
  bearer,
  CAMPAIGN_KEYS,
  dbWith,
  fetchEdge,
  jsonPost,
  ORIGIN,
  petitionForm,
  startPetition,
  type TestPetition,
  unique,
} from './fixtures.ts'

const HOUR = 3_600_000
const later = (hours = 1): string => new Date(Date.now() + hours * HOUR).toISOString()
const APPROVAL = { PETITIONS: 'approval' } as const
const KEYS = { publicKeys: [CAMPAIGN_KEYS.publicKey] }

async function read({ id }: Pick<TestPetition, 'id'>): Promise<Petition> {
  const petition = await findPetitionById(env.DB, id)
  if (petition === null) throw new Error('no petition')
  return petition
}

const patch = (petition: TestPetition, body: unknown, overrides: Partial<EdgeEnv> = {}, as = bearer(petition.token)) =>
  fetchEdge(
    `/api/petitions/${petition.slug}`,
    { method: 'PATCH', headers: { ...as, 'content-type': 'application/json' }, body: JSON.stringify(body) },
    overrides,
  )

/** What is wrong, by the codes of the English sentences. */
const errorsIn = async (response: Response): Promise<(readonly [string, string | undefined])[]> => {
  const { errors } = await response.json<{ errors: { path: string; message: string }[] }>()
  const codes = Object.entries(catalogue('en').fieldErrors)
  return errors.map(({ path, message }) => [path, codes.find(([, text]) => text === message)?.[0]] as const)
}

/** Its time has come. */
const comes = ({ id }: Pick<TestPetition, 'id'>) =>
  env.DB.prepare('UPDATE petitions SET opens_at = 1000 WHERE id = ?').bind(id).run()

const actsOf = async ({ id }: Pick<TestPetition, 'id'>) => {
  const { results } = await env.DB.prepare(
    'SELECT act, by_kind AS by FROM audit_log WHERE petition_id = ?1 ORDER BY id',
  )
    .bind(id)
    .all<{ act: string; by: string }>()
  return results
}

describe('a petition with an opening', () => {
  test('is a draft until then, and the cron opens it once, by the site', async () => {
    const petition = await startPetition({ ...KEYS, opensAt: later() })
    expect(await read(petition)).toMatchObject({ state: 'draft', openedAt: null })
    expect((await fetchEdge(`/en/p/${petition.slug}`)).status).toBe(404)
    await openScheduled(env.DB, Date.now())
    expect(await read(petition)).toMatchObject({ state: 'draft' })

    await comes(petition)
    const now = Date.now()
    for (let run = 0; run < 2; run++) await runScheduled('* * * * *', env, now)
    expect(await read(petition)).toMatchObject({ state: 'open', openedAt: now, opensAt: null, scheduledAt: null })
    expect(await actsOf(petition)).toEqual([
      { act: 'started', by: 'operator' },
      { act: 'opened', by: 'site' },
    ])
    const versions = await env.DB.prepare('SELECT number FROM versions WHERE petition_id = ?').bind(petition.id).all()
    expect(versions.results).toEqual([{ number: 1 }])
  })

  test('forgets what the operator asked for, however it opens', async () => {
    const asked = async (fields: Record<string, unknown>) => {
      const petition = await startPetition({ ...KEYS, ...fields })
      await env.DB.prepare(
        `INSERT INTO asked_changes (petition_id, title, addressee, starter, body, message, at)
         VALUES (?1, 'A', 'B', 'C', 'D', 'Say where.', 1)`,
      )
        .bind(petition.id)
        .run()
      return petition
    }
    const left = (petition: TestPetition) =>
      env.DB.prepare('SELECT message FROM asked_changes WHERE petition_id = ?').bind(petition.id).first('message')
    const [byCron, byApi, byOwner] = [
      await asked({ opensAt: later() }),
      await asked({ state: 'draft' }),
      await asked({ state: 'draft' }),
    ]
    await comes(byCron)
    expect(await left(byCron)).toBe('Say where.')
    await openScheduled(env.DB, Date.now())
    const opened = await fetchEdge(`/api/petitions/${byApi.slug}/reopen`, {
      method: 'POST',
      headers: bearer(byApi.token),
    })
    expect(opened.status).toBe(200)
    expect(
      await sendDraft(env.DB, await read(byOwner), { waits: false, by: BY_OPERATOR, now: Date.now() }),
    ).toMatchObject({ ok: true })
    for (const petition of [byCron, byApi, byOwner]) {
      expect([(await read(petition)).state, await left(petition)]).toEqual(['open', null])
    }
  })

  test('is opened whether or not another one fails', async () => {
    const [good, bad] = [
      await startPetition({ ...KEYS, opensAt: later() }),
      await startPetition({ ...KEYS, opensAt: later() }),
    ]
    await Promise.all([good, bad].map(comes))
    let calls = 0
    const broken = dbWith((statements) =>
      calls++ === 0 ? Promise.reject(new Error('D1_ERROR: Network connection lost.')) : env.DB.batch(statements),
    )
    const { opened, failures } = await openScheduled(broken, Date.now())
    expect(failures.length).toBe(1)
    expect(opened).toBeGreaterThanOrEqual(1)
    expect((await openScheduled(env.DB, Date.now())).failures).toEqual([])
    expect((await Promise.all([good, bad].map(read))).map(({ state }) => state)).toEqual(['open', 'open'])
  })

  test('is not opened without a key, nor after its deadline', async () => {
    const [keyless, late] = [
      await startPetition({ ...KEYS, opensAt: later() }),
      await startPetition({ ...KEYS, opensAt: later() }),
    ]
    await Promise.all([keyless, late].map(comes))
    await env.DB.prepare(`UPDATE petitions SET public_keys = '[]' WHERE id = ?`).bind(keyless.id).run()
    await env.DB.prepare(`UPDATE petitions SET closes_at = 2000 WHERE id = ?`).bind(late.id).run()
    await openScheduled(env.DB, Date.now())
    expect((await Promise.all([keyless, late].map(read))).map(({ state }) => state)).toEqual(['draft', 'draft'])
  })

  test.each([
    ['in the past', { opensAt: '2020-01-01T00:00:00Z' }, ['opensAt', 'in-the-past']],
    ['that is no time', { opensAt: 'soon' }, ['opensAt', 'not-a-time']],
    ['after its deadline', { opensAt: later(2), closesAt: later(1) }, ['closesAt', 'before-opening']],
    ['without a key', { opensAt: later(), publicKeys: [] }, ['publicKeys', 'no-key']],
  ])('%s is refused', async (_, fields, problem) => {
    const form = petitionForm({ slug: unique('petition'), ...fields })
    const created = await fetchEdge('/api/petitions', jsonPost(form, asOperator))
    expect(created.status).toBe(422)
    expect(await errorsIn(created)).toContainEqual(problem)
    const draft = await startPetition({ state: 'draft', ...KEYS })
    const patched = await patch(draft, fields)
    expect(patched.status).toBe(422)
    expect(await errorsIn(patched)).toContainEqual(problem)
  })

  test('is given it, and loses it, by a patch; one that is open is not', async () => {
    const draft = await startPetition({ state: 'draft', ...KEYS })
    const opensAt = later()
    const set = await patch(draft, { opensAt })
    expect(await set.json()).toMatchObject({ state: 'draft', opensAt })
    expect((await read(draft)).scheduledAt).not.toBeNull()
    // Its last key stays, and its deadline comes later.
    expect(await errorsIn(await patch(draft, { publicKeys: [] }))).toEqual([['publicKeys', 'no-key']])
    expect(await errorsIn(await patch(draft, { closesAt: opensAt }))).toEqual([['closesAt', 'before-opening']])
    await patch(draft, { title: 'Where nobody approves, words do not matter' })
    expect((await read(draft)).scheduledAt).not.toBeNull()
    await patch(draft, { opensAt: null })
    expect(await read(draft)).toMatchObject({ opensAt: null, scheduledAt: null })
    const open = await startPetition()
    expect(await errorsIn(await patch(open, { opensAt }))).toEqual([['opensAt', 'cannot-change']])
  })
})

describe('where petitions are approved', () => {
  test('a time is only a wish until the operator has approved, and new words or another image end that', async () => {
    const draft = await startPetition({ state: 'draft', ...KEYS })
    await patch(draft, { opensAt: later() }, APPROVAL)
    expect(await read(draft)).toMatchObject({ scheduledAt: null })
    await comes(draft)
    await openScheduled(env.DB, Date.now())
    expect(await read(draft)).toMatchObject({ state: 'draft' })
    await env.DB.prepare('UPDATE petitions SET opens_at = ?2 WHERE id = ?1')
      .bind(draft.id, Date.now() + HOUR)
      .run()

    const [owner, operator] = [await member(draft.id, 'owner'), await signedIn({ isOperator: true })]
    const approve = async (): Promise<void> => {
      const path = `/console/p/${draft.slug}/approval`
      expect(await (await fetchConsole(path, { as: owner }, APPROVAL)).text()).toContain('Once it is approved')
      await fetchConsole(path, { as: owner, form: {} }, APPROVAL)
      const at = `/console/site/approvals/${draft.slug}`
      const page = await (await fetchConsole(at, { as: operator })).text()
      expect(page).toContain('Once it is approved, it opens on')
      const form = { revision: revisionIn(page), decision: 'approve' }
      const approved = await fetchConsole(at, { as: operator, form })
      expect(approved.headers.get('location')).toContain('done=approved-later')
      expect(await read(draft)).toMatchObject({ state: 'draft', submittedAt: null })
      expect((await read(draft)).scheduledAt).not.toBeNull()
    }
    await approve()
    expect(await (await fetchConsole(`/console/p/${draft.slug}`, { as: owner })).text()).toContain('It opens by itself')
    // What the operator does not judge may be changed.
    await patch(draft, { goal: 50, opensAt: later(2) }, APPROVAL)
    expect((await read(draft)).scheduledAt).not.toBeNull()
    await patch(draft, { title: 'Other words' }, APPROVAL)
    expect(await read(draft)).toMatchObject({ scheduledAt: null })
    await approve()
    const url = `/api/petitions/${draft.slug}/image?alt=A%20boat`
    const headers = { ...bearer(draft.token), 'content-type': 'image/png' }
    await fetchEdge(url, { method: 'PUT', headers, body: PLAIN['image/png'] }, APPROVAL)
    expect(await read(draft)).toMatchObject({ scheduledAt: null })

    await approve()
    await comes(draft)
    await openScheduled(env.DB, Date.now())
    expect(await read(draft)).toMatchObject({ state: 'open' })
  })

  test('an owner takes it back, and it does not open', async () => {
    const draft = await startPetition({ ...KEYS, opensAt: later() })
    const owner = await member(draft.id, 'owner')
    const path = `/console/p/${draft.slug}/approval`
    const taken = await fetchConsole(`${path}/take-back`, { method: 'POST', as: owner })
    expect(taken.headers.get('location')).toContain('done=taken-back')
    await comes(draft)
    await openScheduled(env.DB, Date.now())
    expect(await read(draft)).toMatchObject({ state: 'draft', scheduledAt: null })
  })
})

describe('in the console', () => {
  test('a petition is started with an opening, and says when', async () => {
    const person = await signedIn()
    const id = await newDraft(person)
    const slug = unique('later')
    await fill(person, id, slug, { opensOn: '2999-12-03', opensTime: '09:00', timeZone: 'Europe/Berlin' })
    const page = await (await fetchConsole(`/console/new/${id}/publish`, { as: person })).text()
    expect(page).toContain('3 December 2999, 09:00 CET')
    const published = await send(person, id, 'publish', { confirmation: 'email' })
    expect(published.headers.get('location')).toBe(`/console/p/${slug}?done=scheduled`)
    const overview = await (await fetchConsole(`/console/p/${slug}`, { as: person })).text()
    expect(overview).toContain('Opens on 3 December 2999, 09:00 CET')
  })

  test('an opening is set in the settings, at its field when it is wrong', async () => {
    const draft = await startPetition({ state: 'draft', ...KEYS })
    const owner = await member(draft.id, 'owner')
    const path = `/console/p/${draft.slug}/settings`
    const save = async (form: Record<string, string>): Promise<Response> => {
      const revision = revisionIn(await (await fetchConsole(path, { as: owner })).text())
      const days = { section: 'days', timeZone: 'Asia/Tashkent', milestones: '5', ...form }
      return fetchConsole(path, { as: owner, form: { revision, ...days } })
    }
    for (const [form, field] of [
      [{ opensOn: '2020-01-01' }, 'opensOn'],
      [{ opensOn: '2999-02-30' }, 'opensOn'],
      [{ opensOn: '2999-01-01', opensTime: '25:00' }, 'opensOn'],
      [{ opensOn: '2999-01-02', closesOn: '2999-01-01' }, 'closesOn'],
    ] as const) {
      const refused = await save(form)
      expect([form, refused.status]).toEqual([form, 422])
      expect(await refused.text()).toContain(`id="${field}-error"`)
    }
    expect((await save({ opensOn: '2999-01-02', opensTime: '09:30' })).status).toBe(303)
    expect(await read(draft)).toMatchObject({ opensAt: Date.UTC(2999, 0, 2, 4, 30) })
    // The same local time in another zone.
    await save({ opensOn: '2999-01-02', opensTime: '09:30', timeZone: 'UTC' })
    expect(await read(draft)).toMatchObject({ opensAt: Date.UTC(2999, 0, 2, 9, 30) })
    await save({})
    expect(await read(draft)).toMatchObject({ opensAt: null, scheduledAt: null })
  })

  test('two who decide at once decide once', async () => {
    const draft = await startPetition({ state: 'draft', ...KEYS })
    const petition = await read(draft)
    const asked = {
      revisions: [petition.revision],
      by: BY_OPERATOR,
      needsApproval: false,
      origin: ORIGIN,
      now: Date.now(),
    }
    const set = await Promise.all(
      [1, 2].map((hours) => patchPetition(env.DB, petition, { opensAt: later(hours) }, asked)),
    )
    expect(set.filter(({ ok }) => ok).length).toBe(1)
  })
})
