/** Dead letters: messages that could not be read or stored. They are stored unchanged, for the operator to look at. */
import { STORE_CHUNK_MAX_CHARS } from '../limits.ts'

export interface DeadLetter {
  id: string
  queue: string
  body: unknown
  sentAt: number
}

/** One statement for many letters. A letter that is stored already is not changed. */
export async function storeDeadLetters(db: D1Database, letters: readonly DeadLetter[], now: number): Promise<void> {
  const parts: { id: string; queue: string; text: string; sentAt: number }[][] = [[]]
  let chars = 0
  for (const { id, queue, body, sentAt } of letters) {
    const text = asText(body)
    if (chars > 0 && chars + text.length > STORE_CHUNK_MAX_CHARS) {
      parts.push([])
      chars = 0
    }
    parts.at(-1)?.push({ id, queue, text, sentAt })
    chars += text.length
  }
  await db.batch(parts.map((part) => db.prepare(ADD_LETTERS).bind(JSON.stringify(part), now)))
}

/** ?1 letters, ?2 now in ms. */
const ADD_LETTERS = `
  INSERT INTO dead_letters (id, queue, body, sent_at, stored_at)
  SELECT value ->> 'id', value ->> 'queue', value ->> 'text', value ->> 'sentAt', ?2 FROM json_each(?1)
  WHERE true
  ON CONFLICT DO NOTHING`

/** JSON where that is possible: the body of a queue message may be anything that can be cloned. */
function asText(body: unknown): string {
  try {
    return JSON.stringify(body) ?? String(body)
  } catch {
    return String(body)
  }
}
