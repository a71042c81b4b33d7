/** Reads and validates the count of a petition. */
import { getJson } from './get.ts'
import type { Words } from './words.ts'

/** The build takes it from the catalogue. */
declare const ENGLISH: Words

/** The API's response. Only `petition`, `count` and `state` are validated: the others may be missing or of another type. */
export interface Count {
  petition: string
  title: string
  count: number
  state: 'open' | 'closed' | 'victory'
  goal: number
  perMinute: number
  lastDay: number
  /** When the database was asked: ISO times of one format, in the order of their texts. */
  asOf: string
  /** Where the same can be read from a bucket for some time. */
  staticUrl?: string
}

/**
 * From the API; or from the bucket, where a petition has its first slug, whichever it is known by here. Undefined if no valid count
 * could be read. Never rejects.
 */
export async function readCount(petition: string, staticUrl?: string): Promise<Count | undefined> {
  const answer = await getJson<Count>(staticUrl ?? `/api/petitions/${petition}/count`)
  const isAsked = staticUrl || answer?.petition === petition
  // A whole number of at most 32 bits. The counter can only show a state that it has words for.
  if (answer && isAsked && answer.count >>> 0 === answer.count && ENGLISH[answer.state]) {
    return staticUrl ? { ...answer, petition, staticUrl } : answer
  }
}
