/** Accounts in worker tests: people who sign in by a link, the emails that they get, and everything that the database has. */
import { env } from 'cloudflare:test'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { v7 as uuidv7 } from 'uuid'

import type { Role } from '../../schema/account.ts'
import { type EmailAddress, parseEmail } from '../../schema/email-address.ts'
import * as schema from '../../schema/tables.ts'
import { askForLink } from '../../src/accounts/ask.ts'
import { accountKeys } from '../../src/accounts/keys.ts'
import { useLink } from '../../src/accounts/links.ts'
import type { NewSession } from '../../src/accounts/sessions.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import { type AccountEmailPorts, sendAccountEmail } from '../../src/email/account-send.ts'
import type { Email } from '../../src/email/sender.ts'
import { SEAL_KEYS, sender } from './emails.ts'
import { ORIGIN, type TestPetition, unique } from './fixtures.ts'

export const KEYS = await accountKeys({ signerPepper: env.SIGNER_PEPPER, sealPublicKey: env.SEAL_PUBLIC_KEY })

export function addressOf(text: string): EmailAddress {
  const email = parseEmail(text)
  if (email === null) throw new Error(`${text} is no email address`)
  return email
}

/** Of nobody else in this file. */
export const newAddress = (): string => `${unique('person')}@team.example.org`

export const newSession = (): NewSession => ({ id: crypto.randomUUID(), secret: newSecret(), label: 'Firefox, Linux' })

/** What a person asks for on the page to sign in. */
export const asking = (email: string, now = Date.now()) => ({
  email: addressOf(email),
  locale: 'en' as const,
  origin: ORIGIN,
  token: newSecret(),
  emailId: crypto.randomUUID(),
  now,
  invitedOnly: false,
})

/** What the page of a link does when its button is pressed. */
export const using = (token: string, now = Date.now()) => ({
  token,
  accountId: uuidv7(),
  session: newSession(),
  invitedOnly: false,
  now,
})

export interface SignedIn {
  accountId: string
  email: string
  session: NewSession
}

/** An account that has a session. */
export async function signedIn(email = newAddress(), now = Date.now()): Promise<SignedIn> {
  const asked = asking(email, now)
  const sent = await askForLink(env.DB, KEYS, asked)
  const use = using(asked.token, now)
  const used = await useLink(env.DB, use)
  if (!sent.ok || !used.ok) throw new Error('not signed in')
  return { accountId: used.value.accountId, email, session: use.session }
}

/** A new account that is in the team of a petition. */
export async function memberOf(petition: { id: number }, role: Role): Promise<SignedIn> {
  const person = await signedIn()
  await env.DB.prepare('INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?, ?, ?, 1)')
    .bind(petition.id, person.accountId, role)
    .run()
  return person
}

/** A new account that runs the site. */
export async function operator(): Promise<SignedIn> {
  const person = await signedIn()
  await env.DB.prepare('UPDATE accounts SET is_operator = 1 WHERE id = ?').bind(person.accountId).run()
  return person
}

/** What an owner, or an operator, sends from the page of a team. */
export const inviting = (
  petition: TestPetition,
  by: SignedIn,
  email: string,
  role: 'owner' | 'editor' | 'moderator' = 'editor',
) => ({
  to: { petition: { id: petition.id, slug: petition.slug, title: 'A title', language: 'en' }, role },
  email: addressOf(email),
  by: { id: by.accountId, name: 'Marit Osei' },
  as: 'account' as const,
  locale: 'en' as const,
  origin: ORIGIN,
  token: newSecret(),
  newId: () => crypto.randomUUID(),
  now: Date.now(),
})

/** What the page of a link to change an email address does, in the session of this person. */
export const changing = ({ accountId, session }: SignedIn, token: string, now = Date.now()) => ({
  token,
  by: crypto.randomUUID(),
  accountId,
  sessionId: session.id,
  emailId: crypto.randomUUID(),
  undoToken: newSecret(),
  origin: ORIGIN,
  now,
})

export const rolesIn = async ({ id }: { id: number }): Promise<Record<string, string>> => {
  const { results } = await env.DB.prepare('SELECT account_id AS who, role FROM members WHERE petition_id = ?')
    .bind(id)
    .all<{ who: string; role: string }>()
  return Object.fromEntries(results.map(({ who, role }) => [who, role]))
}

/** Sends an email of the outbox once. */
export async function trySendingTo(id: string, to = sender(), ports: Partial<AccountEmailPorts> = {}) {
  const outcome = await sendAccountEmail(id, {
    db: env.DB,
    sender: to,
    sealKeys: SEAL_KEYS,
    origin: ORIGIN,
    operator: { name: 'Harbour Commons', contact: { kind: 'email', address: 'operator@petitions.test' } },
    now: Date.now(),
    ...ports,
  })
  return { outcome, emails: to.emails }
}

/** As `trySendingTo`, of an email that is sent. */
export async function sentEmail(id: string, now = Date.now()): Promise<Email> {
  const { outcome, emails } = await trySendingTo(id, sender(), { now })
  const [email] = emails
  if (email === undefined) throw new Error(`not sent: ${JSON.stringify(outcome)}`)
  return email
}

/** The token of the link in an email, or empty. */
export const linkTokenIn = ({ text }: Email): string => /\/console\/sign-in\/([\w-]+)/.exec(text)?.[1] ?? ''

/** Every value of every row of every table but those that are named, as text; bytes as hex and as text. */
export async function everythingStored(except: readonly string[] = []): Promise<string> {
  const tables = Object.values(schema)
    .flatMap((table) => (is(table, SQLiteTable) ? [getTableName(table)] : []))
    .filter((table) => !except.includes(table))
  const rows = await env.DB.batch<Record<string, unknown>>(
    tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)),
  )
  const texts = rows.flatMap(({ results }) => results.flatMap((row) => Object.values(row).map(textOf)))
  return texts.join('\n')
}

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  const bytes = Uint8Array.from(value)
  return `${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')} ${new TextDecoder().decode(bytes)}`
}
