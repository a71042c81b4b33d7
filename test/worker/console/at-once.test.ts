/**
 * A button that is pressed twice, and two people who do the same at once: it is done once, nothing is a fault, and the second
 * is led where the first was. Of every route of the console, with the form of its page.
 */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'

import { sizes } from '../contents.ts'
import { startPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'
import type { Everything } from './everything.ts'
import { type Fields, POSTS } from './forms.ts'
import { filled, scene } from './scenes.ts'

/** These end the session of the others, are several steps, or of scripts: tested by themselves. */
const OTHERWISE =
  /passkeys|\/sign-in|sign-out|sessions\/end|account\/delete|\/contacts\/|\/import|\/new\/:id\/|\/claim$|signers\/show|review\/undo|share\/dismiss/

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
