/**
 * The database. Times are milliseconds since the epoch, flags are 0 or 1. Each index is one more row written, and rows written
 * are the largest part of D1's price, so every index here has its reason beside it. test/unit/writers.test.ts has the modules
 * that write each table. One column no code reads, and an operator may: signatures.stored_at.
 * Triggers, which drizzle cannot say, are in the migrations: 0018 has those of versions and update_versions.
 */
import { sql } from 'drizzle-orm'
import { blob, foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

import {
  ACCOUNT_EMAIL_KINDS,
  ACCOUNT_EMAIL_STATES,
  LINK_KINDS,
  ROLES,
  type Scope,
  TAKE_DOWN_GROUNDS,
} from './account.ts'
import { EMAIL_KINDS, EMAIL_STATES } from './email.ts'
import {
  CONFIRMATIONS,
  EMAIL_SUBJECTS,
  PETITION_STATES,
  type PetitionImage,
  SIGNING_LIMITS,
  STARTER_KINDS,
} from './petition.ts'
import { REMOVAL_REASONS } from './removal.ts'
import { type PetitionReviewRules, SUSPICIONS } from './review.ts'
import { type TranslationRef, VERSION_KINDS } from './version.ts'
import { DELIVERY_STATES, type EarlierSecret, EVENT_TYPES } from './webhook.ts'

export const petitions = sqliteTable(
  'petitions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    slug: text().notNull().unique(),
    title: text().notNull(),
    addressee: text().notNull(),
    starter: text().notNull(),
    /** Markdown. */
    body: text().notNull(),
    language: text().notNull(),
    goal: integer(),
    /** Ascending thresholds on the public count. */
    milestones: text({ mode: 'json' }).$type<number[]>().notNull(),
    state: text({ enum: PETITION_STATES }).notNull(),
    confirmation: text({ enum: CONFIRMATIONS }).notNull(),
    createdAt: integer('created_at').notNull(),
    closesAt: integer('closes_at'),
    closedAt: integer('closed_at'),
    /** Every time between a closing and a reopening, from and until: signatures given in it do not count. */
    pauses: text({ mode: 'json' }).$type<[from: number, until: number][]>().notNull().default([]),
    /** Signatures from paper and earlier lists, as the campaign states them. */
    claimedCount: integer('claimed_count').notNull().default(0),
    /** The campaign's X25519 public keys, base64url: contacts are sealed to each. An open petition has at least one. */
    publicKeys: text('public_keys', { mode: 'json' }).$type<string[]>().notNull().default([]),
    /** What differs from the default rules for floods. */
    reviewRules: text('review_rules', { mode: 'json' }).$type<PetitionReviewRules>(),
    /** When retention was last done. */
    unconfirmedDeletedAt: integer('unconfirmed_deleted_at'),
    contactsDeletedAt: integer('contacts_deleted_at'),
    /** The last signature whose facts for the review were deleted. */
    reviewDeletedId: text('review_deleted_id'),
    /** The outcome, written by the campaign: Markdown. */
    outcome: text(),
    image: text({ mode: 'json' }).$type<PetitionImage>(),
    emailSubject: text('email_subject', { enum: EMAIL_SUBJECTS }).notNull().default('title'),
    signingLimit: text('signing_limit', { enum: SIGNING_LIMITS }).notNull().default('standard'),
    starterKind: text('starter_kind', { enum: STARTER_KINDS }).notNull().default('person'),
    /** When it was first open to signatures; null for a draft. */
    openedAt: integer('opened_at'),
    /** A name in the IANA time zone database: the deadline is shown in it. */
    timeZone: text('time_zone').notNull().default('UTC'),
    /** Whether signers who have not confirmed after a day are reminded once. */
    reminder: integer({ mode: 'boolean' }).notNull().default(true),
    /** The last signature that was looked at for a reminder. */
    remindedId: text('reminded_id'),
    /** Emails to signers that a server refused for good, since the petition was created. */
    bouncedCount: integer('bounced_count').notNull().default(0),
    /** The public count when the list of milestones was last changed: those up to it may never have been reached as milestones. */
    milestonesFrom: integer('milestones_from').notNull().default(0),
    /** The number of the version that title, addressee and body are of. A draft has no versions yet. */
    version: integer().notNull().default(1),
    /** The highest number of a version, translations included. */
    versions: integer().notNull().default(1),
    /** The translation that is shown in each language. */
    translations: text({ mode: 'json' }).$type<TranslationRef[]>().notNull().default([]),
    /** When title, addressee or body were last changed after the first opening; null if never. */
    textChangedAt: integer('text_changed_at'),
    /** Raised by every change of the petition through its campaign, so that two editors do not overwrite each other. */
    revision: integer().notNull().default(1),
    /** When it was sent for approval; null if it was not, or the operator has decided. */
    submittedAt: integer('submitted_at'),
    /** When the operator took it down, why, and in which words; null while it is up. */
    takenDownAt: integer('taken_down_at'),
    takenDownGround: text('taken_down_ground', { enum: TAKE_DOWN_GROUNDS }),
    takenDownReason: text('taken_down_reason'),
  },
  (table) => [
    // The lists of the home page, newest first. With the title, so that a search reads no row of the table, each of which has a
    // whole text. A petition is written rarely.
    index('petitions_listed').on(table.state, table.id, table.title),
    // What waits for the operator; no others are in it.
    index('petitions_submitted')
      .on(table.submittedAt)
      .where(sql`submitted_at IS NOT NULL`),
  ],
)

