/** Passkeys: added, used to sign in, listed, removed; and every response that is not what was asked for. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { type PasskeyAdded, passkeyAdded, passkeyUsed } from '../../schema/passkey.ts'
import { listPasskeys, removePasskey, renamePasskey } from '../../src/accounts/passkey-list.ts'
import {
  beginAddingPasskey,
  beginSigningIn,
  finishAddingPasskey,
  finishSigningIn,
} from '../../src/accounts/passkeys.ts'
import { accountRetention } from '../../src/accounts/retention.ts'
import { PASSKEY_CHALLENGE_TTL_MS, PASSKEYS_MAX_PER_ACCOUNT } from '../../src/limits.ts'
import { KEYS, sentEmail, signedIn } from './accounts.ts'
import { createAuthenticator, type Wrong } from './authenticator.ts'

const SITE = { name: 'Harbour Commons', origin: 'https://petitions.example.org' }
const NOW = Date.now()
const random = () => crypto.getRandomValues(new Uint8Array(32))

const asked = async (accountId: string, now = NOW): Promise<string> => {
  const options = await beginAddingPasskey(env.DB, SITE, {
    accountId,
    label: 'ann@example.org',
    challenge: random(),
    now,
  })
  return options.challenge
}
const challenged = async (now = NOW): Promise<string> =>
  (await beginSigningIn(env.DB, SITE, { challenge: random(), now })).challenge

const adding = (accountId: string, response: PasskeyAdded) => ({
  accountId,
  name: 'Phone',
  response,
  emailId: crypto.randomUUID(),
  now: NOW,
})

/** An account that has a passkey, and the device that has it. */
async function withPasskey() {
  const { accountId } = await signedIn()
  const device = await createAuthenticator(SITE.origin)
  const response = passkeyAdded.parse(await device.add(await asked(accountId)))
  const added = await finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))
  if (!added.ok) throw new Error(added.why)
  return { accountId, device }
}

const signIn = async (device: Awaited<ReturnType<typeof createAuthenticator>>, challenge: string, wrong: Wrong = {}) =>
  finishSigningIn(env.DB, SITE, { response: passkeyUsed.parse(await device.signIn(challenge, wrong)), now: NOW })

