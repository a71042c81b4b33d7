/** Work that goes on after the answer. */
import type { Context } from 'hono'

import { log } from '../../src/platform/log.ts'
import type { MailMessage } from '../../schema/message.ts'
import { dispatchMails } from '../../src/ledger/email-outbox.ts'
import { dispatch } from '../../src/ledger/outbox.ts'
import type { EdgeContext } from './respond.tsx'

export const waitUntil =
  (c: Context<EdgeContext>) =>
  (work: Promise<unknown>): void =>
    c.executionCtx.waitUntil(work)

/** Puts deliveries on their queue. They are in the database: what the queue does not take now, the cron sends later. */
export function sendDeliveries(c: Context<EdgeContext>, deliveryIds: readonly string[]): void {
  waitUntil(c)(
    dispatch(c.env.DELIVERIES, deliveryIds).catch((error: unknown) =>
      log.warn('deliveries.dispatch-failed', { deliveries: deliveryIds.length, error }),
    ),
  )
}

/** The same for mails. */
export function sendMails(c: Context<EdgeContext>, mails: readonly MailMessage[]): void {
  waitUntil(c)(
    dispatchMails(c.env.MAILS, mails).catch((error: unknown) =>
      log.warn('mails.dispatch-failed', { mails: mails.length, error }),
    ),
  )
}
