/** The contact: what the signer gives the campaign. In queues and the database it is only ever sealed to the campaign's keys. */
import * as z from 'zod/mini'

import { LOCALES } from './locales.ts'

export const contact = z.object({
  name: z.string(),
  /** As the signer wrote it, the domain in punycode. */
  email: z.string(),
  country: z.nullable(z.string()),
  comment: z.nullable(z.string()),
  /** Whether the campaign may send updates to the signer. */
  updates: z.boolean(),
  /** When the form with the consent was sent, and the language in which it was shown. */
  consentedAt: z.iso.datetime(),
  locale: z.enum(LOCALES),
})
export type Contact = z.output<typeof contact>

/** The parameters of an export. */
export const contactsQuery = z.object({
  /** Confirmed, or signed where no confirmation is needed, at this time or later. */
  since: z.optional(z.iso.datetime({ error: 'not-a-time' })),
  /** After which id to begin: of the last row that was received, or the one that the last line named. */
  cursor: z.optional(z.uuid({ error: 'not-a-cursor' })),
  status: z._default(z.enum(['counted', 'all'], { error: 'not-a-choice' }), 'counted'),
})

/** A line of an export: a signature, with the contact that only the campaign can open. */
export const contactRow = z.object({
  id: z.uuid(),
  signedAt: z.iso.datetime(),
  confirmedAt: z.nullable(z.iso.datetime()),
  /** `imported`: of an earlier list that the campaign has imported, as long as no signature of its signer counts here. */
  status: z.enum(['counted', 'imported', 'pending', 'quarantined']),
  locale: z.string(),
  partner: z.nullable(z.string()),
  country: z.nullable(z.string()),
  /** The number of the version of the petition's text that was signed. */
  version: z.int(),
  /** A sealed `Contact`, base64url; null when it was deleted. */
  contact: z.nullable(z.string()),
  /** What the contact was sealed for: the id, which it may have differed from in former exports. */
  contactId: z.uuid(),
})
export type ContactRow = z.output<typeof contactRow>

/** The last line of an export: without it, the export was cut off. */
export const contactsEnd = z.object({
  end: z.literal(true),
  /** The number of lines before this one. */
  rows: z.int(),
  /** The cursor of the next export, if there may be more rows: an export looks at so many, however few it is to give. */
  cursor: z.nullable(z.uuid()),
})
export type ContactsEnd = z.output<typeof contactsEnd>

export const contactsLine = z.union([contactRow, contactsEnd])
