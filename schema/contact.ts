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
