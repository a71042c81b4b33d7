/**
 * The page on which a list is imported: a file, its columns, a test, and then adding. The file is read by a worker, which encrypts the
 * contacts; this page sends them, each with its email address, as a form sends one. The fields have no names, no form is sent, and nothing
 * is stored in the browser.
 *
 * Of the page: `#import` has what it needs as JSON in `data-setup`, and parts with `data-part` and buttons with `data-act`.
 */
import { v7 as uuidv7 } from 'uuid'

import {
  DATE_ORDERS,
  ENCODINGS,
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportResult,
  type ImportSetup,
} from '../../../contacts/import-setup.ts'
import { generateKeyPair } from '../../../crypto/key-pairs.ts'
import { filled } from '../contacts/text.ts'
import { holdPage, oneAtATime, showError, takeDropped } from '../file-page.ts'
import { save } from '../save.ts'
import type { Bad, Columns, FileTrouble, Opened, Part, Pass } from './messages.ts'
import { type Parts, partsOf } from './parts.ts'
import { Reader, Unreadable } from './reader.ts'
import { ask, Interrupted, type Why } from './requests.ts'
import { objectIn, Run, stateIn } from './run.ts'

export function enableImport(page: Document): void {
  const panel = page.querySelector<HTMLElement>('#import')
  if (panel === null) return
  const setup: ImportSetup = JSON.parse(panel.dataset['setup'] ?? '{}')
  const parts = partsOf(panel)
  if (parts === null) return
  new Panel(panel, setup, parts).show()
}

/** A file that was looked through. */
interface Chosen {
  file: File
  opened: Opened
}

class Panel {
  readonly #root: HTMLElement
  readonly #setup: ImportSetup
  readonly #parts: Parts
  readonly #number: (n: number) => string
  #reader: Reader | null = null
  #chosen: Chosen | null = null
  /** Of the test, and of the import that follows it. */
  #id = ''
  /** What “Go on” continues. */
  #doing: (() => Promise<void>) | null = null
  #running: AbortController | null = null
  #isAdding = false
  #isLeaving = false
  readonly #once: (act: () => Promise<void>) => void

  constructor(root: HTMLElement, setup: ImportSetup, parts: Parts) {
    this.#root = root
    this.#setup = setup
    this.#parts = parts
    const numbers = new Intl.NumberFormat(setup.numbers)
    this.#number = (n) => numbers.format(n)
    this.#once = oneAtATime(root, () => this.#fail(setup.said.fault))
  }