/**
 * What was there to sign, since the petition was first open: its words, and their translations. Triggers keep every row as it
 * was written, write the first one when a petition opens, and let a petition that is open have no words but those of its
 * current version: docs/decisions/033-text-versions.md.
 */
export const versions = sqliteTable(
  'versions',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** From 1, without gaps, of originals and translations together. */
    number: integer().notNull(),
    /** BCP 47. */
    language: text().notNull(),
    /** Of a translation: the number of the version that it is of. */
    translates: integer(),
    title: text().notNull(),
    addressee: text().notNull(),
    /** Markdown. */
    body: text().notNull(),
    kind: text({ enum: VERSION_KINDS }).notNull(),
    /** Why the text was changed, as the public reads it. */
    why: text(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.number] })],
)

/** The bytes of images, in a table of their own because every page reads the row of its petition. */
export const images = sqliteTable('images', {
  petitionId: integer('petition_id')
    .primaryKey()
    .references(() => petitions.id),
  hash: text().notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
})

/** News from the campaign on the page and in the feed. The id is a UUIDv7, so the primary key is ordered by time. */
export const updates = sqliteTable(
  'updates',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    id: text().notNull(),
    title: text().notNull(),
    /** Markdown. */
    body: text().notNull(),
    publishedAt: integer('published_at').notNull(),
    editedAt: integer('edited_at'),
    /** As in petitions. */
    version: integer().notNull().default(1),
    versions: integer().notNull().default(1),
    translations: text({ mode: 'json' }).$type<TranslationRef[]>().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.id] })],
)

/**
 * The words of an update as they were published and edited, and their translations. Triggers write those of the original, and
 * refuse changes; they are deleted with their update.
 */
export const updateVersions = sqliteTable(
  'update_versions',
  {
    petitionId: integer('petition_id').notNull(),
    updateId: text('update_id').notNull(),
    number: integer().notNull(),
    /** BCP 47. */
    language: text().notNull(),
    translates: integer(),
    title: text().notNull(),
    /** Markdown. */
    body: text().notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.updateId, table.number] }),
    foreignKey({
      columns: [table.petitionId, table.updateId],
      foreignColumns: [updates.petitionId, updates.id],
    }).onDelete('cascade'),
  ],
)

/** What a signature and a repeat have in common: what was signed, and what the review knows of it. */
const signed = {
  petitionId: integer('petition_id')
    .notNull()
    .references(() => petitions.id),
  /** HMAC-SHA-256 of the canonical email address under a key of this petition. */
  signer: blob({ mode: 'buffer' }).notNull(),
  /** UUIDv7 of the solved challenge. */
  id: text().notNull(),
  publicName: text('public_name'),
  country: text(),
  comment: text(),
  partner: text(),
  locale: text().notNull(),
  signedAt: integer('signed_at').notNull(),
  storedAt: integer('stored_at').notNull(),
  /** When it was confirmed: where the petition asks for no confirmation, when it was signed. */
  confirmedAt: integer('confirmed_at'),
  /** Name, email address, country, reason, choice of updates, language and time of consent, sealed to the campaign's keys. */
  contact: blob({ mode: 'buffer' }),
  /** Why it is held for review. */
  suspicion: text({ enum: SUSPICIONS }),
  // For the review, stored for 30 days: see ReviewFacts in message.ts.
  network: blob({ mode: 'buffer' }),
  emailDomain: blob('email_domain', { mode: 'buffer' }),
  requestCountry: text('request_country'),
  disposable: integer(),
  /** A JSON array of names; null for none. */
  signals: text(),
  /** The number of the petition's version that was read and signed. */
  version: integer().notNull().default(1),
}

/**
 * WITHOUT ROWID (see the migration): the primary key is the table, so a signature writes two rows, one more with a public
 * name and one more for each of its network and its email domain.
 */
