/**
 * Whatever is sent to any form of the console, in its fields or in their place: no fault, no markup of the sender in a page, a page in the
 * language of the reader where it is refused, and then nothing is changed. Routes come into it by themselves, with the fields of
 * the forms on all pages that lead to them.
 */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { CONSOLE_BODY_MAX_BYTES } from '../../../src/limits.ts'
import { app } from '../../../workers/console/app.tsx'
import { contents } from '../contents.ts'
import { fetchConsole } from './console.ts'
import { everything, type Everything, type State } from './everything.ts'

const MARKUP = '"><script>alert(1)</script>'
/** In every field at once. */
const VALUES: Record<string, string> = {
  nothing: '',
  'white space': ' \t\r\n ',
  'control characters': '\u0000\u0007\u001B[2J\u009F',
  'marks of direction': '\u202Eevil\u2066\u200F',
  markup: MARKUP,
  'a long text': 'x'.repeat(10_000),
  'a long text without spaces, of emoji': '🧨'.repeat(1000),
  'a huge number': '9'.repeat(400),
  'a negative number': '-1',
  'no number': 'NaN',
  'half a character': '\uD800',
  'a path': '../../../etc/passwd',
  'a script': 'javascript:alert(1)',
  SQL: `'; DROP TABLE petitions; --`,
  'another type': '[{"a":null}]',
  'a name of every object': '__proto__',
}

type Form = (fields: readonly string[]) => { body: BodyInit; type?: string }
/** In the place of a form. */
const BODIES: Record<string, Form> = {
  'fields that are repeated': (fields) => ({ body: fields.flatMap((name) => [`${name}=1`, `${name}=2`]).join('&') }),
  'fields that are missing': () => ({ body: '' }),
  'names of every object': () => ({ body: '__proto__=1&constructor=2&toString=3&hasOwnProperty=4' }),
  'no UTF-8': (fields) => ({ body: fields.map((name) => `${name}=%FF%FE`).join('&') }),
  'percent signs that are cut off': (fields) => ({ body: fields.map((name) => `${name}=%E`).join('&') }),
  'a thousand fields': () => ({ body: Array.from({ length: 1000 }, (_, n) => `f${n}=${n}`).join('&') }),
  'JSON that is none': () => ({ body: '{"title":', type: 'application/json' }),
  'JSON of other types': (fields) => ({
    body: JSON.stringify(Object.fromEntries(fields.map((name) => [name, { a: [null, 1e308] }]))),
    type: 'application/json',
  }),
  'a form of several parts without its boundary': () => ({ body: 'x', type: 'multipart/form-data' }),
  'a type that is none': () => ({ body: 'x', type: 'no/such; type' }),
  'too much': () => ({ body: `body=${'x'.repeat(CONSOLE_BODY_MAX_BYTES + 1)}` }),
}

/** What is answered to scripts is JSON. */
const OF_SCRIPTS = /^\/console\/passkeys|\/contacts\/|\/import/
/** These end the session that the others need. */
const ENDS_SESSION = new Set(['/console/sign-out', '/console/account/sessions/end', '/console/account/delete'])

const pathsOf = (wanted: string): string[] => [
  ...new Set(
    app.routes.filter(({ method, path }) => method === wanted && !path.endsWith('.css}')).map(({ path }) => path),
  ),
]
const POSTS = pathsOf('POST').filter((path) => !ENDS_SESSION.has(path))
const PAGES = pathsOf('GET').filter((path) => !path.includes('/kit/'))

const stateFor = (pattern: string): State =>
  pattern.includes('/approval') ? 'submitted' : pattern.includes('/reopen') ? 'closed' : 'open'

/** The names of the fields that all pages have, by the path that their form leads to. */
async function fieldsOf({ as, urlOf }: Everything): Promise<Map<string, Set<string>>> {
  const fields = new Map<string, Set<string>>()
  for (const pattern of PAGES) {
    const response = await fetchConsole(urlOf(pattern), { as })
    let action = ''
    await new HTMLRewriter()
      .on('form[method=post]', { element: (form) => void (action = form.getAttribute('action') ?? '') })
      .on('form[method=post] [name]', {
        element: (control) => {
          const name = control.getAttribute('name') ?? ''
          fields.set(action, (fields.get(action) ?? new Set()).add(name))
        },
      })
      .transform(response)
      .arrayBuffer()
  }
  return fields
}

const found = new Map<State, Promise<Map<string, Set<string>>>>()

/** As `fieldsOf`, by the patterns of the routes. */
function fieldsIn(state: State): Promise<Map<string, Set<string>>> {
  const looked =
    found.get(state) ??
    everything(state).then(async (here) => {
      const byPath = await fieldsOf(here)
      return new Map(
        POSTS.flatMap((pattern) => {
          const fields = byPath.get(here.urlOf(pattern))
          return fields === undefined ? [] : [[pattern, fields] as const]
        }),
      )
    })
  found.set(state, looked)
  return looked
}

const inRussian = async ({ as }: Everything): Promise<void> => {
  await env.DB.prepare(`UPDATE accounts SET locale = 'ru' WHERE id = ?`).bind(as.accountId).run()
}

const dump = async (): Promise<string> => JSON.stringify(await contents(['sessions']))

describe('a form that sends', () => {
  const cases: [string, Form][] = [
    ...Object.entries(VALUES).map(([name, value]): [string, Form] => [
      name,
      (fields) => ({ body: new URLSearchParams(fields.map((field): [string, string] => [field, value])) }),
    ]),
    ...Object.entries(BODIES),
  ]

  test.each(POSTS)('anything to %s', { timeout: 120_000 }, async (pattern) => {
    const state = stateFor(pattern)
    let here = await everything(state)
    await inRussian(here)
    const fields = [...((await fieldsIn(state)).get(pattern) ?? ['title', 'body', 'n'])]
    for (const [name, form] of cases) {
      const path = here.urlOf(pattern)
      const { body, type } = form(fields)
      const before = await dump()
      const response = await fetchConsole(path, {
        method: 'POST',
        as: here.as,
        body,
        headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
      })
      const html = await response.text()
      const { status } = response
      expect({ name, path, status, isFault: status >= 500 }).toMatchObject({ name, isFault: false })
      expect([name, html.includes('<script>alert')]).toEqual([name, false])
      if (status >= 400) {
        expect([name, status, (await dump()) === before]).toEqual([name, status, true])
        if (!OF_SCRIPTS.test(pattern)) expect([name, html.includes('<html lang="ru"')]).toEqual([name, true])
      } else {
        // What it was about may be gone: a slug that is another would be, too.
        here = await everything(state)
        await inRussian(here)
      }
    }
  })
})

test('there are forms on the pages, with fields', async () => {
  const known = await fieldsIn('open')
  expect(known.size).toBeGreaterThan(15)
  expect([...(known.get('/console/p/:slug/team/tokens') ?? [])]).toContain('may-read')
})
