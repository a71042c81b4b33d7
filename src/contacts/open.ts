/** Opens the contacts of rows: the same in browsers and on the command line. Pure, except for the cryptography. */
import type { CipherSuite } from '@hpke/core'

import type { Contact, ContactRow } from '../../schema/contact.ts'
import { isLocale } from '../../schema/locales.ts'
import { fromBase64Url } from '../crypto/bytes.ts'
import { open, OpenError, recipientIds } from '../crypto/hpke.ts'
import { type Fields, fieldsOf } from './fields.ts'

/** The petition's slug, and the campaign's private keys. */
export interface Keys {
  petition: string
  privateKeys: readonly string[]
}

/** A row that could not be opened: it is corrupt, or encrypted to other keys, given by their ids. */
export type Unopened = { id: string; why: 'broken' } | { id: string; why: 'no-key'; keyIds: string[] }

/** `isEmpty`: the row has no contact. */
export type OpenedRow = { fields: Fields; isEmpty: boolean }

/** `using`: the suite of src/crypto/hpke.ts, implemented elsewhere. */
export async function openRow(row: ContactRow, keys: Keys, using?: CipherSuite): Promise<OpenedRow | Unopened> {
  if (row.contact === null) return { fields: fieldsOf(row, null), isEmpty: true }
  const { contactId: id } = row
  try {
    const sealedFor = { purpose: 'contact', petition: keys.petition, id } as const
    const text = await open(fromBase64Url(row.contact), keys.privateKeys, sealedFor, using)
    const contact = readContact(JSON.parse(text))
    return contact === null ? { id, why: 'broken' } : { fields: fieldsOf(row, contact), isEmpty: false }
  } catch (error) {
    if (!(error instanceof OpenError) || error.why !== 'no-key') return { id, why: 'broken' }
    return { id, why: 'no-key', keyIds: recipientIds(fromBase64Url(row.contact)) }
  }
}

/** As `contact` of schema/contact.ts, by hand: zod tries `eval`, which the policy of the page refuses. */
export function readContact(value: unknown): Contact | null {
  if (typeof value !== 'object' || value === null) return null
  const { name, email, country, comment, updates, consentedAt, locale }: Record<string, unknown> = { ...value }
  if (typeof name !== 'string' || typeof email !== 'string' || typeof updates !== 'boolean') return null
  if (!isTextOrNull(country) || !isTextOrNull(comment)) return null
  if (typeof consentedAt !== 'string' || Number.isNaN(Date.parse(consentedAt))) return null
  if (typeof locale !== 'string' || !isLocale(locale)) return null
  return { name, email, country, comment, updates, consentedAt, locale }
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'