export const signatures = sqliteTable(
  'signatures',
  {
    ...signed,
    status: text({ enum: ['pending', 'counted', 'quarantined', 'removed'] }).notNull(),
    /** The email address for a reminder, sealed to the consumer's key for the id; null once no reminder is to be sent. */
    reminder: blob({ mode: 'buffer' }),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer] }),
    // Makes a solved challenge single-use. The id begins with its time, so it also orders pages by time.
    uniqueIndex('signatures_petition_id').on(table.petitionId, table.id),
    // The public list of signers, newest first. Anonymous signatures are not in it.
    index('signatures_named')
      .on(table.petitionId, table.id)
      .where(sql`status = 'counted' AND public_name IS NOT NULL`),
    // Read in every batch: how many came from this network, or this rare email domain, within an hour.
    index('signatures_network')
      .on(table.petitionId, table.network, table.signedAt)
      .where(sql`network IS NOT NULL`),
    index('signatures_email_domain')
      .on(table.petitionId, table.emailDomain, table.signedAt)
      .where(sql`email_domain IS NOT NULL`),
    // The campaign's list of signatures that are held for review; no others are in it.
    index('signatures_quarantined')
      .on(table.petitionId)
      .where(sql`status = 'quarantined'`),
  ],
)

/** One row for each petition. `n` is the number of counted signatures, `before` what it was one batch earlier. */
export const counters = sqliteTable('counters', {
  petitionId: integer('petition_id')
    .primaryKey()
    .references(() => petitions.id),
  n: integer().notNull(),
  before: integer().notNull(),
})

/** Counted signatures by minute, hour, country, partner, version, language of the form, and day and partner together. */
export const tallies = sqliteTable(
  'tallies',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    dimension: text({ enum: ['minute', 'hour', 'country', 'partner', 'version', 'language', 'day-partner'] }).notNull(),
    key: text().notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.dimension, table.key] })],
)

export const milestones = sqliteTable(
  'milestones',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    threshold: integer().notNull(),
    count: integer().notNull(),
    reachedAt: integer('reached_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.threshold] })],
)

/** One row, written by its migration: a random key, so that ids made from numbers differ from those of any other database. */
export const instance = sqliteTable('instance', { key: text().primaryKey() })

/** One row, written by its migration: how far the nightly recount has come, and what it has found since it began. */
export const recounts = sqliteTable('recounts', {
  id: integer().primaryKey(),
  /** The last petition that was compared in this round; 0 at its start. */
  petitionId: integer('petition_id').notNull(),
  /** When this round began, or the last one, if it has ended. */
  startedAt: integer('started_at'),
  /** Null while a round is under way. */
  finishedAt: integer('finished_at'),
  petitions: integer().notNull(),
  rows: integer().notNull(),
  drift: integer().notNull(),
  skipped: integer().notNull(),
})

/** Webhook events, written in the transaction that causes them. The payload is final: a retry sends the same bytes. */
export const outbox = sqliteTable(
  'outbox',
  {
    /**
     * The `webhook-id`. Made from what happened, so that one event cannot be written twice, and from the key of this
     * database, so that a receiver does not take an event for one of another database.
     */
    id: text().primaryKey(),
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    type: text({ enum: EVENT_TYPES }).notNull(),
    payload: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  // Read in every batch; without it every event of all petitions would be read.
  (table) => [index('outbox_petition').on(table.petitionId, table.createdAt)],
)

export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().primaryKey(),
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    url: text().notNull(),
    /** Secrets are derived from the id and this number, never stored. */
    generation: integer().notNull().default(1),
    /** The last time: the generation before was replaced then. */
    rotatedAt: integer('rotated_at'),
    createdAt: integer('created_at').notNull(),
    disabledAt: integer('disabled_at'),
    /** Earlier secrets that a receiver may still use; each signs until its time. */
    earlierSecrets: text('earlier_secrets', { mode: 'json' }).$type<EarlierSecret[]>().notNull().default([]),
    /** When the endpoint last gave no response in time, and to which delivery; null once it responds again. */
    timedOutAt: integer('timed_out_at'),
    timedOutDelivery: text('timed_out_delivery'),
  },
  // Read in every batch that reaches a milestone.
  (table) => [index('webhooks_petition').on(table.petitionId)],
)

