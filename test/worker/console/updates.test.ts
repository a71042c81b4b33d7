/** Updates of a petition in the console. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { UPDATES_MAX_PER_PETITION } from '../../../src/limits.ts'
import { fetchEdge, publishUpdate, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const WORDS = { title: 'Five days left', body: 'Come to the **quay** on Sunday.', go: 'save' }

const pathOf = ({ slug }: TestPetition): string => `/console/p/${slug}/updates`

/** As they are stored: the edge does not learn from these requests what was changed, and would show what it has cached. */
async function published({ id }: TestPetition): Promise<{ title: string; body: string; version: number }[]> {
  const { results } = await env.DB.prepare(
    'SELECT title, body, version, translations FROM updates WHERE petition_id = ?1 ORDER BY id DESC',
  )
    .bind(id)
    .all<{ title: string; body: string; version: number; translations: string }>()
  return results.map((row) => Object.assign(row, { translations: JSON.parse(row.translations) }))
}

const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

async function scene(): Promise<{ petition: TestPetition; editor: Person; id: string; path: string }> {
  const petition = await startPetition()
  const { id } = await publishUpdate(petition, 'News', 'First words.')
  return { petition, editor: await member(petition.id, 'editor'), id, path: `${pathOf(petition)}/${id}` }
}

