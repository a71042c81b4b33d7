/** Petitions and what belongs to them: versions, images, updates, tokens, the audit log. */
import { sql } from 'drizzle-orm'
import { blob, foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ACTOR_KINDS, type AuditAct, type AuditFacts } from '../audit.ts'
import { type Scope, TAKE_DOWN_GROUNDS } from '../account.ts'
import {
  CONFIRMATIONS,
  EMAIL_SUBJECTS,
  PETITION_STATES,
  type PetitionImage,
  SIGNING_LIMITS,
  STARTER_KINDS,
} from '../petition.ts'
import { type PetitionReviewRules } from '../review.ts'
import { type TranslationRef, VERSION_KINDS } from '../version.ts'

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
    /** Every time in which public names and reasons wait for a moderator, from and until; the last has no end while they do. */
    moderated: text({ mode: 'json' }).$type<[from: number, until: number | null][]>().notNull().default([]),
    /** Signatures from paper and earlier lists, as the campaign states them: the sum of `claims`, which triggers keep. */
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
    /** Whether it is in the lists of the home page, in its search and in the sitemap. Who has its address sees and signs it in any case. */
    listed: integer({ mode: 'boolean' }).notNull().default(true),
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
    /** When a draft is to open by itself; null for one that somebody opens, and once it is open. */
    opensAt: integer('opens_at'),
    /** Since when that is decided: by its owner, or by the operator where petitions are approved; null while it is not. */
    scheduledAt: integer('scheduled_at'),
    /** When the operator took it down, why, and in which words; null while it is up. */
    takenDownAt: integer('taken_down_at'),
    takenDownGround: text('taken_down_ground', { enum: TAKE_DOWN_GROUNDS }),
    takenDownReason: text('taken_down_reason'),
    /** The outcome that was on the page before it was reopened: the form that ends it again begins with it. */
    outcomeDraft: text('outcome_draft'),
    /** The slug in its web address, if that was changed; null while it is `slug`, by which keys and programs know it for good. */
    publicSlug: text('public_slug'),
    /** When the web address was last changed, the newest first. */
    slugChanges: text('slug_changes', { mode: 'json' }).$type<number[]>().notNull().default([]),
    /** When an owner deleted it; null while nobody did, or once it was undone. */
    deletedAt: integer('deleted_at'),
    /** The public count then. */
    finalCount: integer('final_count'),
    /** When its rows began to be erased, after which nothing is undone; and when all of them were. */
    erasingAt: integer('erasing_at'),
    erasedAt: integer('erased_at'),
  },
  (table) => [
    // The lists of the home page, newest first. With the title, so that a search reads no row of the table, each of which has a
    // whole text. A petition is written rarely.
    index('petitions_listed').on(table.state, table.id, table.title),
    // What waits for the operator; no others are in it.
    index('petitions_submitted')
      .on(table.submittedAt)
      .where(sql`submitted_at IS NOT NULL`),
    // What the cron is to close; no others are in it.
    index('petitions_closing')
      .on(table.closesAt)
      .where(sql`state = 'open' AND closes_at IS NOT NULL`),
    // What the cron is to open; no others are in it.
    index('petitions_scheduled')
      .on(table.opensAt)
      .where(sql`scheduled_at IS NOT NULL`),
    // What the cron is to erase; no others are in it.
    index('petitions_deleted')
      .on(table.deletedAt)
      .where(sql`deleted_at IS NOT NULL AND erased_at IS NULL`),
  ],
)

/**
 * Slugs that a petition was given after its first one: of its present web address and of former ones. Nobody else can have them, and
 * triggers refuse the slug of another petition. WITHOUT ROWID (see the migration).
 */
export const slugs = sqliteTable(
  'slugs',
  {
    slug: text().primaryKey(),
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    createdAt: integer('created_at').notNull(),
  },
  // The owners' list of what a petition was called.
  (table) => [index('slugs_petition').on(table.petitionId)],
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

/**
 * Who spreads a petition, as its team names them, and codes that the team does not want to see: WITHOUT ROWID. Signatures have
 * the code alone, and are counted under it whether there is a row or not.
 */
export const partners = sqliteTable(
  'partners',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** In lower case, as signatures have it. */
    code: text().notNull(),
    /** Empty for a code that was dismissed. */
    name: text().notNull(),
    /** The partner's website, for the team alone. */
    link: text(),
    /** Random: the key of the partner's page is derived from it, and a new one ends the former link. */
    keyId: text('key_id').notNull(),
    createdAt: integer('created_at').notNull(),
    /** When the code was dismissed; null for a partner. */
    dismissedAt: integer('dismissed_at'),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.code] })],
)

/**
 * Who did what to a petition: WITHOUT ROWID, and a trigger refuses UPDATE. The id is a UUIDv7, so the primary key is ordered by
 * time.
 */
export const auditLog = sqliteTable(
  'audit_log',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    id: text().notNull(),
    act: text().$type<AuditAct>().notNull(),
    byKind: text('by_kind', { enum: ACTOR_KINDS }).notNull(),
    byId: text('by_id'),
    facts: text({ mode: 'json' }).$type<AuditFacts>().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.id] }),
    // Read by retention.
    index('audit_log_at').on(table.at),
    // What operators did to any petition; nothing else is in it.
    index('audit_log_operator')
      .on(table.at)
      .where(sql`by_kind = 'operator'`),
  ],
)
