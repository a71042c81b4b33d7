/**
 * The part of Cloudflare's API with which wrangler exports, imports and asks a D1 database, on a database in memory. Exports are as
 * D1 writes them: tables in the order of their making, and line feeds in texts as `\n`.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { text as textOf } from 'node:stream/consumers'

import { quoted } from '../../src/cli/backup/tables.ts'
import { D1_SQL_MAX_BYTES } from './cloudflare-limits.ts'

export interface D1Api {
  /** What wrangler needs to ask it instead of Cloudflare. */
  env: Record<string, string>
  db: DatabaseSync
  /** Called before each export. */
  onExport: () => void
  stop: () => Promise<void>
}

export async function startD1Api(): Promise<D1Api> {
  const uploads: string[] = []
  const server = createServer((request, response) => {
    respond(request)
      .then(({ headers = {}, body }) => response.writeHead(200, headers).end(body))
      .catch((error: unknown) => {
        const errors = [{ code: 7500, message: String(error) }]
        response
          .writeHead(400, JSON_HEADERS)
          .end(JSON.stringify({ success: false, errors, messages: [], result: null }))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const api: D1Api = {
    env: { CLOUDFLARE_API_BASE_URL: origin, CLOUDFLARE_API_TOKEN: 'test-token', CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32) },
    db: new DatabaseSync(':memory:'),
    onExport: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function respond(request: IncomingMessage): Promise<{ headers?: Record<string, string>; body: string }> {
    const text = await textOf(request)
    if (request.url === '/download') return { body: dumpOf(api.db) }
    if (request.url === '/upload') {
      uploads.push(text)
      return { headers: { etag: `"${createHash('md5').update(text).digest('hex')}"` }, body: '' }
    }
    return {
      headers: JSON_HEADERS,
      body: JSON.stringify({ success: true, errors: [], messages: [], result: result() }),
    }

    function result(): unknown {
      const asked = JSON.parse(text === '' ? '{}' : text)
      const done = { success: true, status: 'complete', messages: [] }
      if (request.url?.endsWith('/query') === true)
        return String(asked.sql)
          .split(';\n')
          .map((sql) => ({ results: api.db.prepare(sql).all(), success: true, meta: { duration: 0 } }))
      if (request.url?.endsWith('/export') === true) {
        api.onExport()
        return { ...done, result: { signed_url: `${origin}/download`, filename: 'export.sql' } }
      }
      if (request.url?.endsWith('/import') !== true) throw new Error(`${request.method} ${request.url}`)
      if (asked.action === 'init') return { success: true, upload_url: `${origin}/upload`, filename: 'import.sql' }
      importInto(api.db, uploads.pop() ?? '')
      const meta = { duration: 1, rows_read: 0, rows_written: 0, size_after: 0 }
      return { ...done, result: { num_queries: 1, final_bookmark: 'b', meta } }
    }
  }
  return api
}

const JSON_HEADERS = { 'content-type': 'application/json' }

/** As a whole or not at all, with foreign keys. */
function importInto(db: DatabaseSync, sql: string): void {
  for (const line of sql.split('\n')) {
    if (Buffer.byteLength(line) > D1_SQL_MAX_BYTES) throw new Error('statement too long: SQLITE_TOOBIG')
  }
  db.exec('BEGIN')
  try {
    db.exec(sql)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function dumpOf(db: DatabaseSync): string {
  const lines = ['PRAGMA defer_foreign_keys=TRUE;']
  const tables = db.prepare(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name = 'sqlite_sequence', rowid`,
  )
  for (const { name, sql } of tables.all()) {
    lines.push(name === 'sqlite_sequence' ? 'DELETE FROM sqlite_sequence;' : `${String(sql)};`)
    for (const row of db.prepare(`SELECT * FROM ${quoted(String(name))}`).iterate()) {
      const values = Object.values(row).map(literal)
      lines.push(
        `INSERT INTO ${quoted(String(name))} (${Object.keys(row).map(quoted).join(',')}) VALUES(${values.join(',')});`,
      )
    }
  }
  for (const { sql } of db.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`).all())
    lines.push(`${String(sql)};`)
  return lines.join('\n')
}

function literal(value: SQLOutputValue): string {
  if (value === null) return 'NULL'
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`
  if (typeof value !== 'string') return String(value)
  const text = `'${value
    .replaceAll("'", "''")
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)}'`
  const withReturns = value.includes('\r') ? `replace(${text},'\\r',char(13))` : text
  return value.includes('\n') ? `replace(${withReturns},'\\n',char(10))` : withReturns
}
