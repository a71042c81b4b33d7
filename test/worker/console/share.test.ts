/** Sharing and partners in the console: links, numbers, unknown codes, and the page that a partner opens. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { PARTNERS_MAX_PER_PETITION, UNKNOWN_CODES_SHOWN_MAX } from '../../../src/limits.ts'
import { consumeSignatures, message, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const pathOf = ({ slug }: TestPetition): string => `/console/p/${slug}/share`

async function withEditor(): Promise<{ petition: TestPetition; editor: Person; path: string }> {
  const petition = await startPetition()
  return { petition, editor: await member(petition.id, 'editor'), path: pathOf(petition) }
}

const add = (path: string, as: Person, form: Record<string, string>): Promise<Response> =>
  fetchConsole(path, { as, form })
const read = async (path: string, as: Person | null = null): Promise<string> =>
  (await fetchConsole(path, { as })).text()
const rows = async ({ id }: TestPetition): Promise<Record<string, unknown>[]> =>
  (
    await env.DB.prepare('SELECT code, name, link, dismissed_at FROM partners WHERE petition_id = ? ORDER BY code')
      .bind(id)
      .all()
  ).results
const actsOf = async ({ id }: TestPetition): Promise<unknown[]> =>
  (
    await env.DB.prepare(`SELECT act, facts FROM audit_log WHERE petition_id = ? AND act LIKE 'partner%' ORDER BY id`)
      .bind(id)
      .all()
  ).results.map(({ act, facts }) => `${String(act)} ${String(facts)}`)

/** Without tags, and without the marks of direction around names. */
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const hrefsOf = (html: string): string[] => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)

describe('a partner', () => {
  test('is added once, with a code in lower case, and leads to their links', async () => {
    const { petition, editor, path } = await withEditor()
    const form = { code: 'Union', name: 'Harbour union', link: 'https://union.example.org' }
    for (const _ of ['pressed', 'pressed again']) {
      const { status, headers } = await add(path, editor, form)
      expect([status, headers.get('location')]).toEqual([303, `${path}/union?done=partner-added`])
    }
    expect(await rows(petition)).toEqual([
      { code: 'union', name: 'Harbour union', link: 'https://union.example.org', dismissed_at: null },
    ])
    expect(await actsOf(petition)).toEqual(['partner-added {"partner":"union"}'])
    const kit = await read(`${path}/union`, editor)
    for (const part of [
      `value="https://petitions.test/p/${petition.slug}?source=union"`,
      `/embed/${petition.slug}/sign?partner=union`,
      `partner=&quot;union&quot;`,
      `/p/${petition.slug}/print?partner=union`,
      `/p/${petition.slug}/poster?partner=union`,
      `/qr/${petition.slug}.svg?source=union`,
    ])
      expect(kit).toContain(part)
  })

  test.each([
    ['no code', { name: 'A' }, 'code'],
    ['no name', { code: 'a' }, 'name'],
    ['a code with other characters', { code: 'a b', name: 'A' }, 'code'],
    ['a code that is too long', { code: 'a'.repeat(41), name: 'A' }, 'code'],
    ['a code of a way to share', { code: 'WhatsApp', name: 'A' }, 'code'],
    ['a name that is too long', { code: 'a', name: 'é'.repeat(81) }, 'name'],
    ['a name with hidden characters', { code: 'a', name: 'A\u202Eb' }, 'name'],
    ['a link that is none', { code: 'a', name: 'A', link: 'union' }, 'link'],
    ['a link without encryption', { code: 'a', name: 'A', link: 'http://union.example.org' }, 'link'],
    ['a script', { code: 'a', name: 'A', link: 'javascript:alert(1)' }, 'link'],
    ['a link with a password', { code: 'a', name: 'A', link: 'https://a:b@union.example.org' }, 'link'],
    ['a code of another partner', { code: 'taken', name: 'A' }, 'code'],
  ] as const)('is refused with %s, and nothing that was typed is lost', async (_, form, wrong) => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'taken', name: 'The first' })
    const response = await add(path, editor, form)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(`id="${wrong}-error"`)
    for (const value of Object.values(form)) expect(html).toContain(`value="${value}"`)
    expect((await rows(petition)).length).toBe(1)
  })

  test('is shown as it was written, whatever is in its name', async () => {
    const { editor, path } = await withEditor()
    await add(path, editor, { code: 'x-y', name: '<script>alert(1)</script>"\'' })
    for (const page of [path, `${path}/x-y`, `${path}/x-y/remove`]) {
      expect(await read(page, editor)).not.toContain('<script>alert')
    }
  })

  test('is one of so many', async () => {
    const { petition, editor, path } = await withEditor()
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO partners (petition_id, code, name, key_id, created_at) SELECT ?1, 'p' || i, 'P', '', 1 FROM n`,
    )
      .bind(petition.id, PARTNERS_MAX_PER_PETITION)
      .run()
    expect((await add(path, editor, { code: 'more', name: 'More' })).status).toBe(422)
    expect((await fetchConsole(path, { as: editor })).status).toBe(200)
  })

  test('is changed, and of two editors the second sees both', async () => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'union', name: 'Union' })
    const change = (form: Record<string, string>) => add(`${path}/union`, editor, form)
    const first = await change({ wasName: 'Union', name: 'Harbour union', link: 'https://u.example.org' })
    expect(first.headers.get('location')).toBe(`${path}/union?done=partner-saved`)
    const second = await change({ wasName: 'Union', name: 'Dockers’ union' })
    const html = await second.text()
    expect(second.status).toBe(412)
    expect(html).toContain('value="Dockers’ union"')
    expect(textOf(html)).toContain('There now: Harbour union, https://u.example.org')
    const again = await change({
      wasName: 'Harbour union',
      wasLink: 'https://u.example.org',
      name: 'Dockers’ union',
    })
    expect(again.status).toBe(303)
    expect(await rows(petition)).toMatchObject([{ name: 'Dockers’ union', link: null }])
    expect((await actsOf(petition)).length).toBe(3)
  })

  test('is removed with its numbers said, which stay', async () => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'union', name: 'Union' })
    await consumeSignatures([1, 2].map((n) => message(petition, n, { partner: 'union' })))
    expect(textOf(await read(`${path}/union/remove`, editor))).toContain(
      'The 2 signatures that came through this partner',
    )
    for (const _ of ['pressed', 'pressed again']) {
      const removed = await fetchConsole(`${path}/union/remove`, { method: 'POST', as: editor })
      expect(removed.headers.get('location')).toBe(`${path}?done=partner-removed`)
    }
    expect((await fetchConsole(`${path}/union`, { as: editor })).status).toBe(404)
    // As a code that no partner has.
    expect(hrefsOf(await read(path, editor))).toContain(`${path}?code=union#add`)
    expect((await actsOf(petition)).length).toBe(2)
  })
})

