/** Owners change the web address of a petition in the console. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../../schema/locales.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { DAY_MS, SLUG_CHANGES_DAYS } from '../../../src/limits.ts'
import { changeAddress } from '../../../src/petitions/address.ts'
import { app } from '../../../workers/console/app.tsx'
import { BY_OPERATOR } from '../../support/actor.ts'
import { consumeSignatures, fetchEdge, message, ORIGIN, startPetition, type TestPetition, unique } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'
import { everything } from './everything.ts'

const { settings } = consoleWords('en')
const pathOf = (slug: string): string => `/console/p/${slug}/settings/address`

/** `at`: the slug in the address of the form. */
const change = (as: Person, at: string, { from, to }: { from: string; to: string }): Promise<Response> =>
  fetchConsole(pathOf(at), { as, form: { from, slug: to } })

const PAGES = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/console/p/:slug'))
      .map(({ path }) => path),
  ),
]

const errorIn = (html: string): string =>
  /id="slug-error"[^>]*>([^<]*)</.exec(html)?.[1]?.replaceAll('&#39;', '’') ?? ''

const changesOf = async ({ id }: TestPetition): Promise<{ acts: number; slugs: string[] }> => {
  const [acts, slugs] = await env.DB.batch<{ n: number; slug: string }>([
    env.DB.prepare(`SELECT count(*) AS n FROM audit_log WHERE petition_id = ? AND act = 'address-changed'`).bind(id),
    env.DB.prepare('SELECT slug FROM slugs WHERE petition_id = ? ORDER BY slug').bind(id),
  ])
  return { acts: acts?.results[0]?.n ?? 0, slugs: (slugs?.results ?? []).map(({ slug }) => slug) }
}

/** As if the changes so far were of before. */
const ageChanges = async ({ id }: TestPetition, days: number): Promise<void> => {
  await env.DB.prepare(
    `UPDATE petitions SET slug_changes = (SELECT json_group_array(value - ?2) FROM json_each(slug_changes)) WHERE id = ?1`,
  )
    .bind(id, days * DAY_MS)
    .run()
}

const renamed = async () => {
  const petition = await startPetition()
  const [owner, to] = [await member(petition.id, 'owner'), unique('ferry')]
  return { petition, owner, to, from: petition.slug }
}

describe('the page', () => {
  test('says what happens, in numbers', async () => {
    const { petition, owner, from, to } = await renamed()
    await consumeSignatures([message(petition, 1), message(petition, 2)])
    const before = await (await fetchConsole(pathOf(from), { as: owner })).text()
    for (const line of [
      settings.addressLinks,
      settings.addressCount(2),
      settings.addressKept(1),
      settings.addressLeft(2),
    ]) {
      expect(before).toContain(line)
    }
    expect(before).toContain(`name="from" value="${from}"`)
    expect(before).not.toContain(settings.addressFormer)
    await change(owner, from, { from, to })
    const after = await (await fetchConsole(pathOf(to), { as: owner })).text()
    for (const line of [settings.addressKept(2), settings.addressLeft(1), settings.addressFormer]) {
      expect(after).toContain(line)
    }
    expect(after).toContain(`/p/${from}<`)
  })

  test('is linked from the settings, which say the present address', async () => {
    const { owner, from, to } = await renamed()
    await change(owner, from, { from, to })
    const page = await (await fetchConsole(`/console/p/${to}/settings`, { as: owner })).text()
    expect(page).toContain(`<bdi>/p/${to}</bdi>`)
    expect(page).toContain(`href="${pathOf(to)}"`)
    expect(page).not.toContain(from)
  })

  test.each(LOCALES)('is there in %s', async (locale) => {
    const { owner, from } = await renamed()
    const page = await fetchConsole(`${pathOf(from)}?lang=${locale}`, { as: owner })
    expect(page.status).toBe(200)
    expect(consoleWords(locale).settings.addressChange).not.toBe('')
  })
})

