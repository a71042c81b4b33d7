/**
 * A batch is one transaction, so one message that the database refuses would stop all the others. It is found by halving the
 * batch: the halves without it are stored, and the message that fails alone is returned. Whether the messages are to blame at
 * all is tried first, because the database may refuse everything: when a migration is late, for example.
 */
import type { LedgerMessage } from '../../schema/message.ts'
import { STORE_CHUNK_MAX_CHARS } from '../limits.ts'
import { StatementsSpent } from '../platform/d1-budget.ts'
import { classifyD1Error } from '../platform/d1-errors.ts'
import { NO_COUNTS, type StoreOutcome } from './store.ts'

export interface IsolatedOutcome extends StoreOutcome {
  poisoned: { message: LedgerMessage; error: unknown }[]
  /** Not tried, because this invocation may send no more statements. */
  deferred: LedgerMessage[]
}

type Store = (messages: readonly LedgerMessage[]) => Promise<StoreOutcome>

/**
 * Throws when the database itself has a problem: then the whole batch is to be delivered again. `partMessages`: how many are
 * stored at once, at most.
 */
export async function storeIsolating(
  messages: readonly LedgerMessage[],
  store: Store,
  partMessages = messages.length,
): Promise<IsolatedOutcome> {
  const outcome: IsolatedOutcome = {
    counts: NO_COUNTS,
    orphans: [],
    deliveryIds: [],
    emails: [],
    poisoned: [],
    deferred: [],
  }
  const parts = partsOf(messages, partMessages)
  let isTried = false
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const tried = await trying(() => store(part))
    if (tried.ok) {
      add(outcome, tried.value)
      continue
    }
    const { error } = tried
    if (error !== SPENT && classifyD1Error(error) !== 'fault') throw error
    const probe = isTried || error === SPENT ? null : await trying(() => store(part.map(ofNoPetition)))
    if (error === SPENT || (probe?.ok === false && probe.error === SPENT)) {
      outcome.deferred.push(...part, ...parts.flat())
      break
    }
    if (probe?.ok === false) throw error
    isTried = true
    const [only] = part
    const middle = Math.ceil(part.length / 2)
    if (part.length > 1) parts.push(part.slice(middle), part.slice(0, middle))
    else if (only !== undefined) outcome.poisoned.push({ message: only, error })
  }
  return outcome
}

/** Nothing was sent. */
const SPENT = Symbol('no statements are left')

async function trying<T>(work: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; error: unknown }> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: error instanceof StatementsSpent ? SPENT : error }
  }
}

/** The same statements store nothing for a petition that there is not: if they fail too, the messages are not to blame. */
const ofNoPetition = (message: LedgerMessage): LedgerMessage => ({ ...message, petitionId: 0 })

/** Last first. A value that is bound to a statement has a limit of its own. */
function partsOf(messages: readonly LedgerMessage[], partMessages: number): LedgerMessage[][] {
  const parts: LedgerMessage[][] = [[]]
  let chars = 0
  for (const message of messages) {
    const size = JSON.stringify(message).length
    const [part = []] = parts
    if (part.length > 0 && (part.length === partMessages || chars + size > STORE_CHUNK_MAX_CHARS)) {
      parts.unshift([])
      chars = 0
    }
    parts[0]?.push(message)
    chars += size
  }
  return parts
}

function add(outcome: IsolatedOutcome, { counts, orphans, deliveryIds, emails }: StoreOutcome): void {
  outcome.counts = {
    counted: outcome.counts.counted + counts.counted,
    pending: outcome.counts.pending + counts.pending,
    quarantined: outcome.counts.quarantined + counts.quarantined,
    quarantinedLater: outcome.counts.quarantinedLater + counts.quarantinedLater,
    repeated: outcome.counts.repeated + counts.repeated,
    late: outcome.counts.late + counts.late,
    confirmed: outcome.counts.confirmed + counts.confirmed,
    withdrawn: outcome.counts.withdrawn + counts.withdrawn,
    replaced: outcome.counts.replaced + counts.replaced,
  }
  outcome.orphans.push(...orphans)
  outcome.deliveryIds.push(...deliveryIds)
  outcome.emails.push(...emails)
}
