/** Emails to signers and to the operator: their kinds, and their states. */

/**
 * `confirm` asks the signer to confirm; `already-signed` says that the email address, whose signature is counted, was used
 * again; `report` goes to the operator, about the petition.
 */
export const EMAIL_KINDS = ['confirm', 'already-signed', 'report'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number]

/** `held`: its signature is held for review, and no email is sent before the decision. */
export const EMAIL_STATES = ['pending', 'held', 'sent', 'failed'] as const
