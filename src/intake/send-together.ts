/**
 * Messages that come while others are on their way to the queue go together: a send of its own costs the edge a third of what a
 * signature costs. One that comes alone goes at once. Any other waits until those before it have arrived, at most
 * SEND_COMPANY_MAX_MS, and its sender hears of the very send that it was in.
 *
 * Limitation: a group is sent by the request of its first message. Should that be stopped although `waitUntil` has the work, the others
 * of its group reach the deadline of `sendMessage` and are stored directly.
 */
import type { LedgerMessage } from '../../schema/message.ts'
import {
  QUEUE_BATCH_MAX_BYTES,
  QUEUE_SEND_BATCH_MAX_MESSAGES,
  SEND_COMPANY_MAX_MS,
  UTF8_MAX_BYTES_PER_UNIT,
} from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'

export interface BatchQueue {
  send(message: LedgerMessage): Promise<unknown>
  sendBatch(messages: { body: LedgerMessage }[]): Promise<unknown>
}

/** `waitUntil`: of the request that has the message. */
type SendTogether = (message: LedgerMessage, waitUntil: (work: Promise<unknown>) => void) => Promise<unknown>

interface Group {
  messages: LedgerMessage[]
  bytes: number
  /** In milliseconds: from then on nothing joins it. */
  until: number
  sent: Promise<unknown>
}

/** For one isolate. */
export function sendingTogether(queue: BatchQueue): SendTogether {
  /** Settles with the newest send, and is null from then on. */
  let onItsWay: Promise<void> | null = null
  let waiting: Group | null = null

  const send = (messages: readonly LedgerMessage[]): Promise<unknown> => {
    const [first, ...others] = messages
    const sending =
      first !== undefined && others.length === 0
        ? queue.send(first)
        : queue.sendBatch(messages.map((body) => ({ body })))
    const end = (): void => {
      if (onItsWay === settled) onItsWay = null
    }
    const settled = sending.then(end, end)
    onItsWay = settled
    return sending
  }

  const sendAfter = async (before: Promise<void>, messages: readonly LedgerMessage[]): Promise<unknown> => {
    // One that takes long is no reason to wait.
    await withDeadline(before, SEND_COMPANY_MAX_MS).catch(() => undefined)
    if (waiting?.messages === messages) waiting = null
    return send(messages)
  }

  return (message, waitUntil) => {
    const bytes = JSON.stringify(message).length * UTF8_MAX_BYTES_PER_UNIT
    if (waiting !== null && hasRoom(waiting, bytes)) {
      waiting.messages.push(message)
      waiting.bytes += bytes
      return waiting.sent
    }
    const messages = [message]
    const before = onItsWay
    const sent = before === null ? send(messages) : sendAfter(before, messages)
    if (before !== null) waiting = { messages, bytes, until: Date.now() + SEND_COMPANY_MAX_MS, sent }
    waitUntil(sent.catch(() => undefined))
    return sent
  }
}

const hasRoom = ({ messages, bytes, until }: Group, more: number): boolean =>
  messages.length < QUEUE_SEND_BATCH_MAX_MESSAGES && bytes + more <= QUEUE_BATCH_MAX_BYTES && Date.now() < until
