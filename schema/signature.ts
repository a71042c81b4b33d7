/** What a signer sends, and what is public of it. The queue message is in message.ts. */
import * as z from 'zod/mini'

import {
  COMMENT_MAX_CHARS,
  COUNTRY_CODE_CHARS,
  HONEYPOT_MAX_CHARS,
  NAME_MAX_CHARS,
  PROOF_MAX_CHARS,
  RENDERED_MAX_CHARS,
  PARTNER_CODE_MAX_CHARS,
} from '../src/limits.ts'
import { COUNTRY_ALIASES, COUNTRY_CODES } from './countries.ts'
import { emailAddress } from './email-address.ts'
import { LOCALES } from './locales.ts'
import { block, boundedBefore, line, personName } from './text.ts'
import { versionNumber } from './version.ts'

export const countryCode = z.pipe(
  z.pipe(
    z.string({ error: 'not-text' }).check(boundedBefore(COUNTRY_CODE_CHARS, 'not-a-country')),
    z.transform((code) => {
      const upper = code.trim().toUpperCase()
      return COUNTRY_ALIASES.get(upper) ?? upper
    }),
  ),
  z.string().check(z.refine((code) => COUNTRY_CODES.has(code), { error: 'not-a-country' })),
)

/** What the public does not see of a public name and its reason: the reason, both, or both until a moderator has looked at them. */
export const HIDINGS = ['reason', 'both', 'waiting'] as const
export type Hiding = (typeof HIDINGS)[number]

/** When moderators look at public names and reasons: after these have appeared, or before. */
export const MODERATIONS = ['after', 'before'] as const
export type Moderation = (typeof MODERATIONS)[number]

/** Of a petition: `moderated` has the times from which, and until which, names waited; null for one that has not ended. */
export const moderationOf = ({
  moderated,
}: {
  moderated: readonly (readonly [from: number, until: number | null])[]
}): Moderation => (moderated.some(([, until]) => until === null) ? 'before' : 'after')

/** Why a moderator hides something. */
export const HIDING_GROUNDS = ['insult', 'private', 'threat', 'spam', 'other'] as const
export type HidingGround = (typeof HIDING_GROUNDS)[number]

/** How the signer's name is shown: in full, as initials, or not at all. */
const NAME_DISPLAYS = ['full', 'initials', 'anonymous'] as const

/** The code of the partner through whose site the signer came. */
export const partnerCode = line(PARTNER_CODE_MAX_CHARS).check(
  z.refine((value) => /^[a-z0-9][a-z0-9_-]*$/i.test(value), { error: 'not-a-partner-code' }),
)

/** What a signer sends. Unknown members are ignored. */
export const signatureForm = z.object({
  name: personName(NAME_MAX_CHARS),
  email: emailAddress,
  country: z.optional(countryCode),
  comment: z.optional(block(COMMENT_MAX_CHARS)),
  showName: z._default(z.enum(NAME_DISPLAYS, { error: 'not-a-choice' }), 'anonymous'),
  updates: z._default(z.boolean({ error: 'not-a-choice' }), false),
  partner: z.optional(partnerCode),
  locale: z.optional(z.enum(LOCALES, { error: 'not-a-choice' })),
  /** The number of the version of the petition's text that the signer has read; without it, the original that is current is signed. */
  version: z.optional(versionNumber),
  proof: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(PROOF_MAX_CHARS, { error: 'too-long' }))),
  /** When the page was rendered, with a signature of our own. */
  rendered: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(RENDERED_MAX_CHARS, { error: 'too-long' }))),
  website: z.optional(z.string({ error: 'not-text' }).check(z.maxLength(HONEYPOT_MAX_CHARS, { error: 'too-long' }))),
})
export type SignatureForm = z.output<typeof signatureForm>

/** The response to an accepted signature. The same for a first and a repeated one, so that it does not show who has signed. */
export const acceptedResponse = z.object({
  id: z.uuid(),
  status: z.literal('accepted'),
  next: z.enum(['confirm-email', 'done']),
  /**
   * The page that withdraws this signature, if it is the first of its email address: for the signer to keep. Anyone who has it can
   * withdraw.
   */
  withdrawUrl: z.url(),
})

const publicSigner = z.object({
  name: z.string(),
  comment: z.nullable(z.string()),
  signedAt: z.iso.datetime(),
})
export type PublicSigner = z.output<typeof publicSigner>

export const signersResponse = z.object({
  signers: z.array(publicSigner),
  /** Pass it as `cursor` for the next page; null on the last. */
  cursor: z.nullable(z.string()),
})
export type SignersResponse = z.output<typeof signersResponse>
