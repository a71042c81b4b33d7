/** Signatures, and what is counted of them. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { CLAIM_KINDS } from '../claim.ts'
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
  // For the review, of signatures that are held for it, stored for 30 days: see ReviewFacts in message.ts.
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
 * WITHOUT ROWID (see the migration): the primary key is the table, so a signature writes two rows, and one more with a public
 * name. One that is held for review writes more.
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
    /** `counters.decisions` when it was held for review: a decision is about what was held before it. Otherwise of no meaning. */
    heldAfter: integer('held_after').notNull().default(0),
    /** What the review knows of it, in one text: `held_kinds` counts by it. Not stored. */
    heldKind: text('held_kind').generatedAlwaysAs(
      sql`coalesce(suspicion, '') || '/' || lower(hex(CASE suspicion WHEN 'network' THEN network WHEN 'email-domain' THEN email_domain END)) || '/' || coalesce(request_country, '') || '/' || coalesce(disposable, '') || '/' || coalesce(signals, '')`,
      { mode: 'virtual' },
    ),
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
    // No longer read: `arrivals` says what came from a network or an email domain. Only signatures that are held write a row.
    index('signatures_network')
      .on(table.petitionId, table.network, table.signedAt)
      .where(sql`network IS NOT NULL`),
    index('signatures_email_domain')
      .on(table.petitionId, table.emailDomain, table.signedAt)
      .where(sql`email_domain IS NOT NULL`),
    // Those that are held for review, by what a decision is about; no others are in it.
    index('signatures_quarantined')
      .on(table.petitionId, table.heldKind, table.heldAfter)
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

/**
 * What the review knows of the signatures that were stored in the last hour: a row for each petition and two seconds, so that a signature
 * writes no row of its own for it. A signature that is held for review has the same in its own row. WITHOUT ROWID, as signatures.
 */
export const arrivals = sqliteTable(
  'arrivals',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** When they were stored, in units of ARRIVALS_SLOT_MS. */
    slot: integer().notNull(),
    /** Only added to: src/review/arrivals.ts says what a line is. */
    lines: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.slot] }),
    // Read by retention. A row that is added to writes none in it.
    index('arrivals_slot').on(table.slot),
  ],
)

/** One row for each petition. `n` is the number of counted signatures, `before` what it was one batch earlier. */
export const counters = sqliteTable('counters', {
  petitionId: integer('petition_id')
    .primaryKey()
    .references(() => petitions.id),
  n: integer().notNull(),
  before: integer().notNull(),
  /** How many decisions there were about signatures that were held for review. */
  decisions: integer().notNull().default(0),
})

/**
 * How many signatures are held for review, by all that the review knows of them: triggers on signatures keep it so, whatever changes
 * them (see the migration). A review reads these instead of the signatures, of which a flood may be any number. WITHOUT ROWID.
 */
export const heldKinds = sqliteTable(
  'held_kinds',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** `held_kind` of signatures; the next five columns are its parts. */
    kind: text().notNull(),
    suspicion: text({ enum: SUSPICIONS }).notNull(),
    /** Of the network or of the email domain, if that is why they are held; in hex, empty when it was deleted or never known. */
    hash: text().notNull(),
    country: text(),
    disposable: integer(),
    /** A JSON array of names; null for none. */
    signals: text(),
    n: integer().notNull(),
    confirmed: integer().notNull(),
    /** Between these they were signed, and perhaps some that are no longer held. In milliseconds. */
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.kind] })],
)

/**
 * Decisions about held signatures that are being carried out, in chunks, and removals that can be undone. A petition has one that is
 * being carried out at most. WITHOUT ROWID.
 */