/** One event for one webhook, and the state of its delivery. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => outbox.id),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    state: text({ enum: DELIVERY_STATES }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: integer('next_attempt_at'),
    createdAt: integer('created_at').notNull(),
    deliveredAt: integer('delivered_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
  },
  (table) => [
    // The campaign's list, newest first.
    index('deliveries_webhook').on(table.webhookId, table.createdAt),
    // Read by the cron; contains pending deliveries only.
    index('deliveries_due')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

/**
 * Emails to send, written in the transaction that makes them due. The email address is sealed to the consumer's key and is
 * deleted when the email is sent; the row stays for a while, to limit the number of emails to one signer.
 */
export const emails = sqliteTable(
  'emails',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    signer: blob({ mode: 'buffer' }).notNull(),
    /** Of the queue message that caused it, so that a message that is delivered again causes no second email. */
    id: text().notNull(),
    kind: text({ enum: EMAIL_KINDS }).notNull(),
    /** The signature, or the repeat, that its link confirms. */
    signatureId: text('signature_id').notNull(),
    /** The email address; null once nothing is to be sent any more. */
    sealed: blob({ mode: 'buffer' }),
    locale: text().notNull(),
    state: text({ enum: EMAIL_STATES }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: integer('next_attempt_at'),
    /** Until then an attempt is under way. Not in an index, so that each attempt writes one row less. */
    leasedUntil: integer('leased_until'),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    /** A code, never the text of the server's reply, which may quote the email address. */
    lastError: text('last_error'),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer, table.id] }),
    // Read by the cron; contains pending emails only.
    index('emails_due')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    // Read by retention. An email is written to it once, when it is sent, has failed or is held.
    index('emails_not_pending')
      .on(table.state, table.createdAt)
      .where(sql`state <> 'pending'`),
  ],
)

/**
 * What signers sign again, stored as long as an older withdrawal may arrive, or the link in its email is valid: it may become the
 * signature. WITHOUT ROWID, as signatures.
 */
export const repeats = sqliteTable(
  'repeats',
  {
    ...signed,
    /** The email address, if its email is yet to ask for a confirmation. */
    sealed: blob({ mode: 'buffer' }),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer, table.id] }),
    // A confirmation names its signature by the id alone.
    uniqueIndex('repeats_petition_id').on(table.petitionId, table.id),
    // Read by retention.
    index('repeats_stored').on(table.storedAt),
  ],
)

/** When signers withdrew by the link in an email: whatever they signed until then does not come back. */
export const withdrawnSigners = sqliteTable(
  'withdrawn_signers',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** The keyed hash of the signer, as in signatures. */
    signer: blob({ mode: 'buffer' }).notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer] }),
    // Read by retention.
    index('withdrawn_signers_at').on(table.at),
  ],
)

/** Ids of signatures that were withdrawn by another link. Both are stored until no queue can deliver older messages again. */
export const withdrawals = sqliteTable(
  'withdrawals',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    id: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.id] }),
    // Read by retention.
    index('withdrawals_at').on(table.at),
  ],
)

/** The public record of signatures that left the count: one row for each day and reason, so that it shows no single signer. */
export const removals = sqliteTable(
  'removals',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** `2026-11-24`, UTC. */
    day: text().notNull(),
    reason: text({ enum: REMOVAL_REASONS }).notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.day, table.reason] })],
)

/** Development only: the emails shown at `/dev/inbox`, encrypted under a key derived from TOKEN_KEYS. */
export const inbox = sqliteTable('inbox', {
  id: text().primaryKey(),
  sealed: blob({ mode: 'buffer' }).notNull(),
  receivedAt: integer('received_at').notNull(),
})

/** Messages that could not be read or stored, unchanged, for the operator to look at. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: text().primaryKey(),
    /** Where it was found: a queue, or the queue of dead letters. */
    queue: text().notNull(),
    body: text().notNull(),
    sentAt: integer('sent_at').notNull(),
    storedAt: integer('stored_at').notNull(),
  },
  // Read by retention.
  (table) => [index('dead_letters_stored').on(table.storedAt)],
)

/** Campaign tokens, hashed, so that a stolen database gives no access. */
export const tokens = sqliteTable(
  'tokens',
  {
    /** SHA-256 of the token, hex. The token is random, so a plain hash is enough. */
    tokenHash: text('token_hash').primaryKey(),
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    createdAt: integer('created_at').notNull(),
    /** What it is for, in the words of the team; empty for the one that came with the petition. */
    name: text().notNull().default(''),
    scopes: text({ mode: 'json' }).$type<Scope[]>().notNull().default(['all']),
    expiresAt: integer('expires_at'),
    /** To the hour. */
    usedAt: integer('used_at'),
    /** The account that made it. */
    createdBy: text('created_by'),
    revokedAt: integer('revoked_at'),
  },
  // The team's list.
  (table) => [index('tokens_petition').on(table.petitionId)],
)

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
