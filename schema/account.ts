/** Accounts of campaign teams and of the operator: roles, links, emails, tokens. */
import * as z from 'zod/mini'

/** In a petition, from the one who may do least to the one who may do everything. */
export const ROLES = ['moderator', 'editor', 'owner'] as const
export type Role = (typeof ROLES)[number]

/**
 * Links that open a session or change an account. `operator`: the first one, which makes its reader an operator and asks for
 * an email address. `invitation`: to a petition, or without one to have an account at all. `email-undo`: to the former address of an
 * account, which it puts back.
 */
export const LINK_KINDS = ['sign-in', 'operator', 'invitation', 'email-change', 'email-undo'] as const
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
  'passkey-added',
  'owner-invited',
  'approved',
  'change-asked',
  'declined',
  'taken-down',
  'put-back',
  'kept-down',
  'owners-asked',
  'report-decided',
] as const
export type AccountEmailKind = (typeof ACCOUNT_EMAIL_KINDS)[number]
export const ACCOUNT_EMAIL_STATES = ['pending', 'sent', 'failed'] as const

/** A link that is valid once, and makes its reader an operator. */
export const operatorLinkCreated = z.object({ url: z.url(), expiresAt: z.iso.datetime() })
export type OperatorLinkCreated = z.output<typeof operatorLinkCreated>
