/** A petition: what a campaign sends, what the API shows, and its states. */
import * as z from 'zod/mini'

import {
  ADDRESSEE_MAX_CHARS,
  DEFAULT_MILESTONES,
  GOAL_MAX_SIGNATURES,
  LANGUAGE_MAX_CHARS,
  MILESTONES_MAX_ITEMS,
  OUTCOME_MAX_CHARS,
  PETITION_BODY_MAX_CHARS,
  IMAGE_ALT_MAX_CHARS,
  PUBLIC_KEYS_MAX_ITEMS,
  SLUG_MAX_CHARS,
  STARTER_MAX_CHARS,
  TIME_ZONE_MAX_CHARS,
  TITLE_MAX_CHARS,
} from '../src/limits.ts'
import { petitionReviewRules } from './review.ts'
import { block, filledLine, missingOr, UNKNOWN_FIELD } from './text.ts'
import { changeForm, translationRefs } from './version.ts'

export const PETITION_STATES = ['draft', 'open', 'closed', 'victory'] as const
export type PetitionState = (typeof PETITION_STATES)[number]

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const

/** Whether a signature counts at once, or once it is confirmed by email. */
export const CONFIRMATIONS = ['none', 'email'] as const

/** What the subject of an email to a signer names: the petition's title, or nothing that points to a petition. */
export const EMAIL_SUBJECTS = ['title', 'neutral'] as const
export type EmailSubject = (typeof EMAIL_SUBJECTS)[number]

/**
 * How many requests to sign one IP address, or one IPv6 /64, may make in a minute; the numbers are in wrangler.toml. Higher
 * for where many people sign behind one address: a school, an office, a mobile carrier.
 */
export const SIGNING_LIMITS = ['standard', 'high', 'very-high'] as const
export type SigningLimit = (typeof SIGNING_LIMITS)[number]

/** Who started it. An organisation signs nothing, so its petition counts it among no signers. */
export const STARTER_KINDS = ['person', 'organisation'] as const
export type StarterKind = (typeof STARTER_KINDS)[number]

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

const slug = filledLine(SLUG_MAX_CHARS).check(z.refine((value) => SLUG.test(value), { error: 'not-a-slug' }))

/** Whether it could be the slug of a petition. */
export const isSlug = (text: string): boolean => text.length <= SLUG_MAX_CHARS && SLUG.test(text)

/** A new web address. `from`: the one that its form showed. */
export const addressForm = z.object({ slug, from: z.string() })

const count = z
  .int({ error: missingOr('not-a-number') })
  .check(z.gte(0, { error: 'not-a-number' }), z.lte(GOAL_MAX_SIGNATURES, { error: 'not-a-number' }))

const milestoneList = z.pipe(
  z
    .array(count.check(z.gte(1, { error: 'not-a-number' })), { error: missingOr('not-a-list') })
    .check(z.maxLength(MILESTONES_MAX_ITEMS, { error: 'too-long' })),
  z.transform((thresholds) => [...new Set(thresholds)].toSorted((a, b) => a - b)),
)

/**
 * The language of the petition's own text, which may be one without a translation of the interface. Of BCP 47 the language,
 * script and region: what `Intl.DisplayNames` can name.
 */
const languageTag = filledLine(LANGUAGE_MAX_CHARS).check(
  z.refine((value) => /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/.test(value), {
    error: 'not-a-language',
  }),
)

/** A time zone by its name in the IANA database: the deadline is shown in it. Offsets, which `Intl` knows too, have no summer time. */
const timeZone = filledLine(TIME_ZONE_MAX_CHARS).check(
  z.refine((value) => /^[A-Z][\w+-]*(?:\/[\w+-]+)*$/i.test(value) && isTimeZone(value), { error: 'not-a-time-zone' }),
)

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An X25519 public key: 32 bytes, base64url without padding (RFC 7748, RFC 4648 §5). */
const publicKey = z
  .string({ error: missingOr('not-text') })
  .check(z.refine((value) => /^[\w-]{43}$/.test(value), { error: 'not-a-key' }))

