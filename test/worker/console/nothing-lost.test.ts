/** What was typed is not lost: by the end of a session, by a fault, or by both. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { publishUpdate, startPetition } from '../fixtures.ts'
import { contents } from '../contents.ts'
import { fetchConsole, linkFor, member } from './console.ts'
import { everything } from './everything.ts'
import { formsIn, formsOf } from './forms.ts'

/** Of people who are not signed in, or answered to scripts. */
const OPEN_TO_ALL = /\/sign-in|passkeys\/|\/contacts\/rows|\/import/

const TYPED = { title: 'A “title” with <marks> & more', body: 'One line.\nAnother line.' }

/** The hidden fields of the only form of a page. */
async function fieldsOf(response: Response): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  await new HTMLRewriter()
    .on('main form', { element: (form) => void (fields['action'] = form.getAttribute('action') ?? '') })
    .on('main form input[type=hidden]', {
      element: (input) => void (fields[input.getAttribute('name') ?? ''] = input.getAttribute('value') ?? ''),
    })
    .transform(response)
    .arrayBuffer()
  return fields
}

const unescaped = (text = ''): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('a form that is sent', () => {
  test('after the session has ended can be sent again', async () => {
    const { slug } = await startPetition()
    const path = `/console/p/${slug}/text`
    const response = await fetchConsole(path, { form: TYPED, headers: { 'accept-language': 'de' } })
    expect(response.status).toBe(401)
    const html = await response.clone().text()
    expect(html).toContain(consoleWords('de').problems.signedOut)
    expect(html).toContain('target="_blank"')
    const { action, title, body } = await fieldsOf(response)
    expect([action, unescaped(title), body]).toEqual([path, TYPED.title, TYPED.body])
  })

  test('while the database fails can be sent again, and the fault is no secret', async () => {
    const petition = await startPetition()
    const as = await member(petition.id, 'owner')
    const path = `/console/p/${petition.slug}/text`
    const DB = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR: no response')
      },
    })
    const failed = await fetchConsole(path, { as, form: TYPED }, { DB })
    expect(failed.status).toBe(503)
    const { action, title, body } = await fieldsOf(failed)
    expect([action, unescaped(title), body]).toEqual([path, TYPED.title, TYPED.body])
    const read = await fetchConsole(path, { as }, { DB })
    expect(read.status).toBe(503)
    expect(await read.text()).toContain(consoleWords('en').problems.failed)
  })

  test('that is too large is refused with how large it may be', async () => {
    const petition = await startPetition()
    const as = await member(petition.id, 'owner')
    const response = await fetchConsole(`/console/p/${petition.slug}/text`, {
      as,
      form: { body: 'x'.repeat(2_000_000) },
    })
    expect(response.status).toBe(413)
  })
})

describe('a session that is ended while its owner types', () => {
  test('keeps every field of every form: the page sends them again', { timeout: 120_000 }, async () => {
    const here = await everything()
    const forms = await formsOf(here)
    const paths = [...forms].filter(([pattern]) => !OPEN_TO_ALL.test(pattern))
    expect(paths.length).toBeGreaterThan(40)
    const headers = { 'accept-language': 'ar' }
    const before = JSON.stringify(await contents())
    for (const [pattern, { fields, typed }] of paths) {
      const path = here.urlOf(pattern)
      const sent = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typed.has(name) ? `A “${name}” & <more>` : value || 'yes',
        ]),
      )
      const response = await fetchConsole(path, { form: sent, headers })
      expect([pattern, response.status, response.headers.get('content-language')]).toEqual([pattern, 401, 'ar'])
      const again = (await formsIn(response)).get(path)
      expect([pattern, again?.fields]).toEqual([pattern, sent])
    }
    expect(JSON.stringify(await contents())).toBe(before)
  })

  test('also by a person from whom it was stolen: what the thief sends is not done', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const signIn = async () => {
      const used = await fetchConsole(`/console/sign-in/${await linkFor(owner.email)}`, { method: 'POST' })
      return { ...owner, cookie: /__Host-session=([^;]*)/.exec(used.headers.get('set-cookie') ?? '')?.[1] ?? '' }
    }
    const thief = await signIn()
    const path = `/console/p/${petition.slug}/updates`
    expect((await fetchConsole(path, { as: thief })).status).toBe(200)
    // Both have a form open.
    const ended = await fetchConsole('/console/account/sessions/end', { as: owner, method: 'POST' })
    expect(ended.status).toBe(303)
    const before = JSON.stringify(await contents())
    for (const as of [thief, owner]) {
      const refused = await fetchConsole(path, { as, form: TYPED })
      expect(refused.status).toBe(401)
      expect((await formsIn(refused)).get(path)?.fields).toEqual(TYPED)
    }
    expect((await fetchConsole(path, { as: thief })).status).toBe(303)
    expect(JSON.stringify(await contents())).toBe(before)
    // Signed in on another page, the owner sends it again from there.
    const sent = await fetchConsole(path, { as: await signIn(), form: TYPED })
    expect(sent.headers.get('location')).toBe(`${path}?done=update-published`)
  })
})

describe('what was typed for something that is gone meanwhile is on the page that says so', () => {
  const AREA = /<textarea[^>]*readonly[^>]*>\n([^<]*)</g
  const typedIn = async (response: Response): Promise<string[]> =>
    [...(await response.text()).matchAll(AREA)].map(([, words]) => unescaped(words))

  test('an update that a colleague has taken down', async () => {
    const petition = await startPetition()
    const [as, colleague] = [await member(petition.id, 'editor'), await member(petition.id, 'editor')]
    const { id } = await publishUpdate(petition, 'News')
    const path = `/console/p/${petition.slug}/updates/${id}`
    await fetchConsole(`${path}/remove`, { as: colleague, method: 'POST' })
    const response = await fetchConsole(path, { as, form: { ...TYPED, version: '1' } })
    expect(response.status).toBe(404)
    expect(await typedIn(response)).toEqual([TYPED.title, TYPED.body])
  })

  test('a role, or the place in the team', async () => {
    const petition = await startPetition()
    const [owner, as] = [await member(petition.id, 'owner'), await member(petition.id, 'editor')]
    const path = `/console/p/${petition.slug}/updates`
    const team = `/console/p/${petition.slug}/team/${as.accountId}`
    await fetchConsole(`${team}/role`, { as: owner, form: { role: 'moderator' } })
    const forbidden = await fetchConsole(path, { as, form: TYPED })
    expect(forbidden.status).toBe(403)
    expect(await typedIn(forbidden)).toEqual([TYPED.title, TYPED.body])
    await fetchConsole(`${team}/remove`, { as: owner, method: 'POST' })
    const gone = await fetchConsole(path, { as, form: TYPED })
    expect(gone.status).toBe(404)
    expect(await typedIn(gone)).toEqual([TYPED.title, TYPED.body])
  })
})
