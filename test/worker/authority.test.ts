/** What somebody made ends with what they may do: invitations and tokens of owners and operators who are none any more. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { acceptInvitation, listInvitations } from '../../src/accounts/invitation-list.ts'
import { invite } from '../../src/accounts/invitations.ts'
import { lookAtLink, useLink } from '../../src/accounts/links.ts'
import { changeRole, removeMember } from '../../src/accounts/members.ts'
import { roleOf } from '../../src/accounts/roles.ts'
import { addToken } from '../../src/petitions/team-tokens.ts'
import { newToken } from '../../src/petitions/tokens.ts'
import { inviting, KEYS, memberOf, newAddress, operator, type SignedIn, signedIn, using } from './accounts.ts'
import { bearer, fetchEdge, startPetition, type TestPetition } from './fixtures.ts'

/** A token of this owner, and the status of a request with it. */
async function tokenOf({ id, slug }: TestPetition, { accountId }: SignedIn) {
  const token = newToken()
  const asked = { name: 'Sync', scopes: ['contacts'], expiresAt: null, now: Date.now() } as const
  const added = await addToken(env.DB, { ...asked, petitionId: id, token, createdBy: accountId })
  const status = async () => (await fetchEdge(`/api/petitions/${slug}/contacts`, { headers: bearer(token) })).status
  return { added, status }
}

type End = (petition: TestPetition, one: SignedIn, other: SignedIn) => Promise<{ ok: boolean }>
const ENDS: Record<string, End> = {
  'is removed': ({ id: petitionId }, { accountId }, { accountId: by }) =>
    removeMember(env.DB, { petitionId, accountId, by, now: Date.now() }),
  leaves: ({ id: petitionId }, { accountId }) =>
    removeMember(env.DB, { petitionId, accountId, by: accountId, now: Date.now() }),
  'becomes an editor': ({ id: petitionId }, { accountId }, { accountId: by }) =>
    changeRole(env.DB, { petitionId, accountId, by, now: Date.now() }, 'editor'),
  'deletes the account': (_, { accountId }) => deleteAccount(env.DB, accountId, Date.now()),
}

describe.each(Object.entries(ENDS))('of an owner who %s', (_, end) => {
  test('the tokens and the open invitations end, those of others do not', async () => {
    const petition = await startPetition()
    const elsewhere = await startPetition()
    const [one, other] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
    await env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?, ?, 'owner', 1)`)
      .bind(elsewhere.id, one.accountId)
      .run()
    await memberOf(elsewhere, 'owner')
    const [own, kept, foreign] = [
      await tokenOf(petition, one),
      await tokenOf(petition, other),
      await tokenOf(elsewhere, one),
    ]
    expect([await own.status(), await kept.status(), await foreign.status()]).toEqual([200, 200, 200])
    const [ofOne, ofOther] = [inviting(petition, one, newAddress(), 'owner'), inviting(petition, other, newAddress())]
    await invite(env.DB, KEYS, ofOne)
    await invite(env.DB, KEYS, ofOther)

    expect((await end(petition, one, other)).ok).toBe(true)
    expect([await own.status(), await kept.status()]).toEqual([401, 200])
    expect(await foreign.status()).toBe(end === ENDS['deletes the account'] ? 401 : 200)
    expect(await listInvitations(env.DB, petition.id, Date.now())).toMatchObject([{ invitedBy: other.accountId }])
    expect(await lookAtLink(env.DB, ofOne.token, Date.now())).toEqual({ ok: false, why: 'expired' })
    expect(await useLink(env.DB, using(ofOne.token))).toEqual({ ok: false, why: 'expired' })
    expect((await useLink(env.DB, using(ofOther.token))).ok).toBe(true)
  })
})

test('the last owner, who cannot leave, keeps tokens and invitations', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const token = await tokenOf(petition, owner)
  const sent = inviting(petition, owner, newAddress())
  await invite(env.DB, KEYS, sent)
  const self = { petitionId: petition.id, accountId: owner.accountId, by: owner.accountId, now: Date.now() }
  expect((await removeMember(env.DB, self)).ok).toBe(false)
  expect((await changeRole(env.DB, self, 'moderator')).ok).toBe(false)
  expect((await deleteAccount(env.DB, owner.accountId, Date.now())).ok).toBe(false)
  expect(await token.status()).toBe(200)
  expect((await useLink(env.DB, using(sent.token))).ok).toBe(true)
})

test('who is no owner makes no token and sends no invitation, also where a request was under way', async () => {
  const petition = await startPetition()
  for (const by of [await memberOf(petition, 'editor'), await memberOf(petition, 'moderator'), await signedIn()]) {
    expect((await tokenOf(petition, by)).added).toBe('not-added')
    const sent = inviting(petition, by, newAddress())
    expect(await invite(env.DB, KEYS, sent)).toEqual({ ok: false, why: 'not-allowed' })
    expect(await invite(env.DB, KEYS, { ...sent, to: null })).toEqual({ ok: false, why: 'not-allowed' })
  }
})

test('an invitation that nobody ended is worth nothing without its owner', async () => {
  const petition = await startPetition()
  const [one] = [await memberOf(petition, 'owner'), await memberOf(petition, 'owner')]
  const invited = await signedIn()
  const sent = inviting(petition, one, invited.email, 'owner')
  await invite(env.DB, KEYS, sent)
  const [pending] = await listInvitations(env.DB, petition.id, Date.now())
  await env.DB.prepare(`UPDATE members SET role = 'editor' WHERE account_id = ?`).bind(one.accountId).run()
  expect((await lookAtLink(env.DB, sent.token, Date.now())).ok).toBe(false)
  expect((await useLink(env.DB, using(sent.token))).ok).toBe(false)
  const accepting = { id: pending?.id ?? '', now: Date.now(), by: crypto.randomUUID(), accountId: invited.accountId }
  expect((await acceptInvitation(env.DB, accepting)).ok).toBe(false)
  expect(await roleOf(env.DB, petition.id, invited.accountId)).toBeNull()
})

test('an operator invites owners to any petition, and people to have an account, while being one', async () => {
  const petition = await startPetition()
  await memberOf(petition, 'owner')
  const by = await operator()
  const [toPetition, toSite, late] = [1, 2, 3].map(() => inviting(petition, by, newAddress(), 'owner'))
  if (toPetition === undefined || toSite === undefined || late === undefined) throw new Error('three')
  await invite(env.DB, KEYS, toPetition)
  await invite(env.DB, KEYS, { ...toSite, to: null })
  await invite(env.DB, KEYS, { ...late, to: null })
  expect((await useLink(env.DB, using(toPetition.token))).ok).toBe(true)
  expect((await useLink(env.DB, { ...using(toSite.token), invitedOnly: true })).ok).toBe(true)
  await env.DB.prepare('UPDATE accounts SET is_operator = 0 WHERE id = ?').bind(by.accountId).run()
  expect((await useLink(env.DB, { ...using(late.token), invitedOnly: true })).ok).toBe(false)
})
