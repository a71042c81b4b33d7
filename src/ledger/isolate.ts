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
 * stored at once, at most, in the first part; after each part that is stored, twice as many.
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
  const rest = [...messages]
  const halves: LedgerMessage[][] = []
  let size = partMessages
  const next = (): LedgerMessage[] => halves.pop() ?? rest.splice(0, lengthOfPart(rest, size))
  let isTried = false
  for (let part = next(); part.length > 0; part = next()) {
    const tried = await trying(() => store(part))
    if (tried.ok) {
      add(outcome, tried.value)
      size *= 2
      continue
    }
    const { error } = tried
    if (error !== SPENT && classifyD1Error(error) !== 'fault') throw error
    const probe = isTried || error === SPENT ? null : await trying(() => store(part.map(ofNoPetition)))
    if (error === SPENT || (probe?.ok === false && probe.error === SPENT)) {
      outcome.deferred.push(...part, ...halves.flat(), ...rest)
      break
    }
    if (probe?.ok === false) throw error
    isTried = true
    const [only] = part
    const middle = Math.ceil(part.length / 2)
    if (part.length > 1) halves.push(part.slice(middle), part.slice(0, middle))
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

/** How many of the messages are stored at once. A value that is bound to a statement has a limit of its own. */
function lengthOfPart(messages: readonly LedgerMessage[], partMessages: number): number {
  let chars = 0
  const tooMany = messages.findIndex((message, index) => {
    chars += JSON.stringify(message).length
    return index > 0 && (index >= partMessages || chars > STORE_CHUNK_MAX_CHARS)
  })
  return tooMany < 0 ? messages.length : tooMany
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
