/** Migrates a local database and records it in the same table as `wrangler d1 migrations apply`. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { D1Database } from '@cloudflare/workers-types'

const MIGRATIONS = join(import.meta.dirname, '../../schema/migrations')

/**
 * Returns the names of the migrations applied now, each with its record in one transaction. `isDue` says of a name whether it is to
 * be applied.
 */
export async function migrate(db: D1Database, isDue: (name: string) => boolean = () => true): Promise<string[]> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations
         (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const done = new Set(results.map(({ name }) => name))
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).toSorted()
  const pending = files.filter((name) => !done.has(name) && isDue(name))
  // All are kept until the end: Miniflare releases a statement that nothing refers to, possibly before its batch has arrived.
  const applied: { name: string; statements: unknown[] }[] = []
  for (const name of pending) {
    const sql = await readFile(join(MIGRATIONS, name), 'utf8')
    const statements = [
      ...sql.split('--> statement-breakpoint').map((statement) => db.prepare(statement.trim())),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name),
    ]
    await db.batch(statements)
    applied.push({ name, statements })
  }
  return applied.map(({ name }) => name)
}
