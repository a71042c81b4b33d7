/** Teams: who may do what, who is invited, and that a petition never loses its last owner. */
import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { ROLES } from '../../schema/account.ts'
import {
  acceptInvitation,
  cancelInvitation,
  invitationsTo,
  listInvitations,
} from '../../src/accounts/invitation-list.ts'
import { invite } from '../../src/accounts/invitations.ts'
import { addressesOfAccounts, addressesOfInvitations } from '../../src/accounts/addresses.ts'
import { claimPetition } from '../../src/accounts/claim.ts'
import { deleteAccount, listOnlyOwned } from '../../src/accounts/delete-account.ts'
import { lookAtLink, useLink } from '../../src/accounts/links.ts'
import { changeRole, listMembers, listPetitionsOf, removeMember } from '../../src/accounts/members.ts'
import { may, NEEDS, roleOf } from '../../src/accounts/roles.ts'
import { INVITATION_TTL_SECONDS, INVITATIONS_PER_ACCOUNT_PER_DAY, MEMBERS_MAX_PER_PETITION } from '../../src/limits.ts'
import { newToken } from '../../src/petitions/tokens.ts'
import { addToken } from '../../src/petitions/team-tokens.ts'
import {
  everythingStored,
  inviting,
  KEYS,
  linkTokenIn,
  memberOf,
  newAddress,
  operator,
  rolesIn,
  sentEmail,
  type SignedIn,
  signedIn,
  using,
} from './accounts.ts'
import { Addresses } from '../../workers/consumer/addresses.ts'
import { SEAL_KEYS } from './emails.ts'
import { postAsCampaign, startPetition } from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

describe('roles', () => {
  test('may do what the table says, and those above all of that too', () => {
    const table = Object.keys(NEEDS).map((act) => [
      act,
      ROLES.filter((role) => may(role, act as keyof typeof NEEDS)).join(' '),
    ])
    expect(Object.fromEntries(table)).toEqual({
      see: 'moderator editor owner',
      review: 'moderator editor owner',
      write: 'editor owner',
      reach: 'editor owner',
      paper: 'editor owner',
      claim: 'owner',
      contacts: 'owner',
      settings: 'owner',
      team: 'owner',
    })
    for (const act of Object.keys(NEEDS)) expect(may(null, act as keyof typeof NEEDS)).toBe(false)
  })

  test('are those of one petition', async () => {
    const [own, foreign] = [await startPetition(), await startPetition()]
    const owner = await memberOf(own, 'owner')
    expect(await roleOf(env.DB, own.id, owner.accountId)).toBe('owner')
    expect(await roleOf(env.DB, foreign.id, owner.accountId)).toBeNull()
    expect(await listPetitionsOf(env.DB, owner.accountId)).toMatchObject([{ slug: own.slug, role: 'owner' }])
  })
})

describe('the last owner', () => {
  test('can neither leave nor be demoted', async () => {
    const petition = await startPetition()
    const owner = await memberOf(petition, 'owner')
    await memberOf(petition, 'editor')
    const self = { petitionId: petition.id, accountId: owner.accountId, by: owner.accountId, now: Date.now() }
    expect(await removeMember(env.DB, self)).toEqual({ ok: false, why: 'last-owner' })
    expect(await changeRole(env.DB, self, 'editor')).toEqual({ ok: false, why: 'last-owner' })
    expect((await rolesIn(petition))[owner.accountId]).toBe('owner')
  })

  test('stays when two owners leave, demote themselves or remove each other at once', async () => {
    type Act = (petitionId: number, who: SignedIn, other: SignedIn) => Promise<{ ok: boolean }>
    const acts: Act[] = [
      (petitionId, { accountId }) => removeMember(env.DB, { petitionId, accountId, by: accountId, now: Date.now() }),
      (petitionId, { accountId }) =>
        changeRole(env.DB, { petitionId, accountId, by: accountId, now: Date.now() }, 'editor'),
      (petitionId, who, other) =>
        removeMember(env.DB, { petitionId, accountId: other.accountId, by: who.accountId, now: Date.now() }),
      (petitionId, who, other) =>
        changeRole(env.DB, { petitionId, accountId: other.accountId, by: who.accountId, now: Date.now() }, 'moderator'),
    ]
    for (const act of acts) {
      const petition = await startPetition()
      const [one, two] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
      const outcomes = await Promise.all([act(petition.id, one, two), act(petition.id, two, one)])
      expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
      expect(Object.values(await rolesIn(petition)).filter((role) => role === 'owner').length).toBe(1)
    }
  })

  test('of two accounts that are deleted at once keeps the petition', async () => {
    const petition = await startPetition()
    const [one, two] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
    const outcomes = await Promise.all([one, two].map(({ accountId }) => deleteAccount(env.DB, accountId, Date.now())))
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    expect(Object.values(await rolesIn(petition))).toEqual(['owner'])
  })
})

