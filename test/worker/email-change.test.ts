/** Changing the email address of an account: who may, what ends with it, and how whoever reads the old address undoes it. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { askForEmailChange } from '../../src/accounts/ask.ts'
import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { undoEmailChange, useEmailChange } from '../../src/accounts/email-change.ts'
import { lookAtLink } from '../../src/accounts/links.ts'
import { listPasskeys } from '../../src/accounts/passkey-list.ts'
import {
  endAllSessions,
  endOtherSession,
  endSession,
  findSession,
  listSessions,
  openSession,
  sessionToken,
} from '../../src/accounts/sessions.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import {
  EMAIL_CHANGES_PER_ACCOUNT_PER_DAY,
  EMAIL_UNDO_LINK_TTL_SECONDS,
  SESSION_GRACE_MS,
  SESSION_ROTATE_MS,
} from '../../src/limits.ts'
import {
  asking,
  changing,
  everythingStored,
  KEYS,
  linkTokenIn,
  newAddress,
  newSession,
  sentEmail,
  type SignedIn,
  signedIn,
} from './accounts.ts'

/** A link to an address that becomes that of this person. */
async function changeTo({ accountId }: SignedIn, address: string): Promise<string> {
  const asked = { ...asking(address), accountId }
  const sent = await askForEmailChange(env.DB, KEYS, asked)
  if (!sent.ok) throw new Error(sent.why)
  return asked.token
}

/** Changes it, and gives the link that the old address gets. */
async function changed(person: SignedIn, address: string): Promise<string> {
  const used = await useEmailChange(env.DB, KEYS, changing(person, await changeTo(person, address)))
  if (!used.ok) throw new Error(used.why)
  return linkTokenIn(await sentEmail(used.value))
}

const undoing = (token: string, now = Date.now()) => ({ token, by: crypto.randomUUID(), now })

const withPasskey = ({ accountId }: SignedIn) =>
  env.DB.prepare(
    `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
     VALUES (?1, ?2, x'00', 0, '[]', 'Key', 1)`,
  )
    .bind(crypto.randomUUID(), accountId)
    .run()

const isSignedIn = async ({ session }: Pick<SignedIn, 'session'>): Promise<boolean> =>
  (await findSession(env.DB, { token: sessionToken(session), newSecret: newSecret(), now: Date.now() })).ok

test('the address is that of the account once the link is used, once, and the old one is told', async () => {
  const person = await signedIn()
  const { accountId, email: old } = person
  const address = newAddress()
  const asked = await askForEmailChange(env.DB, KEYS, { ...asking(address), accountId })
  const sent = await sentEmail(asked.ok ? asked.value : '')
  expect(sent).toMatchObject({ to: address, subject: 'Confirm your new email address' })
  const use = changing(person, linkTokenIn(sent))
  const again = changing(person, linkTokenIn(sent))
  const outcomes = await Promise.all([use, again].map((one) => useEmailChange(env.DB, KEYS, one)))
  expect(outcomes).toContainEqual({ ok: false, why: 'used' })
  const [told, ...others] = outcomes.flatMap((one) => (one.ok ? [one.value] : []))
  expect(others).toEqual([])
  expect(await sentEmail(told ?? '')).toMatchObject({ to: old, subject: 'Your email address was changed' })
  expect((await signedIn(address)).accountId).toBe(accountId)
  expect((await signedIn(old)).accountId).not.toBe(accountId)
})

test('an address that another account has is not taken from it, and uses no link up', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  const use = changing(one, await changeTo(one, other.email))
  for (let n = 0; n < 2; n++) expect(await useEmailChange(env.DB, KEYS, use)).toEqual({ ok: false, why: 'taken' })
  expect((await signedIn(other.email)).accountId).toBe(other.accountId)
  expect((await signedIn(one.email)).accountId).toBe(one.accountId)
  const notices = env.DB.prepare('SELECT count(*) AS n FROM account_emails WHERE id = ?').bind(use.emailId)
  expect(await notices.first('n')).toBe(0)
})

test('the link works in a session of the account that asked, and in no other', async () => {
  const [attacker, victim] = [await signedIn(), await signedIn()]
  const address = newAddress()
  const token = await changeTo(attacker, address)
  expect(await useEmailChange(env.DB, KEYS, changing(victim, token))).toEqual({ ok: false, why: 'other-account' })
  // With the id of a session that is of another account, or that has ended.
  const mixed = { ...changing(attacker, token), sessionId: victim.session.id }
  expect((await useEmailChange(env.DB, KEYS, mixed)).ok).toBe(false)
  await endSession(env.DB, attacker.accountId, attacker.session.id)
  expect((await useEmailChange(env.DB, KEYS, changing(attacker, token))).ok).toBe(false)
  expect((await signedIn(address)).accountId).not.toBe(attacker.accountId)
})

test('a change ends all other sessions of the account', async () => {
  const person = await signedIn()
  const other = { ...person, session: newSession() }
  const stranger = await signedIn()
  await openSession(env.DB, { ...other, now: Date.now() })
  await changed(person, newAddress())
  expect([await isSignedIn(person), await isSignedIn(other), await isSignedIn(stranger)]).toEqual([true, false, true])
})

test('only the newest link works; one that is not written leaves the one before', async () => {
  const person = await signedIn()
  const tokens: string[] = []
  for (let n = 0; n < EMAIL_CHANGES_PER_ACCOUNT_PER_DAY; n++) tokens.push(await changeTo(person, newAddress()))
  await expect(changeTo(person, newAddress())).rejects.toThrow('too-many')
  const last = tokens.pop() ?? ''
  for (const token of tokens) {
    expect(await useEmailChange(env.DB, KEYS, changing(person, token))).toEqual({ ok: false, why: 'expired' })
  }
  expect((await useEmailChange(env.DB, KEYS, changing(person, last))).ok).toBe(true)
})

