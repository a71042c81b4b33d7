/**
 * A button that is pressed twice, and two people who do the same at once: it is done once, nothing is a fault, and the second
 * is led where the first was. Of every route of the console, with the form of its page.
 */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { contents } from '../contents.ts'
import { unique } from '../fixtures.ts'
import { fetchConsole, type Person } from './console.ts'
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

/** Nobody else has these. */
const UNIQUE = new Set(['slug', 'address', 'code', 'email'])

const typedIn = (name: string): string | undefined => {
  const text = TYPED[name]
  if (text === undefined || !UNIQUE.has(name)) return text
  return name === 'email' ? `${unique('another')}@example.org` : unique(text)
}

const filled = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === '' || CHANGED.has(name) ? (typedIn(name) ?? value) : value,
    ]),
  )

/** These end the session of the others, are several steps, or of scripts: tested by themselves. */
const OTHERWISE =
  /passkeys|\/sign-in|sign-out|sessions\/end|account\/delete|\/contacts\/|\/import|\/new\/:id\/|\/claim$|signers\/show|review\/undo|dismiss/

interface Prepared {
  /** SQL of the petition ?1. */
  before?: string
  form: Fields
}
const DOWN = `UPDATE petitions SET taken_down_at = 1, taken_down_ground = 'rules', taken_down_reason = 'Words.' WHERE id = ?1`
const WORDS = {
  title: 'Another',
  addressee: 'Another',
  body: 'Words.',
  kind: 'demand',
  why: 'We say so.',
  of: '1',
  revision: '1',
}
/** These have no form while nothing is done before. */
const PREPARED: Record<string, Prepared> = {
  '/console/p/:slug/text/publish': { form: WORDS },
  '/console/p/:slug/text/edit': { form: WORDS },
  '/console/p/:slug/signers/:id/show': {
    before: `UPDATE signatures SET hidden = 'both' WHERE petition_id = ?1 AND public_name IS NOT NULL`,
    form: { to: '' },
  },
  '/console/site/petitions/:slug/put-back': { before: DOWN, form: {} },
  '/console/p/:slug/objection': { before: DOWN, form: { words: 'It is not so.' } },
  '/console/p/:slug/approval': {
    before: 'UPDATE petitions SET submitted_at = NULL WHERE id = ?1',
    form: { closesOn: '' },
  },
  '/console/p/:slug/deleted/undo': { before: 'UPDATE petitions SET deleted_at = 1 WHERE id = ?1', form: {} },
}

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
  const prepared = PREPARED[pattern]
  const page = (await formsWhile(state)).get(pattern)?.page
  const here = await everything(state)
  const { as, urlOf, petition } = here
  if (prepared?.before !== undefined) await env.DB.prepare(prepared.before).bind(petition.id).run()
  if (prepared !== undefined) return { here, form: prepared.form }
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
    const [typed, typedTwice] = [filled(one.form ?? {}), filled(two.form ?? {})]
    const press = ({ here }: typeof one, form: Fields, as: Person = here.as) =>
      fetchConsole(here.urlOf(pattern), { as, form })
    const once = await grown(async () => [await press(one, typed)])
    const twice = await grown(() => Promise.all([press(two, typedTwice), press(two, typedTwice)]))
    const statuses = [...once.responses, ...twice.responses].map(({ status }) => status)
    expect(statuses.filter((status) => status >= 400)).toEqual([])
    expect(twice.rows).toEqual(once.rows)
    const [first, second] = twice.responses.map(resultOf)
    expect(second).toEqual(first)
  })
})