describe('a team', () => {
  test('is changed by its owners alone', async () => {
    const [petition, foreign] = [await startPetition(), await startPetition()]
    await memberOf(petition, 'owner')
    const editor = await memberOf(petition, 'editor')
    const moderator = await memberOf(petition, 'moderator')
    const stranger = await memberOf(foreign, 'owner')
    for (const { accountId: by } of [editor, moderator, stranger, await signedIn()]) {
      for (const { accountId } of [editor, moderator].filter((one) => one.accountId !== by)) {
        const change = { petitionId: petition.id, accountId, by, now: Date.now() }
        expect(await changeRole(env.DB, change, 'owner')).toEqual({ ok: false, why: 'not-an-owner' })
        expect(await removeMember(env.DB, change)).toEqual({ ok: false, why: 'not-an-owner' })
      }
      const self = { petitionId: petition.id, accountId: by, by, now: Date.now() }
      expect((await changeRole(env.DB, self, 'owner')).ok).toBe(false)
    }
    expect(Object.values(await rolesIn(petition)).toSorted()).toEqual(['editor', 'moderator', 'owner'])
  })

  test('can be left by anybody but its last owner', async () => {
    const petition = await startPetition()
    await memberOf(petition, 'owner')
    const editor = await memberOf(petition, 'editor')
    const change = { petitionId: petition.id, accountId: editor.accountId, by: editor.accountId, now: Date.now() }
    expect((await removeMember(env.DB, change)).ok).toBe(true)
    expect(await removeMember(env.DB, change)).toEqual({ ok: false, why: 'not-a-member' })
  })

  test('has a new owner when one makes another', async () => {
    const petition = await startPetition()
    const [owner, editor] = [await memberOf(petition, 'owner'), await memberOf(petition, 'editor')]
    const promoted = { petitionId: petition.id, accountId: editor.accountId, by: owner.accountId, now: Date.now() }
    expect((await changeRole(env.DB, promoted, 'owner')).ok).toBe(true)
    const leaving = { petitionId: petition.id, accountId: owner.accountId, by: owner.accountId, now: Date.now() }
    expect((await removeMember(env.DB, leaving)).ok).toBe(true)
    expect(await listMembers(env.DB, petition.id)).toMatchObject([{ accountId: editor.accountId, role: 'owner' }])
  })
})