/** After the session was replaced, and before its link expires in any case. */
const LATER = 2 * SESSION_ROTATE_MS

describe('an open link ends', () => {
  type End = (thief: SignedIn, owner: SignedIn) => Promise<unknown>
  const ENDS: Record<string, End> = {
    'with all sessions': (_, owner) => endAllSessions(env.DB, owner.accountId, Date.now()),
    'with a session that is ended from another': (thief, owner) =>
      endOtherSession(env.DB, owner.accountId, thief.session.id, Date.now()),
    'with a session that was stolen': async ({ session }) => {
      const later = Date.now() + SESSION_ROTATE_MS
      const token = sessionToken(session)
      await findSession(env.DB, { token, newSecret: newSecret(), now: later })
      const stolen = await findSession(env.DB, { token, newSecret: newSecret(), now: later + SESSION_GRACE_MS + 1 })
      expect(stolen).toEqual({ ok: false, why: 'stolen' })
    },
  }
  test.each(Object.entries(ENDS))('%s', async (_, end) => {
    const owner = await signedIn()
    const thief = { ...owner, session: newSession() }
    await openSession(env.DB, { ...thief, now: Date.now() })
    const token = await changeTo(thief, newAddress())
    expect((await lookAtLink(env.DB, token, Date.now())).ok).toBe(true)
    await end(thief, owner)
    expect(await lookAtLink(env.DB, token, Date.now() + LATER)).toEqual({ ok: false, why: 'expired' })
    // Nor does it with a session that is opened later.
    const later = await signedIn(owner.email)
    const use = changing(later, token, Date.now() + LATER)
    expect(await useEmailChange(env.DB, KEYS, use)).toEqual({ ok: false, why: 'expired' })
  })
})

describe('whoever reads the old address', () => {
  test('undoes the change, with all sessions and passkeys, once', async () => {
    const person = await signedIn()
    const { accountId, email: old } = person
    await withPasskey(person)
    const stolen = newAddress()
    const undo = await changed(person, stolen)
    expect(await lookAtLink(env.DB, undo, Date.now())).toMatchObject({ ok: true, value: { kind: 'email-undo' } })
    const open = await changeTo(person, newAddress())
    const outcomes = await Promise.all([1, 2].map(() => undoEmailChange(env.DB, undoing(undo))))
    expect(outcomes).toContainEqual({ ok: true, value: null })
    expect(outcomes).toContainEqual({ ok: false, why: 'used' })
    expect(await listSessions(env.DB, accountId, Date.now())).toEqual([])
    expect(await listPasskeys(env.DB, accountId)).toEqual([])
    expect((await lookAtLink(env.DB, open, Date.now() + 1)).ok).toBe(false)
    expect((await signedIn(stolen)).accountId).not.toBe(accountId)
    expect((await signedIn(old)).accountId).toBe(accountId)
  })

  test('goes back before changes that came later, which nobody goes back to', async () => {
    const person = await signedIn()
    const { accountId, email: old } = person
    const [first, second] = [newAddress(), newAddress()]
    const toOld = await changed(person, first)
    const toFirst = await changed(person, second)
    expect((await undoEmailChange(env.DB, undoing(toOld))).ok).toBe(true)
    expect(await undoEmailChange(env.DB, undoing(toFirst, Date.now() + 1))).toEqual({ ok: false, why: 'expired' })
    expect((await signedIn(old)).accountId).toBe(accountId)
  })

  test('may go back further than somebody in between did', async () => {
    const person = await signedIn()
    const toOld = await changed(person, newAddress())
    // The clock of these tests may stand still.
    await env.DB.prepare(
      `UPDATE sign_in_links SET created_at = created_at - 1 WHERE kind = 'email-undo' AND account_id = ?`,
    )
      .bind(person.accountId)
      .run()
    const toFirst = await changed(person, newAddress())
    expect((await undoEmailChange(env.DB, undoing(toFirst))).ok).toBe(true)
    expect((await undoEmailChange(env.DB, undoing(toOld))).ok).toBe(true)
    expect((await signedIn(person.email)).accountId).toBe(person.accountId)
  })

  test('has a week, and cannot take the address from another account', async () => {
    const person = await signedIn()
    const undo = await changed(person, newAddress())
    const late = Date.now() + EMAIL_UNDO_LINK_TTL_SECONDS * 1000 + 1
    expect(await undoEmailChange(env.DB, undoing(undo, late))).toEqual({ ok: false, why: 'expired' })
    const other = await signedIn(person.email)
    expect(other.accountId).not.toBe(person.accountId)
    expect(await undoEmailChange(env.DB, undoing(undo))).toEqual({ ok: false, why: 'taken' })
    await deleteAccount(env.DB, other.accountId, Date.now())
    expect((await undoEmailChange(env.DB, undoing(undo))).ok).toBe(true)
  })

  test('leaves no trace of it once the account is deleted', async () => {
    const person = await signedIn()
    const { accountId } = person
    const hash = () =>
      env.DB.prepare('SELECT lower(hex(email_hash)) AS hash FROM accounts WHERE id = ?').bind(accountId).first('hash')
    const old = String(await hash())
    await changed(person, newAddress())
    expect(await everythingStored()).toContain(old)
    // What was sent to it is deleted in some days.
    await env.DB.prepare('DELETE FROM account_emails').run()
    await env.DB.prepare(`DELETE FROM sign_in_links WHERE kind = 'sign-in'`).run()
    await deleteAccount(env.DB, accountId, Date.now())
    const stored = await everythingStored()
    for (const trace of [old, accountId]) expect(stored).not.toContain(trace)
  })
})
