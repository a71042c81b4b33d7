/** What was written into an outbox is put on its queue after the response: what the queue does not take now, the cron sends. */
import { dispatchAccountEmails } from '../../src/accounts/outbox.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import { log } from '../../src/platform/log.ts'
import type { RouteContext } from './context.ts'

export function sendEmails(c: RouteContext, ids: readonly string[]): void {
  c.executionCtx.waitUntil(
    dispatchAccountEmails(c.env.EMAILS, ids).catch((error: unknown) =>
      log.warn('emails.dispatch-failed', { emails: ids.length, error }),
    ),
  )
}

export function sendDeliveries(c: RouteContext, ids: readonly string[]): void {
  c.executionCtx.waitUntil(
    dispatch(c.env.DELIVERIES, ids).catch((error: unknown) =>
      log.warn('deliveries.dispatch-failed', { deliveries: ids.length, error }),
    ),
  )
}

/** To signers, and to the operator. */
export function sendSignerEmails(c: RouteContext, emails: readonly EmailMessage[]): void {
  c.executionCtx.waitUntil(
    dispatchEmails(c.env.EMAILS, emails).catch((error: unknown) =>
      log.warn('emails.dispatch-failed', { emails: emails.length, error }),
    ),
  )
}
