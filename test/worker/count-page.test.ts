/** The page that says how the count is kept: its sum is the public count, and costs the same however large the petition is. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { readCountParts } from '../../src/ledger/count-parts.ts'
import { COUNT_PAGE_REMOVALS_ROWS, HELD_COUNT_MAX_ROWS } from '../../src/limits.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { consumeSignatures, dbWithPrepare, fetchEdge, message, startPetition, type TestPetition } from './fixtures.ts'

const withdrawal = (petition: TestPetition, n: number) => ({
  v: 3,
  kind: 'withdrawal',
  petitionId: petition.id,
  id: message(petition, n).id,
})

async function petitionWith(fields: Record<string, unknown> = {}): Promise<TestPetition> {
  const petition = await startPetition({ claimedCount: 1_234, ...fields })
  await consumeSignatures([1, 2, 3, 4, 5].map((n) => message(petition, n)))
  await consumeSignatures([withdrawal(petition, 5)])
  return petition
}

const recordOf = (petition: TestPetition, reason: string, day: string, n: number) =>
  env.DB.prepare('INSERT INTO removals (petition_id, day, reason, n) VALUES (?, ?, ?, ?)').bind(
    petition.id,
    day,
    reason,
    n,
  )

/** Rows of tables: the label and the number of each. */
async function rowsOf(petition: TestPetition, lang = 'en'): Promise<Map<string, string>> {
  const html = await (await fetchEdge(`/${lang}/p/${petition.slug}/count`)).text()
  const rows = [...html.matchAll(/<th scope="row">([^<]*)<\/th><td>(?:<bdi>)?([^<]*)/g)]
  return new Map(rows.map(([, label = '', number = '']) => [label, number]))
}

describe('the sum', () => {
  const { count: words } = catalogue('en').trust

  test('is the public count, of those signed here and those claimed', async () => {
    const petition = await petitionWith()
    const rows = await rowsOf(petition)
    const { count } = await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json<{ count: number }>()
    expect(count).toBe(1_238)
    expect(rows.get(words.signed)).toBe('4')
    expect(rows.get(words.claimed)).toBe('+ 1,234')
    expect(rows.get('Signatures')).toBe('1,238')
    expect(rows.get(words.withdrawn)).toBe('1')
  })

  test('says that signatures are confirmed where they are, and has no claimed ones where there are none', async () => {
    const rows = await rowsOf(await startPetition({ confirmation: 'email' }))
    expect(rows.get(words.signedConfirmed)).toBe('0')
    expect(rows.has(words.claimed)).toBe(false)
  })

  test('leaves out what is held, let in and removed, and says how many', async () => {
    const petition = await petitionWith({ reviewRules: { signals: 1 } })
    await env.DB.prepare(
      `UPDATE signatures SET status = 'quarantined', suspicion = 'signals' WHERE petition_id = ? AND id = ?`,
    )
      .bind(petition.id, message(petition, 4).id)
      .run()
    await env.DB.prepare('UPDATE counters SET n = n - 1 WHERE petition_id = ?').bind(petition.id).run()
    await env.DB.batch([
      recordOf(petition, 'released', '2026-11-20', 61),
      recordOf(petition, 'removed', '2026-11-20', 100),
      recordOf(petition, 'removed', '2026-11-21', 40),
    ])
    const rows = await rowsOf(petition)
    expect(rows.get(words.signed)).toBe('3')
    expect(rows.get(words.heldNow)).toBe('1')
    expect(rows.get(words.released)).toBe('61')
    expect(rows.get(words.removed)).toBe('140')
  })
})

describe('what it costs', () => {
  test('is one query, and no more rows of a flood than the limit', async () => {
    const petition = await startPetition()
    await env.DB.prepare(
      `INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, suspicion)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       SELECT ?1, unhex(printf('%064x', i)), printf('held-%d', i), 'en', 'quarantined', 1, 1, 'surge' FROM n`,
    )
      .bind(petition.id, HELD_COUNT_MAX_ROWS + 500)
      .run()
    const prepared: string[] = []
    const db = dbWithPrepare((sql) => {
      prepared.push(sql)
      return env.DB.prepare(sql)
    })
    expect(await readCountParts(db, petition.id, 1)).toMatchObject({ held: HELD_COUNT_MAX_ROWS, count: 0, readAt: 1 })
    expect(prepared).toHaveLength(1)
    const { meta } = await env.DB.prepare(prepared[0] ?? '')
      .bind(petition.id)
      .run()
    expect(meta.rows_read).toBeLessThanOrEqual(HELD_COUNT_MAX_ROWS + 50)
    expect((await rowsOf(petition)).get(catalogue('en').trust.count.heldNow)).toBe('10,000+')
  })

  test('shows the newest days, and links to all of them', async () => {
    const petition = await startPetition()
    const days = Array.from({ length: COUNT_PAGE_REMOVALS_ROWS + 10 }, (_, n) => new Date(n * 86_400_000))
    await env.DB.batch(days.map((day) => recordOf(petition, 'withdrawn', day.toISOString().slice(0, 10), 1)))
    const html = await (await fetchEdge(`/en/p/${petition.slug}/count`)).text()
    expect(html.match(/<time datetime="1970-/g)).toHaveLength(COUNT_PAGE_REMOVALS_ROWS)
    expect(html).toContain(`href="/api/petitions/${petition.slug}/removals"`)
    expect(html).toContain(`href="/api/petitions/${petition.slug}/count"`)
  })
})

test.for(LOCALES)('the page in %s is public, cached and linked from the petition', async (lang) => {
  const petition = await petitionWith()
  const response = await fetchEdge(`/${lang}/p/${petition.slug}/count`)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
  expect(await response.text()).toContain(catalogue(lang).trust.count.title)
  expect((await rowsOf(petition, lang)).get(catalogue(lang).signatures)).toBe(catalogue(lang).number(1_238))
  const page = await (await fetchEdge(`/${lang}/p/${petition.slug}`)).text()
  expect(page).toContain(`href="/${lang}/p/${petition.slug}/count"`)
})

test('a draft and an unknown petition have no such page', async () => {
  const { slug } = await startPetition({ state: 'draft', publicKeys: [] })
  for (const name of [slug, 'nothing-here']) expect((await fetchEdge(`/en/p/${name}/count`)).status).toBe(404)
})
