/** Sends through Cloudflare's Email Service (https://developers.cloudflare.com/email-service/), which signs and retries itself. */
import type { EmailSender } from './sender.ts'

/** The only error that is about the recipient. All others are temporary, or for the operator to fix. */
const PERMANENT = 'E_RECIPIENT_SUPPRESSED'

export const cloudflareSender = (binding: Pick<SendEmail, 'send'>, from: string): EmailSender => ({
  async send({ to, subject, text, html, headers }) {
    // It sets its own Message-ID, and refuses an email that has one.
    const allowed = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'Message-ID'))
    try {
      await binding.send({ from, to, subject, text, html, headers: allowed })
      return { sent: true }
    } catch (error) {
      const code = codeOf(error)
      return { sent: false, permanent: code === PERMANENT, code }
    }
  },
})

/** Messages of the service may quote the email address; its codes do not. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^E_[A-Z_]{1,60}$/.test(code) ? code : 'cloudflare'
}