test('the list has what came through each partner, in all and lately, and what came without', async () => {
  const { petition, editor, path } = await withEditor()
  await add(path, editor, { code: 'union', name: 'Union' })
  await add(path, editor, { code: 'radio', name: 'Radio' })
  const partners = ['union', 'union', 'union', null, 'fb-group2', 'whatsapp']
  await consumeSignatures(partners.map((partner, n) => message(petition, n, { partner })))
  // Of a day before the last seven.
  const day = (await env.DB.prepare(`SELECT key FROM tallies WHERE petition_id = ? AND key LIKE '%/union'`)
    .bind(petition.id)
    .first<{ key: string }>()) ?? { key: '' }
  const old = new Date(Date.parse(day.key.slice(0, 10)) - 7 * 86_400_000).toISOString().slice(0, 10)
  await env.DB.prepare(
    `INSERT INTO tallies (petition_id, dimension, key, n) SELECT ?1, 'day-partner', ?2 || '/union', 2`,
  )
    .bind(petition.id, old)
    .run()
  await env.DB.batch(
    [
      `UPDATE tallies SET n = n + 2 WHERE petition_id = ?1 AND dimension = 'partner' AND key = 'union'`,
      'UPDATE counters SET n = n + 2 WHERE petition_id = ?1',
    ].map((sql) => env.DB.prepare(sql).bind(petition.id)),
  )
  const text = textOf(await read(path, editor))
  expect(text).toContain('1 of 8 came without a partner’s link')
  expect(text).toMatch(/Union union 5 3 /)
  expect(text).toMatch(/Radio radio 0 0 /)
  expect(text).toMatch(/Unknown codes .* fb-group2 1 1 /)
  expect(text).toMatch(/Shared by readers .* WhatsApp 1 1 /)
})

