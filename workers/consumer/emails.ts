/** The queue of emails, to signers and about accounts. An email is a row of the outbox; its message only says that it is due. */
import { connect } from 'cloudflare:sockets'

import { type AnyEmailMessage, anyEmailMessage, EMAIL_MESSAGE_VERSION } from '../../schema/message.ts'
import { unlimited } from '../../src/rate-limit/limiter.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import { EMAILS_AT_ONCE } from '../../src/limits.ts'
import { eachOf } from '../../src/platform/each-of.ts'
import { log } from '../../src/platform/log.ts'
import { cloudflareSender } from '../../src/email/cloudflare.ts'
import { inboxSender } from '../../src/email/inbox.ts'
import type { EmailSender } from '../../src/email/sender.ts'
import { holdAccountEmail } from '../../src/email/account-attempt.ts'
import { sendAccountEmail } from '../../src/email/account-send.ts'
import { type Attempts, attemptsAt, holdEmail } from '../../src/email/attempt.ts'
import { sendEmail, type SendEmailPorts } from '../../src/email/send.ts'
import { smtpSender } from '../../src/email/smtp.ts'
import { type EmailSettings, readEmailSettings } from '../../src/settings.ts'
import { backOff } from './back-off.ts'
import { type Again, attempt, parse, retryAll } from './batch.ts'

type Ports = Omit<SendEmailPorts, 'now'>

const TODAY = { version: EMAIL_MESSAGE_VERSION, kinds: ['email', 'account-email'] }

export async function sendEmails(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const due = await parse(batch, anyEmailMessage, env.DB, TODAY)
  const ports = portsOrNull(env)
  const toSigners = due.flatMap(({ body }) => (body.kind === 'email' ? [body] : []))
  const attempts = attemptsAt(env.DB, toSigners, Date.now())
  const again = await eachOf(due, EMAILS_AT_ONCE, ({ message, body: email }) =>
    ports === null
      ? putOff(message, email, env.DB)
      : attempt(message, 'emails', { emailId: email.id }, () =>
          trySending(email, { ...ports, now: Date.now() }, attempts),
        ),
  )
  retryAll(again)
}

const trySending = (email: AnyEmailMessage, ports: SendEmailPorts, attempts: Attempts) =>
  email.kind === 'account-email' ? sendAccountEmail(email.id, ports) : sendEmail(email, ports, attempts)

/** Null when a setting is wrong. No email is tried until it is corrected, so that none uses up its attempts. */
function portsOrNull(env: ConsumerEnv): Ports | null {
  try {
    const settings = readEmailSettings(env)
    const { upstash, tokenKeys } = settings
    const worldwide =
      upstash === null ? unlimited : upstashLimiter('emails', upstash, { masterKey: tokenKeys[0] ?? '', log })
    return {
      db: env.DB,
      sender: senderOf(settings, env),
      mayWrite: async (addressHash) => (await worldwide.check(addressHash)).allowed,
      sealKeys: settings.sealKeys,
      tokenKeys,
      origin: settings.publicOrigin,
      operator: settings.operator,
    }
  } catch (error) {
    log.error('emails.settings-wrong', { error })
    return null
  }
}

function senderOf({ sender, tokenKeys }: EmailSettings, env: ConsumerEnv): EmailSender {
  switch (sender.kind) {
    case 'inbox':
      return inboxSender(env.DB, tokenKeys, Date.now)
    case 'cloudflare':
      return cloudflareSender(env.EMAIL, sender.from)
    case 'smtp':
      return smtpSender(sender, connect)
  }
}

/** Retries the message without an attempt at the email. */
async function putOff(message: Message, email: AnyEmailMessage, db: D1Database): Promise<Again[]> {
  const delaySeconds = backOff(message)
  try {
    // Otherwise the cron would put the email on the queue again and again.
    const until = Date.now() + delaySeconds * 1000
    await (email.kind === 'account-email' ? holdAccountEmail(db, email.id, until) : holdEmail(db, email, until))
  } catch (error) {
    log.error('emails.hold-failed', { emailId: email.id, error })
  }
  return [{ message, at: Date.now() + delaySeconds * 1000 }]
}
