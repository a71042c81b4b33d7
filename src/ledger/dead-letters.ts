/** Dead letters: messages that could not be read or stored. They are stored unchanged, for the operator to look at. */
export interface DeadLetter {
  id: string
  queue: string
  body: unknown
  sentAt: number
}

/** One batch. A letter that is stored already is not changed. */
export async function storeDeadLetters(db: D1Database, letters: readonly DeadLetter[], now: number): Promise<void> {
  await db.batch(
    letters.map(({ id, queue, body, sentAt }) =>
      db
        .prepare(
          `INSERT INTO dead_letters (id, queue, body, sent_at, stored_at)
           VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING`,
        )
        .bind(id, queue, asText(body), sentAt, now),
    ),
  )
}

/** JSON where that is possible: the body of a queue message may be anything that can be cloned. */
function asText(body: unknown): string {
  try {
    return JSON.stringify(body) ?? String(body)
  } catch {
    return String(body)
  }
}
