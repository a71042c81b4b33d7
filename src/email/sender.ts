/** An email as it is handed over, and the one thing that a sender has to be able to do. */
export interface Email {
  /** `local@domain`. */
  to: string
  /** One line. */
  subject: string
  text: string
  html: string
  /** All but From, To, Subject, Date and what describes the body. */
  headers: Record<string, string>
}

/** `code` is ours or a number of the server's, never its words: those may quote the address. */
export type SendResult =
  | { sent: true }
  /** `permanent`: this address will not take it, however often it is tried. */
  | { sent: false; permanent: boolean; code: string }

export interface EmailSender {
  /** Should not throw; if it does, the email is tried again later. */
  send(email: Email): Promise<SendResult>
}
