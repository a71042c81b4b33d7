/** Accounts and their teams, sessions and drafts. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ACCOUNT_EMAIL_KINDS, ACCOUNT_EMAIL_STATES, LINK_KINDS, ROLES } from '../account.ts'
import { petitions } from './petitions.ts'

/** People who sign in. Of an email address there is a keyed hash, to find it, and the address sealed to the consumer's key. */
export const accounts = sqliteTable(
  'accounts',
  {
    /** UUIDv7. */
    id: text().primaryKey(),
    /** HMAC-SHA-256 of the canonical email address under the key of accounts. */
    emailHash: blob('email_hash', { mode: 'buffer' }).notNull().unique(),
    /** The email address, sealed for this hash. */
    sealed: blob({ mode: 'buffer' }).notNull(),
    /** How the team sees it; empty until it is given. */
    name: text().notNull().default(''),
    locale: text().notNull(),
    isOperator: integer('is_operator', { mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    // The operators; no others are in it.
    index('accounts_operators')
      .on(table.isOperator)
      .where(sql`is_operator = 1`),
  ],
)

/** Links that work once: to sign in, to accept an invitation, to change an email address, to become an operator. */
export const signInLinks = sqliteTable(
  'sign_in_links',
  {
    /** SHA-256 of the token, hex. */
    tokenHash: text('token_hash').primaryKey(),
    kind: text({ enum: LINK_KINDS }).notNull(),
    /** As in accounts, of the address that gets the link; null for `operator`, whose link is not sent. */
    emailHash: blob('email_hash', { mode: 'buffer' }),
    sealed: blob({ mode: 'buffer' }),
    /** Whose email address is to change, or was changed. */
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    petitionId: integer('petition_id').references(() => petitions.id),
    role: text({ enum: ROLES }),
    /** The account that invites; null for the operator's token. */
    invitedBy: text('invited_by'),
    locale: text().notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    /** Who used it, as a random id: what the same transaction writes depends on it, so of two at once one wins. */
    usedBy: text('used_by'),
  },
  (table) => [
    // How many an email address was sent in a day, and its invitations.
    index('sign_in_links_email').on(table.emailHash, table.createdAt),
    // The invitations to a petition.
    index('sign_in_links_petition')
      .on(table.petitionId)
      .where(sql`petition_id IS NOT NULL`),
    // How many an account has sent in a day.
    index('sign_in_links_invited_by')
      .on(table.invitedBy, table.createdAt)
      .where(sql`invited_by IS NOT NULL`),
    // Deleted with their account.
    index('sign_in_links_account')
      .on(table.accountId)
      .where(sql`account_id IS NOT NULL`),
    // Read by retention.
    index('sign_in_links_expires').on(table.expiresAt),
  ],
)

export const sessions = sqliteTable(
  'sessions',
  {
    /** UUID. It is in the cookie too, so that every former token of the session is known as one. */
    id: text().primaryKey(),
    /** SHA-256 of the secret in the cookie, hex. */
    secretHash: text('secret_hash').notNull(),
    /** Of the secret before it. */
    previousHash: text('previous_hash'),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** The browser and the system, in words. */
    label: text().notNull(),
    createdAt: integer('created_at').notNull(),
    rotatedAt: integer('rotated_at').notNull(),
    /** To some minutes. */
    seenAt: integer('seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('sessions_account').on(table.accountId),
    // Read by retention.
    index('sessions_expires').on(table.expiresAt),
  ],
)

/** Credentials of WebAuthn. A public key is no secret. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    /** base64url. */
    credentialId: text('credential_id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** COSE. */
    publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
    counter: integer().notNull(),
    transports: text({ mode: 'json' }).$type<string[]>().notNull(),
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('passkeys_account').on(table.accountId)],
)

/** Challenges of WebAuthn, each deleted when it is used. */
export const passkeyChallenges = sqliteTable(
  'passkey_challenges',
  {
    challenge: text().primaryKey(),
    /** Who adds a passkey; null for a challenge to sign in. */
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    // Deleted with their account.
    index('passkey_challenges_account')
      .on(table.accountId)
      .where(sql`account_id IS NOT NULL`),
    // Read by retention.
    index('passkey_challenges_expires').on(table.expiresAt),
  ],
)

/** Who may do what in which petition. */
export const members = sqliteTable(
  'members',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text({ enum: ROLES }).notNull(),
    /** The account that invited it; null where nobody did. */
    addedBy: text('added_by'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.accountId] }),
    // The petitions of an account.
    index('members_account').on(table.accountId),
  ],
)

/**
 * The outbox of emails about accounts, as `emails` is that of emails to signers. Nothing in it is in plain text: both the address
 * and what the email says are sealed to the consumer's key, and deleted once it is sent.
 */
export const accountEmails = sqliteTable(
  'account_emails',
  {
    /** UUID. */
    id: text().primaryKey(),
    kind: text({ enum: ACCOUNT_EMAIL_KINDS }).notNull(),
    /** As in accounts. */
    emailHash: blob('email_hash', { mode: 'buffer' }).notNull(),
    /** The email address, as in accounts; null once nothing is to be sent any more. */
    address: blob({ mode: 'buffer' }),
    /** What the email says, sealed for this id. */
    sealed: blob({ mode: 'buffer' }),
    locale: text().notNull(),
    state: text({ enum: ACCOUNT_EMAIL_STATES }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: integer('next_attempt_at'),
    leasedUntil: integer('leased_until'),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    /** A code, as in emails. */
    lastError: text('last_error'),
  },
  (table) => [
    // Deleted with their account.
    index('account_emails_email').on(table.emailHash),
    // Read by the cron; contains pending emails only.
    index('account_emails_due')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    // Read by retention.
    index('account_emails_not_pending')
      .on(table.createdAt)
      .where(sql`state <> 'pending'`),
  ],
)

/** Petitions that are being written. */
export const drafts = sqliteTable(
  'drafts',
  {
    /** UUID. */
    id: text().primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** What was typed, by the names of its fields. */
    data: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** Raised by each change, so that two editors do not overwrite each other. */
    revision: integer().notNull().default(1),
    /** SHA-256 of the token of the link with which anyone reads it, hex. */
    previewHash: text('preview_hash'),
    previewExpiresAt: integer('preview_expires_at'),
  },
  (table) => [
    index('drafts_account').on(table.accountId),
    index('drafts_preview')
      .on(table.previewHash)
      .where(sql`preview_hash IS NOT NULL`),
    // Read by retention.
    index('drafts_updated').on(table.updatedAt),
  ],
)
