/** A D1 database that reports the rows of each statement, as D1 counts them, before the statement resolves. For every runtime. */
export interface Rows {
  rowsRead: number
  rowsWritten: number
}

type Report = (rows: Rows) => Promise<void> | void

const realOf = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

const rowsOf = ({ meta }: D1Result): Rows => ({ rowsRead: meta.rows_read, rowsWritten: meta.rows_written })

function countedStatement(real: D1PreparedStatement, sql: string, report: Report): D1PreparedStatement {
  const all = async () => {
    const result = await real.all()
    await report(rowsOf(result))
    return result
  }
  const own: Record<string, unknown> = {
    bind: (...values: unknown[]) => countedStatement(real.bind(...values), sql, report),
    all,
    run: all,
    async first(column?: string) {
      const [row] = (await all()).results
      return (column === undefined ? row : row?.[column]) ?? null
    },
    // D1 does not say what `raw` reads, so the same is read again. Nothing else may be run twice.
    async raw() {
      if (!/^\s*select\b/i.test(sql)) throw new Error(`the rows of this statement cannot be counted: ${sql}`)
      await all()
      return real.raw()
    },
  }
  const counted = new Proxy(real, { get: (target, name) => own[String(name)] ?? Reflect.get(target, name) })
  realOf.set(counted, real)
  return counted
}

export const countedDatabase = (db: D1Database, report: Report): D1Database =>
  new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => countedStatement(target.prepare(sql), sql, report)
      if (name === 'batch')
        return async (statements: D1PreparedStatement[]) => {
          const results = await target.batch(statements.map((one) => realOf.get(one) ?? one))
          for (const result of results) await report(rowsOf(result))
          return results
        }
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
