/**
 * The queue of webhook deliveries. A delivery is a row of the outbox; its message only says that it is due.
 *
 * A batch is no larger than what is delivered at once, so no endpoint waits for another one in its batch. Deliveries to the
 * same webhook form a lane: they are made one after another, and those that a slow endpoint leaves no time for are put off
 * until the cron puts them on the queue again. Together this bounds what endpoints that hang can delay; see docs/webhooks.md.
 */
import { DELIVERY_MESSAGE_VERSION, type DeliveryMessage, deliveryMessage } from '../../schema/webhook.ts'
import { WEBHOOK_LANE_MAX_MS, WEBHOOKS_AT_ONCE } from '../../src/limits.ts'
import { readDeliverySettings } from '../../src/settings.ts'
import { deliver, type DeliverOutcome, type DeliverPorts, webhookIdOf } from '../../src/webhooks/deliver.ts'
import { eachOf } from '../../src/platform/each-of.ts'
import { log } from '../../src/platform/log.ts'
import { type Again, attempt, delayOf, parse, type Received, retryAll } from './batch.ts'

const TODAY = { version: DELIVERY_MESSAGE_VERSION, kinds: ['delivery'] }

export async function deliverEvents(batch: MessageBatch, env: ConsumerEnv): Promise<void> {
  const { tokenKeys } = readDeliverySettings(env)
  const due = await parse(batch, deliveryMessage, env.DB, TODAY)
  const lanes = Map.groupBy(due, ({ body }) => webhookIdOf(body.deliveryId))
  const ports: DeliverPorts = { db: env.DB, fetch: (url, init) => fetch(url, init), tokenKeys, now: Date.now }
  const again = await eachOf([...lanes.values()], WEBHOOKS_AT_ONCE, async (lane) => {
    const retries = await deliverLane(lane, ports)
    return lanes.size === 1 ? retries : sendAgain(retries, env.DELIVERIES)
  })
  retryAll(again)
}

/**
 * As new messages, whose delay begins now: that of a retry would begin when the slowest endpoint of the batch has ended.
 * Returns those that the queue does not take.
 */
async function sendAgain(retries: readonly Again[], queue: Queue): Promise<Again[]> {
  const left: Again[] = []
  for (const one of retries) {
    try {
      await queue.send(one.message.body, { delaySeconds: delayOf(one) })
      one.message.ack()
    } catch (error) {
      log.warn('deliveries.send-failed', { error })
      left.push(one)
    }
  }
  return left
}

const PUT_OFF: DeliverOutcome = { done: true, state: 'put-off' }

async function deliverLane(lane: readonly Received<DeliveryMessage>[], ports: DeliverPorts): Promise<Again[]> {
  const until = Date.now() + WEBHOOK_LANE_MAX_MS
  const again: Again[] = []
  for (const { message, body } of lane) {
    const { deliveryId } = body
    const work = async (): Promise<DeliverOutcome> => (Date.now() < until ? deliver(deliveryId, ports) : PUT_OFF)
    again.push(...(await attempt(message, 'deliveries', { deliveryId }, work)))
  }
  return again
}
