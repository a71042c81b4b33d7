/** Each route of the console that changes something, with a petition of its own and the form of its page, filled in. */
import { env } from 'cloudflare:test'

import { unique } from '../fixtures.ts'
import { everything, type Everything, type State } from './everything.ts'
import { type Fields, type Form, formOn, formsOf } from './forms.ts'

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
  goal: '70',
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
const CHANGED = new Set(['title', 'body', 'name', 'alt', 'n', 'outcome', 'goal'])

/** Nobody else has these. */
const UNIQUE = new Set(['slug', 'address', 'code', 'email'])

const typedIn = (name: string): string | undefined => {
  const text = TYPED[name]
  if (text === undefined || !UNIQUE.has(name)) return text
  return name === 'email' ? `${unique('another')}@example.org` : unique(text)
}

export const filled = (fields: Fields, pattern: string): Fields => ({
  ...Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === '' || CHANGED.has(name) ? (typedIn(name) ?? value) : value,
    ]),
  ),
  ...(pattern.includes('/reports/') ? { 'decision-petition': 'nothing' } : {}),
  // The page has a form for each of its sections.
  ...(pattern.endsWith('/settings') ? { section: 'days' } : {}),
})

interface Prepared {
  /** SQL of the petition ?1. */
  before?: string
  form: Fields
}
const DOWN = `UPDATE petitions SET taken_down_at = ${Date.now()}, taken_down_ground = 'rules', taken_down_reason = 'Words.' WHERE id = ?1`
const WORDS = {
  title: 'Another',
  addressee: 'Another',
  body: 'Words.',
  kind: 'demand',
  why: 'We say so.',
  of: '1',
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

export const stateFor = (pattern: string): State =>
  pattern.includes('/approval') ? 'submitted' : pattern.includes('/reopen') ? 'closed' : 'open'

const known = new Map<State, Promise<Map<string, Form>>>()
const formsWhile = (state: State): Promise<Map<string, Form>> => {
  const forms = known.get(state) ?? everything(state).then(formsOf)
  known.set(state, forms)
  return forms
}

/** What a form is about, and the form as its page has it there. */
export async function scene(pattern: string): Promise<{ here: Everything; form: Fields | undefined }> {
  const state = stateFor(pattern)
  const prepared = PREPARED[pattern]
  const page = (await formsWhile(state)).get(pattern)?.page
  const here = await everything(state)
  const { as, urlOf, petition } = here
  if (prepared?.before !== undefined) await env.DB.prepare(prepared.before).bind(petition.id).run()
  if (prepared !== undefined) {
    const revision = await env.DB.prepare('SELECT revision FROM petitions WHERE id = ?')
      .bind(petition.id)
      .first<number>('revision')
    return { here, form: { ...prepared.form, revision: String(revision) } }
  }
  return { here, form: page === undefined ? undefined : await formOn(urlOf(page), urlOf(pattern), as) }
}