/** The outcome of the petition, written by the campaign. */
const outcome = z.nullable(block(OUTCOME_MAX_CHARS).check(z.refine((value) => value !== '', { error: 'required' })))

const writable = {
  title: filledLine(TITLE_MAX_CHARS),
  addressee: filledLine(ADDRESSEE_MAX_CHARS),
  starter: filledLine(STARTER_MAX_CHARS),
  starterKind: z.enum(STARTER_KINDS, { error: 'not-a-choice' }),
  body: block(PETITION_BODY_MAX_CHARS).check(z.refine((value) => value !== '', { error: 'required' })),
  language: languageTag,
  goal: z.nullable(count),
  milestones: milestoneList,
  /** With `Z` or an offset. */
  closesAt: z.nullable(z.iso.datetime({ offset: true, error: missingOr('not-a-time') })),
  /** When a draft opens by itself, with `Z` or an offset. */
  opensAt: z.nullable(z.iso.datetime({ offset: true, error: missingOr('not-a-time') })),
  timeZone,
  publicKeys: z
    .array(publicKey, { error: missingOr('not-a-list') })
    .check(z.maxLength(PUBLIC_KEYS_MAX_ITEMS, { error: 'too-long' })),
  /** What differs from the default rules for floods; null for all of them. */
  reviewRules: z.nullable(petitionReviewRules),
  emailSubject: z.enum(EMAIL_SUBJECTS, { error: 'not-a-choice' }),
  signingLimit: z.enum(SIGNING_LIMITS, { error: 'not-a-choice' }),
  /**
   * One email to signers who have not confirmed after a day. Without effect where no signature is confirmed by email, and
   * where `emailSubject` is `neutral`.
   */
  reminder: z.boolean({ error: 'not-a-choice' }),
}

/** Creates a petition. Unknown members are ignored. */
export const petitionForm = z.object({
  ...writable,
  slug,
  starterKind: z._default(writable.starterKind, 'person'),
  language: z._default(writable.language, 'en'),
  goal: z._default(writable.goal, null),
  milestones: z._default(writable.milestones, () => [...DEFAULT_MILESTONES]),
  closesAt: z._default(writable.closesAt, null),
  /** With it, the petition is a draft until then. */
  opensAt: z._default(writable.opensAt, null),
  timeZone: z._default(writable.timeZone, 'UTC'),
  state: z._default(z.enum(['draft', 'open'], { error: 'not-a-choice' }), 'open'),
  confirmation: z._default(z.enum(CONFIRMATIONS, { error: 'not-a-choice' }), 'email'),
  publicKeys: z._default(writable.publicKeys, () => []),
  reviewRules: z._default(writable.reviewRules, null),
  emailSubject: z._default(writable.emailSubject, 'title'),
  /** Signatures from paper and earlier lists, as the campaign states them. The public count includes them. */
  claimedCount: z._default(count, 0),
  signingLimit: z._default(writable.signingLimit, 'standard'),
  reminder: z._default(writable.reminder, true),
  /** Whether the home page, its search and the sitemap show it. One that they do not show is for those who have its address. */
  listed: z._default(z.boolean({ error: 'not-a-choice' }), true),
})
export type PetitionForm = z.output<typeof petitionForm>

/**
 * What may be changed later: the slug is in links, and the count is the ledger's. `change` belongs to a title, an addressee and a
 * body of a petition that was open. Any other member is refused, so that nobody takes it for changed.
 */
export const petitionPatch = z.strictObject(
  z.partial(z.object({ ...writable, outcome, change: changeForm })).shape,
  UNKNOWN_FIELD,
)
export type PetitionPatch = z.output<typeof petitionPatch>

/** Closes a petition or declares its victory. An outcome that is null or missing leaves the one that is stored. */
export const endingForm = z.object({ outcome: z.optional(outcome) })
export type EndingForm = z.output<typeof endingForm>

