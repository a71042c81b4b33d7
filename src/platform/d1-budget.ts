/**
 * A database whose transactions have no more statements in all than one invocation of a Worker may send: 50 on the free plan,
 * 1 000 on the paid one. They are counted before they are sent, because a batch that is refused for their number is refused
 * again on every retry. https://developers.cloudflare.com/d1/platform/limits/
 */

/** Nothing was sent: what is left has to wait for the next invocation. */
export class StatementsSpent extends Error {
  override name = 'StatementsSpent'
}

/** `max`: how many statements may still be sent. Statements that run by themselves are not counted. */
export function withBudget(db: D1Database, max: number): D1Database {
  let left = max
  const batch = <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
    if (statements.length > left) throw new StatementsSpent(`${statements.length} statements, and ${left} may be sent`)
    left -= statements.length
    return db.batch<T>(statements)
  }
  return new Proxy(db, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })
}
