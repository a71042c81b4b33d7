/** Every act that ends or deletes something has a page that says what happens before it does. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { LOCALES } from '../../../schema/locales.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { app } from '../../../workers/console/app.tsx'
import { startPetition } from '../fixtures.ts'
import { fetchConsole, member, signedIn } from './console.ts'
import { everything, type State } from './everything.ts'

/** The page, and the state of the petition in which there is something to end: `open` where it is of no importance. */
const ENDS: Record<string, [page: string, state: State]> = {
  '/console/account/passkeys/:id/remove': ['/console/account/passkeys/:id/remove', 'open'],
  '/console/account/sessions/:id/end': ['/console/account/sessions/:id/end', 'open'],
  '/console/account/sessions/end': ['/console/account/sessions/end', 'open'],
  '/console/account/delete': ['/console/account/delete', 'closed'],
  '/console/new/:id/delete': ['/console/new/:id/delete', 'open'],
  '/console/p/:slug/delete': ['/console/p/:slug/delete', 'draft'],
  '/console/p/:slug/approval/take-back': ['/console/p/:slug/approval', 'submitted'],
  '/console/p/:slug/text/image/remove': ['/console/p/:slug/text/image/remove', 'open'],
  '/console/p/:slug/updates/:id/remove': ['/console/p/:slug/updates/:id/remove', 'open'],
  '/console/p/:slug/updates/:id/translations/:lang/remove': [
    '/console/p/:slug/updates/:id/translations/:lang/remove',
    'open',
  ],
  // Nothing is lost: the former one leads to it.
  '/console/p/:slug/settings/address': ['/console/p/:slug/settings/address', 'open'],
  '/console/p/:slug/settings/close': ['/console/p/:slug/settings/close', 'open'],
  '/console/p/:slug/settings/victory': ['/console/p/:slug/settings/victory', 'open'],
  '/console/p/:slug/settings/reopen': ['/console/p/:slug/settings/reopen', 'closed'],
  '/console/p/:slug/text/translations/:lang/remove': ['/console/p/:slug/text/translations/:lang/remove', 'open'],
  // What an owner made ends with the role.
  '/console/p/:slug/team/:id/role': ['/console/p/:slug/team/:id', 'open'],
  '/console/p/:slug/team/:id/remove': ['/console/p/:slug/team/:id', 'open'],
  '/console/p/:slug/team/invitations/:id/cancel': ['/console/p/:slug/team/invitations/:id/cancel', 'open'],
  '/console/p/:slug/team/tokens/:id/revoke': ['/console/p/:slug/team/tokens/:id', 'open'],
  // The one that it has works no more.
  '/console/p/:slug/share/:code/new-link': ['/console/p/:slug/share/:code/new-link', 'open'],
  '/console/p/:slug/share/:code/remove': ['/console/p/:slug/share/:code/remove', 'open'],
  // The emails that are sent cannot be called back.
  '/console/p/:slug/review/:group/release': ['/console/p/:slug/review/:group', 'open'],
  '/console/p/:slug/review/:group/remove': ['/console/p/:slug/review/:group', 'open'],
  '/console/p/:slug/paper/import/:id/undo': ['/console/p/:slug/paper/import/:id/undo', 'open'],
  '/console/site/petitions/:slug/take-down': ['/console/site/petitions/:slug/take-down', 'open'],
  '/console/site/operators/:id/remove': ['/console/site/operators/:id', 'open'],
}

/** These begin, add or change something. Signing out is undone by signing in. */
const ENDS_NOTHING = [
  '/console/sign-in',
  '/console/sign-in/:token',
  '/console/sign-out',
  '/console/claim',
  '/console/passkeys/sign-in/begin',
  '/console/passkeys/sign-in',
  '/console/passkeys/begin',
  '/console/passkeys',
  '/console/new',
  '/console/new/:id/text',
  '/console/new/:id/key',
  '/console/new/:id/publish',
  '/console/new/:id/link',
  '/console/account',
  '/console/account/email',
  '/console/p/:slug/approval',
  '/console/p/:slug/settings',
  '/console/p/:slug/text',
  '/console/p/:slug/text/publish',
  '/console/p/:slug/text/edit',
  '/console/p/:slug/text/translations/:lang',
  '/console/p/:slug/share',
  '/console/p/:slug/share/:code',
  // The signatures keep the code.
  '/console/p/:slug/share/dismiss/:code',
  '/console/p/:slug/contacts/rows',
  '/console/p/:slug/text/image',
  '/console/p/:slug/deleted/undo',
  '/console/p/:slug/paper',
  '/console/p/:slug/paper/import/tests',
  '/console/p/:slug/paper/import/:id/test',
  '/console/p/:slug/paper/import/:id/result',
  '/console/p/:slug/paper/import/:id/begin',
  '/console/p/:slug/paper/import/:id/rows',
  '/console/p/:slug/paper/import/:id/finish',
  // A correction is an entry of its own.
  '/console/p/:slug/paper/:id',
  // What is hidden is shown again by a press.
  '/console/p/:slug/signers/:id/dismiss',
  '/console/p/:slug/signers/:id/hide',
  '/console/p/:slug/signers/:id/show',
  '/console/p/:slug/signers/moderation',
  '/console/p/:slug/signers/show',
  '/console/p/:slug/review/undo',
  '/console/p/:slug/updates',
  '/console/p/:slug/updates/:id',
  '/console/p/:slug/updates/:id/translations/:lang',
  '/console/p/:slug/team/invitations',
  '/console/p/:slug/team/tokens',
  '/console/p/:slug/objection',
  '/console/site/reports/:slug/:about',
  '/console/site/petitions/:slug/put-back',
  '/console/site/petitions/:slug/owners',
  '/console/site/invitations',
  // What each decision does is said beside it.
  '/console/site/approvals/:slug',
]

