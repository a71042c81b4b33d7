/** Changing the email address of an account: who may, what ends with it, and how the owner of the old address undoes it. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { askForEmailChange } from '../../src/accounts/ask.ts'
import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { createDraft, saveDraft } from '../../src/accounts/drafts.ts'
import { useEmailChange } from '../../src/accounts/email-change.ts'
import { undoEmailChange } from '../../src/accounts/email-undo.ts'
import { invite } from '../../src/accounts/invitations.ts'
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
import { newSecret, secretHash } from '../../src/crypto/secret.ts'
import { addToken, listTokens } from '../../src/petitions/team-tokens.ts'
import { newToken } from '../../src/petitions/tokens.ts'
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
  inviting,
  KEYS,
  linkTokenIn,
  memberOf,
  newAddress,
  newSession,
  sentEmail,
  type SignedIn,
  signedIn,
} from './accounts.ts'
import { startPetition } from './fixtures.ts'

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

const undoing = (token: string, now = Date.now()) => ({
  token,
  by: crypto.randomUUID(),
  emailId: crypto.randomUUID(),
  now,
})

const undo = (token: string, now?: number) => undoEmailChange(env.DB, KEYS, undoing(token, now))

const withPasskey = ({ accountId }: SignedIn) =>
  env.DB.prepare(
    `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
     VALUES (?1, ?2, x'00', 0, '[]', 'Key', 1)`,
  )
    .bind(crypto.randomUUID(), accountId)
    .run()

/** Something is written in it. */
async function writesDraft({ accountId }: SignedIn): Promise<void> {
  const draft = { id: crypto.randomUUID(), accountId, data: {}, now: Date.now() }
  await createDraft(env.DB, draft)
  await saveDraft(env.DB, { ...draft, revision: 1, data: { title: 'Save the ferry' } })
}

/** The id of the account that an address signs in to. */
const accountAt = async (address: string): Promise<string> => (await signedIn(address)).accountId

/** What was put into the outbox. */
const emailIds = async (): Promise<unknown[]> =>
  (await env.DB.prepare('SELECT id FROM account_emails').all<{ id: string }>()).results.map(({ id }) => id)

const isSignedIn = async ({ session }: Pick<SignedIn, 'session'>): Promise<boolean> =>
  (await findSession(env.DB, { token: sessionToken(session), newSecret: newSecret(), now: Date.now() })).ok

