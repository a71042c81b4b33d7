/** The newest file in migrations/, which test/unit/migrations.test.ts checks: `GET /healthz` says whether it is applied. */
export const LATEST_MIGRATION = '0035_listed.sql'
