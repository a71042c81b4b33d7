/** Work that is done after the response. */
import { log } from '../../src/platform/log.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import type { RouteContext } from './respond.tsx'

export const waitUntil =
  (c: RouteContext) =>
  (work: Promise<unknown>): void =>
    c.executionCtx.waitUntil(work)

/** Puts deliveries on their queue. They are in the database: those that the queue does not take now are sent by the cron. */
export function sendDeliveries(c: RouteContext, deliveryIds: readonly string[]): void {
  waitUntil(c)(
    dispatch(c.env.DELIVERIES, deliveryIds).catch((error: unknown) =>
      log.warn('deliveries.dispatch-failed', { deliveries: deliveryIds.length, error }),
    ),
  )
}

/** The same for emails. */
export function sendEmails(c: RouteContext, emails: readonly EmailMessage[]): void {
  waitUntil(c)(
    dispatchEmails(c.env.EMAILS, emails).catch((error: unknown) =>
      log.warn('emails.dispatch-failed', { emails: emails.length, error }),
    ),
  )
}
