/** What tests of the console share: requests, and people who are signed in. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'

import type { Role } from '../../../schema/account.ts'
import { parseEmail } from '../../../schema/email-address.ts'
import { askForLink } from '../../../src/accounts/ask.ts'
import { accountKeys, storedAddress } from '../../../src/accounts/keys.ts'
import { openSession, sessionToken } from '../../../src/accounts/sessions.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { addPartner, findPartner, partnerKey, partnerKeys } from '../../../src/petitions/partners.ts'
import type { ConsoleBindings } from '../../../workers/console/context.ts'
import console from '../../../workers/console/index.ts'
import { Addresses } from '../../../workers/consumer/addresses.ts'
import { ORIGIN, type TestPetition, unique } from '../fixtures.ts'

/** As in production: a developer's cookie is another one. */
const HTTPS_ORIGIN = ORIGIN.replace('http:', 'https:')

/** The bindings of the console: those of the edge in these tests, and the consumer's entrypoint. */
export const consoleEnv = (overrides: Partial<ConsoleBindings> = {}): ConsoleBindings => {
  const ctx = createExecutionContext()
  return {
    ...env,
    PUBLIC_ORIGIN: HTTPS_ORIGIN,
    PETITIONS: 'open',
    SIGN_IN_LIMIT: { limit: () => Promise.resolve({ success: true }) },
    ADDRESSES: new Addresses(ctx, env),
    ...overrides,
  }
}

export interface Person {
  accountId: string
  email: string
  cookie: string
}

/** One request to the console Worker, as a browser sends it: a POST has its origin. */
export async function fetchConsole(
  path: string,
  { as, form, ...init }: RequestInit & { as?: Person | null; form?: Record<string, string> } = {},
  overrides: Partial<ConsoleBindings> = {},
): Promise<Response> {
  const ctx = createExecutionContext()
  const headers = new Headers(init.headers)
  if (as) headers.set('cookie', `__Host-session=${as.cookie}`)
  if (form !== undefined || init.method === 'POST') {
    if (!headers.has('origin')) headers.set('origin', HTTPS_ORIGIN)
    if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded')
  }
  const request = new Request(`${HTTPS_ORIGIN}${path}`, {
    redirect: 'manual',
    ...init,
    headers,
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })
  const response = await console.fetch(request, consoleEnv(overrides), ctx)
  await waitOnExecutionContext(ctx)
  return response
}

/** Somebody with an account and a session. */
export async function signedIn({ isOperator = false } = {}): Promise<Person> {
  const email = `${unique('person')}@example.org`
  const address = parseEmail(email)
  if (address === null) throw new Error(email)
  const keys = await accountKeys({ signerPepper: env.SIGNER_PEPPER, sealPublicKey: env.SEAL_PUBLIC_KEY })
  const stored = await storedAddress(keys, address)
  const now = Date.now()
  const accountId = uuidv7({ msecs: now })
  await env.DB.prepare(
    `INSERT INTO accounts (id, email_hash, sealed, name, locale, is_operator, created_at)
     VALUES (?1, unhex(?2), unhex(?3), 'Marit', 'en', ?4, ?5)`,
  )
    .bind(accountId, stored.hash, stored.sealed, isOperator ? 1 : 0, now)
    .run()
  const session = { id: crypto.randomUUID(), secret: newSecret(), label: 'Firefox, Linux' }
  await openSession(env.DB, { accountId, session, now })
  return { accountId, email, cookie: sessionToken(session) }
}

/** A member of the petition. */
export async function member(petitionId: number, role: Role): Promise<Person> {
  const person = await signedIn()
  await env.DB.prepare('INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?1, ?2, ?3, ?4)')
    .bind(petitionId, person.accountId, role, Date.now())
    .run()
  return person
}

/** The token of the link that an email address gets. */
export async function linkFor(email: string): Promise<string> {
  const token = newSecret()
  const address = parseEmail(email)
  if (address === null) throw new Error(email)
  const keys = await accountKeys({ signerPepper: env.SIGNER_PEPPER, sealPublicKey: env.SEAL_PUBLIC_KEY })
  const emailId = crypto.randomUUID()
  const asked = {
    email: address,
    locale: 'en',
    origin: ORIGIN,
    token,
    emailId,
    now: Date.now(),
    invitedOnly: false,
  } as const
  const sent = await askForLink(env.DB, keys, asked)
  if (!sent.ok) throw new Error(sent.why)
  return token
}

/** A partner of the petition, and the key of their page. */
export async function partnerFor({ id }: TestPetition): Promise<{ code: string; key: string }> {
  const by = { kind: 'account', id: 'somebody' } as const
  await addPartner(env.DB, { petitionId: id, by, now: Date.now() }, { code: 'union', name: 'Harbour union' })
  const partner = await findPartner(env.DB, id, 'union')
  if (partner === null) throw new Error('no partner')
  return { code: partner.code, key: await partnerKey(await partnerKeys(env.SIGNER_PEPPER), id, partner) }
}
