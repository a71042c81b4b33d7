/** How many rows statements read: the most that each has read in one of its runs, by its SQL. */
import { env } from 'cloudflare:test'

export type RowsRead = Map<string, number>

const SELECTS = /^\s*(?:--.*\n\s*)*(?:SELECT|WITH\b(?!.*\b(?:INSERT INTO|UPDATE|DELETE FROM)\b))/is

/** The database, which notes in `rowsRead` what it reads. */
export function noting(rowsRead: RowsRead): D1Database {
  const note = (sql: string, { meta }: D1Result): void => {
    rowsRead.set(sql, Math.max(rowsRead.get(sql) ?? 0, meta.rows_read))
  }
  /** A batch takes no statements but the database's own. */
  const originals = new WeakMap<object, { sql: string; original: D1PreparedStatement }>()
  const noted = (sql: string, original: D1PreparedStatement): D1PreparedStatement => {
    const all = async () => {
      const result = await original.all()
      note(sql, result)
      return result
    }
    const own: Record<string | symbol, unknown> = {
      bind: (...values: unknown[]) => noted(sql, original.bind(...values)),
      all,
      run: all,
      // These two do not say what they have read.
      first: async (column?: string) => {
        const [row] = (await all()).results
        if (row === undefined) return null
        return column === undefined ? row : row[column]
      },
      raw: async () => {
        // Names of columns may be there twice, of which an object has one.
        if (!SELECTS.test(sql)) return (await all()).results.map((row) => Object.values(row))
        await all()
        return original.raw()
      },
    }
    const statement = new Proxy(original, { get: (target, name) => own[name] ?? Reflect.get(target, name) })
    originals.set(statement, { sql, original })
    return statement
  }
  const batch = async (statements: D1PreparedStatement[]): Promise<D1Result[]> => {
    const known = statements.map((statement) => originals.get(statement) ?? { sql: '', original: statement })
    const results = await env.DB.batch(known.map(({ original }) => original))
    results.forEach((result, index) => note(known[index]?.sql ?? '', result))
    return results
  }
  const own: Record<string | symbol, unknown> = {
    prepare: (sql: string) => noted(sql, env.DB.prepare(sql)),
    batch,
  }
  return new Proxy(env.DB, { get: (target, name) => own[name] ?? Reflect.get(target, name).bind(target) })
}
