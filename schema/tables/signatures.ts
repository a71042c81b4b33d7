/** Signatures, and what is counted of them. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { REMOVAL_REASONS } from '../removal.ts'
import { HIDINGS } from '../signature.ts'
import { SUSPICIONS } from '../review.ts'
import { petitions } from './petitions.ts'

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
  /** What the public does not see of a public name and its reason; null if it sees both. */
  hidden: text({ enum: HIDINGS }),
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
    /** UUIDv7 of the decision that removed it, while that can be undone: until then, everything else is as it was. */
    decision: text(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer] }),
    // Makes a solved challenge single-use. The id begins with its time, so it also orders pages by time.
    uniqueIndex('signatures_petition_id').on(table.petitionId, table.id),
    // The public list of signers, newest first. Anonymous signatures are not in it, nor are those whose name is hidden.
    index('signatures_named')
      .on(table.petitionId, table.id)
      .where(sql`status = 'counted' AND public_name IS NOT NULL AND (hidden IS NULL OR hidden = 'reason')`),
    // What moderators have hidden or are yet to look at; no others are in it, so few signatures write a row.
    index('signatures_hidden')
      .on(table.petitionId, table.hidden, table.id)
      .where(sql`status = 'counted' AND public_name IS NOT NULL AND hidden IS NOT NULL`),
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
    // Removals that can be undone, oldest first, of all petitions: read by an undo, and each hour by retention.
    index('signatures_decision')
      .on(table.decision)
      .where(sql`decision IS NOT NULL`),
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