test('an unknown code is adopted or dismissed, and the shown ones are few', async () => {
  const { petition, editor, path } = await withEditor()
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
     INSERT INTO tallies (petition_id, dimension, key, n) SELECT ?1, 'partner', 'code' || i, i FROM n`,
  )
    .bind(petition.id)
    .run()
  const offered = async (): Promise<string[]> =>
    hrefsOf(await read(path, editor)).flatMap((href) => /\?code=(\w+)#add$/.exec(href)?.[1] ?? [])
  expect((await offered()).length).toBe(UNKNOWN_CODES_SHOWN_MAX)
  expect((await offered())[0]).toBe('code100')
  expect(await read(`${path}?code=code100`, editor)).toContain('name="code" value="code100"')
  for (const _ of ['pressed', 'pressed again']) {
    await fetchConsole(`${path}/dismiss/code100`, { method: 'POST', as: editor })
  }
  expect((await offered())[0]).toBe('code99')
  await add(path, editor, { code: 'code99', name: 'The 99' })
  expect((await offered())[0]).toBe('code98')
  // Somebody finds out whose the dismissed one was.
  await add(path, editor, { code: 'code100', name: 'The 100' })
  expect(await rows(petition)).toMatchObject([
    { code: 'code100', name: 'The 100', dismissed_at: null },
    { code: 'code99', name: 'The 99' },
  ])
  // A partner’s code is not dismissed.
  await fetchConsole(`${path}/dismiss/code99`, { method: 'POST', as: editor })
  expect(await rows(petition)).toMatchObject([{ dismissed_at: null }, { dismissed_at: null }])
  expect((await actsOf(petition)).length).toBe(3)
})

describe('the page of a partner', () => {
  const linkIn = (kit: string): string => /\/console\/kit\/[\w/-]+/.exec(kit)?.[0] ?? ''

  test('opens without an account, has their numbers alone, and is in no index', async () => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'union', name: 'Harbour union' })
    await add(path, editor, { code: 'radio', name: 'Radio Lantern' })
    await consumeSignatures([1, 2, 3].map((n) => message(petition, n, { partner: n === 3 ? 'radio' : 'union' })))
    const response = await fetchConsole(linkIn(await read(`${path}/union`, editor)))
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('<meta name="robots" content="noindex"')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(textOf(html)).toContain('2 signatures so far')
    expect(html).toContain(`/embed/${petition.slug}/sign?partner=union`)
    expect(html).not.toMatch(/radio/i)
  })

  test.each(['taken_down_at', 'deleted_at'])('is gone with its petition: %s', async (column) => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'union', name: 'Union' })
    const link = linkIn(await read(`${path}/union`, editor))
    await env.DB.prepare(`UPDATE petitions SET ${column} = 1 WHERE id = ?`).bind(petition.id).run()
    expect((await fetchConsole(link)).status).toBe(404)
  })

  test('opens with no other key, and no longer after a new link or the end of the partner', async () => {
    const { petition, editor, path } = await withEditor()
    await add(path, editor, { code: 'union', name: 'Union' })
    await add(path, editor, { code: 'radio', name: 'Radio' })
    const statusOf = async (link: string): Promise<number> => (await fetchConsole(link)).status
    const link = linkIn(await read(`${path}/union`, editor))
    const radio = linkIn(await read(`${path}/radio`, editor))
    const key = link.split('/').at(-1) ?? ''
    expect(await statusOf(link)).toBe(200)
    for (const other of [
      radio.replace('/radio/', '/union/'),
      link.replace(key, 'x'.repeat(43)),
      link.slice(0, -1),
      `${link}x`,
    ]) {
      expect(await statusOf(other)).toBe(404)
    }
    const of = /name="of" value="([\w-]+)"/.exec(await read(`${path}/union/new-link`, editor))?.[1] ?? ''
    for (const _ of ['pressed', 'pressed again']) {
      const renewed = await fetchConsole(`${path}/union/new-link`, { as: editor, form: { of } })
      expect(renewed.headers.get('location')).toBe(`${path}/union?done=partner-link-changed`)
    }
    expect(await actsOf(petition)).toContain('partner-link-changed {"partner":"union"}')
    expect((await actsOf(petition)).length).toBe(3)
    const renewed = linkIn(await read(`${path}/union`, editor))
    expect([await statusOf(link), await statusOf(renewed)]).toEqual([404, 200])
    await fetchConsole(`${path}/union/remove`, { method: 'POST', as: editor })
    await add(path, editor, { code: 'union', name: 'Union' })
    expect(await statusOf(renewed)).toBe(404)
    // The key is in no row.
    const { results } = await env.DB.prepare('SELECT * FROM partners WHERE petition_id = ?').bind(petition.id).all()
    expect(JSON.stringify(results)).not.toContain(
      linkIn(await read(`${path}/union`, editor))
        .split('/')
        .at(-1),
    )
  })
})
