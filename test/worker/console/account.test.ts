/** The reader’s own account by HTTP: its email address, its sessions, its end; and becoming an operator. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { addOperatorLink } from '../../../src/accounts/operators.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { LINKS_PER_ADDRESS_PER_DAY } from '../../../src/limits.ts'
import { linkTokenIn, sentEmail } from '../accounts.ts'
import { ORIGIN, startPetition, unique } from '../fixtures.ts'
import { fetchConsole, linkFor, member, type Person, signedIn } from './console.ts'

const newAddress = (): string => `${unique('new')}@example.org`
const cookieOf = (response: Response): string =>
  /__Host-session=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
const isIn = async (as: Person): Promise<boolean> => (await fetchConsole('/console', { as })).status === 200

/** The emails of this kind, the newest last. */
async function emailsOf(kind: string): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT id FROM account_emails WHERE kind = ? ORDER BY rowid')
    .bind(kind)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

const lastEmail = async (kind: string) => sentEmail((await emailsOf(kind)).at(-1) ?? '')

/** The path of the link that a new address gets. */
async function asksForChange(as: Person, email: string): Promise<string> {
  const asked = await fetchConsole('/console/account/email', { as, form: { email } })
  expect(asked.headers.get('location')).toBe('/console/account?done=email-sent')
  return `/console/sign-in/${linkTokenIn(await lastEmail('email-change'))}`
}

/** Another session of the same account. */
async function elsewhere({ accountId, email }: Person): Promise<Person> {
  const used = await fetchConsole(`/console/sign-in/${await linkFor(email)}`, { method: 'POST' })
  return { accountId, email, cookie: cookieOf(used) }
}

describe('the email address', () => {
  test('is changed by the account that asked, and by nobody who is led to the link', async () => {
    const [attacker, victim] = [await signedIn(), await signedIn()]
    const email = newAddress()
    const link = await asksForChange(attacker, email)
    for (const as of [null, victim]) {
      for (const method of ['GET', 'POST']) {
        const response = await fetchConsole(link, { as, method })
        expect(response.status).toBe(403)
        expect(await response.text()).toContain('Sign in to your account first')
      }
    }
    // A person who signs in comes back to the link.
    expect(await (await fetchConsole(link)).text()).toContain(`next=${encodeURIComponent(link)}`)
    const own = await fetchConsole(`/console/sign-in/${await linkFor(email)}`, { method: 'POST' })
    const account = await (
      await fetchConsole('/console/account', { as: { accountId: '', email, cookie: cookieOf(own) } })
    ).text()
    expect(account).not.toContain(attacker.accountId)
    expect(await (await fetchConsole('/console/account', { as: attacker })).text()).toContain(attacker.email)
  })

  test('is changed here, which signs out everywhere else; the old address undoes it', async () => {
    const owner = await signedIn()
    const thief = await elsewhere(owner)
    const email = newAddress()
    const link = await asksForChange(thief, email)
    expect((await fetchConsole(link, { as: thief })).status).toBe(200)
    const changed = await fetchConsole(link, { as: thief, method: 'POST' })
    expect(changed.headers.get('location')).toBe('/console/account?done=email-changed')
    expect([await isIn(owner), await isIn(thief)]).toEqual([false, true])

    const notice = await lastEmail('email-changed')
    expect(notice.to).toBe(owner.email)
    const undo = `/console/sign-in/${linkTokenIn(notice)}`
    expect(await (await fetchConsole(undo)).text()).toContain('Undo the change')
    const undone = await fetchConsole(undo, { method: 'POST' })
    expect(undone.headers.get('location')).toBe('/console/sign-in?lang=en&done=email-undone')
    expect(await isIn(thief)).toBe(false)
    const back = await elsewhere(owner)
    expect(await (await fetchConsole('/console/account', { as: back })).text()).toContain(owner.email)
    // The page of the link is gone; a second press of its button is told what the first was told.
    expect((await fetchConsole(undo)).status).toBe(410)
    expect((await fetchConsole(undo, { method: 'POST' })).headers.get('location')).toMatch(/&done=email-undone$/)
  })

  test('is not changed once everything was signed out', async () => {
    const owner = await signedIn()
    const thief = await elsewhere(owner)
    const link = await asksForChange(thief, newAddress())
    await fetchConsole('/console/account/sessions/end', { as: owner, method: 'POST' })
    for (const as of [thief, await elsewhere(owner)]) {
      expect((await fetchConsole(link, { as })).status).toBe(410)
    }
  })

  test('of another account is refused with a reason, and is free once that account is deleted', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const link = await asksForChange(one, other.email)
    const refused = await fetchConsole(link, { as: one, method: 'POST' })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('This email address is in use')
  })

  test('is asked for within the limit of an IP address', async () => {
    const as = await signedIn()
    const before = await emailsOf('email-change')
    const SIGN_IN_LIMIT = { limit: () => Promise.resolve({ success: false }) }
    const form = { email: newAddress() }
    const refused = await fetchConsole('/console/account/email', { as, form }, { SIGN_IN_LIMIT })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(form.email)
    expect(await emailsOf('email-change')).toEqual(before)
  })

  test('is asked for so often a day by one account', async () => {
    const as = await signedIn()
    const before = (await emailsOf('email-change')).length
    for (let n = 0; n < 2 * LINKS_PER_ADDRESS_PER_DAY; n++) {
      await fetchConsole('/console/account/email', { as, form: { email: newAddress() } })
    }
    expect((await emailsOf('email-change')).length - before).toBeLessThan(LINKS_PER_ADDRESS_PER_DAY)
  })
})

