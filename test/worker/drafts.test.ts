/** Petitions that are being written, until they are petitions. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { petitionForm as schema } from '../../schema/petition.ts'
import { claimPetition } from '../../src/accounts/claim.ts'
import {
  createDraft,
  deleteDraft,
  findDraft,
  findPreview,
  listDrafts,
  saveDraft,
  setPreview,
} from '../../src/accounts/drafts.ts'
import { accountRetention } from '../../src/accounts/retention.ts'
import { roleOf } from '../../src/accounts/roles.ts'
import { startPetition } from '../../src/accounts/start-petition.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import {
  DAY_MS,
  DRAFT_MAX_BYTES,
  DRAFT_PREVIEW_TTL_MS,
  DRAFTS_MAX_PER_ACCOUNT,
  DRAFTS_RETENTION_DAYS,
  PETITIONS_PER_ACCOUNT_PER_DAY,
} from '../../src/limits.ts'
import { findPetition } from '../../src/petitions/petitions.ts'
import { signedIn } from './accounts.ts'
import { fetchEdge, petitionForm, startPetition as startByApi, unique } from './fixtures.ts'

const NOW = Date.now()

async function drafted(data: Record<string, unknown> = { title: 'The night ferry' }) {
  const { accountId } = await signedIn()
  const id = crypto.randomUUID()
  await createDraft(env.DB, { id, accountId, data, now: NOW })
  return { id, accountId }
}

describe('a draft', () => {
  test('is made once by a double click, saved, listed and deleted', async () => {
    const { id, accountId } = await drafted()
    const again = await createDraft(env.DB, { id, accountId, data: { title: 'Other' }, now: NOW })
    expect(again).toMatchObject({ ok: true, value: { data: { title: 'The night ferry' }, revision: 1 } })
    const saved = await saveDraft(env.DB, { id, accountId, revision: 1, data: { title: 'The ferry' }, now: NOW + 1 })
    expect(saved).toMatchObject({ ok: true, value: { data: { title: 'The ferry' }, revision: 2, updatedAt: NOW + 1 } })
    expect(await listDrafts(env.DB, accountId)).toMatchObject([{ id, revision: 2 }])
    expect(await deleteDraft(env.DB, accountId, id)).toBe(true)
    expect(await listDrafts(env.DB, accountId)).toEqual([])
  })

  test('of two who save at once, the second sees what the first has written', async () => {
    const { id, accountId } = await drafted()
    const saving = (title: string) => saveDraft(env.DB, { id, accountId, revision: 1, data: { title }, now: NOW })
    const outcomes = await Promise.all([saving('One'), saving('Two')])
    const [won, lost] = outcomes.toSorted((a) => (a.ok ? -1 : 1))
    expect(won?.ok).toBe(true)
    expect(lost).toMatchObject({ ok: false, why: 'changed-meanwhile', current: { revision: 2 } })
  })

  test('is of its account alone', async () => {
    const { id } = await drafted()
    const { accountId } = await signedIn()
    expect(await findDraft(env.DB, accountId, id)).toBeNull()
    expect(await saveDraft(env.DB, { id, accountId, revision: 1, data: {}, now: NOW })).toEqual({
      ok: false,
      why: 'not-found',
    })
    expect(await deleteDraft(env.DB, accountId, id)).toBe(false)
    expect(await setPreview(env.DB, { id, accountId, token: newSecret(), now: NOW })).toBeNull()
    // Somebody else's id makes no second draft, and opens none.
    expect(await createDraft(env.DB, { id, accountId, data: {}, now: NOW })).toEqual({ ok: false, why: 'too-many' })
  })

  test('has a size, and an account a number of them', async () => {
    const { accountId } = await signedIn()
    const large = { body: 'é'.repeat(DRAFT_MAX_BYTES / 2) }
    const draft = { accountId, now: NOW }
    expect(await createDraft(env.DB, { ...draft, id: crypto.randomUUID(), data: large })).toEqual({
      ok: false,
      why: 'too-large',
    })
    for (let n = 0; n < DRAFTS_MAX_PER_ACCOUNT; n++) {
      expect((await createDraft(env.DB, { ...draft, id: crypto.randomUUID(), data: {} })).ok).toBe(true)
    }
    expect(await createDraft(env.DB, { ...draft, id: crypto.randomUUID(), data: {} })).toEqual({
      ok: false,
      why: 'too-many',
    })
    const [{ id } = { id: '' }] = await listDrafts(env.DB, accountId)
    expect(await saveDraft(env.DB, { id, accountId, revision: 1, data: large, now: NOW })).toEqual({
      ok: false,
      why: 'too-large',
    })
  })

  test('can be read by its link for a week, or until that is taken back', async () => {
    const { id, accountId } = await drafted()
    const token = newSecret()
    expect(await setPreview(env.DB, { id, accountId, token, now: NOW })).toBe(NOW + DRAFT_PREVIEW_TTL_MS)
    expect(await findPreview(env.DB, token, NOW)).toMatchObject({ id, data: { title: 'The night ferry' } })
    expect(await findPreview(env.DB, newSecret(), NOW)).toBeNull()
    expect(await findPreview(env.DB, token, NOW + DRAFT_PREVIEW_TTL_MS)).toBeNull()
    await setPreview(env.DB, { id, accountId, token: null, now: NOW })
    expect(await findPreview(env.DB, token, NOW)).toBeNull()
  })

  test('is deleted when nobody has changed it for a year', async () => {
    const { id, accountId } = await drafted()
    const after = (days: number) => accountRetention(NOW + days * 86_400_000 + 1)['drafts']?.(env.DB)
    await after(DRAFTS_RETENTION_DAYS - 1)
    expect(await findDraft(env.DB, accountId, id)).not.toBeNull()
    await after(DRAFTS_RETENTION_DAYS)
    expect(await findDraft(env.DB, accountId, id)).toBeNull()
  })
})

describe('a draft becomes a petition', () => {
  const form = () => schema.parse(petitionForm({ slug: unique('started') }))

  test('that is open, or waits for approval; its account owns it, and the draft is gone', async () => {
    for (const [mode, state] of [
      ['open', 'open'],
      ['invitation', 'open'],
      ['approval', 'draft'],
    ] as const) {
      const { id, accountId } = await drafted()
      const started = await startPetition(env.DB, { draftId: id, accountId, form: form(), mode, now: NOW })
      const petition = started.ok ? started.value : null
      expect(petition).toMatchObject({ state, submittedAt: mode === 'approval' ? NOW : null })
      expect(await roleOf(env.DB, petition?.id ?? 0, accountId)).toBe('owner')
      expect(await findDraft(env.DB, accountId, id)).toBeNull()
      const page = await fetchEdge(`/api/petitions/${petition?.slug}`)
      expect(page.status).toBe(mode === 'approval' ? 404 : 200)
      // It has no token that nobody knows.
      const tokens = env.DB.prepare('SELECT count(*) AS n FROM tokens WHERE petition_id = ?').bind(petition?.id ?? 0)
      expect(await tokens.first('n')).toBe(0)
    }
  })

  test('once, when the button is pressed twice', async () => {
    const { id, accountId } = await drafted()
    const start = { draftId: id, accountId, form: form(), mode: 'open', now: NOW } as const
    const outcomes = await Promise.all([startPetition(env.DB, start), startPetition(env.DB, start)])
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    const ids = outcomes.map((one) => (one.ok ? one.value.id : null))
    expect(ids[0]).toBe(ids[1])
  })

  test('so many a day of one account, also at once; one that it claimed is not counted', async () => {
    const { id, accountId } = await drafted()
    const claimed = await startByApi()
    await claimPetition(env.DB, { accountId, token: claimed.token, now: NOW })
    const drafts = [id]
    for (let n = 0; n <= PETITIONS_PER_ACCOUNT_PER_DAY; n++) {
      const draft = await createDraft(env.DB, { id: crypto.randomUUID(), accountId, data: {}, now: NOW })
      if (draft.ok) drafts.push(draft.value.id)
    }
    const start = (draftId: string, now = NOW) =>
      startPetition(env.DB, { draftId, accountId, form: form(), mode: 'open', now })
    const outcomes = await Promise.all(drafts.map((draftId) => start(draftId)))
    expect(outcomes.filter(({ ok }) => ok).length).toBe(PETITIONS_PER_ACCOUNT_PER_DAY)
    expect(outcomes.filter((one) => !one.ok && one.why === 'too-many').length).toBe(2)
    const left = (await listDrafts(env.DB, accountId)).map((draft) => draft.id)
    expect(left).toHaveLength(2)
    const other = await drafted()
    const ofOther = { draftId: other.id, accountId: other.accountId, form: form(), mode: 'open', now: NOW } as const
    expect((await startPetition(env.DB, ofOther)).ok).toBe(true)
    expect((await start(left[0] ?? '', NOW + DAY_MS)).ok).toBe(true)
  })

  test('not over another petition, and not by somebody else', async () => {
    const taken = await startByApi()
    const { id, accountId } = await drafted()
    const start = { draftId: id, accountId, mode: 'open', now: NOW } as const
    const ofOther = { ...form(), slug: taken.slug }
    expect(await startPetition(env.DB, { ...start, form: ofOther })).toEqual({ ok: false, why: 'slug-taken' })
    expect(await findDraft(env.DB, accountId, id)).not.toBeNull()
    const stranger = await signedIn()
    const stolen = form()
    expect(await startPetition(env.DB, { ...start, form: stolen, accountId: stranger.accountId })).toEqual({
      ok: false,
      why: 'not-found',
    })
    expect(await findPetition(env.DB, stolen.slug)).toBeNull()
  })
})
