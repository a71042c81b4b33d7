/**
 * The database. Times are milliseconds since the epoch, flags are 0 or 1. Each index is one more row written, and rows written
 * are the largest part of D1's price, so every index here has its reason beside it. test/unit/writers.test.ts has the modules
 * that write each table. One column no code reads, and an operator may: signatures.stored_at.
 * Triggers, which drizzle cannot say, are in the migrations: 0018 has those of versions and update_versions, 0025 those of claims, 0032 those of
 * held_kinds.
 */
export * from './tables/petitions.ts'
export * from './tables/signatures.ts'
export * from './tables/outboxes.ts'
export * from './tables/accounts.ts'
export * from './tables/reports.ts'
