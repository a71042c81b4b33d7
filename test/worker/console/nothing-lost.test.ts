/** What was typed is not lost: by the end of a session, by a fault, or by both. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { startPetition } from '../fixtures.ts'
import { fetchConsole, member } from './console.ts'

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
