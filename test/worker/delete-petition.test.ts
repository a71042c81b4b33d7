/** The operator deletes a petition with the API: as the self-test of a deployment does with its own. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { asOperator, bearer, fetchEdge, startPetition } from './fixtures.ts'

const remove = (slug: string, headers: Record<string, string>) =>
  fetchEdge(`/api/petitions/${slug}`, { method: 'DELETE', headers })

test('it is gone at once, and its log says who did it', async () => {
  const { slug } = await startPetition()
  expect((await remove(slug, asOperator)).status).toBe(204)
  expect((await fetchEdge(`/api/petitions/${slug}`)).status).toBe(410)
  expect((await fetchEdge(`/api/petitions/${slug}/challenge`)).status).toBe(410)
  const rows = await env.DB.prepare(
    `SELECT act, by_kind AS kind FROM audit_log WHERE act = 'deleted'
     AND petition_id = (SELECT id FROM petitions WHERE slug = ?1)`,
  )
    .bind(slug)
    .all()
  expect(rows.results).toEqual([{ act: 'deleted', kind: 'operator' }])
})

test('twice is once', async () => {
  const { slug } = await startPetition()
  for (let i = 0; i < 2; i++) expect((await remove(slug, asOperator)).status).toBe(204)
  const row = await env.DB.prepare(
    `SELECT count(*) AS n FROM audit_log WHERE act = 'deleted' AND petition_id = (SELECT id FROM petitions WHERE slug = ?1)`,
  )
    .bind(slug)
    .first()
  expect(row).toEqual({ n: 1 })
})

test('a campaign cannot do it with its token, nor anybody without one', async () => {
  const { slug, token } = await startPetition()
  expect((await remove(slug, bearer(token))).status).toBe(401)
  expect((await remove(slug, {})).status).toBe(401)
  expect((await fetchEdge(`/api/petitions/${slug}`)).status).toBe(200)
})

test('one that was never open is not found', async () => {
  const { slug } = await startPetition({ state: 'draft' })
  expect((await remove(slug, asOperator)).status).toBe(404)
  expect((await remove('not-there', asOperator)).status).toBe(404)
})
