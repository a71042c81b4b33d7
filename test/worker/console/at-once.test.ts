/**
 * A button that is pressed twice, and two people who do the same at once: it is done once, nothing is a fault, and the second
 * is led where the first was. Of every route of the console, with the form of its page.
 */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'

import { sizes } from '../contents.ts'
import { startPetition, unique } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'
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

const filled = (fields: Fields, pattern: string): Fields => ({
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

/** These end the session of the others, are several steps, or of scripts: tested by themselves. */
const OTHERWISE =
  /passkeys|\/sign-in|sign-out|sessions\/end|account\/delete|\/contacts\/|\/import|\/new\/:id\/|\/claim$|signers\/show|review\/undo|share\/dismiss/

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
  if (prepared !== undefined) {
    const revision = await env.DB.prepare('SELECT revision FROM petitions WHERE id = ?')
      .bind(petition.id)
      .first<number>('revision')
    return { here, form: { ...prepared.form, revision: String(revision) } }
  }
  return { here, form: page === undefined ? undefined : await formOn(urlOf(page), urlOf(pattern), as) }
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
    const [typed, typedTwice] = [filled(one.form ?? {}, pattern), filled(two.form ?? {}, pattern)]
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

/** Another owner of the petition, who runs the site, too. */
async function another({ petition }: Everything): Promise<Person> {
  const person = await member(petition.id, 'owner')
  await env.DB.prepare('UPDATE accounts SET is_operator = 1 WHERE id = ?').bind(person.accountId).run()
  return person
}

describe('what two people do at once is done once', () => {
  const SAME = POSTS.filter((pattern) =>
    /\/(?:cancel|revoke|remove|new-link|close|victory|reopen|take-down|put-back|take-back|hide|show)$|team\/invitations$|reports\//.test(
      pattern,
    ),
  ).filter((pattern) => !OTHERWISE.test(pattern) && !pattern.includes('/account/'))

  test.each(SAME)('%s', { timeout: 60_000 }, async (pattern) => {
    const [one, two] = [await scene(pattern), await scene(pattern)]
    const [others, path] = [[await another(one.here), await another(two.here)] as const, two.here.urlOf(pattern)]
    const once = await grown(async () => [
      await fetchConsole(one.here.urlOf(pattern), { as: one.here.as, form: filled(one.form ?? {}, pattern) }),
    ])
    const form = filled(two.form ?? {}, pattern)
    const both = await grown(() =>
      Promise.all([fetchConsole(path, { as: two.here.as, form }), fetchConsole(path, { as: others[1], form })]),
    )
    expect(both.rows).toEqual(once.rows)
    expect(both.responses.map(({ status }) => status >= 500)).toEqual([false, false])
    expect(both.responses.some(({ status }) => status === 303)).toBe(true)
  })

  /** The field in which the two differ, and the page. */
  const EDITS: Record<string, string> = {
    '/console/p/:slug/text/publish': 'title',
    '/console/p/:slug/text/image': 'alt',
    '/console/p/:slug/updates/:id': 'title',
    '/console/p/:slug/share/:code': 'name',
    '/console/p/:slug/settings': 'goal',
    '/console/p/:slug/paper/:id': 'n',
  }
  test.each(Object.entries(EDITS))('but not if they differ, at %s', async (pattern, name) => {
    const { here, form } = await scene(pattern)
    const other = await another(here)
    const path = here.urlOf(pattern)
    const values = ['n', 'goal'].includes(name) ? ['1234', '5678'] : ['Alpha', 'Omega']
    const entries = async () =>
      env.DB.prepare('SELECT count(*) AS n FROM audit_log WHERE petition_id = ?')
        .bind(here.petition.id)
        .first<number>('n')
    const before = (await entries()) ?? 0
    const responses = await Promise.all(
      [here.as, other].map((as, n) =>
        fetchConsole(path, {
          as,
          form: { ...filled(form ?? {}, pattern), [name]: values[n] ?? '', ...(name === 'n' ? { id: uuidv7() } : {}) },
        }),
      ),
    )
    const statuses = responses.map(({ status }) => status)
    expect([pattern, new Set(statuses), await entries()]).toEqual([pattern, new Set([303, 412]), before + 1])
    const html = (await responses[statuses.indexOf(412)]?.text()) ?? ''
    for (const value of values) expect(html.replaceAll(/(?<=\d)[,\s](?=\d)/g, '')).toContain(value)
  })

  test('an owner stays when two leave, demote themselves or each other, by any page', async () => {
    const acts: [to: 'self' | 'other', act: string, form: Fields][] = [
      ['self', 'remove', {}],
      ['other', 'remove', {}],
      ['self', 'role', { role: 'editor' }],
      ['other', 'role', { role: 'moderator' }],
    ]
    for (const [to, act, form] of acts) {
      const petition = await startPetition()
      const owners = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
      const responses = await Promise.all(
        owners.map((as, n) => {
          const { accountId } = (to === 'self' ? as : owners[1 - n]) ?? as
          return fetchConsole(`/console/p/${petition.slug}/team/${accountId}/${act}`, { as, form })
        }),
      )
      const left = await env.DB.prepare(
        `SELECT count(*) AS owners, (SELECT count(*) FROM audit_log WHERE petition_id = ?1) AS entries
         FROM members WHERE petition_id = ?1 AND role = 'owner'`,
      )
        .bind(petition.id)
        .first()
      // The entries: started, and one act.
      expect([to, act, left]).toEqual([to, act, { owners: 1, entries: 2 }])
      expect(responses.filter(({ status }) => status === 303).length).toBe(1)
      expect(responses.every(({ status }) => status < 500)).toBe(true)
    }
  })
})
