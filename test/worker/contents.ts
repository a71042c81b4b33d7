/** What the database has, to see whether something was written. */
import { env } from 'cloudflare:test'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'

import * as schema from '../../schema/tables.ts'

const tableNames = (): string[] =>
  Object.values(schema).flatMap((table) => (is(table, SQLiteTable) ? [getTableName(table)] : []))

/** How many rows every table has. */
export async function sizes(): Promise<Record<string, number>> {
  const tables = tableNames()
  const counted = await env.DB.batch<{ n: number }>(
    tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`)),
  )
  return Object.fromEntries(counted.map(({ results }, index) => [tables[index] ?? '', results[0]?.n ?? 0]))
}

/** Every row of every table but those that are named. */
export async function contents(except: readonly string[] = []): Promise<(readonly [table: string, rows: unknown[]])[]> {
  const tables = tableNames().filter((table) => !except.includes(table))
  const rows = await env.DB.batch(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)))
  return rows.map(({ results }, index) => [tables[index] ?? '', results] as const)
}
