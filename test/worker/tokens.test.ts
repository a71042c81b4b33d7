/** Tokens of a team: what each may do, on every route that takes one; when it ends, and when it was last used. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { type Scope, SCOPES } from '../../schema/account.ts'
import { TOKEN_USED_MS, TOKENS_MAX_PER_PETITION } from '../../src/limits.ts'
import { newToken, tokenHash } from '../../src/petitions/tokens.ts'
import { addToken, listTokens, revokeToken } from '../../src/petitions/team-tokens.ts'
import { app } from '../../workers/edge/app.ts'
import { memberOf } from './accounts.ts'
import { bearer, fetchEdge, startPetition, type TestPetition } from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

async function tokenOf(petition: TestPetition, scopes: readonly Scope[], more: { expiresAt?: number } = {}) {
  const token = newToken()
  const added = await addToken(env.DB, {
    petitionId: petition.id,
    token,
    name: 'Website sync',
    scopes,
    expiresAt: null,
    createdBy: (await memberOf(petition, 'owner')).accountId,
    now: Date.now(),
    ...more,
  })
  if (added !== 'added') throw new Error('no token')
  return token
}

/** The scope that opens each route of a campaign. A route that is missing here fails the test below. */
const OPENED_BY: Record<string, Scope> = {
  'PATCH /api/petitions/:slug': 'all',
  'POST /api/petitions/:slug/close': 'all',
  'POST /api/petitions/:slug/victory': 'all',
  'POST /api/petitions/:slug/reopen': 'all',
  'GET /api/petitions/:slug/partners': 'read',
  'GET /api/petitions/:slug/emails': 'read',
  'GET /api/petitions/:slug/review': 'read',
  'POST /api/petitions/:slug/review/preview': 'read',
  'POST /api/petitions/:slug/review/release': 'all',
  'POST /api/petitions/:slug/review/remove': 'all',
  'POST /api/petitions/:slug/updates': 'updates',
  'PATCH /api/petitions/:slug/updates/:id': 'updates',
  'DELETE /api/petitions/:slug/updates/:id': 'updates',
  'PUT /api/petitions/:slug/translations/:lang': 'all',
  'DELETE /api/petitions/:slug/translations/:lang': 'all',
  'PUT /api/petitions/:slug/updates/:id/translations/:lang': 'updates',
  'DELETE /api/petitions/:slug/updates/:id/translations/:lang': 'updates',
  'PUT /api/petitions/:slug/image': 'all',
  'DELETE /api/petitions/:slug/image': 'all',
  'GET /api/petitions/:slug/contacts': 'contacts',
  'GET /api/petitions/:slug/webhooks': 'webhooks',
  'POST /api/petitions/:slug/webhooks': 'webhooks',
  'GET /api/petitions/:slug/webhooks/:id': 'webhooks',
  'DELETE /api/petitions/:slug/webhooks/:id': 'webhooks',
  'POST /api/petitions/:slug/webhooks/:id/test': 'webhooks',
  'POST /api/petitions/:slug/webhooks/:id/rotate': 'webhooks',
  'GET /api/petitions/:slug/webhooks/:id/deliveries': 'webhooks',
  'POST /api/petitions/:slug/webhooks/:id/deliveries/:delivery/retry': 'webhooks',
}

const campaignRoutes = app.routes
  .filter(({ handler }) => handler.name === 'requireCampaign')
  .map(({ method, path }) => `${method} ${path}`)

test('every route of a campaign has its scope in the table', () => {
  expect(campaignRoutes.toSorted()).toEqual(Object.keys(OPENED_BY).toSorted())
})

describe('each route', () => {
  test.each(Object.entries(OPENED_BY))('%s is opened by %s, by all, and by nothing else', async (route, needed) => {
    const [method = '', path = ''] = route.split(' ')
    const [petition, foreign] = [await startPetition(), await startPetition()]
    const statusOf = async (token: string | null): Promise<string> => {
      const url = path.replace(':slug', petition.slug).replace(/:\w+/g, 'nothing')
      // Without a body, which is read after the token.
      const response = await fetchEdge(url, { method, headers: token === null ? {} : bearer(token) })
      if (response.status !== 401 && response.status !== 403) return 'opened'
      const { type } = await response.json<{ type: string }>()
      return type.split('/').at(-1) ?? ''
    }
    for (const scope of SCOPES.filter((one) => one !== 'all')) {
      expect([scope, await statusOf(await tokenOf(petition, [scope]))]).toEqual([
        scope,
        scope === needed ? 'opened' : 'scope-missing',
      ])
      expect(await statusOf(await tokenOf(foreign, [scope, 'all']))).toBe('unauthorized')
    }
    const several = SCOPES.filter((scope) => scope !== 'all')
    expect(await statusOf(await tokenOf(petition, several))).toBe(needed === 'all' ? 'scope-missing' : 'opened')
    expect(await statusOf(null)).toBe('unauthorized')
    expect(await statusOf(newToken())).toBe('unauthorized')
    expect(await statusOf(await tokenOf(petition, ['all'], { expiresAt: Date.now() - 1 }))).toBe('unauthorized')
    expect(await statusOf(foreign.token)).toBe('unauthorized')
    // Last, since some of these end the petition.
    expect(await statusOf(await tokenOf(petition, ['all']))).toBe('opened')
    expect(await statusOf(petition.token)).toBe('opened')
    expect(await statusOf(env.ADMIN_TOKEN)).toBe('opened')
  })
})

