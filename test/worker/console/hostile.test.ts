/**
 * Whatever is sent to any form of the console, in its fields or in their place: no fault, no markup of the sender in a page, a page in the
 * language of the reader where it is refused, and then nothing is changed. Routes come into it by themselves, with the fields of
 * the forms on all pages that lead to them.
 */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { CONSOLE_BODY_MAX_BYTES } from '../../../src/limits.ts'
import { contents } from '../contents.ts'
import { fetchConsole } from './console.ts'
import { everything, type Everything, type State } from './everything.ts'
import { type Form as Found, formsIn, formsOf, POSTS, type SentForm } from './forms.ts'
import { stateFor } from './scenes.ts'

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

/** What is typed is still there after it was refused. Of the others, HTML or a form changes something on the way. */
const KEPT = Object.fromEntries(
  [
    'marks of direction',
    'markup',
    'a long text',
    'a huge number',
    'a negative number',
    'a path',
    'a script',
    'SQL',
  ].map((name) => [name, VALUES[name]]),
)

/** A campaign token, which is not written into a page again. */
const SECRET = 'token'

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
const ROUTES = POSTS.filter((path) => !ENDS_SESSION.has(path))

const found = new Map<State, Promise<Map<string, Found>>>()

function formsWhile(state: State): Promise<Map<string, Found>> {
  const forms = found.get(state) ?? everything(state).then(formsOf)
  found.set(state, forms)
  return forms
}

const inRussian = async ({ as }: Everything): Promise<void> => {
  await env.DB.prepare(`UPDATE accounts SET locale = 'ru' WHERE id = ?`).bind(as.accountId).run()
}

/** Without where milestones are measured from, which is written before it is known whether anything is decided. */
const dump = async (): Promise<string> =>
  JSON.stringify(await contents(['sessions']), (name, value: unknown) => (name === 'before' ? undefined : value))

const CASES: [string, Form][] = [
  ...Object.entries(VALUES).map(([name, value]): [string, Form] => [
    name,
    (fields) => ({ body: new URLSearchParams(fields.map((field): [string, string] => [field, value])) }),
  ]),
  ...Object.entries(BODIES),
]
const NONE: [string, Form] = ['', () => ({ body: '' })]
/** Of a part of the cases in turn, so that each meets many routes; `HOSTILE=all` has every case for every route. */
const CASES_PER_ROUTE = env.HOSTILE === 'all' ? CASES.length : 2

describe('a form that sends', () => {
  test.each(ROUTES.map((pattern, index) => [pattern, index] as const))(
    'anything to %s',
    { timeout: 120_000 },
    async (pattern, index) => {
      const state = stateFor(pattern)
      const shown = (await formsWhile(state)).get(pattern)
      const fields = Object.keys(shown?.fields ?? { title: '', body: '', n: '' })
      let here = await everything(state)
      await inRussian(here)
      let before = await dump()
      const wrong: string[] = []
      for (let n = 0; n < CASES_PER_ROUTE; n++) {
        const [name, form] = CASES[(index * CASES_PER_ROUTE + n) % CASES.length] ?? NONE
        const { body, type } = form(fields)
        const response = await fetchConsole(here.urlOf(pattern), {
          method: 'POST',
          as: here.as,
          body,
          headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
        })
        const [html, again] = await Promise.all([response.clone().text(), formsIn(response)])
        const { status } = response
        const say = (isWrong: boolean, what: string) => void (isWrong && wrong.push(`${name}, ${status}: ${what}`))
        say(status >= 500, 'a fault')
        say(html.includes('<script>alert'), 'markup of the sender')
        if (status >= 400) {
          say((await dump()) !== before, 'something was changed')
          say(!OF_SCRIPTS.test(pattern) && !html.includes('<html lang="ru"'), 'not in the language of the reader')
          const sent = again.get(here.urlOf(pattern))
          const typed = KEPT[name]
          const lost = status === 422 && typed !== undefined && sent !== undefined ? lostOf(sent, typed) : []
          say(lost.length > 0, `what was typed is lost: ${lost.join()}`)
        } else {
          // What it was about may be gone: a slug that is another would be, too.
          here = await everything(state)
          await inRussian(here)
          before = await dump()
        }
      }
      expect(wrong).toEqual([])
    },
  )
})

const lostOf = ({ fields, typed }: SentForm, text: string): string[] =>
  [...typed].filter((name) => name !== SECRET && fields[name] !== text)

test('there are forms on the pages, with fields', async () => {
  const known = await formsWhile('open')
  expect(known.size).toBeGreaterThan(40)
  expect(Object.keys(known.get('/console/p/:slug/team/tokens')?.fields ?? {})).toContain('may-read')
})
