/** The words of a petition in the console: nothing rewrites what was signed. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { fetchEdge, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

interface Words {
  title: string
  addressee: string
  body: string
}

const wordsOf = async ({ id }: TestPetition): Promise<Words & { revision: number; version: number }> => {
  const row = await env.DB.prepare('SELECT title, addressee, body, revision, version FROM petitions WHERE id = ?')
    .bind(id)
    .first<Words & { revision: number; version: number }>()
  if (row === null) throw new Error('no petition')
  return row
}

async function change(
  as: Person,
  petition: TestPetition,
  path: string,
  form: Record<string, string>,
): Promise<Response> {
  const { revision, version: _, ...words } = await wordsOf(petition)
  const sent = { ...words, revision: String(revision), ...form }
  return fetchConsole(`/console/p/${petition.slug}/text${path}`, { as, form: sent })
}

describe('the text', () => {
  test('is compared before it is published, and the earlier version stays', async () => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const before = await wordsOf(petition)
    const body = `${before.body}\n\nThe hospital has published its hours.`
    const compared = await change(editor, petition, '', { body, kind: 'facts', why: 'The hours are known now.' })
    const html = await compared.text()
    expect(compared.status).toBe(200)
    expect(html).toContain('<ins')
    expect(await wordsOf(petition)).toEqual(before)

    const published = await change(editor, petition, '/publish', {
      body,
      kind: 'facts',
      why: 'The hours are known now.',
    })
    expect(published.status).toBe(303)
    expect(await wordsOf(petition)).toMatchObject({ body, version: before.version + 1 })
    const { body: kept } = await (
      await fetchEdge(`/api/petitions/${petition.slug}/versions/${before.version}`)
    ).json<Words>()
    expect(kept).toBe(before.body)
    const page = await (await fetchConsole(`/console/p/${petition.slug}/text/versions`, { as: editor })).text()
    expect(page).toContain('The hours are known now.')
  })

  test.each([
    ['no kind of change', { kind: '' }, 'kind'],
    ['new facts without a reason', { kind: 'facts', why: '' }, 'why'],
    [
      'another addressee as a correction without a reason',
      { addressee: 'Somebody else', kind: 'correction', why: '' },
      'why',
    ],
    ['no title', { title: '', kind: 'correction' }, 'title'],
    ['hidden characters', { title: 'Keep\u202Ethe boat', kind: 'correction' }, 'title'],
    ['too long a body', { body: 'x'.repeat(100_000), kind: 'correction' }, 'body'],
  ])('with %s is refused at its field', async (_, form, field) => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const before = await wordsOf(petition)
    for (const path of ['', '/publish']) {
      const response = await change(editor, petition, path, { body: `${before.body} More.`, ...form })
      expect([path, response.status]).toEqual([path, 422])
      expect(await response.text()).toContain(`id="${field}-error"`)
    }
    expect(await wordsOf(petition)).toEqual(before)
  })

  test('that somebody else has changed meanwhile shows both, and is not overwritten', async () => {
    const petition = await startPetition()
    const [one, other] = [await member(petition.id, 'editor'), await member(petition.id, 'owner')]
    const { revision, body } = await wordsOf(petition)
    const correction = { kind: 'correction', revision: String(revision) }
    await change(one, petition, '/publish', { ...correction, body: `${body} Written by one.` })
    const late = await change(other, petition, '/publish', { ...correction, body: `${body} Written by the other.` })
    const html = await late.text()
    expect(late.status).toBe(412)
    for (const who of ['one', 'other']) expect(html).toContain(who)
    expect((await wordsOf(petition)).body).toContain('Written by one.')
  })

  test('that was pressed twice is saved once, and nobody else is said to have changed it', async () => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const { revision, body, version } = await wordsOf(petition)
    const form = { kind: 'correction', revision: String(revision), body: `${body} Pressed twice.` }
    const pressed = await Promise.all([1, 2].map(() => change(editor, petition, '/publish', form)))
    expect(pressed.map(({ status }) => status)).toEqual([303, 303])
    expect((await wordsOf(petition)).version).toBe(version + 1)
  })

  test('is translated, and each translation is a version', async () => {
    const petition = await startPetition()
    const editor = await member(petition.id, 'editor')
    const path = `/console/p/${petition.slug}/text/translations`
    const form = {
      title: 'Верните ночной паром',
      addressee: 'Совет',
      body: 'Последний паром в полдвенадцатого.',
      of: '1',
    }
    const put = await fetchConsole(`${path}/ru`, { as: editor, form })
    expect(put.headers.get('location')).toBe(`${path}?done=translation-published`)
    expect(await (await fetchEdge(`/ru/p/${petition.slug}`)).text()).toContain('Верните ночной паром')
    await fetchConsole(`${path}/ru/remove`, { method: 'POST', as: editor })
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}/versions`)).json()).toMatchObject({
      versions: [{ number: 2 }, { number: 1 }],
    })
    for (const lang of ['en', 'xx', 'pt']) {
      expect((await fetchConsole(`${path}/${lang}`, { as: editor })).status).toBe(404)
    }
  })
})