test('whatever changes something is known to end something, or nothing', () => {
  const posts = new Set(app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path))
  expect([...posts].toSorted()).toEqual([...Object.keys(ENDS), ...ENDS_NOTHING].toSorted())
})

test.each(Object.entries(ENDS))('before %s, a page says what happens', async (post, [pattern, state]) => {
  const { as, urlOf } = await everything(state)
  // Who runs the site may not leave while there is nobody else.
  await signedIn({ isOperator: true })
  const { path, so, action } = await lookAt(urlOf(pattern), { as, action: urlOf(post) })
  expect([path, so.length > 0, action]).toEqual([path, true, true])
})

/** Each line of what happens, and whether a form of the page does it. */
async function lookAt(path: string, { as, action }: { as: Awaited<ReturnType<typeof signedIn>>; action: string }) {
  const response = await fetchConsole(path, { as })
  expect([path, response.status]).toEqual([path, 200])
  const so: string[] = []
  const actions: string[] = []
  await new HTMLRewriter()
    .on('.so li span', { element: () => void so.push(''), text: ({ text }) => void (so[so.length - 1] += text) })
    .on('form[method=post]', { element: (form) => void actions.push(form.getAttribute('action') ?? '') })
    .transform(response)
    .arrayBuffer()
  return { path, so, action: actions.includes(action) }
}

const { ends } = consoleWords('en')

test('the numbers are those of what ends: a member’s tokens and invitations', async () => {
  const petition = await startPetition()
  const [owner, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
  const team = `/console/p/${petition.slug}/team`
  const before = await lookAt(`${team}/${other.accountId}`, { as: owner, action: `${team}/${other.accountId}/remove` })
  expect(before.so).toHaveLength(1)
  for (const name of ['Website', 'Newsletter']) {
    await fetchConsole(`${team}/tokens`, { as: other, form: { name, months: '6', 'may-read': 'yes' } })
  }
  await fetchConsole(`${team}/invitations`, { as: other, form: { email: 'guest@example.org', role: 'editor' } })
  const { so } = await lookAt(`${team}/${other.accountId}`, { as: owner, action: `${team}/${other.accountId}/remove` })
  expect(so.filter((line) => line === ends.tokens(2))).toHaveLength(2)
  expect(so.filter((line) => line === ends.invitations(1))).toHaveLength(2)
  await fetchConsole(`${team}/${other.accountId}/remove`, { method: 'POST', as: owner })
  const { results } = await env.DB.prepare(
    'SELECT revoked_at AS at FROM tokens WHERE petition_id = ? AND created_by = ?',
  )
    .bind(petition.id, other.accountId)
    .all<{ at: number | null }>()
  expect(results.map(({ at }) => at !== null)).toEqual([true, true])
})

test('the numbers are those of what ends: an account', async () => {
  const { as } = await everything('closed')
  await signedIn({ isOperator: true })
  const { so } = await lookAt('/console/account/delete', { as, action: '/console/account/delete' })
  for (const line of [ends.teams(1), ends.drafts(1), ends.invitations(1), ends.sessions(2), ends.noUndo]) {
    expect(so).toContain(line)
  }
  // A token that somebody else has made stays.
  expect(so).not.toContain(ends.tokens(1))
})

test('what has ended already leads to where it was, in a browser that shows an old page', async () => {
  const { as, urlOf } = await everything()
  // An import is undone with a tick: import.test.ts.
  const pages = Object.entries(ENDS).filter(
    ([post, [page]]) => post === page && page.includes(':id') && !page.includes('/import/'),
  )
  expect(pages.length).toBeGreaterThan(3)
  for (const [post] of pages) {
    const path = urlOf(post)
    const twice = [await fetchConsole(path, { method: 'POST', as }), await fetchConsole(path, { method: 'POST', as })]
    expect([path, twice.map(({ status }) => status)]).toEqual([path, [303, 303]])
    const again = await fetchConsole(path, { as })
    await again.arrayBuffer()
    expect([path, [303, 404].includes(again.status)]).toEqual([path, true])
  }
})

test.each(LOCALES)('the pages are in %s', async (locale) => {
  const { as, urlOf } = await everything()
  await env.DB.prepare('UPDATE accounts SET locale = ?2 WHERE id = ?1').bind(as.accountId, locale).run()
  const words = consoleWords(locale).ends
  const html = async (pattern: string): Promise<string> => (await fetchConsole(urlOf(pattern), { as })).text()
  expect(await html('/console/account/sessions/end')).toContain(words.sessions(2))
  expect(await html('/console/p/:slug/team/:id')).toContain(words.tokens(1))
  expect(await html('/console/p/:slug/team/invitations/:id/cancel')).toContain(words.invitation.text)
})