test('the address is that of the account once the link is used, once, and the old one gets an email', async () => {
  const person = await signedIn()
  const { accountId, email: old } = person
  const address = newAddress()
  const asked = await askForEmailChange(env.DB, KEYS, { ...asking(address), accountId })
  const sent = await sentEmail(asked.ok ? (asked.value ?? '') : '')
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

describe('the owner of the old address', () => {
  test('undoes the change, with all sessions and passkeys, once', async () => {
    const person = await signedIn()
    const { accountId, email: old } = person
    await withPasskey(person)
    const stolen = newAddress()
    const toOld = await changed(person, stolen)
    expect(await lookAtLink(env.DB, toOld, Date.now())).toMatchObject({ ok: true, value: { kind: 'email-undo' } })
    const open = await changeTo(person, newAddress())
    const outcomes = await Promise.all([1, 2].map(() => undo(toOld)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
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
    expect((await undo(toOld)).ok).toBe(true)
    expect(await undo(toFirst, Date.now() + 1)).toEqual({ ok: false, why: 'expired' })
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
    expect((await undo(toFirst)).ok).toBe(true)
    expect((await undo(toOld)).ok).toBe(true)
    expect((await signedIn(person.email)).accountId).toBe(person.accountId)
  })

  test('has a week, and cannot take the address from another account', async () => {
    const person = await signedIn()
    const toOld = await changed(person, newAddress())
    const late = Date.now() + EMAIL_UNDO_LINK_TTL_SECONDS * 1000 + 1
    expect(await undo(toOld, late)).toEqual({ ok: false, why: 'expired' })
    const other = await signedIn(person.email)
    expect(other.accountId).not.toBe(person.accountId)
    await writesDraft(other)
    expect(await undo(toOld)).toEqual({ ok: false, why: 'taken' })
    await deleteAccount(env.DB, other.accountId, Date.now())
    expect((await undo(toOld)).ok).toBe(true)
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

describe('an undo', () => {
  test('tells the address that it takes away', async () => {
    const person = await signedIn()
    const stolen = newAddress()
    const undone = await undo(await changed(person, stolen))
    const told = await sentEmail(undone.ok ? undone.value : '')
    expect(told).toMatchObject({ to: stolen, subject: 'Your email address was changed' })
    // Nobody undoes an undo.
    expect(linkTokenIn(told)).toBe('')
  })

  test('that changes nothing tells nobody', async () => {
    const toOld = await changed(await signedIn(), newAddress())
    await undo(toOld)
    const before = await emailIds()
    expect((await undo(toOld)).ok).toBe(false)
    expect(await emailIds()).toEqual(before)
  })

  test('revokes what was made since the change, and nothing else', async () => {
    const petition = await startPetition()
    const [owner, other] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
    const now = Date.now()
    const adds = ({ accountId }: SignedIn, name: string, at: number) =>
      addToken(env.DB, {
        petitionId: petition.id,
        token: newToken(),
        name,
        scopes: ['all'],
        expiresAt: null,
        createdBy: accountId,
        now: at,
      })
    const invites = async (by: SignedIn, at: number) => {
      const invitation = { ...inviting(petition, by, newAddress(), 'owner'), now: at }
      expect((await invite(env.DB, KEYS, invitation)).ok).toBe(true)
      return invitation.token
    }
    await adds(owner, 'before', now - 1000)
    const before = await invites(owner, now - 1000)
    const toOld = await changed(owner, newAddress())
    await adds(owner, 'thief', now + 1000)
    await adds(other, 'other', now + 1000)
    const after = [await invites(owner, now + 1000), await invites(other, now + 1000)]
    expect((await undo(toOld, now + 2000)).ok).toBe(true)
    const names = (await listTokens(env.DB, petition.id, now + 2000)).map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set(['', 'before', 'other']))
    const open = await Promise.all([before, ...after].map((token) => lookAtLink(env.DB, token, now + 2000)))
    expect(open.map(({ ok }) => ok)).toEqual([true, false, true])
  })

  test('takes its address from an account that was opened since, and that has nothing', async () => {
    const person = await signedIn()
    const toOld = await changed(person, newAddress())
    const empty = await signedIn(person.email)
    await withPasskey(empty)
    // Nothing is written in it yet.
    await createDraft(env.DB, { id: crypto.randomUUID(), accountId: empty.accountId, data: {}, now: Date.now() })
    expect((await undo(toOld)).ok).toBe(true)
    expect(await isSignedIn(empty)).toBe(false)
    expect(await listPasskeys(env.DB, empty.accountId)).toEqual([])
    expect(await accountAt(person.email)).toBe(person.accountId)
  })

  type Keep = (other: SignedIn) => Promise<unknown>
  const KEEPS: Record<string, Keep> = {
    'has a draft': writesDraft,
    'is in a team': async ({ accountId }) =>
      env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?, ?, 'moderator', 1)`)
        .bind((await startPetition()).id, accountId)
        .run(),
    'has invited somebody': ({ accountId }) =>
      env.DB.prepare(
        `INSERT INTO sign_in_links (token_hash, kind, invited_by, locale, created_at, expires_at)
         VALUES (?, 'invitation', ?, 'en', 1, 1)`,
      )
        .bind(crypto.randomUUID(), accountId)
        .run(),
    'runs the site': ({ accountId }) =>
      env.DB.prepare('UPDATE accounts SET is_operator = 1 WHERE id = ?').bind(accountId).run(),
    'is older than the change': ({ accountId }) =>
      env.DB.prepare('UPDATE accounts SET created_at = created_at - 1000 WHERE id = ?').bind(accountId).run(),
  }
  test.each(Object.entries(KEEPS))('takes it from no account that %s', async (_, keep) => {
    const person = await signedIn()
    const address = newAddress()
    const toOld = await changed(person, address)
    const other = await signedIn(person.email)
    await keep(other)
    expect(await undo(toOld)).toEqual({ ok: false, why: 'taken' })
    expect(await isSignedIn(other)).toBe(true)
    expect(await accountAt(person.email)).toBe(other.accountId)
    expect(await accountAt(address)).toBe(person.accountId)
  })
})

describe('an owner who goes back to the address that a thief has replaced', () => {
  /** With what the thief could undo it. */
  async function takenBack() {
    const owner = await signedIn()
    const stolen = newAddress()
    const toOwner = await changed(owner, stolen)
    const use = changing(owner, await changeTo(owner, owner.email), Date.now() + 1)
    const back = await useEmailChange(env.DB, KEYS, use)
    return { owner, stolen, toOwner, use, notice: await sentEmail(back.ok ? back.value : '') }
  }

  test('has it for good: the address of the thief gets no link to undo that', async () => {
    const { owner, stolen, use, notice } = await takenBack()
    await withPasskey(owner)
    expect(notice).toMatchObject({ to: stolen, subject: 'Your email address was changed' })
    expect(linkTokenIn(notice)).toBe('')
    expect(await undo(use.undoToken)).toEqual({ ok: false, why: 'unknown' })
    expect(await listPasskeys(env.DB, owner.accountId)).toHaveLength(1)
    expect(await accountAt(owner.email)).toBe(owner.accountId)
  })

  test('has no open link of what was changed since', async () => {
    const owner = await signedIn()
    const [first, second] = [newAddress(), newAddress()]
    const toOwner = await changed(owner, first)
    const toFirst = await changed(owner, second)
    const use = changing(owner, await changeTo(owner, owner.email), Date.now() + 1)
    expect((await useEmailChange(env.DB, KEYS, use)).ok).toBe(true)
    for (const token of [toOwner, toFirst]) {
      expect(await undo(token, Date.now() + 2)).toEqual({ ok: false, why: 'expired' })
    }
    expect(await accountAt(owner.email)).toBe(owner.accountId)
  })

  test('may be told again, and undo it again, when it is changed once more', async () => {
    const { owner } = await takenBack()
    expect((await undo(await changed(owner, newAddress()))).ok).toBe(true)
    expect(await accountAt(owner.email)).toBe(owner.accountId)
  })

  test('makes a change like any other where that address could not undo it any more', async () => {
    const owner = await signedIn()
    const toOwner = await changed(owner, newAddress())
    await env.DB.prepare('UPDATE sign_in_links SET expires_at = ?2 WHERE token_hash = ?1')
      .bind(await secretHash(toOwner), Date.now() - 1)
      .run()
    expect((await undo(await changed(owner, owner.email))).ok).toBe(true)
    expect(await accountAt(owner.email)).not.toBe(owner.accountId)
  })

  test('keeps the links to an address before that', async () => {
    const owner = await signedIn()
    const [between, stolen] = [newAddress(), newAddress()]
    const toFirst = await changed(owner, between)
    await env.DB.prepare(
      `UPDATE sign_in_links SET created_at = created_at - 1 WHERE kind = 'email-undo' AND account_id = ?`,
    )
      .bind(owner.accountId)
      .run()
    await changed(owner, stolen)
    expect((await useEmailChange(env.DB, KEYS, changing(owner, await changeTo(owner, between)))).ok).toBe(true)
    expect((await undo(toFirst)).ok).toBe(true)
    expect(await accountAt(owner.email)).toBe(owner.accountId)
  })
})
