/**
 * The lines of an export as the server sends them (schema/contact.ts), checked by hand: zod tries `eval`, which the page's policy
 * refuses.
 */
import type { ContactRow, ContactsEnd } from '../../../../schema/contact.ts'

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const STATES = ['counted', 'imported', 'pending', 'quarantined'] as const

/** Null for what is no line of an export. */
export function readRow(line: string): ContactRow | null {
  const value = objectIn(line)
  if (value === null) return null
  const { id, signedAt, confirmedAt, locale, partner, country, version, contactId, contact } = value
  const status = STATES.find((state) => state === value['status'])
  if (!isId(id) || !isId(contactId) || status === undefined) return null
  if (typeof signedAt !== 'string' || typeof locale !== 'string' || typeof version !== 'number') return null
  if (!isTextOrNull(confirmedAt) || !isTextOrNull(partner) || !isTextOrNull(country) || !isTextOrNull(contact))
    return null
  return { id, signedAt, confirmedAt, status, locale, partner, country, version, contactId, contact }
}

/** The id of a row, or what the last line says; null for what is neither. */
export function readLast(line: string): { id: string } | ContactsEnd | null {
  const value = objectIn(line)
  if (value === null) return null
  const { id, end, rows, cursor } = value
  if (end === true && typeof rows === 'number' && (cursor === null || isId(cursor))) return { end, rows, cursor }
  return isId(id) ? { id } : null
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'
