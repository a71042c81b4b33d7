/** Opens the contacts of a batch of rows and formats them as text. Pure, except for the cryptography. */
import { contact as contactSchema, type Contact, type ContactRow } from '../../../schema/contact.ts'
import { fromBase64Url } from '../../crypto/bytes.ts'
import { recipientIds, open, OpenError } from '../../crypto/hpke.ts'
import { type Cell, csvRecord } from './csv.ts'
import { nodeSuite } from './node-suite.ts'

export const FORMATS = ['csv', 'jsonl'] as const
export type Format = (typeof FORMATS)[number]

/** The petition's slug, the campaign's private keys and the output format. */
export interface Opening {
  petition: string
  privateKeys: readonly string[]
  format: Format
}

/** A row that could not be opened: it is corrupt, or encrypted to other keys, given by their ids. */
export type Unopened = { id: string; why: 'broken' } | { id: string; why: 'no-key'; keyIds: string[] }

export interface Opened {
  text: string
  rows: number
  /** Included in `rows`: those without a contact. */
  empty: number
  unopened: Unopened[]
}

const COLUMNS = [
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

/** The first line of a file; JSON Lines has none. */
export const headerOf = (format: Format): string => (format === 'csv' ? csvRecord(COLUMNS) : '')

export async function openRows(rows: readonly ContactRow[], opening: Opening): Promise<Opened> {
  const opened: Opened = { text: '', rows: 0, empty: 0, unopened: [] }
  for (const row of rows) {
    const contact = row.contact === null ? null : await openContact(row.contactId, row.contact, opening)
    if (contact !== null && 'why' in contact) {
      opened.unopened.push(contact)
      continue
    }
    opened.rows++
    if (contact === null) opened.empty++
    opened.text += formatRow(row, contact, opening.format)
  }
  return opened
}

async function openContact(id: string, text: string, { petition, privateKeys }: Opening): Promise<Contact | Unopened> {
  try {
    const sealed = fromBase64Url(text)
    try {
      return contactSchema.parse(
        JSON.parse(await open(sealed, privateKeys, { purpose: 'contact', petition, id }, nodeSuite)),
      )
    } catch (error) {
      if (error instanceof OpenError && error.why === 'no-key') {
        return { id, why: 'no-key', keyIds: recipientIds(sealed) }
      }
      throw error
    }
  } catch {
    return { id, why: 'broken' }
  }
}

function formatRow(row: ContactRow, contact: Contact | null, format: Format): string {
  const fields: Record<(typeof COLUMNS)[number], Cell> = {
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
  }
  return format === 'csv' ? csvRecord(COLUMNS.map((name) => fields[name])) : `${JSON.stringify(fields)}\n`
}
