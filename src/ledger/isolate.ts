/**
 * A batch is one transaction, so one message that the database refuses would stop all the others. It is found by halving the
 * batch: the halves without it are stored, and the message that fails alone is returned.
 */
import type { LedgerMessage } from '../../schema/message.ts'
import { classifyD1Error } from '../platform/d1-errors.ts'
import { NO_COUNTS, type StoreOutcome } from './store.ts'

export interface IsolatedOutcome extends StoreOutcome {
  poisoned: { message: LedgerMessage; error: unknown }[]
}

type Store = (messages: readonly LedgerMessage[]) => Promise<StoreOutcome>

/** Throws when the database itself has a problem: then the whole batch is to be delivered again. */
export async function storeIsolating(messages: readonly LedgerMessage[], store: Store): Promise<IsolatedOutcome> {
  try {
    return { ...(await store(messages)), poisoned: [] }
  } catch (error) {
    if (classifyD1Error(error) !== 'fault') throw error
    const [only] = messages
    if (only !== undefined && messages.length === 1) {
      return { counts: NO_COUNTS, orphans: [], deliveryIds: [], emails: [], poisoned: [{ message: only, error }] }
    }
    const middle = Math.ceil(messages.length / 2)
    const left = await storeIsolating(messages.slice(0, middle), store)
    const right = await storeIsolating(messages.slice(middle), store)
    return join(left, right)
  }
}

const join = (a: IsolatedOutcome, b: IsolatedOutcome): IsolatedOutcome => ({
  counts: {
    counted: a.counts.counted + b.counts.counted,
    pending: a.counts.pending + b.counts.pending,
    quarantined: a.counts.quarantined + b.counts.quarantined,
    quarantinedLater: a.counts.quarantinedLater + b.counts.quarantinedLater,
    repeated: a.counts.repeated + b.counts.repeated,
    late: a.counts.late + b.counts.late,
    confirmed: a.counts.confirmed + b.counts.confirmed,
    withdrawn: a.counts.withdrawn + b.counts.withdrawn,
  },
  orphans: [...a.orphans, ...b.orphans],
  deliveryIds: [...a.deliveryIds, ...b.deliveryIds],
  emails: [...a.emails, ...b.emails],
  poisoned: [...a.poisoned, ...b.poisoned],
})