describe('a change', () => {
  test('is done once, however often its button is pressed, and the public sees it', async () => {
    const { petition, owner, from, to } = await renamed()
    await fetchEdge(`/en/p/${to}`)
    const pressed = await Promise.all([change(owner, from, { from, to }), change(owner, from, { from, to })])
    const again = await change(owner, from, { from, to })
    for (const response of [...pressed, again]) {
      expect(response.headers.get('location')).toBe(`/console/p/${to}/settings?done=address-changed`)
      expect(response.headers.get('undersigned-changed')).toBe(`${petition.id}/${from}/${to}`)
    }
    expect(await changesOf(petition)).toEqual({ acts: 1, slugs: [to] })
    const fresh = await fetchEdge(`/en/p/${from}`, { redirect: 'manual' }, { PUBLIC_ORIGIN: ORIGIN })
    expect([fresh.status, fresh.headers.get('location')]).toEqual([301, `/en/p/${to}`])
    const log = await (await fetchConsole(`/console/p/${to}/team/log`, { as: owner })).text()
    expect(log).toContain(consoleWords('en').log.acts['address-changed'])
  })

  test('of a petition that was deleted is not possible', async () => {
    const { petition, owner, from, to } = await renamed()
    await fetchConsole(`/console/p/${from}/delete`, { as: owner, form: { confirm: 'yes' } })
    const response = await change(owner, from, { from, to })
    expect(response.headers.get('location')).toBe(`/console/p/${from}/deleted`)
    expect(await changesOf(petition)).toEqual({ acts: 0, slugs: [] })
  })

  test.each(PAGES)(
    'leads from the former address of %s to the same page, which has the new one alone',
    async (pattern) => {
      for (const state of ['open', 'draft', 'submitted', 'closed'] as const) {
        const { as, petition, urlOf } = await everything(state)
        const path = urlOf(pattern.replace(/\{.*$/, '')).replace(':number', '1')
        const to = unique('moved')
        await changeAddress(env.DB, petition.id, { from: petition.slug, to }, { by: BY_OPERATOR, now: Date.now() })
        const there = path.replace(petition.slug, to)
        const moved = await fetchConsole(`${path}?x=%2F`, { as })
        expect([state, moved.status, moved.headers.get('location')]).toEqual([state, 302, `${there}?x=%2F`])
        const page = await fetchConsole(there, { as })
        expect([200, 303, 404]).toContain(page.status)
        expect(page.headers.get('location') ?? '').not.toContain(petition.slug)
        // Keys and files have the first slug.
        const html = (await page.text()).replace(/data-setup="[^"]*"/, '')
        expect(pattern.endsWith('/address') ? '' : html).not.toContain(`/p/${petition.slug}`)
      }
    },
  )

  test('takes forms of before', async () => {
    const { owner, from, to } = await renamed()
    await change(owner, from, { from, to })
    const saved = await fetchConsole(`/console/p/${from}/settings`, {
      as: owner,
      form: { section: 'emails', revision: '2', emailSubject: 'neutral' },
    })
    expect(saved.headers.get('location')).toBe(`/console/p/${to}/settings?done=settings-saved`)
    // Nobody else learns by it that there is one.
    const stranger = await member((await startPetition()).id, 'owner')
    expect((await fetchConsole(`/console/p/${from}`, { as: stranger })).status).toBe(404)
  })

  test('back to a former address is possible, and the other one leads there', async () => {
    const { petition, owner, from, to } = await renamed()
    await change(owner, from, { from, to })
    const back = await change(owner, to, { from: to, to: from })
    expect(back.headers.get('location')).toBe(`/console/p/${from}/settings?done=address-changed`)
    expect(await changesOf(petition)).toEqual({ acts: 2, slugs: [to] })
    const row = await env.DB.prepare('SELECT public_slug AS slug FROM petitions WHERE id = ?').bind(petition.id).first()
    expect(row).toEqual({ slug: null })
    const page = await fetchConsole(pathOf(to), { as: owner })
    expect(page.headers.get('location')).toBe(pathOf(from))
  })

  test('is possible three times in 30 days', async () => {
    const { petition, owner, from } = await renamed()
    let last = from
    for (let n = 0; n < 3; n++) {
      const to = unique('often')
      await change(owner, last, { from: last, to })
      last = to
      await ageChanges(petition, 1)
    }
    const page = await (await fetchConsole(pathOf(last), { as: owner })).text()
    expect(page).toContain('It was changed three times within 30 days.')
    expect(page).not.toContain('name="slug"')
    const fourth = await change(owner, last, { from: last, to: unique('often') })
    expect(fourth.status).toBe(422)
    expect(errorIn(await fourth.text())).toContain('It was changed three times within 30 days.')
    // The first of them was three days before.
    await ageChanges(petition, SLUG_CHANGES_DAYS - 3)
    const to = unique('often')
    const fifth = await change(owner, last, { from: last, to })
    expect(fifth.status).toBe(303)
    expect((await changesOf(petition)).acts).toBe(4)
  })

  test('by somebody else meanwhile is shown beside what was typed, and nothing is lost', async () => {
    const { petition, owner, from, to } = await renamed()
    const theirs = unique('theirs')
    await change(await member(petition.id, 'owner'), from, { from, to: theirs })
    const response = await change(owner, from, { from, to })
    expect(response.status).toBe(412)
    const page = await response.text()
    for (const text of [settings.addressMeanwhile, `<bdi>${theirs}</bdi>`, `<bdi>${to}</bdi>`]) {
      expect(page).toContain(text)
    }
    expect(page).toContain(`name="from" value="${theirs}"`)
    expect((await change(owner, theirs, { from: theirs, to })).status).toBe(303)
    expect(await changesOf(petition)).toEqual({ acts: 2, slugs: [theirs, to].toSorted() })
  })
})

describe('an address', () => {
  test('that is taken, or was, is an error at the field', async () => {
    const { petition, owner, from } = await renamed()
    const other = await startPetition()
    const second = unique('second')
    const how = { by: BY_OPERATOR, now: Date.now() }
    await changeAddress(env.DB, other.id, { from: other.slug, to: second }, how)
    for (const to of [other.slug, second]) {
      const response = await change(owner, from, { from, to })
      expect(response.status).toBe(422)
      const page = await response.text()
      expect(errorIn(page)).toBe(settings.addressTaken)
      expect(page).toContain(`value="${to}"`)
    }
    expect(await changesOf(petition)).toEqual({ acts: 0, slugs: [] })
  })

  test.each([
    ['nothing', ''],
    ['spaces', ' a b '],
    ['capitals', 'Ferry'],
    ['a path', '../../console'],
    ['markup', '"><script>'],
    ['another script', 'паром'],
    ['a line break', 'a\nb'],
    ['too much', 'a'.repeat(81)],
  ])('of %s is an error at the field, with what was typed', async (_, to) => {
    const { petition, owner, from } = await renamed()
    const response = await change(owner, from, { from, to })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(errorIn(page)).not.toBe('')
    expect(page).toContain(settings.addressNew)
    expect(page).not.toContain('"><script>')
    expect(await changesOf(petition)).toEqual({ acts: 0, slugs: [] })
  })

  test('that it has already is an error at the field', async () => {
    const { owner, from } = await renamed()
    const response = await change(owner, from, { from, to: from })
    expect([response.status, errorIn(await response.text())]).toEqual([422, settings.addressSame])
  })

  test('of before is not suggested to a petition that starts', async () => {
    const { owner, from, to } = await renamed()
    await change(owner, from, { from, to })
    const third = unique('third')
    await change(owner, to, { from: to, to: third })
    for (const slug of [from, to, third]) await expect(startPetition({ slug })).rejects.toThrow('conflict')
  })

  test('of a draft that is deleted is free again', async () => {
    const petition = await startPetition({ state: 'draft' })
    const [owner, to] = [await member(petition.id, 'owner'), unique('draft')]
    const changed = await change(owner, petition.slug, { from: petition.slug, to })
    expect(changed.status).toBe(303)
    const deleted = await fetchConsole(`/console/p/${to}/delete`, { as: owner, method: 'POST' })
    expect(deleted.headers.get('location')).toContain('petition-deleted')
    expect((await startPetition({ slug: to })).slug).toBe(to)
    expect((await startPetition({ slug: petition.slug })).slug).toBe(petition.slug)
  })
})
