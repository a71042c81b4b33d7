/** The operator's way into the console: a link that the operator's token makes, and who is an operator. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

import { v7 as uuidv7 } from 'uuid'

import type { OperatorLinkCreated } from '../../schema/account.ts'
import { findAccount } from '../../src/accounts/account.ts'
import { deleteAccount } from '../../src/accounts/delete-account.ts'
import { lookAtLink, useLink } from '../../src/accounts/links.ts'
import { addOperatorLink, hasOperator, useOperatorLink } from '../../src/accounts/operators.ts'
import { findSession, sessionToken } from '../../src/accounts/sessions.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import { OPERATOR_LINK_TTL_SECONDS } from '../../src/limits.ts'
import { addressOf, everythingStored, KEYS, newAddress, newSession, signedIn, using } from './accounts.ts'
import { asOperator, bearer, fetchEdge, ORIGIN, startPetition } from './fixtures.ts'

const tokenOf = (url: string): string => url.split('/').at(-1) ?? ''

const operators = async (): Promise<string[]> => {
  const { results } = await env.DB.prepare('SELECT id FROM accounts WHERE is_operator = 1').all<{ id: string }>()
  return results.map(({ id }) => id)
}

const becoming = (token: string, email = newAddress(), now = Date.now(), signedInAs: string | null = null) => ({
  token,
  email: addressOf(email),
  locale: 'en' as const,
  accountId: uuidv7(),
  signedInAs,
  session: newSession(),
  now,
})

test('a link is made with the operator’s token alone', async () => {
  const { token } = await startPetition()
  for (const headers of [{}, bearer(token), bearer('ust_nobody')]) {
    expect((await fetchEdge('/api/operator-links', { method: 'POST', headers })).status).toBe(401)
  }
  const response = await fetchEdge('/api/operator-links', { method: 'POST', headers: asOperator })
  expect(response.status).toBe(201)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { url, expiresAt } = await response.json<OperatorLinkCreated>()
  expect(url).toMatch(new RegExp(`^${ORIGIN}/console/sign-in/[\\w-]{43}$`))
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + (OPERATOR_LINK_TTL_SECONDS - 60) * 1000)
  expect(await everythingStored()).not.toContain(tokenOf(url))
})

test('it makes its reader an operator, once', async () => {
  expect(await hasOperator(env.DB)).toBe(false)
  const token = newSecret()
  await addOperatorLink(env.DB, { origin: ORIGIN, token, now: Date.now() })
  expect(await lookAtLink(env.DB, token, Date.now())).toMatchObject({ value: { kind: 'operator' } })
  // It is no link to sign in.
  expect((await useLink(env.DB, using(token))).ok).toBe(false)
  const uses = [becoming(token), becoming(token)]
  const outcomes = await Promise.all(uses.map((use) => useOperatorLink(env.DB, KEYS, use)))
  expect(outcomes.filter(({ ok }) => ok).length).toBe(1)
  expect(await operators()).toHaveLength(1)
  const won = uses[outcomes.findIndex(({ ok }) => ok)]
  const found = await findSession(env.DB, {
    token: won === undefined ? '' : sessionToken(won.session),
    newSecret: newSecret(),
    now: Date.now(),
  })
  expect(found).toMatchObject({ ok: true, value: { account: { isOperator: true } } })
  const lost = uses[outcomes.findIndex(({ ok }) => !ok)]
  expect(await findAccount(env.DB, lost?.accountId ?? '')).toBeNull()
  expect(await useOperatorLink(env.DB, KEYS, becoming(token))).toEqual({ ok: false, why: 'used' })
})

test('an account that exists becomes an operator, and keeps what it has', async () => {
  const { accountId, email } = await signedIn()
  const token = newSecret()
  await addOperatorLink(env.DB, { origin: ORIGIN, token, now: Date.now() })
  const used = await useOperatorLink(env.DB, KEYS, becoming(token, email, undefined, accountId))
  expect(used).toEqual({ ok: true, value: { accountId } })
  expect(await findAccount(env.DB, accountId)).toMatchObject({ isOperator: true })
})

test('an account that is not signed in does not become one by its address, and the link can still be used', async () => {
  const [{ accountId, email }, other] = [await signedIn(), await signedIn()]
  const token = newSecret()
  await addOperatorLink(env.DB, { origin: ORIGIN, token, now: Date.now() })
  for (const signedInAs of [null, other.accountId]) {
    const use = becoming(token, email, undefined, signedInAs)
    expect(await useOperatorLink(env.DB, KEYS, use)).toEqual({ ok: false, why: 'has-account' })
    const session = { token: sessionToken(use.session), newSecret: newSecret(), now: Date.now() }
    expect(await findSession(env.DB, session)).toEqual({ ok: false, why: 'none' })
  }
  expect(await findAccount(env.DB, accountId)).toMatchObject({ isOperator: false })
  expect((await useOperatorLink(env.DB, KEYS, becoming(token))).ok).toBe(true)
})

test('a link that is late, or that nobody made, makes nobody an operator', async () => {
  const now = Date.now()
  const token = newSecret()
  await addOperatorLink(env.DB, { origin: ORIGIN, token, now })
  const late = becoming(token, undefined, now + OPERATOR_LINK_TTL_SECONDS * 1000)
  expect(await useOperatorLink(env.DB, KEYS, late)).toEqual({ ok: false, why: 'expired' })
  expect(await useOperatorLink(env.DB, KEYS, becoming(newSecret()))).toEqual({ ok: false, why: 'unknown' })
  expect(await findAccount(env.DB, late.accountId)).toBeNull()
  const { accountId } = await signedIn()
  expect(await findAccount(env.DB, accountId)).toMatchObject({ isOperator: false })
})

test('a link that does not work opens no session of the account whose address is typed', async () => {
  const { accountId, email } = await signedIn()
  const now = Date.now()
  const [late, used] = [newSecret(), newSecret()]
  await addOperatorLink(env.DB, { origin: ORIGIN, token: late, now: now - OPERATOR_LINK_TTL_SECONDS * 1000 })
  await addOperatorLink(env.DB, { origin: ORIGIN, token: used, now })
  await useOperatorLink(env.DB, KEYS, becoming(used))
  for (const token of [late, used, newSecret()]) {
    const use = becoming(token, email)
    expect((await useOperatorLink(env.DB, KEYS, use)).ok).toBe(false)
    const found = await findSession(env.DB, { token: sessionToken(use.session), newSecret: newSecret(), now })
    expect(found).toEqual({ ok: false, why: 'none' })
  }
  expect(await findAccount(env.DB, accountId)).toMatchObject({ isOperator: false })
})

test('operators delete their accounts, but not the last one', async () => {
  const ids = await operators()
  expect(ids.length).toBeGreaterThan(1)
  const outcomes = await Promise.all(ids.map((id) => deleteAccount(env.DB, id, Date.now())))
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([{ ok: false, why: 'last-operator' }])
  expect(await operators()).toHaveLength(1)
})