describe('an update', () => {
  test('is shown before it is published, and then published once, also by two presses', async () => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const preview = await fetchConsole(pathOf(petition), { as: editor, form: { ...WORDS, go: 'preview' } })
    expect(preview.status).toBe(200)
    expect(await preview.text()).toContain('<strong>quay</strong>')
    expect(await published(petition)).toEqual([])

    const pressed = await Promise.all([1, 2].map(() => fetchConsole(pathOf(petition), { as: editor, form: WORDS })))
    for (const response of pressed) {
      expect(response.headers.get('location')).toBe(`${pathOf(petition)}?done=update-published`)
      expect(response.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    }
    expect(await published(petition)).toMatchObject([{ title: WORDS.title, body: WORDS.body }])
    expect(await (await fetchConsole(pathOf(petition), { as: editor })).text()).toContain(WORDS.title)
  })

  test.each([
    ['no title', { title: '' }, 'title'],
    ['no text', { body: '' }, 'body'],
    ['too long a text', { body: 'x'.repeat(5_000) }, 'body'],
    ['too long a title', { title: 'x'.repeat(5_000) }, 'title'],
    ['hidden characters', { title: 'News\u202Eswen' }, 'title'],
  ])('with %s is refused at its field, and nothing typed is lost', async (_, form, field) => {
    const { petition, editor, path } = await scene()
    for (const to of [pathOf(petition), path]) {
      const response = await fetchConsole(to, { as: editor, form: { ...WORDS, version: '1', ...form } })
      const html = await response.text()
      expect([to, response.status]).toEqual([to, 422])
      expect(html).toContain(`id="${field}-error"`)
      expect(html).toContain(field === 'title' ? 'Come to the **quay**' : WORDS.title)
    }
    expect(await published(petition)).toMatchObject([{ title: 'News', version: 1 }])
  })

  test('of a petition that has as many as it may have is refused', async () => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const one = env.DB.prepare(
      `INSERT INTO updates (petition_id, id, title, body, published_at) VALUES (?1, ?2, 'News', 'Words.', 0)`,
    )
    await env.DB.batch(Array.from({ length: UPDATES_MAX_PER_PETITION }, (_, n) => one.bind(petition.id, `u${n}`)))
    const refused = await fetchConsole(pathOf(petition), { as: editor, form: WORDS })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Come to the **quay**')
  })

  test('is edited, and the page says that it was', async () => {
    const { petition, editor, path } = await scene()
    const version = versionIn(await (await fetchConsole(path, { as: editor })).text())
    const saved = await fetchConsole(path, { as: editor, form: { ...WORDS, version } })
    expect(saved.headers.get('location')).toBe(`${pathOf(petition)}?done=update-changed`)
    expect(await published(petition)).toMatchObject([{ title: WORDS.title, version: 2 }])
    // Pressed again, it is the same.
    expect((await fetchConsole(path, { as: editor, form: { ...WORDS, version } })).status).toBe(303)
    expect(await published(petition)).toMatchObject([{ version: 2 }])
  })

  test('that somebody else has changed meanwhile is shown with theirs, and is not overwritten', async () => {
    const { petition, editor, path } = await scene()
    const other = await member(petition.id, 'owner')
    await fetchConsole(path, { as: editor, form: { ...WORDS, body: 'Written by Alpha.', version: '1' } })
    const late = await fetchConsole(path, {
      as: other,
      form: { ...WORDS, body: 'Written by Omega.', version: '1' },
    })
    const html = await late.text()
    expect(late.status).toBe(412)
    for (const who of ['Alpha', 'Omega']) expect(html).toContain(who)
    expect(await published(petition)).toMatchObject([{ body: 'Written by Alpha.' }])
    const mine = { ...WORDS, body: 'Written by Omega.', version: versionIn(html) }
    expect((await fetchConsole(path, { as: other, form: mine })).status).toBe(303)
    expect(await published(petition)).toMatchObject([{ body: 'Written by Omega.' }])
  })

  test('is translated, and its translation taken away', async () => {
    const { petition, editor, path } = await scene()
    const form = { title: 'Новости', body: 'Слова.', of: '1' }
    const put = await fetchConsole(`${path}/translations/ru`, { as: editor, form })
    expect(put.headers.get('location')).toBe(`${path}?done=translation-published`)
    expect(await (await fetchEdge(`/ru/p/${petition.slug}`)).text()).toContain('Новости')
    expect(await (await fetchConsole(`${path}/translations/ru`, { as: editor })).text()).toContain('Слова.')
    const empty = await fetchConsole(`${path}/translations/ru`, { as: editor, form: { ...form, body: '' } })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('id="body-error"')
    const asked = await fetchConsole(`${path}/translations/ru/remove`, { as: editor })
    expect(await asked.text()).toContain('Readers see the original instead.')
    await fetchConsole(`${path}/translations/ru/remove`, { method: 'POST', as: editor })
    expect(await published(petition)).toMatchObject([{ translations: [] }])
    for (const lang of ['en', 'xx', 'pt']) {
      expect((await fetchConsole(`${path}/translations/${lang}`, { as: editor })).status).toBe(404)
    }
  })

  test('is taken down from a page that says what happens', async () => {
    const { petition, editor, path } = await scene()
    await fetchConsole(`${path}/translations/ru`, { as: editor, form: { title: 'Новости', body: 'Слова.', of: '1' } })
    const page = await (await fetchConsole(`${path}/remove`, { as: editor })).text()
    expect(page).toContain('1 translation is deleted with it')
    for (let press = 0; press < 2; press++) {
      const taken = await fetchConsole(`${path}/remove`, { method: 'POST', as: editor })
      expect(taken.headers.get('location')).toBe(`${pathOf(petition)}?done=update-taken-down`)
    }
    expect(await published(petition)).toEqual([])
    for (const gone of [path, `${path}/remove`, `${path}/translations/ru`]) {
      expect((await fetchConsole(gone, { as: editor })).status).toBe(404)
    }
    expect((await fetchConsole(path, { as: editor, form: WORDS })).status).toBe(404)
  })

  test('of another petition is not there', async () => {
    const { editor, petition } = await scene()
    const other = await scene()
    const path = `${pathOf(petition)}/${other.id}`
    expect((await fetchConsole(path, { as: editor })).status).toBe(404)
    expect((await fetchConsole(path, { as: editor, form: { ...WORDS, version: '1' } })).status).toBe(404)
    await fetchConsole(`${path}/remove`, { method: 'POST', as: editor })
    expect(await published(other.petition)).toMatchObject([{ title: 'News', version: 1 }])
  })
})
