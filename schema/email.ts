/** Emails to signers: what they are about, and how far they have come. */

/** `confirm` asks the owner of an address; `already-signed` tells an owner whose signature counts that it was given again. */
export const EMAIL_KINDS = ['confirm', 'already-signed'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number]

/** `held`: its signature waits for review, and nobody is written to before that. */
export const EMAIL_STATES = ['pending', 'held', 'sent', 'failed'] as const
