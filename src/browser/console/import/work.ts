/**
 * What the worker does: reads the file, checks its rows, and encrypts what is to be added. It reads the file as often as it needs to, and
 * has no more of it in memory than a part, and what each email address is, to find those that are in it twice.
 */
import { v7 as uuidv7 } from 'uuid'

import { csvRecord } from '../../../contacts/csv.ts'
import type { Encoding } from '../../../contacts/import-setup.ts'
import type { Contact } from '../../../../schema/contact.ts'
import { isLocale, LOCALES } from '../../../../schema/locales.ts'
import { toBase64Url } from '../../../crypto/bytes.ts'
import { seal } from '../../../crypto/hpke.ts'
import { IMPORT_BATCH_MAX_ROWS, IMPORT_TEST_BATCH_MAX_ROWS } from '../../../limits.ts'
import { columnsOf, dateOrderOf, isHeader } from './columns.ts'
import { encodingOf } from './encoding.ts'
import type { Answer, Bad, Opened, Part, Pass, SealedRow, Task } from './messages.ts'
import { delimiterOf, NotCsv, type Record, recordsOf } from './records.ts'
import { type ReadRow, readRow } from './rows.ts'

const SAMPLE_ROWS = 200
const SHOWN_ROWS = 5
const SHOWN_BAD_ROWS = 20
/** Each row waits some ten times for WebCrypto, which works on other threads. */
const ROWS_AT_ONCE = 16
/** Of rows that cannot be read; they go into Blobs, outside of the worker's memory. */
const BAD_ROWS_AT_ONCE = 500
const BYTE_ORDER_MARK = '\uFEFF'

export class Work {
  #pass: AsyncGenerator<Part> | null = null
  #bad: BadRows | null = null
  #header: string[] = []

  async do(task: Task): Promise<Answer> {
    try {
      switch (task.kind) {
        case 'open':
          return await this.#open(task)
        case 'begin':
          this.#bad = new BadRows(task.pass.names, this.#header)
          this.#pass = partsOf(task.pass, this.#bad)
          return { kind: 'begin' }
        case 'next': {
          const next = await this.#pass?.next()
          if (next?.done !== false) throw new RangeError('nothing is left')
          return { kind: 'next', part: next.value }
        }
        case 'bad':
          return { kind: 'bad', file: this.#bad?.file() ?? new Blob() }
      }
    } catch (error) {
      if (error instanceof NotCsv) return { kind: 'trouble', why: 'not-csv' }
      throw error
    }
  }

  async #open({ file, encoding: given, rowsMax, locale }: Task & { kind: 'open' }): Promise<Answer> {
    const encoding: Encoding = given ?? (await encodingOf(file, locale))
    const delimiter = await delimiterOf(file, encoding)
    const sample: string[][] = []
    let first: string[] | null = null
    let rows = 0
    for await (const records of recordsOf(file, encoding, delimiter)) {
      for (const { cells } of records) {
        if (first === null) {
          first = cells
          if (isHeader(cells)) continue
        }
        rows++
        if (sample.length < SAMPLE_ROWS) sample.push(cells)
      }
      if (rows > rowsMax) return { kind: 'trouble', why: 'too-large' }
    }
    if (rows === 0 || first === null) return { kind: 'trouble', why: 'no-rows' }
    const header = isHeader(first) ? first : null
    this.#header = header ?? []
    const columns = columnsOf(header, sample)
    const opened: Opened = {
      encoding,
      delimiter,
      header,
      sample: sample.slice(0, SHOWN_ROWS),
      rows,
      columns,
      dates: dateOrderOf(sample, columns.date),
    }
    return { kind: 'open', opened }
  }
}

/** Goes through a file. */
async function* partsOf(pass: Pass, bad: BadRows): AsyncGenerator<Part> {
  const max = pass.add === null ? IMPORT_TEST_BATCH_MAX_ROWS : IMPORT_BATCH_MAX_ROWS
  const after = pass.add?.after ?? 0
  const known = new Set<string>()
  const sum = { rows: 0, twice: 0, unreadable: 0 }
  let from = after
  let found: ReadRow[] = []
  const part = async (isLast: boolean): Promise<Part> => {
    const rows = found
    const made: Part = {
      from,
      to: sum.rows,
      emails: pass.add === null ? rows.map(({ email }) => email) : [],
      rows: pass.add === null ? [] : await sealAll(rows, pass.add),
      sum: { ...sum },
      bad: bad.first,
      isLast,
    }
    from = sum.rows
    found = []
    return made
  }
  for await (const record of dataOf(pass)) {
    // One that is full is given out when there is another row, so that the last one is known to be the last.
    if (found.length === max) yield await part(false)
    sum.rows++
    const read = readRow(record.cells, pass)
    if (typeof read === 'string') {
      sum.unreadable++
      bad.add({ row: record.row, problem: read, cells: record.cells })
    } else if (known.has(read.canonical)) {
      sum.twice++
    } else {
      known.add(read.canonical)
      if (sum.rows > after) found.push(read)
    }
  }
  yield await part(true)
}

async function* dataOf({ file, encoding, delimiter, hasHeader }: Pass): AsyncGenerator<Record> {
  let isFirst = hasHeader
  for await (const records of recordsOf(file, encoding, delimiter)) {
    for (const record of records) {
      if (!isFirst) yield record
      isFirst = false
    }
  }
}

async function sealAll(rows: readonly ReadRow[], add: NonNullable<Pass['add']>): Promise<SealedRow[]> {
  const sealed: SealedRow[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < rows.length) {
      const at = next++
      const row = rows[at]
      if (row !== undefined) sealed[at] = await sealRow(row, add)
    }
  }
  await Promise.all(Array.from({ length: ROWS_AT_ONCE }, lane))
  return sealed
}

async function sealRow(row: ReadRow, add: NonNullable<Pass['add']>): Promise<SealedRow> {
  const id = uuidv7()
  const { name, email, country, updates } = row
  const signedAt = row.signedAt ?? add.signedAt
  const contact: Contact = {
    name,
    email,
    country,
    comment: null,
    updates,
    consentedAt: new Date(signedAt).toISOString(),
    locale: isLocale(add.locale) ? add.locale : LOCALES[0],
  }
  const sealedFor = { purpose: 'contact', petition: add.petition, id } as const
  const bytes = await seal(JSON.stringify(contact), add.publicKeys, sealedFor)
  return { id, email, country, signedAt, contact: toBase64Url(bytes) }
}

/** Rows that cannot be read. */
class BadRows {
  readonly #names: Pass['names']
  readonly #chunks: BlobPart[]
  #rows: Bad[] = []
  first: Bad[] = []

  constructor(names: Pass['names'], header: readonly string[]) {
    this.#names = names
    this.#chunks = [BYTE_ORDER_MARK, csvRecord([names.row, names.problem, ...header])]
  }

  add(bad: Bad): void {
    if (this.first.length < SHOWN_BAD_ROWS) this.first = [...this.first, bad]
    this.#rows.push(bad)
    if (this.#rows.length === BAD_ROWS_AT_ONCE) this.#flush()
  }

  #flush(): void {
    const { problems } = this.#names
    this.#chunks.push(
      new Blob(this.#rows.map(({ row, problem, cells }) => csvRecord([row, problems[problem], ...cells]))),
    )
    this.#rows = []
  }

  file(): Blob {
    this.#flush()
    return new Blob(this.#chunks, { type: 'text/csv;charset=utf-8' })
  }
}
