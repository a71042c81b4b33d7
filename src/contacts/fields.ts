/** What an export says of a signature: the columns of a CSV file, and the members of a line of JSON. */
import type { Contact, ContactRow } from '../../schema/contact.ts'
import type { Cell } from './csv.ts'

export const COLUMNS = [
  'id',
  'signed_at',
  'confirmed_at',
  'status',
  'name',
  'email',
  'country',
  'comment',
  'updates',
  'consented_at',
  'locale',
  'partner',
  'version',
] as const

export type Column = (typeof COLUMNS)[number]

/** Of a row without a contact, what the row itself says. */
export const fieldsOf = (row: ContactRow, contact: Contact | null) =>
  ({
    id: row.id,
    signed_at: row.signedAt,
    confirmed_at: row.confirmedAt,
    status: row.status,
    name: contact?.name ?? null,
    email: contact?.email ?? null,
    country: contact?.country ?? row.country,
    comment: contact?.comment ?? null,
    updates: contact?.updates ?? null,
    consented_at: contact?.consentedAt ?? null,
    locale: contact?.locale ?? row.locale,
    partner: row.partner,
    version: row.version,
  }) satisfies Record<Column, Cell>

export type Fields = ReturnType<typeof fieldsOf>
