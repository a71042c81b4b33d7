/** What emails about accounts say besides their own words. Apart from account.ts, since the consumer alone reads it. */
import * as z from 'zod/mini'

import { ROLES, TAKE_DOWN_GROUNDS } from './account.ts'
import { READERS_DECISIONS } from './report.ts'

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
  /** `url`: of the link that undoes the change; one from before there were such links has none. */
  z.object({ kind: z.literal('email-changed'), url: z.optional(z.url()) }),
  z.object({ kind: z.literal('passkey-added'), ...withUrl }),
  /** To the other owners. */
  z.object({ kind: z.literal('owner-invited'), ...withUrl, ...petition }),
  /** `isLater`: it opens by itself at the time that was set. */
  z.object({ kind: z.literal('approved'), ...withUrl, ...petition, isLater: z.optional(z.boolean()) }),
  z.object({ kind: z.literal('change-asked'), ...withUrl, ...petition, words: z.string() }),
  z.object({ kind: z.literal('declined'), ...petition, words: z.string() }),
  /** `url`: where its owners object; one from before they could has none. */
  z.object({
    kind: z.literal('taken-down'),
    url: z.optional(z.url()),
    ...petition,
    ground: z.enum(TAKE_DOWN_GROUNDS),
    words: z.string(),
  }),
  z.object({ kind: z.literal('put-back'), ...withUrl, ...petition }),
  /** After an objection. */
  z.object({ kind: z.literal('kept-down'), ...petition, words: z.string() }),
  /** After a report. */
  z.object({ kind: z.literal('owners-asked'), ...withUrl, ...petition, words: z.string() }),
  /** To who reported it. */
  z.object({ kind: z.literal('report-decided'), ...petition, decision: z.enum(READERS_DECISIONS) }),
])
export type AccountEmailPayload = z.output<typeof accountEmailPayload>
