/** Messages that nobody could read or store. They are kept as they came, until a person has looked. */
export interface DeadLetter {
  id: string
  queue: string
  body: unknown
  sentAt: number
}

/** One batch; a letter that is already kept is left as it is. */
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

/** JSON where that is possible: a queue may hand over anything that can be cloned. */
function asText(body: unknown): string {
  try {
    return JSON.stringify(body) ?? String(body)
  } catch {
    return String(body)
  }
}
