/**
 * A batch is one transaction, so one message that the database refuses would hold up all the others. It is found by
 * halving: the halves that pass are stored, and the message that fails alone is given back.
 */
import type { LedgerMessage } from '../../schema/message.ts'
import { classifyD1Error } from '../platform/d1-errors.ts'
import { NOTHING, type StoreOutcome } from './store.ts'

export interface IsolatedOutcome extends StoreOutcome {
  poisoned: { message: LedgerMessage; error: unknown }[]
}

type Store = (messages: readonly LedgerMessage[]) => Promise<StoreOutcome>

/** Throws when the database is unwell: then it is not the messages' fault and all of them are to come again. */
export async function storeIsolating(messages: readonly LedgerMessage[], store: Store): Promise<IsolatedOutcome> {
  try {
    return { ...(await store(messages)), poisoned: [] }
  } catch (error) {
    if (classifyD1Error(error) !== 'fault') throw error
    const [only] = messages
    if (only !== undefined && messages.length === 1) {
      return { tally: NOTHING, orphans: [], deliveryIds: [], emails: [], poisoned: [{ message: only, error }] }
    }
    const middle = Math.ceil(messages.length / 2)
    const left = await storeIsolating(messages.slice(0, middle), store)
    const right = await storeIsolating(messages.slice(middle), store)
    return join(left, right)
  }
}

const join = (a: IsolatedOutcome, b: IsolatedOutcome): IsolatedOutcome => ({
  tally: {
    counted: a.tally.counted + b.tally.counted,
    pending: a.tally.pending + b.tally.pending,
    quarantined: a.tally.quarantined + b.tally.quarantined,
    setAside: a.tally.setAside + b.tally.setAside,
    repeated: a.tally.repeated + b.tally.repeated,
    late: a.tally.late + b.tally.late,
    confirmed: a.tally.confirmed + b.tally.confirmed,
    withdrawn: a.tally.withdrawn + b.tally.withdrawn,
  },
  orphans: [...a.orphans, ...b.orphans],
  deliveryIds: [...a.deliveryIds, ...b.deliveryIds],
  emails: [...a.emails, ...b.emails],
  poisoned: [...a.poisoned, ...b.poisoned],
})
