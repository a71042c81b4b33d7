/** An account as the console knows it: without its email address, which the consumer alone can open. */
import { isLocale, type Locale, LOCALES } from '../../schema/locales.ts'

export interface Account {
  id: string
  /** Empty until it is given. */
  name: string
  locale: Locale
  isOperator: boolean
  /** In milliseconds. */
  createdAt: number
}

export interface AccountRow {
  accountId: string
  name: string
  locale: string
  isOperator: number
  createdAt: number
}

/** SQL, of `accounts AS a`. */
export const ACCOUNT_COLUMNS = `a.id AS accountId, a.name, a.locale, a.is_operator AS isOperator, a.created_at AS createdAt`

export const accountOf = ({ accountId, name, locale, isOperator, createdAt }: AccountRow): Account => ({
  id: accountId,
  name,
  locale: isLocale(locale) ? locale : LOCALES[0],
  isOperator: isOperator === 1,
  createdAt,
})

export async function findAccount(db: D1Database, id: string): Promise<Account | null> {
  const row = await db
    .prepare(`SELECT ${ACCOUNT_COLUMNS} FROM accounts AS a WHERE a.id = ?1`)
    .bind(id)
    .first<AccountRow>()
  return row === null ? null : accountOf(row)
}

/** The names of accounts by their ids, without those that are deleted. Empty until a name is given. */
export async function namesOfAccounts(db: D1Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { results } = await db
    .prepare('SELECT a.id, a.name FROM json_each(?1) AS wanted JOIN accounts AS a ON a.id = wanted.value')
    .bind(JSON.stringify(ids))
    .all<{ id: string; name: string }>()
  return new Map(results.map(({ id, name }) => [id, name]))
}

/** `name`: as `accountName` of schema/account.ts accepts it. */
export const renameAccount = (db: D1Database, id: string, name: string): Promise<unknown> =>
  db.prepare('UPDATE accounts SET name = ?2 WHERE id = ?1').bind(id, name).run()

export const setAccountLocale = (db: D1Database, id: string, locale: Locale): Promise<unknown> =>
  db.prepare('UPDATE accounts SET locale = ?2 WHERE id = ?1').bind(id, locale).run()
