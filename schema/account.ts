/** Accounts of campaign teams and of the operator: roles, links, emails, tokens. */
import * as z from 'zod/mini'

import {
  ACCOUNT_NAME_MAX_CHARS,
  MODERATION_WORDS_MAX_CHARS,
  PASSKEY_NAME_MAX_CHARS,
  TOKEN_NAME_MAX_CHARS,
} from '../src/limits.ts'
import { filledBlock, filledLine, personName } from './text.ts'

/** In a petition, from the one who may do least to the one who may do everything. */
export const ROLES = ['moderator', 'editor', 'owner'] as const
export type Role = (typeof ROLES)[number]

/**
 * Links that open a session or change an account. `operator`: the first one, which makes its reader an operator and asks for
 * an email address. `invitation`: to a petition, or without one to have an account at all.
 */
export const LINK_KINDS = ['sign-in', 'operator', 'invitation', 'email-change'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** Who may start a petition here: anybody, anybody once the operator has approved it, or those who are invited. */
export const PETITIONS_MODES = ['open', 'approval', 'invitation'] as const
export type PetitionsMode = (typeof PETITIONS_MODES)[number]

/** What a token may do. `all`: everything, as the token that a petition gets when the API creates it. */
export const SCOPES = ['read', 'updates', 'webhooks', 'contacts', 'all'] as const
export type Scope = (typeof SCOPES)[number]

/** Why the operator takes a petition down. `order`: of a court or an authority. */
export const TAKE_DOWN_GROUNDS = ['illegal', 'danger', 'rules', 'order'] as const
export type TakeDownGround = (typeof TAKE_DOWN_GROUNDS)[number]

/** Emails about accounts and to petition owners. Where accounts are by invitation, `sign-in` may say that there is none. */
export const ACCOUNT_EMAIL_KINDS = [
  'sign-in',
  'invitation',
  'email-change',
  'email-changed',
  'approved',
  'change-asked',
  'declined',
  'taken-down',
] as const
export type AccountEmailKind = (typeof ACCOUNT_EMAIL_KINDS)[number]
export const ACCOUNT_EMAIL_STATES = ['pending', 'sent', 'failed'] as const

const petition = { title: z.string(), language: z.string() }
const withUrl = { url: z.url() }

/** What an email of each kind says besides its own words: sealed to the consumer, which alone writes it. */
export const accountEmailPayload = z.discriminatedUnion('kind', [
  /** `invitedOnly`: to an address that has no account and no invitation, the email says only that it has none. */
  z.object({ kind: z.literal('sign-in'), ...withUrl, invitedOnly: z.boolean() }),
  z.object({
    kind: z.literal('invitation'),
    ...withUrl,
    /** Who invites; empty for an account without a name. */
    from: z.string(),
    role: z.nullable(z.enum(ROLES)),
    petition: z.nullable(z.object(petition)),
  }),
  z.object({ kind: z.literal('email-change'), ...withUrl }),
  z.object({ kind: z.literal('email-changed') }),
  z.object({ kind: z.literal('approved'), ...withUrl, ...petition }),
  z.object({ kind: z.literal('change-asked'), ...withUrl, ...petition, words: z.string() }),
  z.object({ kind: z.literal('declined'), ...petition, words: z.string() }),
  z.object({ kind: z.literal('taken-down'), ...petition, ground: z.enum(TAKE_DOWN_GROUNDS), words: z.string() }),
])
export type AccountEmailPayload = z.output<typeof accountEmailPayload>

/** The queue message for one email of an account. Everything else is in the database. */
export const accountEmailMessage = z.object({ v: z.literal(3), kind: z.literal('account-email'), id: z.uuid() })
export type AccountEmailMessage = z.output<typeof accountEmailMessage>

export const accountName = personName(ACCOUNT_NAME_MAX_CHARS)
export const tokenName = filledLine(TOKEN_NAME_MAX_CHARS)
export const passkeyName = filledLine(PASSKEY_NAME_MAX_CHARS)
/** What the operator writes to the owners of a petition, and to the public about one that is taken down. */
export const moderationWords = filledBlock(MODERATION_WORDS_MAX_CHARS)

/** A link that is valid once, and makes its reader an operator. */
export const operatorLinkCreated = z.object({ url: z.url(), expiresAt: z.iso.datetime() })
export type OperatorLinkCreated = z.output<typeof operatorLinkCreated>
