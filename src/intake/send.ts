/**
 * Makes a message durable before its sender gets a 202. It is put on the queue, with a deadline, since `send` may hang for a
 * minute; if that fails, it is stored in the ledger directly. A send that succeeds after its deadline does no harm: the
 * ledger stores each signature once.
 */
import type { LedgerMessage } from '../../schema/message.ts'
import { withDeadline } from '../platform/deadline.ts'
import { DIRECT_STORE_TIMEOUT_MS, QUEUE_SEND_TIMEOUT_MS } from '../limits.ts'
import type { Log } from '../platform/log.ts'

export interface LedgerQueue {
  send(message: LedgerMessage): Promise<unknown>
}

/**
 * `durable`: it is in the queue or the ledger. `late`: the ledger does not store it, since the petition had closed. `failed`:
 * neither the queue nor the ledger accepted it.
 */
export type Sent = 'durable' | 'late' | 'failed'

export async function sendMessage(
  message: LedgerMessage,
  queue: LedgerQueue,
  storeDirectly: (message: LedgerMessage) => Promise<Sent>,
  log: Log,
): Promise<Sent> {
  try {
    await withDeadline(queue.send(message), QUEUE_SEND_TIMEOUT_MS)
    return 'durable'
  } catch (error) {
    log.warn('queue.send-failed', { petitionId: message.petitionId, error })
  }
  try {
    return await withDeadline(storeDirectly(message), DIRECT_STORE_TIMEOUT_MS)
  } catch (error) {
    log.error('ledger.store-direct-failed', { petitionId: message.petitionId, error })
    return 'failed'
  }
}
