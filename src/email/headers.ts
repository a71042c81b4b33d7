/** What emails of every kind put into their headers. */

import type { AccountEmailKind } from '../../schema/account.ts'
import type { EmailKind } from '../../schema/email.ts'

/**
 * The same for each attempt, so that an email that is sent twice is shown once. Another one for each kind: what said that there was
 * nothing to do may have to ask for a confirmation later, under the same id, and mailboxes hide a second email with the
 * Message-ID of the first (RFC 5322, section 3.6.4).
 */
export const messageIdOf = (id: string, kind: EmailKind | AccountEmailKind, origin: string): string =>
  `<${id}.${kind}@${new URL(origin).hostname}>`

/** Line breaks would end a header, and bidi controls would reverse the text around the title. */
export const oneLine = (title: string): string =>
  title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .trim()
