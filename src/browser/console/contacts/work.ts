/**
 * What a worker does: opens locked rows, and makes files of opened ones. Opened rows are stored as lines of JSON in Blobs, outside of
 * the page's memory.
 */
import { type Cell, csvRecord } from '../../../contacts/csv.ts'
import type { Fields } from '../../../contacts/fields.ts'
import { type Keys, type OpenedRow, openRow, type Unopened } from '../../../contacts/open.ts'
import { readRow } from './lines.ts'
import { listDocuments, type Signer, signerOf } from './list.ts'
import type { ListPart, Opened, Result, Task } from './messages.ts'

/** Each row waits about twenty times for WebCrypto, which works on other threads. */
const ROWS_AT_ONCE = 16
const BYTE_ORDER_MARK = '\uFEFF'

export async function work(task: Task, keys: Keys): Promise<Result> {
  switch (task.kind) {
    case 'open':
      return { kind: 'open', opened: await openLines(new TextDecoder().decode(task.bytes), keys) }
    case 'csv':
      return { kind: 'csv', file: await csvOf(task) }
    case 'list':
      return { kind: 'list', parts: await listOf(task) }
  }
}

async function openLines(text: string, keys: Keys): Promise<Opened> {
  const lines = text.split('\n').filter((line) => line !== '')
  const results: (OpenedRow | Unopened)[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < lines.length) {
      const at = next++
      const row = readRow(lines[at] ?? '')
      results[at] = row === null ? { id: '', why: 'broken' } : await openRow(row, keys)
    }
  }
  await Promise.all(Array.from({ length: ROWS_AT_ONCE }, lane))
  const opened: Omit<Opened, 'chunk' | 'locked'> = {
    rows: 0,
    empty: 0,
    counted: 0,
    agreed: 0,
    lockedTo: {},
    broken: [],
  }
  const texts: string[] = []
  const locked: string[] = []
  for (const [at, result] of results.entries()) {
    if ('fields' in result) {
      const { fields, isEmpty } = result
      const isCounted = fields.status === 'counted' && !isEmpty
      opened.rows++
      if (isEmpty) opened.empty++
      if (isCounted) opened.counted++
      if (!isEmpty && hasAgreed(fields)) opened.agreed++
      texts.push(`${JSON.stringify(fields)}\n`)
    } else if (result.why === 'broken') {
      opened.broken.push(result.id)
    } else {
      const ids = result.keyIds.join(' / ')
      opened.lockedTo[ids] = (opened.lockedTo[ids] ?? 0) + 1
      locked.push(`${lines[at] ?? ''}\n`)
    }
  }
  return { ...opened, chunk: new Blob(texts), locked: locked.length === 0 ? null : new Blob(locked) }
}

/** To updates; of an imported list, as it says. */
const hasAgreed = ({ status, updates }: Fields): boolean =>
  (status === 'counted' || status === 'imported') && updates === true

async function csvOf({ chunks, columns, agreed }: Extract<Task, { kind: 'csv' }>): Promise<Blob> {
  const parts: BlobPart[] = [BYTE_ORDER_MARK, csvRecord(columns)]
  for (const chunk of chunks) {
    const records: string[] = []
    for (const fields of await fieldsIn(chunk)) {
      if (agreed && !hasAgreed(fields)) continue
      const cells: Record<string, Cell> = fields
      records.push(csvRecord(columns.map((column) => cells[column] ?? null)))
    }
    parts.push(new Blob(records))
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}

async function listOf({ chunks, options }: Extract<Task, { kind: 'list' }>): Promise<ListPart[]> {
  const signers: Signer[] = []
  for (const chunk of chunks) {
    for (const fields of await fieldsIn(chunk)) {
      const signer = signerOf(fields)
      if (signer !== null) signers.push(signer)
    }
  }
  return listDocuments(signers, options).map(({ html, from, to }) => ({
    html: new Blob([html], { type: 'text/html;charset=utf-8' }),
    from,
    to,
  }))
}

/** Written here, by `openLines`. */
async function fieldsIn(chunk: Blob): Promise<Fields[]> {
  const text = await chunk.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Fields => JSON.parse(line))
}
