/** The database of `npm start`: a file that Miniflare names after the id of the database. */
import { createHash, createHmac } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { dataDirectory } from '../state.ts'

const UNIQUE_KEY = 'miniflare-D1DatabaseObject'

/** `stateDirectory` as in STATE_DIR. workerd makes the name: https://github.com/cloudflare/workerd, ActorIdFactoryImpl of server.c++. */
export function localDatabase(stateDirectory: string, databaseId: string): string {
  const key = createHash('sha256').update(UNIQUE_KEY).digest()
  const half = (data: string | Buffer): Buffer => createHmac('sha256', key).update(data).digest().subarray(0, 16)
  const name = half(databaseId)
  const hash = Buffer.concat([name, half(name)]).toString('hex')
  return join(dataDirectory(stateDirectory), 'd1', UNIQUE_KEY, `${hash}.sqlite`)
}

/** The queues of `npm start`. */
export const localQueues = (stateDirectory: string): string => join(dataDirectory(stateDirectory), 'queues.sqlite')

/** Copies the database as it is at one moment, also while another process writes to it. */
export function snapshot(file: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true })
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    db.prepare('VACUUM INTO ?').run(copy)
  } finally {
    db.close()
  }
}
const BUSY_TIMEOUT_MS = 10_000

/** Whether another process has it open. Also puts the write-ahead log of a process that was killed into the file. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new DatabaseSync(file)
  try {
    // Needs the file for itself: https://sqlite.org/wal.html
    db.exec('PRAGMA journal_mode = DELETE')
    return db.prepare('PRAGMA journal_mode').get()?.['journal_mode'] !== 'delete'
  } catch {
    return true
  } finally {
    db.close()
  }
}
