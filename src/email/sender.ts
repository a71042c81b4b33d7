/** What every sender implements: SMTP, Cloudflare's Email Service, and the inbox of development. */

/** An email as a sender gets it. */
export interface Email {
  /** `local@domain`. */
  to: string
  /** One line. */
  subject: string
  text: string
  html: string
  /** All but From, To, Subject, Date and the MIME headers. */
  headers: Record<string, string>
}

/** `code` is one of our own, or has the number of the server's reply. Never its text, which may quote the email address. */
export type SendResult =
  | { sent: true }
  /** `permanent`: every further attempt would fail too. */
  | { sent: false; permanent: boolean; code: string }

export interface EmailSender {
  /** Should not throw. If it does, the email is sent again later. */
  send(email: Email): Promise<SendResult>
}
