/** What is to be sent: webhook events and emails to signers, and what could not be processed. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { EMAIL_KINDS, EMAIL_STATES } from '../email.ts'
import { SPIKE_REASONS } from '../health.ts'
import { DELIVERY_STATES, type EarlierSecret, EVENT_TYPES } from '../webhook.ts'
import { petitions } from './petitions.ts'

/** One row, written by its migration: a random key, so that ids made from numbers differ from those of any other database. */
export const instance = sqliteTable('instance', { key: text().primaryKey() })

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
    // Asked by the database for each event that is deleted.
    index('deliveries_event').on(table.eventId),
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
    // Read by retention, and by health. An email is written to it once, when it is sent, has failed or is held.
    index('emails_not_pending')
      .on(table.state, sql`coalesce(sent_at, created_at)`)
      .where(sql`state <> 'pending'`),
  ],
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

/** When the cron last ran, as a sign that it does. */
export const cronRuns = sqliteTable('cron_runs', {
  cron: text().primaryKey(),
  /** In milliseconds. */
  ranAt: integer('ran_at').notNull(),
})

/**
 * Petitions whose count is published in a bucket: those that move fast now, or did within the last hour. All times in milliseconds.
 */
export const staticCounts = sqliteTable(
  'static_counts',
  {
    petitionId: integer('petition_id')
      .primaryKey()
      .references(() => petitions.id),
    /** When somebody last took the turn to publish it. */
    claimedAt: integer('claimed_at').notNull(),
    /** When it was last seen to move fast. */
    fastAt: integer('fast_at').notNull(),
    /** When the database was asked for the count that is in the bucket; 0 when there is none. */
    publishedAt: integer('published_at').notNull().default(0),
    /** Since when every attempt failed; null when the last one did not. */
    failingSince: integer('failing_since'),
  },
  // The cron takes those first whose turn is the longest ago.
  (table) => [index('static_counts_claimed').on(table.claimedAt)],
)

/** Spike mode: one row, written by its migration. See src/spike.ts. */
export const spike = sqliteTable('spike', {
  id: integer().primaryKey(),
  /** Of the present spike, or of the last one. Times in milliseconds. */
  why: text({ enum: SPIKE_REASONS }).notNull(),
  beganAt: integer('began_at').notNull(),
  until: integer().notNull(),
  /** When it ended: null until that was noted. */
  endedAt: integer('ended_at'),
})
