/**
 * Step 5: the message is durable before the signer hears 202. First the queue, with a deadline, since `send` may hang
 * for a minute; if it fails, straight into the ledger. A send that succeeds after its deadline does no harm: the
 * ledger takes each signature once.
 */
import type { SignatureMessage } from '../../schema/signature.ts'
import { withDeadline } from '../deadline.ts'
import { QUEUE_SEND_TIMEOUT_MS } from '../limits.ts'
import type { Log } from '../log.ts'

export interface SignatureQueue {
  send(message: SignatureMessage): Promise<unknown>
}

/** False when neither took it: then nobody may be told that it was accepted. */
export async function sendSignature(
  message: SignatureMessage,
  queue: SignatureQueue,
  storeDirectly: (message: SignatureMessage) => Promise<unknown>,
  log: Log,
): Promise<boolean> {
  try {
    await withDeadline(queue.send(message), QUEUE_SEND_TIMEOUT_MS)
    return true
  } catch (error) {
    log.warn('queue.send-failed', { petitionId: message.petitionId, error })
  }
  try {
    await storeDirectly(message)
    return true
  } catch (error) {
    log.error('ledger.store-direct-failed', { petitionId: message.petitionId, error })
    return false
  }
}
