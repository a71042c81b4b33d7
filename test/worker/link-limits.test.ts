/** How many emails with links an address, and an account, can cause in a day: nothing that is undone makes room for more. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { askForEmailChange, askForLink } from '../../src/accounts/ask.ts'
import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { cancelInvitation, listInvitations } from '../../src/accounts/invitation-list.ts'
import { invite } from '../../src/accounts/invitations.ts'
import { useLink } from '../../src/accounts/links.ts'
import { removeMember } from '../../src/accounts/members.ts'
import {
  EMAIL_CHANGES_PER_ACCOUNT_PER_DAY,
  INVITATIONS_PER_ACCOUNT_PER_DAY,
  LINK_TWICE_MS,
  LINKS_PER_ADDRESS_PER_DAY,
  MEMBERS_MAX_PER_PETITION,
} from '../../src/limits.ts'
import { asking, inviting, KEYS, memberOf, newAddress, signedIn, using } from './accounts.ts'
import { startPetition } from './fixtures.ts'
import { BY_OPERATOR } from '../support/actor.ts'

/** After this, the same invitation is another one, not a second press. */
const NOT_TWICE_MS = LINK_TWICE_MS + 1_000
const MORE = LINKS_PER_ADDRESS_PER_DAY + 5

const written = async (): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM account_emails').first<number>('n')) ?? 0

/** How many emails are written meanwhile. */
async function writtenBy(act: () => Promise<unknown>): Promise<number> {
  const before = await written()
  await act()
  return (await written()) - before
}

test('an invitation that is not written leaves the one that works', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const address = newAddress()
  let last = inviting(petition, owner, address)
  for (let n = LINKS_PER_ADDRESS_PER_DAY; n > 0; n--) {
    last = { ...inviting(petition, owner, address), now: Date.now() - n * NOT_TWICE_MS }
    expect((await invite(env.DB, KEYS, last)).ok).toBe(true)
  }
  expect(await invite(env.DB, KEYS, inviting(petition, owner, address))).toEqual({ ok: false, why: 'too-many' })
  expect(await listInvitations(env.DB, petition.id, Date.now())).toHaveLength(1)
  expect((await useLink(env.DB, using(last.token))).ok).toBe(true)
})

test('an invitation is sent again where the team has no place for another', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const address = newAddress()
  const first = { ...inviting(petition, owner, address), now: Date.now() - NOT_TWICE_MS }
  expect((await invite(env.DB, KEYS, first)).ok).toBe(true)
  const rows = Array.from({ length: MEMBERS_MAX_PER_PETITION - 2 }, (_, n) => `('full-${petition.id}-${n}')`)
  await env.DB.prepare(
    `INSERT INTO sign_in_links (token_hash, petition_id, kind, locale, created_at, expires_at)
     SELECT column1, ${petition.id}, 'invitation', 'en', 1, ${Date.now() + 1e9} FROM (VALUES ${rows.join()})`,
  ).run()
  const again = inviting(petition, owner, address)
  expect((await invite(env.DB, KEYS, again)).ok).toBe(true)
  expect(await invite(env.DB, KEYS, inviting(petition, owner, newAddress()))).toEqual({
    ok: false,
    why: 'too-many-members',
  })
  expect((await useLink(env.DB, using(again.token))).ok).toBe(true)
})

test('of invitations that are sent at once, the limits let so many through as one after the other', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const invitations = Array.from({ length: INVITATIONS_PER_ACCOUNT_PER_DAY + 5 }, () =>
    invite(env.DB, KEYS, inviting(petition, owner, newAddress())),
  )
  const outcomes = await Promise.all(invitations)
  expect(outcomes.filter(({ ok }) => ok).length).toBe(INVITATIONS_PER_ACCOUNT_PER_DAY)
})

test('cancelling invitations makes no room for more to the same address', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const address = newAddress()
  const emails = await writtenBy(async () => {
    for (let n = 0; n < MORE; n++) {
      await invite(env.DB, KEYS, inviting(petition, owner, address))
      for (const { id } of await listInvitations(env.DB, petition.id, Date.now())) {
        expect(await cancelInvitation(env.DB, petition.id, id, { by: BY_OPERATOR, now: Date.now() })).toBe(true)
      }
    }
  })
  expect(emails).toBe(LINKS_PER_ADDRESS_PER_DAY)
})

test('nor does removing the member who sent them', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const address = newAddress()
  const emails = await writtenBy(async () => {
    for (let n = 0; n < MORE; n++) {
      const other = await memberOf(petition, 'owner')
      await invite(env.DB, KEYS, inviting(petition, other, address, 'moderator'))
      const removal = { petitionId: petition.id, accountId: other.accountId, by: owner.accountId, now: Date.now() }
      expect((await removeMember(env.DB, removal)).ok).toBe(true)
    }
  })
  // One to each who signed in.
  expect(emails).toBe(MORE + LINKS_PER_ADDRESS_PER_DAY)
})

test('nor does deleting the account that asked', async () => {
  const petition = await startPetition()
  await memberOf(petition, 'owner')
  const [invited, changed] = [newAddress(), newAddress()]
  const emails = await writtenBy(async () => {
    for (let n = 0; n < MORE; n++) {
      const other = await memberOf(petition, 'owner')
      await invite(env.DB, KEYS, inviting(petition, other, invited, 'moderator'))
      await askForEmailChange(env.DB, KEYS, { ...asking(changed), accountId: other.accountId })
      expect((await deleteAccount(env.DB, other.accountId, Date.now())).ok).toBe(true)
    }
  })
  expect(emails).toBe(2 * LINKS_PER_ADDRESS_PER_DAY)
})

test('an account asks for so many changes of its address a day, whichever the addresses are', async () => {
  const { accountId } = await signedIn()
  const ask = () => askForEmailChange(env.DB, KEYS, { ...asking(newAddress()), accountId })
  const outcomes = await Promise.all(Array.from({ length: MORE }, ask))
  expect(outcomes.filter(({ ok }) => ok).length).toBe(EMAIL_CHANGES_PER_ACCOUNT_PER_DAY)
})

test('what others send to an address neither keeps it from signing in, nor tells that it did', async () => {
  const petition = await startPetition()
  const owner = await memberOf(petition, 'owner')
  const [quiet, busy] = [newAddress(), newAddress()]
  for (let n = 0; n < LINKS_PER_ADDRESS_PER_DAY; n++) await askForLink(env.DB, KEYS, asking(busy))
  for (let n = 0; n <= LINKS_PER_ADDRESS_PER_DAY; n++) {
    const [one, other] = [await signedIn(), await signedIn()]
    const asked = await Promise.all([
      askForEmailChange(env.DB, KEYS, { ...asking(quiet), accountId: one.accountId }),
      askForEmailChange(env.DB, KEYS, { ...asking(busy), accountId: other.accountId }),
    ])
    expect(asked.map(({ ok }) => ok)).toEqual(Array(2).fill(n < LINKS_PER_ADDRESS_PER_DAY))
  }
  expect((await invite(env.DB, KEYS, inviting(petition, owner, quiet))).ok).toBe(false)
  expect((await askForLink(env.DB, KEYS, asking(quiet))).ok).toBe(true)
})
