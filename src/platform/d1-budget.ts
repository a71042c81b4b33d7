/**
 * A database to which no more statements are sent in all than one invocation of a Worker may send: 50 on the free plan,
 * 1 000 on the paid one. They are counted before they are sent, because a batch that is refused for their number is refused
 * again on every retry. https://developers.cloudflare.com/d1/platform/limits/
 */

/** Nothing was sent: what is left has to wait for the next invocation. */
export class StatementsSpent extends Error {
  override name = 'StatementsSpent'
}

/** How many statements may still be sent. */
interface Budget {
  left: number
}

const BY_THEMSELVES: ReadonlySet<string | symbol> = new Set(['run', 'all', 'first', 'raw'])

const member = (target: object, name: string | symbol) => Reflect.get(target, name).bind(target)

/** Counts the statements of batches, and those that run by themselves. */
export function withBudget(db: D1Database, budget: Budget): D1Database {
  const spend = (statements: number): void => {
    if (statements > budget.left) throw new StatementsSpent(`${statements} statements, and ${budget.left} may be sent`)
    budget.left -= statements
  }
  /** A batch takes no statements but the database's own. */
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const counted = (original: D1PreparedStatement): D1PreparedStatement => {
    const statement = new Proxy(original, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => counted(target.bind(...values))
        if (!BY_THEMSELVES.has(name)) return Reflect.get(target, name)
        return async (...args: unknown[]) => {
          spend(1)
          return member(target, name)(...args)
        }
      },
    })
    originals.set(statement, original)
    return statement
  }
  const own: Record<string | symbol, unknown> = {
    prepare: (sql: string) => counted(db.prepare(sql)),
    batch: async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
      spend(statements.length)
      return db.batch<T>(statements.map((statement) => originals.get(statement) ?? statement))
    },
  }
  return new Proxy(db, { get: (target, name) => own[name] ?? member(target, name) })
}