describe('a passkey', () => {
  test('signs in to the account that added it, and to no other', async () => {
    const [one, two] = [await withPasskey(), await withPasskey()]
    for (const { device, accountId } of [one, two, one]) {
      expect(await signIn(device, await challenged())).toEqual({ ok: true, value: { accountId } })
    }
    expect(await listPasskeys(env.DB, one.accountId)).toMatchObject([{ id: one.device.id, name: 'Phone', usedAt: NOW }])
  })

  test('is asked for in the same way, no matter who asks', async () => {
    const options = await beginSigningIn(env.DB, SITE, { challenge: random(), now: NOW })
    expect(options).toMatchObject({ rpId: 'petitions.example.org', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
  })

  test('is added with who the account is, and not twice on one device', async () => {
    const { accountId, device } = await withPasskey()
    const options = await beginAddingPasskey(env.DB, SITE, { accountId, label: 'Ann', challenge: random(), now: NOW })
    expect(options).toMatchObject({
      rp: { id: 'petitions.example.org', name: 'Harbour Commons' },
      user: { name: 'Ann' },
      excludeCredentials: [{ id: device.id }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })

  test.each<[string, Wrong]>([
    ['of another site', { origin: 'https://petitions.example.com' }],
    ['for another host', { host: 'example.com' }],
    ['to another challenge', { challenge: 'bm90IHRoaXMgb25l' }],
    ['without a PIN or a fingerprint', { isUnverified: true }],
    ['signed by another key', { isForged: true }],
  ])('is refused with a response %s', async (_, wrong) => {
    const { device } = await withPasskey()
    expect(await signIn(device, await challenged(), wrong)).toEqual({ ok: false, why: 'refused' })
    expect((await signIn(device, await challenged())).ok).toBe(true)
  })

  test.each<[string, Wrong]>([
    ['of another site', { origin: 'https://petitions.example.com' }],
    ['for another host', { host: 'example.com' }],
    ['to another challenge', { challenge: 'bm90IHRoaXMgb25l' }],
    ['without a PIN or a fingerprint', { isUnverified: true }],
  ])('is not added with a response %s', async (_, wrong) => {
    const { accountId } = await signedIn()
    const device = await createAuthenticator(SITE.origin)
    const response = passkeyAdded.parse(await device.add(await asked(accountId), wrong))
    expect(await finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))).toEqual({
      ok: false,
      why: 'refused',
    })
    expect(await listPasskeys(env.DB, accountId)).toEqual([])
  })

  test('works with a challenge once, for a few minutes, and for what it was made for', async () => {
    const { accountId, device } = await withPasskey()
    const challenge = await challenged()
    const responses = await Promise.all([device.signIn(challenge), device.signIn(challenge)])
    const outcomes = await Promise.all(
      responses.map((response) => finishSigningIn(env.DB, SITE, { response: passkeyUsed.parse(response), now: NOW })),
    )
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
    expect((await signIn(device, challenge)).ok).toBe(false)
    const late = await challenged(NOW - PASSKEY_CHALLENGE_TTL_MS)
    expect((await signIn(device, late)).ok).toBe(false)
    // A challenge to add a passkey opens no session, and that of another account adds none.
    expect((await signIn(device, await asked(accountId))).ok).toBe(false)
    const other = await signedIn()
    const second = await createAuthenticator(SITE.origin)
    for (const wrong of [await challenged(), await asked(other.accountId)]) {
      const response = passkeyAdded.parse(await second.add(wrong))
      expect((await finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))).ok).toBe(false)
    }
  })

  test('that is added sends an email to the address of its account; one that is refused does not', async () => {
    const { accountId, email } = await signedIn()
    const device = await createAuthenticator(SITE.origin)
    const written = () =>
      env.DB.prepare(`SELECT count(*) AS n FROM account_emails WHERE kind = 'passkey-added'`).first<number>('n')
    const before = (await written()) ?? 0
    const response = passkeyAdded.parse(await device.add(await asked(accountId)))
    const added = await finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))
    expect((await finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))).ok).toBe(false)
    expect(await written()).toBe(before + 1)
    expect(await sentEmail(added.ok ? added.value : '', NOW)).toMatchObject({
      to: email,
      subject: 'A passkey was added to your account',
    })
  })

  test('that was copied is refused once its counter goes back', async () => {
    const { device } = await withPasskey()
    expect((await signIn(device, await challenged())).ok).toBe(true)
    device.setCounter(0)
    expect((await signIn(device, await challenged())).ok).toBe(false)
  })

  test('is renamed and removed by its own account alone, and signs in no more', async () => {
    const { accountId, device } = await withPasskey()
    const stranger = await signedIn()
    expect(await renamePasskey(env.DB, stranger.accountId, device.id, 'Mine')).toBe(false)
    expect(await removePasskey(env.DB, stranger.accountId, device.id)).toBe(false)
    expect(await renamePasskey(env.DB, accountId, device.id, 'Old phone')).toBe(true)
    expect(await listPasskeys(env.DB, accountId)).toMatchObject([{ name: 'Old phone' }])
    expect(await removePasskey(env.DB, accountId, device.id)).toBe(true)
    expect((await signIn(device, await challenged())).ok).toBe(false)
  })

  test('is one of a number that an account may have', async () => {
    const { accountId } = await withPasskey()
    const add = async () => {
      const device = await createAuthenticator(SITE.origin)
      const response = passkeyAdded.parse(await device.add(await asked(accountId)))
      return finishAddingPasskey(env.DB, KEYS, SITE, adding(accountId, response))
    }
    for (let n = 1; n < PASSKEYS_MAX_PER_ACCOUNT; n++) expect((await add()).ok).toBe(true)
    expect(await add()).toEqual({ ok: false, why: 'too-many' })
  })
})

test('challenges that nobody answered are deleted', async () => {
  await challenged()
  await accountRetention(NOW + PASSKEY_CHALLENGE_TTL_MS + 1)['challenges']?.(env.DB)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM passkey_challenges').first('n')).toBe(0)
})

test.each([
  {},
  { id: 'x', rawId: 'x', type: 'password', response: {} },
  { id: 'x'.repeat(10_000), rawId: 'x', type: 'public-key', response: { clientDataJSON: 'x', attestationObject: 'x' } },
  { id: '<script>', rawId: 'x', type: 'public-key', response: { clientDataJSON: 'x', attestationObject: 'x' } },
])('what is no response is not read: %o', (body) => {
  expect(passkeyAdded.safeParse(body).success).toBe(false)
  expect(passkeyUsed.safeParse(body).success).toBe(false)
})

test.each(['bm90IGpzb24', 'e30', 'eyJjaGFsbGVuZ2UiOjF9', '____'])(
  'client data that says nothing is refused: %s',
  async (clientDataJSON) => {
    const response = { id: 'x', rawId: 'x', type: 'public-key' as const }
    const used = { ...response, response: { clientDataJSON, authenticatorData: 'x', signature: 'x' } }
    expect((await finishSigningIn(env.DB, SITE, { response: used, now: NOW })).ok).toBe(false)
  },
)
