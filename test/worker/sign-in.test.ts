/** Signing in by a link: what is asked, what the link does, and what nobody learns. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { LINKS_PER_ADDRESS_PER_DAY, SIGN_IN_LINK_TTL_SECONDS } from '../../src/limits.ts'
import { askForEmailChange, askForLink } from '../../src/accounts/ask.ts'
import { findAccount, renameAccount, setAccountLocale } from '../../src/accounts/account.ts'
import { useEmailChange } from '../../src/accounts/email-change.ts'
import { undoEmailChange } from '../../src/accounts/email-undo.ts'
import { lookAtLink, useLink } from '../../src/accounts/links.ts'
import { findSession, sessionToken } from '../../src/accounts/sessions.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import {
  addressOf,
  asking,
  changing,
  everythingStored,
  KEYS,
  linkTokenIn,
  newAddress,
  sentEmail,
  signedIn,
  trySendingTo,
  using,
} from './accounts.ts'
import { meteredDb, ORIGIN } from './fixtures.ts'

const emailIdOf = async (asked: ReturnType<typeof asking>): Promise<string> => {
  const sent = await askForLink(env.DB, KEYS, asked)
  if (!sent.ok) throw new Error(sent.why)
  return sent.value
}

const accountsNow = () => env.DB.prepare('SELECT count(*) AS n FROM accounts').first<number>('n')

test('the link in the email makes an account the first time, and signs in to it from then on', async () => {
  const address = newAddress()
  const first = await sentEmail(await emailIdOf(asking(address)))
  expect(first).toMatchObject({ to: address, subject: 'Your link to sign in' })
  const token = linkTokenIn(first)
  expect(await lookAtLink(env.DB, token, Date.now())).toMatchObject({ ok: true, value: { kind: 'sign-in' } })
  const use = using(token)
  const used = await useLink(env.DB, use)
  expect(used).toEqual({ ok: true, value: { accountId: use.accountId, petitionId: null } })
  const found = await findSession(env.DB, { token: sessionToken(use.session), newSecret: newSecret(), now: Date.now() })
  expect(found).toMatchObject({ ok: true, value: { account: { id: use.accountId, isOperator: false, name: '' } } })

  const before = await accountsNow()
  // The same mailbox in another spelling.
  const again = asking(address.toUpperCase())
  await emailIdOf(again)
  const second = await useLink(env.DB, using(again.token))
  expect(second).toEqual({ ok: true, value: { accountId: use.accountId, petitionId: null } })
  expect(await accountsNow()).toBe(before)
})

test('looking at a link any number of times uses nothing', async () => {
  const asked = asking(newAddress())
  await emailIdOf(asked)
  const before = await everythingStored()
  for (let i = 0; i < 3; i++) expect((await lookAtLink(env.DB, asked.token, Date.now())).ok).toBe(true)
  expect(await everythingStored()).toBe(before)
  expect((await useLink(env.DB, using(asked.token))).ok).toBe(true)
  expect(await lookAtLink(env.DB, asked.token, Date.now())).toEqual({ ok: false, why: 'used' })
})

test('of two who use a link at once, exactly one has a session', async () => {
  for (let round = 0; round < 5; round++) {
    const asked = asking(newAddress())
    await emailIdOf(asked)
    const uses = [using(asked.token), using(asked.token), using(asked.token)]
    const outcomes = await Promise.all(uses.map((use) => useLink(env.DB, use)))
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    expect(outcomes.filter((one) => !one.ok).every((one) => !one.ok && one.why === 'used')).toBe(true)
    const { results } = await env.DB.prepare(
      `SELECT id FROM sessions WHERE id IN (${uses.map(({ session }) => `'${session.id}'`).join()})`,
    ).all()
    expect(results.length).toBe(1)
  }
})

test('a link that has expired, that nobody made, or that is no token opens nothing', async () => {
  const now = Date.now()
  const late = asking(newAddress(), now)
  await emailIdOf(late)
  const at = now + SIGN_IN_LINK_TTL_SECONDS * 1000
  expect((await lookAtLink(env.DB, late.token, at - 1)).ok).toBe(true)
  expect(await lookAtLink(env.DB, late.token, at)).toEqual({ ok: false, why: 'expired' })
  expect(await useLink(env.DB, using(late.token, at))).toEqual({ ok: false, why: 'expired' })
  for (const token of [newSecret(), '', `${newSecret()}x`, "' OR 1=1 --", 'é'.repeat(43)]) {
    expect(await lookAtLink(env.DB, token, now)).toEqual({ ok: false, why: 'unknown' })
    expect(await useLink(env.DB, using(token))).toEqual({ ok: false, why: 'unknown' })
  }
})

test('a link opens nothing but what it was made for', async () => {
  const person = await signedIn()
  const change = { ...asking(newAddress()), accountId: person.accountId }
  await askForEmailChange(env.DB, KEYS, change)
  expect((await useLink(env.DB, using(change.token))).ok).toBe(false)
  expect((await undoEmailChange(env.DB, KEYS, changing(person, change.token))).ok).toBe(false)
  const asked = asking(newAddress())
  await emailIdOf(asked)
  expect((await useEmailChange(env.DB, KEYS, changing(person, asked.token))).ok).toBe(false)
  expect((await undoEmailChange(env.DB, KEYS, changing(person, asked.token))).ok).toBe(false)
  // It was not used up by that.
  expect((await useLink(env.DB, using(asked.token))).ok).toBe(true)
})

test('asking costs the same statements, reads and writes, whether or not the address has an account', async () => {
  const known = (await signedIn()).email
  await env.DB.prepare('DELETE FROM sign_in_links').run()
  await env.DB.prepare('DELETE FROM account_emails').run()
  const costs = []
  for (const address of [known, newAddress()]) {
    for (const invitedOnly of [false, true]) {
      const { DB, meter } = meteredDb()
      expect((await askForLink(DB, KEYS, { ...asking(address), invitedOnly })).ok).toBe(true)
      costs.push({ ...meter })
      await env.DB.prepare('DELETE FROM sign_in_links').run()
    }
  }
  expect(new Set(costs.map((cost) => JSON.stringify(cost))).size).toBe(1)
  expect(costs[0]).toMatchObject({ batches: 1, statements: 2 })
})

test('an address is sent so many links a day, no matter who asks', async () => {
  const address = newAddress()
  const now = Date.now()
  for (let n = 0; n < LINKS_PER_ADDRESS_PER_DAY; n++) {
    expect((await askForLink(env.DB, KEYS, asking(address, now))).ok).toBe(true)
  }
  const more = asking(address, now)
  expect(await askForLink(env.DB, KEYS, more)).toEqual({ ok: false, why: 'too-many' })
  expect(await lookAtLink(env.DB, more.token, now)).toEqual({ ok: false, why: 'unknown' })
  const rows = env.DB.prepare('SELECT count(*) AS n FROM account_emails WHERE id = ?').bind(more.emailId)
  expect(await rows.first('n')).toBe(0)
  expect((await askForLink(env.DB, KEYS, asking(newAddress(), now))).ok).toBe(true)
  expect((await askForLink(env.DB, KEYS, asking(address, now + 86_400_001))).ok).toBe(true)
})

test('where accounts are by invitation, an unknown address gets an email that says so, and no account', async () => {
  const address = newAddress()
  const asked = { ...asking(address), invitedOnly: true }
  const email = await sentEmail(await emailIdOf(asked))
  expect(email.subject).toBe('There is no account with this email address')
  expect(linkTokenIn(email)).toBe('')
  expect(email.html).not.toContain(asked.token)
  // A person who knows the link all the same.
  const before = await accountsNow()
  const use = { ...using(asked.token), invitedOnly: true }
  expect(await useLink(env.DB, use)).toEqual({ ok: false, why: 'not-invited' })
  expect(await accountsNow()).toBe(before)
  const member = await signedIn()
  const known = { ...asking(member.email), invitedOnly: true }
  expect(linkTokenIn(await sentEmail(await emailIdOf(known)))).toBe(known.token)
  expect(await useLink(env.DB, { ...using(known.token), invitedOnly: true })).toMatchObject({
    ok: true,
    value: { accountId: member.accountId },
  })
})

test('an email to sign in that is older than its link is not sent', async () => {
  const now = Date.now()
  const id = await emailIdOf(asking(newAddress(), now))
  const { outcome, emails } = await trySendingTo(id, undefined, { now: now + SIGN_IN_LINK_TTL_SECONDS * 1000 })
  expect(outcome).toEqual({ done: true, state: 'failed', why: 'too-old' })
  expect(emails).toEqual([])
})

test('an account has a name and a language', async () => {
  const { accountId } = await signedIn()
  await renameAccount(env.DB, accountId, 'Marit Osei')
  await setAccountLocale(env.DB, accountId, 'tr')
  expect(await findAccount(env.DB, accountId)).toMatchObject({ name: 'Marit Osei', locale: 'tr' })
  expect(await findAccount(env.DB, crypto.randomUUID())).toBeNull()
})

test('no email address, and no token, is stored in plain text', async () => {
  const address = 'wanda.private@secret-place.example.org'
  const asked = asking(address)
  await emailIdOf(asked)
  const { accountId, session } = await signedIn(address)
  await askForEmailChange(env.DB, KEYS, { ...asking('wanda.new@secret-place.example.org'), accountId })
  const stored = await everythingStored()
  expect(stored).toContain(accountId)
  for (const secret of ['wanda', 'secret-place', asked.token, session.secret]) {
    expect(stored.toLowerCase()).not.toContain(secret.toLowerCase())
    const hex = Array.from(new TextEncoder().encode(secret), (byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(stored).not.toContain(hex)
  }
  expect(addressOf(address).local).toBe('wanda.private')
  expect(ORIGIN).toMatch(/^http/)
})
