/** The times in which a petition took no signatures, though it does again. */
import { PAUSES_MAX_ITEMS } from '../limits.ts'

/** SQL of a petition's `pauses` with one more. `from` and `until`: SQL of times in milliseconds. The newest are kept. */
export const withPause = (from: string, until: string): string => `(
  SELECT json_group_array(json(value)) FROM (
    SELECT value FROM json_each(json_insert(pauses, '$[#]', json_array(${from}, ${until})))
    ORDER BY value ->> 0 DESC LIMIT ${PAUSES_MAX_ITEMS}))`
