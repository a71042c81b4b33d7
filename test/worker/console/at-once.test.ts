/**
 * A button that is pressed twice, and two people who do the same at once: it is done once, nothing is a fault, and the second
 * is led where the first was. Of every route of the console, with the form of its page.
 */
import { describe, expect, test } from 'vitest'

import { fetchConsole, type Person } from './console.ts'
import { contents } from '../contents.ts'
import { everything, type Everything, type State } from './everything.ts'
import { type Fields, type Form, formOn, formsOf, POSTS } from './forms.ts'

/** What is typed where a form has nothing yet. */
const TYPED: Fields = {
  title: 'Another title',
  addressee: 'Another addressee',
  body: 'Other words.',
  kind: 'demand',
  why: 'spam',
  confirm: 'yes',
  counted: 'yes',
  agree: 'yes',
  n: '12',
  source: 'Market day',
  name: 'Another name',
  code: 'harbour',
  months: '6',
  'may-read': 'yes',
  email: 'another@example.org',
  role: 'editor',
  alt: 'A boat at night',
  outcome: 'It is done.',
  message: 'Say where.',
  reason: 'Paragraph 2.',
  ground: 'rules',
  decision: 'approve',
  slug: 'another-address',
  address: 'another-address',
  closesOn: '2999-01-01',
  hide: 'both',
}
/** These are changed although there is something in them. */
const CHANGED = new Set(['title', 'body', 'name', 'alt', 'n', 'outcome'])

const filled = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === '' || CHANGED.has(name) ? (TYPED[name] ?? value) : value,
    ]),
  )

/** What these are about is no form of a page, or ends what the other needs: they are tested by themselves. */
const OTHERWISE = /passkeys|\/sign-in|sign-out|sessions\/end|account\/delete|\/contacts\/|\/import/

const stateFor = (pattern: string): State =>
  pattern.includes('/approval') ? 'submitted' : pattern.includes('/reopen') ? 'closed' : 'open'

const known = new Map<State, Promise<Map<string, Form>>>()
const formsWhile = (state: State): Promise<Map<string, Form>> => {
  const forms = known.get(state) ?? everything(state).then(formsOf)
  known.set(state, forms)
  return forms
}

/** What a form is about, and the form as its page has it there. */
async function scene(pattern: string): Promise<{ here: Everything; form: Fields | undefined }> {
  const state = stateFor(pattern)
  const page = (await formsWhile(state)).get(pattern)?.page
  const here = await everything(state)
  const { as, urlOf } = here
  return { here, form: page === undefined ? undefined : await formOn(urlOf(page), urlOf(pattern), as) }
}

/** Rows by table. */
async function sizes(): Promise<Record<string, number>> {
  const tables = (await contents()) as [string, unknown[]][]
  return Object.fromEntries(tables.map(([table, rows]) => [table, rows.length]))
}

async function grown(act: () => Promise<Response[]>) {
  const before = await sizes()
  const responses = await act()
  const after = await sizes()
  const more = Object.keys(after).flatMap((table) =>
    after[table] === before[table] ? [] : [[table, (after[table] ?? 0) - (before[table] ?? 0)] as const],
  )
  return { responses, rows: Object.fromEntries(more) }
}

const resultOf = ({ status, headers }: Response): [number, string | null] => [
  status,
  headers.get('location')?.replace(/\?.*/, '') ?? null,
]

describe('what is pressed twice is done once', () => {
  test.each(POSTS.filter((pattern) => !OTHERWISE.test(pattern)))('%s', { timeout: 60_000 }, async (pattern) => {
    const [one, two] = [await scene(pattern), await scene(pattern)]
    expect(one.form).toBeDefined()
    const press = ({ here, form }: typeof one, as: Person = here.as) =>
      fetchConsole(here.urlOf(pattern), { as, form: filled(form ?? {}) })
    const once = await grown(async () => [await press(one)])
    const twice = await grown(() => Promise.all([press(two), press(two)]))
    const statuses = [...once.responses, ...twice.responses].map(({ status }) => status)
    console.log(JSON.stringify([pattern, statuses, once.rows, twice.rows, twice.responses.map(resultOf)]))
    expect(statuses.filter((status) => status >= 400)).toEqual([])
    expect(twice.rows).toEqual(once.rows)
    expect(resultOf(twice.responses[0]!)).toEqual(resultOf(twice.responses[1]!))
  })
})
