/** Emails to signers and to the operator: their kinds, their states, and what a campaign learns of them. */
import * as z from 'zod/mini'

/**
 * `confirm` asks the signer to confirm, and `reminder` asks once more; `already-signed` says that the email address, whose
 * signature is counted, was used again; `links` has the links of a signature again, for anyone who asked for them; `report` goes
 * to the operator, about the petition.
 */
export const EMAIL_KINDS = ['confirm', 'already-signed', 'links', 'reminder', 'report'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number]

/** `held`: its signature is held for review, and no email is sent before the decision. */
export const EMAIL_STATES = ['pending', 'held', 'sent', 'failed'] as const

export const emailsResponse = z.object({
  /** Emails that a server refused for good, since the petition was created. No email address, and nothing of who signed. */
  bounced: z.int(),
})