/** What a count is the sum of. */
export const countPartsResponse = z.object({
  /** Signed here, and counted. */
  proven: z.int(),
  /** From paper and earlier lists, as the campaign states them. */
  claimed: z.int(),
})

/** The image on the petition's page. Its bytes are served under its hash. */
const petitionImage = z.object({
  /** The beginning of the SHA-256 of its bytes, 32 hex digits. */
  hash: z.string(),
  type: z.enum(IMAGE_TYPES),
  /** In pixels. */
  width: z.int(),
  height: z.int(),
  /** The text alternative, in the petition's language. */
  alt: z.string(),
})
export type PetitionImage = z.output<typeof petitionImage>

export const imageResponse = z.object({ url: z.url(), width: z.int(), height: z.int(), alt: z.string() })

/** Sent in the query beside the bytes. */
export const imageQuery = z.object({ alt: filledLine(IMAGE_ALT_MAX_CHARS) })

export const petitionResponse = z.object({
  slug: z.string(),
  title: z.string(),
  addressee: z.string(),
  starter: z.string(),
  starterKind: z.enum(STARTER_KINDS),
  language: z.string(),
  state: z.enum(PETITION_STATES),
  goal: z.nullable(z.int()),
  milestones: z.array(z.int()),
  confirmation: z.enum(CONFIRMATIONS),
  emailSubject: z.enum(EMAIL_SUBJECTS),
  signingLimit: z.enum(SIGNING_LIMITS),
  reminder: z.boolean(),
  listed: z.boolean(),
  createdAt: z.iso.datetime(),
  /** When it was first open to signatures; null for a draft. */
  openedAt: z.nullable(z.iso.datetime()),
  /** When a draft is to open by itself; null if somebody opens it, and once it is open. */
  opensAt: z.nullable(z.iso.datetime()),
  closesAt: z.nullable(z.iso.datetime()),
  /** The name in the IANA database of the time zone in which the deadline is shown. */
  timeZone: z.string(),
  closedAt: z.nullable(z.iso.datetime()),
  /** Markdown. */
  outcome: z.nullable(z.string()),
  image: z.nullable(imageResponse),
  count: z.int(),
  parts: countPartsResponse,
  url: z.url(),
  /** The number of the version that title, addressee and body are of; null for a draft. */
  version: z.nullable(z.int()),
  /** When title, addressee or body were last changed after the first opening. */
  textChangedAt: z.nullable(z.iso.datetime()),
  translations: translationRefs,
  /** Raised by every change: `If-Match: "r1"` refuses a change of anything that is not at revision 1. */
  revision: z.int(),
})
export type PetitionResponse = z.output<typeof petitionResponse>

/** The response for a new petition: the only one that contains its campaign token. */
export const petitionCreated = z.extend(petitionResponse, { token: z.string() })

/** Members of a petition, of which those that are not in `petitionPatch` cannot be changed. */
export const PETITION_MEMBERS: ReadonlySet<string> = new Set([
  ...Object.keys(petitionForm.shape),
  ...Object.keys(petitionCreated.shape),
])

export const countResponse = z.object({
  petition: z.string(),
  /** In the petition's own language. */
  title: z.string(),
  /** Signatures counted here and claimed ones. */
  count: z.int(),
  parts: countPartsResponse,
  /** The next goal to reach; null when there is none left. */
  goal: z.nullable(z.int()),
  state: z.enum(PETITION_STATES),
  /** Signatures a minute over the last whole minutes. */
  perMinute: z.number(),
  /** Signatures in the last 24 hours. */
  lastDay: z.int(),
  /** When it was first open to signatures. */
  openedAt: z.iso.datetime(),
  /** The deadline; null when there is none. */
  closesAt: z.nullable(z.iso.datetime()),
  /** When the database was asked, before it answered: of two counts, the one with the later time is the newer. */
  asOf: z.iso.datetime(),
  /**
   * Where the same can be read from a bucket for some time, written anew at most every five seconds and at least every minute.
   * Missing where there is none.
   */
  staticUrl: z.optional(z.url()),
})
export type CountResponse = z.output<typeof countResponse>
