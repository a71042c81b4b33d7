/** Sends messages from the edge to the ledger: by the queue, or stores them directly when the queue fails. */
import type { Context } from 'hono'

import type { LedgerMessage } from '../../schema/message.ts'
import { type Sent, sendMessage } from '../../src/intake/send.ts'
import { sendingTogether } from '../../src/intake/send-together.ts'
import { storeMessages } from '../../src/ledger/store.ts'
import { ARRIVALS_READ_DIRECTLY_MAX_CHARS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { rememberArrivals } from '../../src/review/arrivals.ts'
import { screen } from '../../src/review/screen.ts'
import { sendDeliveries, sendEmails, waitUntil } from './background.ts'
import type { EdgeContext } from './respond.tsx'
import { servicesOf } from './services.ts'

export function sendToLedger(c: Context<EdgeContext>, message: LedgerMessage): Promise<Sent> {
  const together = togetherTo(c.env.SIGNATURES)
  const queue = { send: (one: LedgerMessage) => together(one, waitUntil(c)) }
  return sendMessage(message, queue, (unsent) => storeDirectly(c, unsent), log)
}

/** Of each isolate. */
const byQueue = new WeakMap<Queue, ReturnType<typeof sendingTogether>>()

function togetherTo(queue: Queue): ReturnType<typeof sendingTogether> {
  const known = byQueue.get(queue) ?? sendingTogether(queue)
  byQueue.set(queue, known)
  return known
}

/** As the consumer does, for one message. */
async function storeDirectly(c: Context<EdgeContext>, message: LedgerMessage): Promise<Sent> {
  const now = Date.now()
  const outcome = await storeMessages(c.env.DB, [message], {
    origin: servicesOf(c.env).settings.publicOrigin,
    now,
    ...(await screen([message], {
      db: c.env.DB,
      arrivals: rememberArrivals(),
      readMaxChars: ARRIVALS_READ_DIRECTLY_MAX_CHARS,
      log,
      now,
    })),
  })
  sendDeliveries(c, outcome.deliveryIds)
  sendEmails(c, outcome.emails)
  if (outcome.counts.late > 0) return 'late'
  return outcome.orphans.length > 0 ? 'failed' : 'durable'
}