test('a token without the right says which one it lacks', async () => {
  const petition = await startPetition()
  const response = await fetchEdge(`/api/petitions/${petition.slug}/contacts`, {
    headers: bearer(await tokenOf(petition, ['read'])),
  })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('“contacts”') })
})

test('a token is listed without itself, and revoked by its petition alone', async () => {
  const [petition, foreign] = [await startPetition(), await startPetition()]
  const token = await tokenOf(petition, ['read'])
  const [listed, first] = await listTokens(env.DB, petition.id, Date.now())
  expect([listed, first].toSorted((a) => (a?.name === '' ? 1 : -1))).toMatchObject([
    { name: 'Website sync', scopes: ['read'], createdBy: expect.any(String), usedAt: null },
    { name: '', scopes: ['all'], createdBy: null },
  ])
  const id = (await tokenHash(token)).slice(0, 16)
  expect(JSON.stringify([listed, first])).not.toContain(token)
  expect(await revokeToken(env.DB, foreign.id, id, { by: BY_OPERATOR, now: Date.now() })).toBe(false)
  expect(await revokeToken(env.DB, petition.id, '', { by: BY_OPERATOR, now: Date.now() })).toBe(false)
  expect(await revokeToken(env.DB, petition.id, id, { by: BY_OPERATOR, now: Date.now() })).toBe(true)
  expect(await revokeToken(env.DB, petition.id, id, { by: BY_OPERATOR, now: Date.now() })).toBe(false)
  const url = `/api/petitions/${petition.slug}/partners`
  expect((await fetchEdge(url, { headers: bearer(token) })).status).toBe(401)
  expect((await fetchEdge(url, { headers: bearer(petition.token) })).status).toBe(200)
  expect((await listTokens(env.DB, petition.id, Date.now())).length).toBe(1)
})

test('when a token was last used is written at most once an hour', async () => {
  const petition = await startPetition()
  const token = await tokenOf(petition, ['read'])
  const use = () => fetchEdge(`/api/petitions/${petition.slug}/partners`, { headers: bearer(token) })
  const hash = await tokenHash(token)
  const usedAt = () =>
    env.DB.prepare('SELECT used_at AS at FROM tokens WHERE token_hash = ?').bind(hash).first<number>('at')
  await use()
  const first = (await usedAt()) ?? 0
  expect(Date.now() - first).toBeLessThan(TOKEN_USED_MS)
  const almost = Date.now() - TOKEN_USED_MS + 600_000
  await env.DB.prepare('UPDATE tokens SET used_at = ? WHERE token_hash = ?').bind(almost, hash).run()
  await use()
  expect(await usedAt()).toBe(almost)
  await env.DB.prepare('UPDATE tokens SET used_at = ? WHERE token_hash = ?')
    .bind(almost - 600_000, hash)
    .run()
  await use()
  expect(await usedAt()).toBeGreaterThan(almost)
})

test('a petition has a number of tokens; those that ended do not count', async () => {
  const petition = await startPetition()
  for (let n = 0; n < 3; n++) await tokenOf(petition, ['read'], { expiresAt: Date.now() - 1 })
  for (let n = 1; n < TOKENS_MAX_PER_PETITION; n++) await tokenOf(petition, ['read'])
  await expect(tokenOf(petition, ['read'])).rejects.toThrow('no token')
  const [{ id } = { id: '' }] = await listTokens(env.DB, petition.id, Date.now())
  await revokeToken(env.DB, petition.id, id, { by: BY_OPERATOR, now: Date.now() })
  expect(await tokenOf(petition, ['read'])).toMatch(/^ust_/)
})
