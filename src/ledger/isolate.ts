/**
 * A batch is one transaction, so one message that the database refuses would hold up all the others. It is found by
 * halving: the halves that pass are stored, and the message that fails alone is given back.
 */
import type { SignatureMessage } from '../../schema/signature.ts'
import { classifyD1Error } from './d1-errors.ts'
import type { StoreOutcome } from './store.ts'

export interface IsolatedOutcome extends StoreOutcome {
  poisoned: { message: SignatureMessage; error: unknown }[]
}

type Store = (messages: readonly SignatureMessage[]) => Promise<StoreOutcome>

/** Throws when the database is unwell: then it is not the messages' fault and all of them are to come again. */
export async function storeIsolating(messages: readonly SignatureMessage[], store: Store): Promise<IsolatedOutcome> {
  try {
    return { ...(await store(messages)), poisoned: [] }
  } catch (error) {
    if (classifyD1Error(error) !== 'fault') throw error
    const [only] = messages
    if (only !== undefined && messages.length === 1) return { ...NOTHING, poisoned: [{ message: only, error }] }
    const middle = Math.ceil(messages.length / 2)
    const left = await storeIsolating(messages.slice(0, middle), store)
    const right = await storeIsolating(messages.slice(middle), store)
    return join(left, right)
  }
}

const NOTHING: StoreOutcome = { counted: 0, repeated: 0, late: 0, orphans: [], deliveryIds: [] }

const join = (a: IsolatedOutcome, b: IsolatedOutcome): IsolatedOutcome => ({
  counted: a.counted + b.counted,
  repeated: a.repeated + b.repeated,
  late: a.late + b.late,
  orphans: [...a.orphans, ...b.orphans],
  deliveryIds: [...a.deliveryIds, ...b.deliveryIds],
  poisoned: [...a.poisoned, ...b.poisoned],
})
