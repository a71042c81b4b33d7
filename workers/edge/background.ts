/** Work that is done after the response. */
import type { Context } from 'hono'

import { log } from '../../src/platform/log.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { dispatchEmails } from '../../src/ledger/email-outbox.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import type { EdgeContext } from './respond.tsx'

export const waitUntil =
  (c: Context<EdgeContext>) =>
  (work: Promise<unknown>): void =>
    c.executionCtx.waitUntil(work)

/** Puts deliveries on their queue. They are in the database: those that the queue does not take now are sent by the cron. */
export function sendDeliveries(c: Context<EdgeContext>, deliveryIds: readonly string[]): void {
  waitUntil(c)(
    dispatch(c.env.DELIVERIES, deliveryIds).catch((error: unknown) =>
      log.warn('deliveries.dispatch-failed', { deliveries: deliveryIds.length, error }),
    ),
  )
}

/** Likewise, emails. */
export function sendEmails(c: Context<EdgeContext>, emails: readonly EmailMessage[]): void {
  waitUntil(c)(
    dispatchEmails(c.env.EMAILS, emails).catch((error: unknown) =>
      log.warn('emails.dispatch-failed', { emails: emails.length, error }),
    ),
  )
}
