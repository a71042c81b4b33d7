/** The queue of emails to signers. An email is a row of the outbox: its message only says that it is time. */
import { connect } from 'cloudflare:sockets'

import { type EmailMessage, emailMessage } from '../../schema/message.ts'
import { unlimited } from '../../src/rate-limit/limiter.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import { EMAILS_AT_ONCE, QUEUE_DELAY_MAX_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { cloudflareSender } from '../../src/email/cloudflare.ts'
import { inboxSender } from '../../src/email/inbox.ts'
import type { EmailSender } from '../../src/email/sender.ts'
import { holdEmail, sendEmail, type SendEmailPorts } from '../../src/email/send.ts'
import { smtpSender } from '../../src/email/smtp.ts'
import { type EmailSettings, readEmailSettings } from '../../src/settings.ts'
import { backOff, toDeadLetters } from './dead-letters.ts'

interface Due {
  envelope: Message
  email: EmailMessage
}

type Ports = Omit<SendEmailPorts, 'now'>

export async function sendEmails(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const due: Due[] = []
  const unreadable: Message[] = []
  for (const envelope of batch.messages) {
    const parsed = emailMessage.safeParse(envelope.body)
    if (parsed.success) due.push({ envelope, email: parsed.data })
    else unreadable.push(envelope)
  }
  await toDeadLetters(batch, unreadable, env)
  const ports = portsOrNull(env)
  await eachOf(due, EMAILS_AT_ONCE, (one) => (ports === null ? hold(one, env) : send(one, ports)))
}

/** Null when a setting is wrong. Until it is mended no email is tried, so that none runs out of tries. */
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

async function send({ envelope, email }: Due, ports: Ports): Promise<void> {
  try {
    const outcome = await sendEmail(email, { ...ports, now: Date.now() })
    log.info('emails.tried', { emailId: email.id, ...outcome })
    if (outcome.done) envelope.ack()
    else envelope.retry({ delaySeconds: Math.min(outcome.retryAfterSeconds, QUEUE_DELAY_MAX_SECONDS) })
  } catch (error) {
    // The database's: what senders throw does not come so far.
    log.error('emails.failed', { emailId: email.id, error })
    envelope.retry({ delaySeconds: backOff(envelope) })
  }
}

async function hold({ envelope, email }: Due, env: ConsumerEnv): Promise<void> {
  const delaySeconds = backOff(envelope)
  try {
    // Or else the cron would send it to the queue again and again.
    await holdEmail(env.DB, email, Date.now() + delaySeconds * 1000)
  } catch (error) {
    log.error('emails.hold-failed', { emailId: email.id, error })
  }
  envelope.retry({ delaySeconds })
}

/** A few at a time. */
async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
