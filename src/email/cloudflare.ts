/** Cloudflare's Email Service (https://developers.cloudflare.com/email-service/): it signs, queues and retries itself. */
import type { EmailSender } from './sender.ts'

/** The only fault of the recipient's; all others are ours, or pass. */
const PERMANENT = 'E_RECIPIENT_SUPPRESSED'

export const cloudflareSender = (binding: Pick<SendEmail, 'send'>, from: string): EmailSender => ({
  async send({ to, subject, text, html, headers }) {
    // It makes its own Message-ID, and refuses an email that brings one.
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

/** Its messages may quote the address; its codes do not. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^E_[A-Z_]{1,60}$/.test(code) ? code : 'cloudflare'
}
