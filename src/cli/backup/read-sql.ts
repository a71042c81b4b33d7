/**
 * Reads what `wrangler d1 export` and write-sql.ts write: SQL with a statement in each line, except for those that make tables. Only what such a
 * file has is executed, so that no file can make SQLite open another. Triggers are passed over: they would change what is read after
 * them, and those of this checkout are known (`addTriggers` in tables.ts).
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

import { Failure } from '../failure.ts'

const EXPECTED =
  /^(?:PRAGMA defer_foreign_keys|CREATE (?:TABLE|INDEX|UNIQUE INDEX) |INSERT INTO |UPDATE |DELETE FROM sqlite_sequence;|ANALYZE sqlite_schema;)/

/** One line, as the migrations have them. */
const TRIGGER = /^CREATE TRIGGER /

export interface Read {
  /** Lines that begin with `--` between the statements, without it. */
  comments: string[]
  /** SHA-256 in hex of everything before the last comment. */
  hash: string
  /** Whether the file ends with a comment. */
  endsWithComment: boolean
}

/** Executes the statements of a file in one transaction, without looking at foreign keys. Throws a Failure for anything else in it. */
export async function readSql(file: string, db: DatabaseSync): Promise<Read> {
  const hash = createHash('sha256')
  const read: Read = { comments: [], hash: '', endsWithComment: false }
  let statement = ''
  let line = 0
  db.exec('BEGIN')
  for await (const text of linesOf(file)) {
    line++
    const isComment = statement === '' && text.startsWith('--')
    if (isComment) {
      read.comments.push(text.slice(2).trim())
      read.hash = hash.copy().digest('hex')
    } else {
      statement += `${text}\n`
      if (isComplete(statement)) {
        execute(db, statement, line)
        statement = ''
      }
    }
    read.endsWithComment = isComment
    hash.update(`${text}\n`)
  }
  if (statement.trim() !== '') read.endsWithComment = false
  db.exec('COMMIT')
  return read
}

/** Lines end with \n alone: any other separator may be part of a text. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** At the end of a line. An apostrophe inside of a text is doubled, so outside of texts their number is even. */
const isComplete = (statement: string): boolean =>
  statement.endsWith(';\n') && (statement.match(/'/g)?.length ?? 0) % 2 === 0

function execute(db: DatabaseSync, statement: string, line: number): void {
  if (TRIGGER.test(statement)) return
  if (!EXPECTED.test(statement)) throw new Failure(`Line ${line} is none of a backup: ${statement.slice(0, 60)}`)
  try {
    // SQLite would end here. What had one is repaired by its reader, from the database.
    db.exec(statement.replaceAll('\0', ''))
  } catch (error) {
    throw new Failure(`Line ${line} cannot be read: ${String(error)}`)
  }
}