  show(): void {
    const { file, encoding, test, go, stop, add, discard, save, drop, collected } = this.#parts
    collected.value = this.#setup.today
    collected.max = this.#setup.today
    file.addEventListener('change', () => this.#choose(null))
    encoding.addEventListener('change', () => this.#choose(ENCODINGS.find((one) => one === encoding.value) ?? null))
    takeDropped(drop, file, () => this.#choose(null))
    test.addEventListener('click', () => this.#once(() => this.#check()))
    go.addEventListener('click', () => this.#once(() => this.#go()))
    stop.addEventListener('click', () => this.#running?.abort())
    add.addEventListener('click', () => this.#once(() => this.#add()))
    discard.addEventListener('click', () => this.#discard())
    save.addEventListener('click', () => this.#once(() => this.#saveBad()))
    holdPage(() => this.#isAdding && !this.#isLeaving)
    this.#root.hidden = false
    generateKeyPair().catch(() => this.#sayAt('file', this.#setup.said.unsupported))
  }

  #choice = 0

  /** The last choice is shown, however long the file of another one takes. */
  #choose(encoding: (typeof ENCODINGS)[number] | null): void {
    this.#sayAt('file', '')
    const [file] = this.#parts.file.files ?? []
    if (file === undefined) return
    this.#parts.columns.hidden = true
    this.#chosen = null
    this.#root.setAttribute('aria-busy', 'true')
    void this.#open(file, encoding, ++this.#choice)
  }

  async #open(file: File, encoding: (typeof ENCODINGS)[number] | null, choice: number): Promise<void> {
    const { said, worker, rowsMax, locale } = this.#setup
    try {
      this.#reader ??= new Reader(worker)
      const opened = await this.#reader.open({ file, encoding, rowsMax, locale })
      if (choice !== this.#choice) return
      this.#root.removeAttribute('aria-busy')
      this.#chosen = { file, opened }
      this.#showColumns(opened)
    } catch (error) {
      if (choice !== this.#choice) return
      this.#root.removeAttribute('aria-busy')
      const why = error instanceof Unreadable ? error.why : 'fault'
      const texts: Record<FileTrouble, string> = {
        'no-rows': said.noRows,
        'not-csv': said.notCsv,
        'too-large': said.tooLarge,
        fault: said.fault,
      }
      this.#sayAt('file', texts[why])
    }
  }

  #showColumns({ header, sample, columns, dates, encoding }: Opened): void {
    const width = Math.max(header?.length ?? 0, ...sample.map(({ length }) => length))
    const names = Array.from({ length: width }, (_, at) => header?.[at]?.trim() || this.#number(at + 1))
    for (const select of this.#parts.columnOf) {
      const column = IMPORT_COLUMNS.find((one) => one === select.dataset['column'])
      select.replaceChildren(
        new Option(this.#setup.said.noColumn, ''),
        ...names.map((name, at) => new Option(name, String(at))),
      )
      select.value = column === undefined ? '' : String(columns[column] ?? '')
    }
    this.#parts.encoding.value = encoding
    this.#parts.dates.value = dates
    const table = document.createElement('table')
    table.className = 'table'
    const head = table.createTHead().insertRow()
    for (const name of names) {
      const cell = document.createElement('th')
      cell.scope = 'col'
      cell.append(isolated(name))
      head.append(cell)
    }
    const body = table.createTBody()
    for (const cells of sample) {
      const row = body.insertRow()
      for (const at of names.keys()) row.insertCell().append(isolated(cells[at] ?? ''))
    }
    this.#parts.sample.replaceChildren(table)
    this.#parts.columns.hidden = false
  }

  #columns(): Columns {
    const of = (column: ImportColumn): number | null => {
      const value = this.#parts.columnOf.find(({ dataset }) => dataset['column'] === column)?.value ?? ''
      return value === '' ? null : Number(value)
    }
    return { name: of('name'), email: of('email'), country: of('country'), date: of('date'), consent: of('consent') }
  }

  /** The button below the columns: a test, or, where an import was interrupted, the rest of it. */
  async #check(): Promise<void> {
    const { said, resume } = this.#setup
    const columns = this.#columns()
    this.#sayAt('column-name', columns.name === null ? said.noEmailColumn : '')
    this.#sayAt('column-email', columns.email === null ? said.noEmailColumn : '')
    if (this.#chosen === null) return this.#sayAt('file', said.noFile)
    if (columns.name === null || columns.email === null) return
    if (resume === null) return this.#test(columns)
    if (resume.fileRows !== this.#chosen.opened.rows) return this.#sayAt('file', said.otherFile)
    this.#id = resume.id
    return this.#addFrom(columns, resume.reached, resume.collectedOn)
  }

  async #test(columns: Columns): Promise<void> {
    const { path } = this.#setup
    const rows = this.#rows()
    const id = uuidv7()
    this.#id = id
    const run = this.#run(this.#pass(columns, null), `${path}/${id}/test`)
    let isBegun = false
    await this.#do(false, async (signal) => {
      if (!isBegun) await ask(`${path}/tests`, new URLSearchParams({ id, rows: String(rows) }), signal)
      isBegun = true
      await run.go(signal)
      const result = resultIn(await ask(`${path}/${id}/result`, new URLSearchParams(), signal))
      if (run.part !== null) this.#showResult(run.part, result)
    })
  }

  #rows(): number {
    return this.#chosen?.opened.rows ?? 0
  }

  #pass(columns: Columns, add: Pass['add']): Pass {
    if (this.#chosen === null) throw new TypeError('no file')
    const { file, opened } = this.#chosen
    const { row, problem, problems } = this.#setup.said
    return {
      file,
      encoding: opened.encoding,
      delimiter: opened.delimiter,
      hasHeader: opened.header !== null,
      columns,
      dates: DATE_ORDERS.find((one) => one === this.#parts.dates.value) ?? 'ymd',
      now: Date.now(),
      names: { row, problem, problems },
      add,
    }
  }

  #run(pass: Pass, url: string): Run {
    if (this.#reader === null) throw new TypeError('no reader')
    return new Run(this.#reader, pass, url, (done) => this.#draw(done))
  }

  #showResult({ sum, bad }: Part, { tested, here }: ImportResult): void {
    const { said, count } = this.#setup
    const { sumOf, lineOf, few, becomes, add, unreadable, more, result } = this.#parts
    const minus = (n: number): string => (n === 0 ? this.#number(0) : `− ${this.#number(n)}`)
    const added = tested - (here ?? 0)
    const texts = {
      rows: this.#number(sum.rows),
      here: minus(here ?? 0),
      twice: minus(sum.twice),
      unreadable: minus(sum.unreadable),
      added: this.#number(added),
    }
    for (const [line, text] of Object.entries(texts)) {
      const cell = sumOf(line)
      if (cell !== null) cell.replaceChildren(isolated(text))
    }
    for (const line of ['here', 'added']) {
      const row = lineOf(line)
      if (row !== null) row.hidden = here === null
    }
    few.hidden = here !== null
    becomes.replaceChildren(isolated(`${this.#number(count)} → ${this.#number(count + added)}`))
    if (becomes.parentElement !== null) becomes.parentElement.hidden = here === null
    add.textContent = filled(said.addThem, { n: this.#number(added) })
    this.#parts.before.hidden = tested === 0
    unreadable.hidden = sum.unreadable === 0
    this.#showBad(bad)
    const left = sum.unreadable - bad.length
    more.textContent = left > 0 ? filled(said.more, { n: this.#number(left) }) : ''
    this.#showOnly('result')
    result.querySelector<HTMLElement>('h2')?.focus()
  }

  #showBad(bad: readonly Bad[]): void {
    const { row: rowWord, problem: problemWord, inFile, problems } = this.#setup.said
    const rows = bad.map(({ row, problem, cells }) => {
      const line = document.createElement('tr')
      const head = document.createElement('th')
      head.scope = 'row'
      head.textContent = `${rowWord} ${this.#number(row)}`
      line.append(head)
      const cell = (label: string, content: string | Node): void => {
        const made = line.insertCell()
        made.dataset['label'] = label
        made.append(content)
      }
      cell(problemWord, problems[problem])
      cell(inFile, isolated(cells.map((text) => text.trim() || '–').join(', ')))
      return line
    })
    this.#parts.bad.replaceChildren(...rows)
  }

  async #saveBad(): Promise<void> {
    if (this.#reader === null || this.#chosen === null) return
    const name = this.#chosen.file.name.replace(/\.[^.]*$/, '')
    save(await this.#reader.bad(), `${name}-${this.#setup.slug}.csv`)
  }

  async #add(): Promise<void> {
    const { said, path, today } = this.#setup
    const { source, collected, evidence, note, lawful } = this.#parts
    this.#sayAt('source', source.value.trim() === '' ? said.required : '')
    this.#sayAt('collected', collected.value === '' || collected.value > today ? said.wrongDay : '')
    this.#sayAt('evidence', isEvidence(evidence.value.trim()) ? '' : said.notUrl)
    this.#sayAt('lawful', lawful.checked ? '' : said.lawfulNeeded)
    const wrong = this.#root.querySelector<HTMLElement>('[data-part=before] [aria-invalid=true]')
    if (wrong !== null) return wrong.focus()
    const form = new URLSearchParams({
      rows: String(this.#rows()),
      source: source.value,
      collectedOn: collected.value,
      evidence: evidence.value.trim(),
      note: note.value,
      lawful: 'yes',
    })
    const id = this.#id
    await this.#addFrom(this.#columns(), 0, collected.value, (signal) => ask(`${path}/${id}/begin`, form, signal))
  }

  /** Rows after `after`. `begin`: what is asked before the first one. */
  async #addFrom(
    columns: Columns,
    after: number,
    collectedOn: string,
    begin: (signal: AbortSignal) => Promise<unknown> = () => Promise.resolve(null),
  ): Promise<void> {
    const { path, slug, publicKeys, language } = this.#setup
    const id = this.#id
    const signedAt = Math.min(Date.parse(collectedOn), Date.now())
    const add = { after, signedAt, petition: slug, publicKeys, locale: language }
    const run = this.#run(this.#pass(columns, add), `${path}/${id}/rows`)
    let isBegun = false
    this.#isAdding = true
    await this.#do(true, async (signal) => {
      if (!isBegun) await begin(signal)
      isBegun = true
      await run.go(signal)
      const state = stateIn(await ask(`${path}/${id}/finish`, new URLSearchParams(), signal))
      if (!state.finished) throw new Interrupted('fault')
      this.#isLeaving = true
      const query = new URLSearchParams({ done: 'imported', n: String(state.counted) })
      location.assign(`${this.#setup.after}?${query.toString()}`)
    })
  }

  /** Shows how far `act` is; when it is interrupted, “Go on” calls it again. */
  async #do(isAdding: boolean, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#isAdding = isAdding
    this.#done = 0
    this.#doing = async () => {
      const running = new AbortController()
      this.#running = running
      this.#parts.go.hidden = true
      this.#parts.stop.hidden = false
      this.#parts.state.textContent = ''
      this.#showOnly('working')
      this.#draw(this.#done)
      this.#parts.progress.focus()
      try {
        await act(running.signal)
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error
        this.#interrupted(running.signal.aborted ? 'stopped' : error.why)
      }
    }
    await this.#doing()
  }

  async #go(): Promise<void> {
    await this.#doing?.()
  }

  #interrupted(why: Why | 'stopped'): void {
    const { said } = this.#setup
    const texts: Record<Why | 'stopped', string> = {
      stopped: said.stopped,
      failed: said.failed,
      'signed-out': said.signedOut,
      'too-many': said.tooManyTests,
      gone: said.gone,
      fault: said.fault,
    }
    this.#fail(filled(texts[why], { done: this.#number(this.#done), total: this.#number(this.#rows()) }))
    this.#parts.go.hidden = why === 'gone' || why === 'fault' || why === 'too-many'
    if (!this.#parts.go.hidden) this.#parts.go.focus()
  }

  #fail(text: string): void {
    this.#showOnly('working')
    this.#parts.stop.hidden = true
    this.#parts.state.textContent = text
  }

  #done = 0

  #draw(done: number): void {
    this.#done = done
    const { said } = this.#setup
    const { bar, progress } = this.#parts
    const total = this.#rows()
    bar.max = Math.max(total, 1)
    bar.value = done
    const text = this.#isAdding ? said.adding : said.testing
    progress.textContent = filled(text, { done: this.#number(done), total: this.#number(total) })
  }

  #discard(): void {
    this.#isLeaving = true
    location.assign(this.#setup.after)
  }

  #sayAt(field: string, text: string): void {
    const error = this.#parts.errorOf(field)
    const control = this.#parts.controlOf(field)
    if (error !== null && control !== null) showError(control, error, text)
  }

  #showOnly(part: 'working' | 'result'): void {
    const { choosing, working, result } = this.#parts
    choosing.hidden = true
    working.hidden = part !== 'working'
    result.hidden = part !== 'result'
  }
}

/** Text of the file, whose direction is not the page's. */
function isolated(text: string): HTMLElement {
  const element = document.createElement('bdi')
  element.textContent = text
  return element
}

/** As the server checks it: a link has https. */
const isEvidence = (text: string): boolean =>
  !/^[a-z][a-z\d+.-]*:/i.test(text) || (/^https:\/\//i.test(text) && isUrl(text))

/** `URL.canParse` is too new. */
function isUrl(text: string): boolean {
  try {
    return new URL(text).host !== ''
  } catch {
    return false
  }
}

function resultIn(said: unknown): ImportResult {
  const { tested, here }: Record<string, unknown> = { ...objectIn(said) }
  if (typeof tested !== 'number') throw new Interrupted('fault')
  return { tested, here: typeof here === 'number' ? here : null }
}
