/** A mail as it is handed over, and the one thing that a sender has to be able to do. */
export interface Mail {
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

export interface MailSender {
  /** Should not throw; if it does, the mail is tried again later. */
  send(mail: Mail): Promise<SendResult>
}
