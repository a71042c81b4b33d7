/** A row of a list, read as the server reads what a form sends: with the same checks of names and email addresses. */
import { canonicalEmail } from '../../../../schema/canonical-email.ts'
import { parseEmail } from '../../../../schema/email-address.ts'
import { personName } from '../../../../schema/text.ts'
import type { DateOrder, RowProblem } from '../../../contacts/import-setup.ts'
import { DAY_MS, NAME_MAX_CHARS } from '../../../limits.ts'
import { countryOf } from './countries.ts'
import { dateOf } from './dates.ts'
import type { Columns } from './messages.ts'

export interface ReadRow {
  name: string
  /** The domain in punycode. */
  email: string
  /** One spelling for each mailbox. */
  canonical: string
  country: string | null
  /** In milliseconds; null if the row has no date. */
  signedAt: number | null
  updates: boolean
}

const name = personName(NAME_MAX_CHARS)

export interface RowRules {
  columns: Columns
  dates: DateOrder
  /** In milliseconds. */
  now: number
}

export function readRow(cells: readonly string[], { columns, dates, now }: RowRules): ReadRow | RowProblem {
  const last = Math.max(columns.name ?? 0, columns.email ?? 0)
  if (cells.length <= last) return 'cut-off'
  const cell = (at: number | null): string => (at === null ? '' : (cells[at] ?? '').trim())
  const typed = cell(columns.email)
  if (typed === '') return 'no-email'
  const email = parseEmail(typed)
  if (email === null) return 'not-an-email'
  if (cell(columns.name) === '') return 'no-name'
  const named = name.safeParse(cell(columns.name))
  if (!named.success) return 'not-a-name'
  const country = countryOf(cell(columns.country))
  if (country === null && cell(columns.country) !== '') return 'not-a-country'
  const date = cell(columns.date)
  const signedAt = date === '' ? null : dateOf(date, dates)
  if (signedAt === null && date !== '') return 'not-a-date'
  // It may be tomorrow where somebody signed.
  if (signedAt !== null && signedAt > now + DAY_MS) return 'in-the-future'
  return {
    name: named.data,
    email: `${email.local}@${email.domain}`,
    canonical: canonicalEmail(email),
    country,
    signedAt: signedAt === null ? null : Math.min(signedAt, now),
    updates: isYes(cell(columns.consent)),
  }
}

const YES: ReadonlySet<string> = new Set('yes y true 1 x on ✓ ✔ да так ha sí si oui ja evet نعم 是'.split(' '))
const isYes = (text: string): boolean => YES.has(text.toLowerCase())
