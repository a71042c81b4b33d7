/** The queue of webhook deliveries. A delivery is a row of the outbox; its message only says that it is due. */
import { deliveryMessage } from '../../schema/webhook.ts'
import { readDeliverySettings } from '../../src/settings.ts'
import { deliver } from '../../src/webhooks/deliver.ts'
import { attempt, parse } from './batch.ts'

export async function deliverEvents(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const { tokenKeys } = readDeliverySettings(env)
  const due = await parse(batch, deliveryMessage, env.DB)
  await Promise.all(
    due.map(({ message, body: { deliveryId } }) =>
      attempt(message, 'deliveries', { deliveryId }, () =>
        deliver(deliveryId, { db: env.DB, fetch: (url, init) => fetch(url, init), tokenKeys, now: Date.now() }),
      ),
    ),
  )
}