export const decisions = sqliteTable(
  'decisions',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** UUIDv7. */
    id: text().notNull(),
    /** See src/ledger/decisions.ts. */
    state: text({ enum: ['release', 'remove', 'removed', 'undo'] }).notNull(),
    /** Which signatures it is about: `reviewCondition` as JSON, of the kinds between these two, held before decision `number`. */
    condition: text().notNull(),
    firstKind: text('first_kind').notNull(),
    lastKind: text('last_kind').notNull(),
    number: integer().notNull(),
    /** How many signatures it is about, and how many of them have had their turn. */
    n: integer().notNull(),
    done: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.id] }),
    uniqueIndex('decisions_under_way')
      .on(table.petitionId)
      .where(sql`state <> 'removed'`),
    // Read by retention.
    index('decisions_removed')
      .on(table.id)
      .where(sql`state = 'removed'`),
  ],
)

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

/**
 * How far tasks have come that look through many rows, a part in each run: WITHOUT ROWID. A row is deleted at the end, from which the
 * task begins again.
 */
export const sweeps = sqliteTable(
  'sweeps',
  {
    /** 0 for tasks that are of no petition. */
    petitionId: integer('petition_id').notNull(),
    task: text().notNull(),
    /** The last row that was looked at, as the order of the task has it. */
    after: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.task] })],
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

/**
 * Signatures that the campaign brings from elsewhere: an entry for each number that it stated, and for each list that it
 * imported. `petitions.claimed_count` is the sum of those that are not undone: triggers keep it so, whatever changes a row here,
 * and keep the public count of `counters.before` as it was: docs/decisions/038-claims.md.
 */
export const claims = sqliteTable(
  'claims',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** UUIDv7. */
    id: text().notNull(),
    kind: text({ enum: CLAIM_KINDS }).notNull(),
    /** Public; empty for what was stated when the petition was started, and for an import that is only tested. */
    source: text().notNull().default(''),
    /** `2026-11-24`: the last day on which they were collected. */
    collectedOn: text('collected_on'),
    /** How many it adds to the count; negative in a correction. Of an import: those of its rows whose signers do not count here. */
    n: integer().notNull(),
    /** For the team alone. */
    note: text(),
    /** Public: text, or a link with https. */
    evidence: text(),
    /** The entry that this one corrects. */
    corrects: text(),
    /** Of an import: rows in the file, and how many of them have been tested or added, in their order. */
    fileRows: integer('file_rows').notNull().default(0),
    reached: integer().notNull().default(0),
    /** In its test: how many signers were asked about, and how many of them are known here. */
    tested: integer().notNull().default(0),
    here: integer().notNull().default(0),
    /** How many of its rows were stored, and how many of those their signers have withdrawn. */
    added: integer().notNull().default(0),
    withdrawn: integer().notNull().default(0),
    /** When adding the rows of an import began; null while it is only tested. */
    begunAt: integer('begun_at'),
    /** When its test ended or, once adding has begun, when that did. */
    finishedAt: integer('finished_at'),
    /** The account that added it; null for none. */
    addedBy: text('added_by'),
    addedAt: integer('added_at').notNull(),
    undoneAt: integer('undone_at'),
    /** When the last row of an import that was undone had been deleted. */
    clearedAt: integer('cleared_at'),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.id] }),
    // Imports that are undone, and have rows left to delete; no others are in it.
    index('claims_to_clear')
      .on(table.undoneAt)
      .where(sql`undone_at IS NOT NULL AND cleared_at IS NULL`),
  ],
)

/**
 * Signers of an earlier list. WITHOUT ROWID: the primary key is the table. One whose signature counts here is not counted a
 * second time: triggers on signatures lower and raise `claims.n`.
 */
export const imported = sqliteTable(
  'imported',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    /** The keyed hash of the signer, as in signatures. */
    signer: blob({ mode: 'buffer' }).notNull(),
    /** UUIDv7, made where the contact was sealed, which it is sealed for. */
    id: text().notNull(),
    /** The id of its claim. */
    importId: text('import_id').notNull(),
    country: text(),
    /** When it was signed, as the list says. */
    signedAt: integer('signed_at').notNull(),
    /** As in signatures; null once it was deleted. */
    contact: blob({ mode: 'buffer' }),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.signer] }),
    // The export and what deletes rows go through them in this order.
    uniqueIndex('imported_petition_id').on(table.petitionId, table.id),
  ],
)
