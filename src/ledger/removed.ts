/** Signatures that a campaign has removed: for a while that can be undone, and what is known of them is kept as it was. */
import { REMOVAL_UNDO_MS } from '../limits.ts'
import { firstIdAt } from '../uuid-time.ts'

/** SQL: whether signature `s` is not removed, or its removal can still be undone: what its signer does is then recorded. */
export const NOT_REMOVED = `(s.status <> 'removed' OR s.decision IS NOT NULL)`

/** Decisions before this id can no longer be undone. `now` in milliseconds. */
export const firstUndoable = (now: number): string => firstIdAt(now - REMOVAL_UNDO_MS)
