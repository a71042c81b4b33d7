/** What the operator decides about: reports of readers, objections of owners, and what was last asked of a draft. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { REPORT_ABOUTS, REPORT_DECISIONS, REPORT_GROUNDS } from '../report.ts'
import { petitions } from './petitions.ts'

/**
 * Reports: WITHOUT ROWID. The id is a UUIDv7, so the primary key is ordered by time. What a report says is sealed to the consumer's
 * key, which opens it for the operator; who sent it is known by an email address alone, which is deleted with the decision.
 */
export const reports = sqliteTable(
  'reports',
  {
    petitionId: integer('petition_id')
      .notNull()
      .references(() => petitions.id),
    id: text().notNull(),
    about: text({ enum: REPORT_ABOUTS }).notNull(),
    /** Of the signature or the update; of an objection its account. Null for the petition. */
    aboutId: text('about_id'),
    ground: text({ enum: REPORT_GROUNDS }).notNull(),
    /** JSON of `sealedReport`, sealed for the id. */
    sealed: blob({ mode: 'buffer' }).notNull(),
    /** Of the person who wants an email with the decision, as in accounts; null for nobody. */
    emailHash: blob('email_hash', { mode: 'buffer' }),
    address: blob({ mode: 'buffer' }),
    locale: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Null while it is open. */
    decision: text({ enum: REPORT_DECISIONS }),
    /** The account of the operator, or of a moderator of the petition. */
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.id] }),
    // What waits for the operator, the longest waiting first; what was decided is not in it.
    index('reports_open')
      .on(table.createdAt)
      .where(sql`decision IS NULL`),
    // Those that wait of one petition, on its moderators' page: most petitions have none.
    index('reports_open_petition')
      .on(table.petitionId, table.id)
      .where(sql`decision IS NULL`),
    // The last decisions, and retention.
    index('reports_decided')
      .on(table.decidedAt)
      .where(sql`decision IS NOT NULL`),
  ],
)

/** The words of a draft when the operator last asked for a change, to compare with what is sent then. Deleted when it opens. */
export const askedChanges = sqliteTable('asked_changes', {
  petitionId: integer('petition_id')
    .primaryKey()
    .references(() => petitions.id),
  title: text().notNull(),
  addressee: text().notNull(),
  starter: text().notNull(),
  /** Markdown. */
  body: text().notNull(),
  /** Of the image; null for none. */
  imageHash: text('image_hash'),
  /** What the operator asked for. */
  message: text().notNull(),
  at: integer().notNull(),
})
