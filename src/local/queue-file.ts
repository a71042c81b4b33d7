/**
 * The messages of local queues, in one file of SQLite: what was added is there after the end of any process, and of the machine. A
 * message that is being delivered stays until it is settled, so a process that ends in between delivers it again.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'

export interface Added {
  queue: string
  body: Uint8Array
  contentType: string
  /** When it was sent, in milliseconds. */
  sentAt: number
  /** When it may first be delivered, in milliseconds. */
  dueAt: number
}

export interface Held extends Added {
  /** In the order of adding. */
  number: number
  /** How often it was delivered before. */
  attempts: number
}

export type Settled =
  | { as: 'done'; message: Held }
  /** `attempts`: how many the delivery counts for. */
  | { as: 'again'; message: Held; dueAt: number; attempts: number }
  /** In another queue from now on, with the same id, body and time of sending. */
  | { as: 'dead'; message: Held; queue: string; dueAt: number }

export interface Backlog {
  count: number
  bytes: number
  /** Of the one that is due first, in milliseconds; null without messages. */
  oldestSentAt: number | null
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  );
  -- Dead letters are stored by their numbers: another file on the same data must not give them again.
  INSERT INTO sqlite_sequence (name, seq)
    SELECT 'messages', CAST(unixepoch('subsec') * 1000 AS INTEGER) * 1000
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'messages');
  CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, due_at, number);`

const OWNER_ONLY = 0o600

/** Throws when another process has it open. */
function open(file: string): DatabaseSync {
  // Messages have shown names and reasons.
  closeSync(openSync(file, 'a', OWNER_ONLY))
  const db = new DatabaseSync(file)
  try {
    // EXCLUSIVE: no second broker delivers the same messages. FULL: a commit has reached the disk. https://sqlite.org/pragma.html
    db.exec(
      `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; ${SCHEMA}`,
    )
    return db
  } catch (error) {
    db.close()
    const isInUse = error instanceof Error && error.message.includes('locked')
    throw isInUse ? new Error(`${file} is in use by another process. Stop it first.`, { cause: error }) : error
  }
}

export class QueueFile {
  readonly #db: DatabaseSync
  /** Counted here: counting the rows would take longer the more there are. */
  readonly #backlogs = new Map<string, { count: number; bytes: number }>()
  readonly #statements: Record<'add' | 'due' | 'next' | 'done' | 'again' | 'dead' | 'oldest', StatementSync>

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#db = open(file)
    const prepare = (sql: string): StatementSync => this.#db.prepare(sql)
    this.#statements = {
      add: prepare('INSERT INTO messages (queue, content_type, body, sent_at, due_at) VALUES (?, ?, ?, ?, ?)'),
      due: prepare('SELECT * FROM messages WHERE queue = ? AND due_at <= ? ORDER BY due_at, number LIMIT ?'),
      next: prepare('SELECT min(due_at) AS at FROM messages WHERE queue = ? AND due_at > ?'),
      done: prepare('DELETE FROM messages WHERE number = ? AND queue = ?'),
      again: prepare('UPDATE messages SET attempts = attempts + ?, due_at = ? WHERE number = ? AND queue = ?'),
      dead: prepare('UPDATE messages SET queue = ?, attempts = 0, due_at = ? WHERE number = ? AND queue = ?'),
      oldest: prepare('SELECT sent_at AS at FROM messages WHERE queue = ? ORDER BY due_at, number LIMIT 1'),
    }
    const backlogs = this.#db.prepare(
      'SELECT queue, count(*) AS count, sum(length(body)) AS bytes FROM messages GROUP BY queue',
    )
    for (const { queue, count, bytes } of backlogs.all()) this.#change(String(queue), Number(count), Number(bytes))
  }

  /** All or nothing; on the disk when it returns. What was settled before is not settled again. */
  write(added: readonly Added[], settled: readonly Settled[]): void {
    this.#db.exec('BEGIN IMMEDIATE')
    let changed: Settled[]
    try {
      for (const { queue, contentType, body, sentAt, dueAt } of added) {
        this.#statements.add.run(queue, contentType, body, sentAt, dueAt)
      }
      changed = settled.filter((it) => this.#settle(it))
      this.#db.exec('COMMIT')
    } catch (error) {
      // SQLite may have rolled back by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
    for (const { queue, body } of added) this.#change(queue, 1, body.byteLength)
    for (const it of changed) {
      const { queue, body } = it.message
      if (it.as !== 'again') this.#change(queue, -1, -body.byteLength)
      if (it.as === 'dead') this.#change(it.queue, 1, body.byteLength)
    }
  }

  #change(queue: string, count: number, bytes: number): void {
    const before = this.#backlogs.get(queue) ?? { count: 0, bytes: 0 }
    this.#backlogs.set(queue, { count: before.count + count, bytes: before.bytes + bytes })
  }

  /** Whether the message was still there. */
  #settle(it: Settled): boolean {
    const { done, again, dead } = this.#statements
    const { number, queue } = it.message
    if (it.as === 'done') return done.run(number, queue).changes > 0
    if (it.as === 'again') return again.run(it.attempts, it.dueAt, number, queue).changes > 0
    return dead.run(it.queue, it.dueAt, number, queue).changes > 0
  }

  /** The first that may be delivered at `now`. */
  due(queue: string, now: number, limit: number): Held[] {
    return this.#statements.due.all(queue, now, limit).map((row) => ({
      number: Number(row['number']),
      queue,
      contentType: String(row['content_type']),
      body: bytesOf(row['body']),
      sentAt: Number(row['sent_at']),
      dueAt: Number(row['due_at']),
      attempts: Number(row['attempts']),
    }))
  }

  /** When the next that is not due at `now` will be; null if there is none. */
  nextDueAt(queue: string, now: number): number | null {
    return timeOf(this.#statements.next.get(queue, now))
  }

  count(queue: string): number {
    return this.#backlogs.get(queue)?.count ?? 0
  }

  backlog(queue: string): Backlog {
    const oldestSentAt = timeOf(this.#statements.oldest.get(queue))
    return { ...(this.#backlogs.get(queue) ?? { count: 0, bytes: 0 }), oldestSentAt }
  }

  close(): void {
    this.#db.close()
  }
}

const bytesOf = (value: SQLOutputValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array()

const timeOf = (row: Record<string, SQLOutputValue> | undefined): number | null =>
  typeof row?.['at'] === 'number' ? row['at'] : null