describe('an invitation', () => {
  test('makes an account, and a member, of the person who opens it', async () => {
    const petition = await startPetition()
    const owner = await memberOf(petition, 'owner')
    const address = newAddress()
    const sent = await invite(env.DB, KEYS, inviting(petition, owner, address))
    const email = await sentEmail(sent.ok ? (sent.value[0] ?? '') : '')
    expect(email).toMatchObject({ to: address, subject: 'Invitation to the team: A title' })
    expect(email.text).toContain('Marit Osei invites you')
    const token = linkTokenIn(email)
    expect(await lookAtLink(env.DB, token, Date.now())).toMatchObject({
      value: { kind: 'invitation', role: 'editor', petition: { slug: petition.slug } },
    })
    expect(await listInvitations(env.DB, petition.id, Date.now())).toMatchObject([{ role: 'editor' }])
    // Also where accounts are by invitation.
    const used = await useLink(env.DB, { ...using(token), invitedOnly: true })
    expect(used).toMatchObject({ ok: true, value: { petitionId: petition.id } })
    const accountId = used.ok ? used.value.accountId : ''
    expect(await rolesIn(petition)).toEqual({ [owner.accountId]: 'owner', [accountId]: 'editor' })
    expect(await listInvitations(env.DB, petition.id, Date.now())).toEqual([])
    expect((await useLink(env.DB, using(token))).ok).toBe(false)
  })

  test('to another address is not accepted by who is signed in, not even with its id', async () => {
    const petition = await startPetition()
    const owner = await memberOf(petition, 'owner')
    const [invited, stranger] = [await signedIn(), await signedIn()]
    await invite(env.DB, KEYS, inviting(petition, owner, invited.email, 'owner'))
    const [own] = await invitationsTo(env.DB, invited.accountId, Date.now())
    expect(own).toMatchObject({ slug: petition.slug, role: 'owner' })
    expect(await invitationsTo(env.DB, stranger.accountId, Date.now())).toEqual([])
    const id = own?.id ?? ''
    const accepting = { id, now: Date.now(), by: crypto.randomUUID() }
    expect(await acceptInvitation(env.DB, { ...accepting, accountId: stranger.accountId })).toEqual({
      ok: false,
      why: 'not-found',
    })
    expect(await roleOf(env.DB, petition.id, stranger.accountId)).toBeNull()
    const twice = [accepting, { ...accepting, by: crypto.randomUUID() }]
    const outcomes = await Promise.all(
      twice.map((one) => acceptInvitation(env.DB, { ...one, accountId: invited.accountId })),
    )
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    expect(await roleOf(env.DB, petition.id, invited.accountId)).toBe('owner')
  })

  test('takes nothing from who may do more already', async () => {
    const petition = await startPetition()
    const owner = await memberOf(petition, 'owner')
    const address = newAddress()
    const asModerator = inviting(petition, owner, address, 'moderator')
    await invite(env.DB, KEYS, asModerator)
    const asked = await signedIn(address)
    await env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?, ?, 'owner', 1)`)
      .bind(petition.id, asked.accountId)
      .run()
    expect((await useLink(env.DB, using(asModerator.token))).ok).toBe(true)
    expect(await roleOf(env.DB, petition.id, asked.accountId)).toBe('owner')
  })

  test('is replaced by a newer one, ends after a week, and can be cancelled by its petition alone', async () => {
    const [petition, foreign] = [await startPetition(), await startPetition()]
    const owner = await memberOf(petition, 'owner')
    const address = newAddress()
    const [first, second] = [inviting(petition, owner, address), inviting(petition, owner, address, 'moderator')]
    await invite(env.DB, KEYS, first)
    await invite(env.DB, KEYS, second)
    const [pending, ...others] = await listInvitations(env.DB, petition.id, Date.now())
    expect([pending?.role, others]).toEqual(['moderator', []])
    expect(await useLink(env.DB, using(first.token))).toEqual({ ok: false, why: 'expired' })
    const late = second.now + INVITATION_TTL_SECONDS * 1000
    expect(await useLink(env.DB, using(second.token, late))).toEqual({ ok: false, why: 'expired' })
    expect(await cancelInvitation(env.DB, foreign.id, pending?.id ?? '', { by: BY_OPERATOR, now: Date.now() })).toBe(
      false,
    )
    expect(await cancelInvitation(env.DB, petition.id, pending?.id ?? '', { by: BY_OPERATOR, now: Date.now() })).toBe(
      true,
    )
    expect(await useLink(env.DB, using(second.token))).toEqual({ ok: false, why: 'expired' })
  })

  test('ends with the membership of who sent it', async () => {
    const petition = await startPetition()
    const [one, two] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
    const [ofOne, ofTwo] = [inviting(petition, one, newAddress(), 'owner'), inviting(petition, two, newAddress())]
    await invite(env.DB, KEYS, ofOne)
    await invite(env.DB, KEYS, ofTwo)
    await removeMember(env.DB, {
      petitionId: petition.id,
      accountId: one.accountId,
      by: two.accountId,
      now: Date.now(),
    })
    expect(await useLink(env.DB, using(ofOne.token))).toEqual({ ok: false, why: 'expired' })
    expect((await useLink(env.DB, using(ofTwo.token))).ok).toBe(true)
  })

  test('is refused for a member, in a full team, and above the number of a day', async () => {
    const petition = await startPetition()
    const owner = await memberOf(petition, 'owner')
    const editor = await memberOf(petition, 'editor')
    expect(await invite(env.DB, KEYS, inviting(petition, owner, editor.email))).toEqual({
      ok: false,
      why: 'already-member',
    })
    for (let n = 0; n < INVITATIONS_PER_ACCOUNT_PER_DAY; n++) {
      expect((await invite(env.DB, KEYS, inviting(petition, owner, newAddress()))).ok).toBe(true)
    }
    expect(await invite(env.DB, KEYS, inviting(petition, owner, newAddress()))).toEqual({ ok: false, why: 'too-many' })
    const full = await startPetition()
    const busy = await memberOf(full, 'owner')
    const rows = Array.from({ length: MEMBERS_MAX_PER_PETITION - 1 }, (_, n) => `(${full.id}, 'hash-${full.id}-${n}')`)
    await env.DB.prepare(
      `INSERT INTO sign_in_links (petition_id, token_hash, kind, locale, created_at, expires_at)
       SELECT column1, column2, 'invitation', 'en', 1, ${Date.now() + 1e9} FROM (VALUES ${rows.join()})`,
    ).run()
    expect(await invite(env.DB, KEYS, inviting(full, busy, newAddress()))).toEqual({
      ok: false,
      why: 'too-many-members',
    })
  })

  test('to have an account, without a petition, is one too', async () => {
    const address = newAddress()
    const sent = await invite(env.DB, KEYS, { ...inviting(await startPetition(), await operator(), address), to: null })
    const email = await sentEmail(sent.ok ? (sent.value[0] ?? '') : '')
    expect(email.subject).toBe('Invitation to start a petition')
    const used = await useLink(env.DB, { ...using(linkTokenIn(email)), invitedOnly: true })
    expect(used).toMatchObject({ ok: true, value: { petitionId: null } })
  })
})

test('only the consumer, with its keys, opens the addresses of a team', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const invited = newAddress()
  await invite(env.DB, KEYS, inviting(petition, owner, invited))
  const ids = (await listMembers(env.DB, petition.id)).map(({ accountId }) => accountId)
  expect(await addressesOfAccounts(env.DB, SEAL_KEYS, ids)).toEqual({ [owner.accountId]: owner.email })
  const [pending] = await listInvitations(env.DB, petition.id, Date.now())
  const id = pending?.id ?? ''
  expect(await addressesOfInvitations(env.DB, SEAL_KEYS, [id])).toEqual({ [id]: invited })
  // As the console calls it.
  const asked = new Addresses(createExecutionContext(), { ...env, SEAL_KEYS: SEAL_KEYS.join() })
  expect(await asked.ofAccounts(ids)).toEqual({ [owner.accountId]: owner.email })
  expect(await asked.ofInvitations([id, ...ids])).toEqual({ [id]: invited })
  const otherKey = 'kIB9sUiPowW6uHwcS6vNxokQ_WLuVbBt6RLHXPAJFls'
  expect(await addressesOfAccounts(env.DB, [otherKey], ids)).toEqual({})
  const stored = await everythingStored()
  for (const address of [owner.email, invited]) expect(stored).not.toContain(address)
})

describe('a petition that the API made', () => {
  test('is claimed with its token, once', async () => {
    const petition = await startPetition()
    const [one, two] = [await signedIn(), await signedIn()]
    const claims = [one, two].map(({ accountId }) => ({ accountId, token: petition.token, now: Date.now() }))
    const outcomes = await Promise.all(claims.map((claim) => claimPetition(env.DB, claim)))
    expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { petitionId: petition.id } }])
    expect(outcomes).toContainEqual({ ok: false, why: 'has-owner' })
    expect(Object.values(await rolesIn(petition))).toEqual(['owner'])
    // The token goes on working, until the team revokes it.
    expect((await postAsCampaign(petition, 'updates', { title: 'News', body: 'Words.' })).status).toBe(201)
  })

  test('is not claimed with a token that may do less, or with none', async () => {
    const petition = await startPetition()
    const [{ accountId: createdBy }, { accountId }] = [await memberOf(petition, 'owner'), await signedIn()]
    const [read, expired] = [newToken(), newToken()]
    const token = { petitionId: petition.id, name: 'Sync', expiresAt: null, createdBy, now: Date.now() }
    await addToken(env.DB, { ...token, token: read, scopes: ['read', 'updates', 'webhooks', 'contacts'] })
    await addToken(env.DB, { ...token, token: expired, scopes: ['all'], expiresAt: Date.now() - 1 })
    for (const wrong of [read, expired, newToken(), '', env.ADMIN_TOKEN]) {
      const claimed = await claimPetition(env.DB, { accountId, token: wrong, now: Date.now() })
      expect(claimed).toEqual({ ok: false, why: 'not-a-token' })
    }
    expect(await rolesIn(petition)).toEqual({ [createdBy]: 'owner' })
  })
})

describe('deleting an account', () => {
  test('is refused while it alone answers for an open petition, or for one that waits for approval', async () => {
    const open = await startPetition()
    const waiting = await startPetition({ state: 'draft' })
    await env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(waiting.id).run()
    for (const petition of [open, waiting]) {
      const owner = await memberOf(petition, 'owner')
      expect(await deleteAccount(env.DB, owner.accountId, Date.now())).toEqual({ ok: false, why: 'only-owner' })
      expect(await listOnlyOwned(env.DB, owner.accountId)).toMatchObject([{ slug: petition.slug }])
      await memberOf(petition, 'owner')
      expect(await deleteAccount(env.DB, owner.accountId, Date.now())).toEqual({ ok: true, value: null })
      expect(await deleteAccount(env.DB, owner.accountId, Date.now())).toEqual({ ok: false, why: 'not-found' })
    }
  })

  test('leaves nothing of it behind but its id in the audit log, which leads to nobody', async () => {
    const petition = await startPetition()
    await postAsCampaign(petition, 'close')
    const owner = await memberOf(petition, 'owner')
    const { accountId, email } = owner
    await env.DB.prepare(
      `INSERT INTO drafts (id, account_id, data, created_at, updated_at) VALUES (?, ?, '{"title":"Gone"}', 1, 1)`,
    )
      .bind(crypto.randomUUID(), accountId)
      .run()
    const address = await env.DB.prepare('SELECT hex(email_hash) AS hash FROM accounts WHERE id = ?')
      .bind(accountId)
      .first<{ hash: string }>()
    expect(await everythingStored()).toContain(accountId)
    expect((await deleteAccount(env.DB, accountId, Date.now())).ok).toBe(true)
    const hash = address?.hash.toLowerCase() ?? 'none'
    expect((await everythingStored()).toLowerCase()).not.toContain(hash)
    const stored = (await everythingStored(['audit_log'])).toLowerCase()
    for (const trace of [accountId, hash, '"gone"']) expect(stored).not.toContain(trace)
    expect((await signedIn(email)).accountId).not.toBe(accountId)
  })
})
