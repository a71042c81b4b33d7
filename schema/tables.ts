/**
 * The database. Times are milliseconds since the epoch, flags are 0 or 1. Each index is one more row written, and
 * rows written are what D1 is paid by, so every index here has a reason beside it.
 */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

import { CONFIRMATIONS, PETITION_STATES } from './petition.ts'
import { DELIVERY_STATES, EVENT_TYPES } from './webhook.ts'

export const petitions = sqliteTable('petitions', {
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
  /** The last time that it was closed and opened again: what was signed in between stays too late. */
  pausedAt: integer('paused_at'),
  resumedAt: integer('resumed_at'),
  /** Signatures taken elsewhere. */
  externalCount: integer('external_count').notNull().default(0),
  shardCount: integer('shard_count').notNull().default(1),
})

/** WITHOUT ROWID (see the migration): the primary key is the table, so a signature writes two rows. */
export const signatures = sqliteTable(
  'signatures',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** HMAC-SHA-256 of the canonical address under a key of this petition. */
    signer: blob({ mode: 'buffer' }).notNull(),
    /** UUIDv7 of the solved challenge. */
    id: text().notNull(),
    publicName: text('public_name'),
    country: text(),
    comment: text(),
    source: text(),
    locale: text().notNull(),
    status: text({ enum: ['pending', 'counted', 'quarantined', 'withdrawn', 'removed'] }).notNull(),
    signedAt: integer('signed_at').notNull(),
    storedAt: integer('stored_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer] }),
    // Makes a solved challenge single-use, and, since the id begins with its time, pages newest first.
    uniqueIndex('signatures_petition_id').on(table.petitionId, table.id),
  ],
)

/** One row a petition and shard. `n` is the number of counted signatures, `before` what it was one batch earlier. */
export const counters = sqliteTable(
  'counters',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    shard: integer().notNull(),
    n: integer().notNull(),
    before: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.shard] })],
)

/** Counted signatures by minute, hour, country and source. */
export const tallies = sqliteTable(
  'tallies',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    dimension: text({ enum: ['minute', 'hour', 'country', 'source'] }).notNull(),
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

/** Events to tell, written in the transaction that made them true. The payload is final: a retry sends the same bytes. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** The `webhook-id`. Made of what happened, so that the same thing cannot be written twice. */
    id: text().primaryKey(),
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    type: text({ enum: EVENT_TYPES }).notNull(),
    payload: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  // Asked in every counting batch; without it that would read every event there ever was.
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
    /** Which secret signs: secrets are derived from the id and this number, never stored. */
    generation: integer().notNull().default(1),
    rotatedAt: integer('rotated_at'),
    createdAt: integer('created_at').notNull(),
    disabledAt: integer('disabled_at'),
  },
  // Read in every batch that passes a milestone.
  (table) => [index('webhooks_petition').on(table.petitionId)],
)

/** One event for one webhook, and how far it has come. */
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
    // The campaigner's list, newest first.
    index('deliveries_webhook').on(table.webhookId, table.createdAt),
    // The cron's question; empty but for what is under way.
    index('deliveries_due')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

/** Messages that could not be read or stored, kept as they came until a person has looked. */
export const deadLetters = sqliteTable('dead_letters', {
  id: text().primaryKey(),
  /** Where it was found: a queue, or the queue of dead letters. */
  queue: text().notNull(),
  body: text().notNull(),
  sentAt: integer('sent_at').notNull(),
  keptAt: integer('kept_at').notNull(),
})

/** Campaigners' bearer tokens, hashed: a stolen database lets nobody in. */
export const sessions = sqliteTable('sessions', {
  /** SHA-256 of the token, hex. The token is random, so a plain hash is enough. */
  tokenHash: text('token_hash').primaryKey(),
  petitionId: integer('petition_id')
    .notNull()
    .references(() => petitions.id),
  createdAt: integer('created_at').notNull(),
})
