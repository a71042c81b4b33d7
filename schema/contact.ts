/** What the campaign learns of a signer: it travels and lies only sealed to the campaign's keys. */
import * as z from 'zod/mini'

import { LOCALES } from './locales.ts'

export const contact = z.object({
  name: z.string(),
  /** As the signer wrote it, the domain in punycode. */
  email: z.string(),
  country: z.nullable(z.string()),
  comment: z.nullable(z.string()),
  /** Whether the campaign may write to the signer about how it goes on. */
  updates: z.boolean(),
  /** When the form with its consent was sent, and the language that the consent was read in. */
  consentedAt: z.iso.datetime(),
  locale: z.enum(LOCALES),
})
export type Contact = z.output<typeof contact>

/** What may be asked of an export. */
export const contactsQuery = z.object({
  /** Confirmed, or signed where nothing is to confirm, at this time or later. */
  since: z.optional(z.iso.datetime({ error: 'not-a-time' })),
  /** The id of the last row that has arrived. */
  cursor: z.optional(z.uuid({ error: 'not-a-cursor' })),
  status: z._default(z.enum(['counted', 'all'], { error: 'not-a-choice' }), 'counted'),
})

/** A line of an export: what the ledger says of a signature, and what only the campaign can open. */
export const contactRow = z.object({
  id: z.uuid(),
  signedAt: z.iso.datetime(),
  confirmedAt: z.nullable(z.iso.datetime()),
  status: z.enum(['counted', 'pending', 'quarantined']),
  locale: z.string(),
  partner: z.nullable(z.string()),
  country: z.nullable(z.string()),
  /** A sealed `Contact`, base64url; null when it was deleted, or signed before there were any. */
  contact: z.nullable(z.string()),
  /** What the contact was sealed for: the id, or that of a later message of the same signer. */
  contactId: z.uuid(),
})
export type ContactRow = z.output<typeof contactRow>

/** The last line of an export: one that lacks it was cut off. */
export const contactsEnd = z.object({
  end: z.literal(true),
  /** How many lines came before this one. */
  rows: z.int(),
  /** There is more: ask again with this cursor. */
  cursor: z.nullable(z.uuid()),
})
export type ContactsEnd = z.output<typeof contactsEnd>

export const contactsLine = z.union([contactRow, contactsEnd])