test('signing in ends the session that the browser had, also of another account', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  const used = await fetchConsole(`/console/sign-in/${await linkFor(other.email)}`, { as: one, method: 'POST' })
  expect(used.status).toBe(303)
  expect(await isIn(one)).toBe(false)
  expect(await isIn({ ...other, cookie: cookieOf(used) })).toBe(true)
  expect(await isIn(other)).toBe(true)
})

test('the last operator keeps the account', async () => {
  await env.DB.prepare('UPDATE accounts SET is_operator = 0').run()
  const [one, other] = [await signedIn({ isOperator: true }), await signedIn({ isOperator: true })]
  const path = '/console/account/delete'
  const unsure = await fetchConsole(path, { as: one, form: {} })
  expect(unsure.status).toBe(422)
  expect(await unsure.text()).toContain(consoleWords('en').frame.confirm.tickNeeded)
  const gone = await fetchConsole(path, { as: one, form: { confirm: 'yes' } })
  expect(gone.headers.get('location')).toBe('/console/sign-in?lang=en&done=account-deleted')
  for (const form of [null, { confirm: 'yes' }]) {
    const response = await fetchConsole(path, { as: other, ...(form === null ? {} : { form }) })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('You are the only operator of this site')
  }
  expect(await isIn(other)).toBe(true)
})

describe('the operator’s link', () => {
  const newLink = async (): Promise<string> => {
    const token = newSecret()
    await addOperatorLink(env.DB, { origin: ORIGIN, token, now: Date.now() })
    return `/console/sign-in/${token}`
  }

  test('opens no session of an account whose address is typed', async () => {
    const [victim, other] = [await signedIn(), await signedIn()]
    const link = await newLink()
    for (const as of [null, other]) {
      const response = await fetchConsole(link, { as, form: { email: victim.email } })
      expect([response.status, cookieOf(response)]).toEqual([422, ''])
      expect(await response.text()).toContain('There is an account with this email address')
    }
    const own = await fetchConsole(link, { as: victim, form: { email: victim.email } })
    expect(own.headers.get('location')).toBe('/console/site')
    expect((await fetchConsole('/console/site', { as: { ...victim, cookie: cookieOf(own) } })).status).toBe(200)
    expect((await fetchConsole('/console/site', { as: other })).status).toBe(404)
  })
})

test('the other owners get an email when an owner is invited, by an owner or by the operator', async () => {
  const petition = await startPetition()
  const [owner, other] = [await member(petition.id, 'owner'), await member(petition.id, 'owner')]
  await member(petition.id, 'editor')
  const operator = await signedIn({ isOperator: true })
  const emailedBy = async (as: Person, path: string, form: Record<string, string>): Promise<string[]> => {
    const before = (await emailsOf('owner-invited')).length
    const invited = await fetchConsole(path, { as, form: { email: newAddress(), ...form } })
    expect(invited.status).toBe(303)
    const emails = await Promise.all((await emailsOf('owner-invited')).slice(before).map((id) => sentEmail(id)))
    for (const { text } of emails) expect(text).toContain(`/console/p/${petition.slug}/team`)
    return emails.map(({ to }) => to).toSorted()
  }
  const site = `/console/site/petitions/${petition.slug}/owners`
  const team = `/console/p/${petition.slug}/team/invitations`
  expect(await emailedBy(operator, site, {})).toEqual([owner.email, other.email].toSorted())
  expect(await emailedBy(owner, team, { role: 'owner' })).toEqual([other.email])
  expect(await emailedBy(owner, team, { role: 'editor' })).toEqual([])
})
