/** What the operator asks the edge Worker about dead letters. Every failure says what to do. */
import {
  type DeadLetterReplayed,
  deadLetterReplayed,
  type DeadLettersResponse,
  deadLettersResponse,
} from '../../../schema/dead-letter.ts'
import { Failure } from '../failure.ts'
import { ask, bodyOf, type Operator } from '../operator.ts'

export interface Client {
  page: (cursor: string | null) => Promise<DeadLettersResponse>
  /** Null when there is no such letter. Throws `Interrupted` when its queue did not accept it. */
  replay: (id: string) => Promise<DeadLetterReplayed | null>
  /** False when there is no such letter. */
  remove: (id: string) => Promise<boolean>
}

const TIMEOUT_MS = 30_000

export function createClient(operator: Operator): Client {
  const askFor = (method: string, path: string): Promise<Response | null> =>
    ask(operator, { method, path: `/api/dead-letters${path}`, timeoutMs: TIMEOUT_MS })
  return {
    async page(cursor) {
      const response = await askFor('GET', cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`)
      if (response === null)
        throw new Failure(`${operator.origin} has no dead letters to list: its edge Worker is an older one.`)
      return bodyOf(response, deadLettersResponse)
    },
    async replay(id) {
      const response = await askFor('POST', `/${encodeURIComponent(id)}/replay`)
      return response && bodyOf(response, deadLetterReplayed)
    },
    async remove(id) {
      return (await askFor('DELETE', `/${encodeURIComponent(id)}`)) !== null
    },
  }
}
