/**
 * The page on which contacts are opened: a key file and its passphrase, the progress, and three files to save or print. The private key,
 * the passphrase and what was opened are in this page and its workers alone: the fields have no names, no form is sent, and nothing is
 * stored. Leaving the page, or locking again, ends the document with all of it.
 *
 * Of the page: `#contacts` has what it needs as JSON in `data-setup`, and parts with `data-part` and buttons with `data-act`.
 */
import { COLUMNS, type Column } from '../../../contacts/fields.ts'
import { ORDERS, type Setup } from '../../../contacts/setup.ts'
import type { CampaignKey } from '../../../key-file/keys.ts'
import { generateKeyPair } from '../../../crypto/key-pairs.ts'
import { holdPage, oneAtATime, showError, takeDropped } from '../file-page.ts'
import { save } from '../save.ts'
import { Download } from './download.ts'
import { type FileProblem, openKeyFiles } from './key-files.ts'
import { type Ended, lockedIn, Opening, seenIn, type Totals } from './opening.ts'
import { clock, filled, paragraph } from './text.ts'
import { type Parts, partsOf } from './parts.ts'
import { Pool } from './pool.ts'

/** Of a public key, as it is shown elsewhere in the console. */
const KEY_CHARS = 9
/** What is read out is not said for each piece. */
const PROGRESS_MS = 250
const LEFT_MS = 5_000

export function enableContacts(page: Document): void {
  const panel = page.querySelector<HTMLElement>('#contacts')
  if (panel === null) return
  const setup: Setup = JSON.parse(panel.dataset['setup'] ?? '{}')
  const parts = partsOf(panel)
  if (parts === null) return
  new Panel(panel, setup, parts).show()
}

class Panel {
  readonly #root: HTMLElement
  readonly #setup: Setup
  readonly #parts: Parts
  readonly #number: (n: number) => string
  #keys: CampaignKey[] = []
  #pool: Pool | null = null
  #opening: Opening | null = null
  /** Windows with lists to print, and the URLs of their documents. */
  #windows: (Window | null)[] = []
  #urls: string[] = []
  /** File of another key that was chosen: chosen once more it is taken for an older one. */
  #doubted = ''
  #isLeaving = false
  /** Deriving a key takes a phone a second. */
  readonly #once: (act: () => Promise<void>) => void

  constructor(root: HTMLElement, setup: Setup, parts: Parts) {
    this.#root = root
    this.#setup = setup
    this.#parts = parts
    const numbers = new Intl.NumberFormat(setup.numbers)
    this.#number = (n) => numbers.format(n)
    this.#once = oneAtATime(root, () => this.#tell(setup.said.fault))
  }

  show(): void {
    const { file, drop, passphrase, all, unlock, go, stop, lock } = this.#parts
    for (const field of [file, passphrase, all]) field.removeAttribute('name')
    unlock.addEventListener('click', () => this.#once(() => this.#unlock()))
    passphrase.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) unlock.click()
    })
    takeDropped(drop, file)
    go.addEventListener('click', () => this.#once(() => this.#go()))
    stop.addEventListener('click', () => this.#opening?.stop())
    for (const button of lock) button.addEventListener('click', () => this.#lock())
    this.#parts.newsletter.addEventListener('click', () => this.#once(() => this.#saveNewsletter()))
    this.#parts.everything.addEventListener('click', () => this.#once(() => this.#saveEverything()))
    this.#parts.list.addEventListener('click', () => this.#once(() => this.#prepareList()))
    holdPage(() => this.#opening !== null && !this.#isLeaving)
    // The page may be stored to come back to: then without what was opened.
    addEventListener('pagehide', () => this.#drop())
    this.#root.hidden = false
    generateKeyPair().catch(() => this.#sayAt('file', this.#setup.said.unsupported))
  }

  async #unlock(): Promise<void> {
    const { said, publicKeys } = this.#setup
    const { file, passphrase } = this.#parts
    this.#sayAt('file', '')
    this.#sayAt('passphrase', '')
    const files = [...(file.files ?? [])]
    if (files.length === 0) return this.#sayAt('file', said['no-file'])
    if ((await generateKeyPair().catch(() => null)) === null) return this.#sayAt('file', said.unsupported)
    const chosen = files.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`).join()
    const isOlder = this.#opening !== null || this.#doubted === chosen
    const { keys, problems } = await openKeyFiles(files, passphrase.value, isOlder ? null : publicKeys)
    this.#doubted = problems.some(({ why }) => why === 'other-key') ? chosen : ''
    if (problems.length > 0) return this.#sayProblems(problems)
    this.#keys.push(...keys)
    file.value = ''
    passphrase.value = ''
    await (this.#opening === null ? this.#begin() : this.#tryLocked(this.#opening))
  }

  #sayProblems(problems: readonly FileProblem[]): void {
    const textOf = ({ why, file, publicKeys }: FileProblem): string =>
      filled(this.#setup.said[why], {
        file,
        key: publicKeys.map(beginningOf).join(', '),
        keys: this.#setup.publicKeys.map(beginningOf).join(', '),
      })
    const ofPassphrase = problems.filter(({ why }) => why === 'wrong-passphrase' || why === 'no-passphrase')
    const ofFile = problems.filter((problem) => !ofPassphrase.includes(problem))
    if (ofPassphrase.length > 0) this.#sayAt('passphrase', ofPassphrase.map(textOf).join(' '))
    if (ofFile.length > 0) this.#sayAt('file', ofFile.map(textOf).join(' '))
  }

  #sayAt(field: 'file' | 'passphrase', text: string): void {
    showError(this.#parts[field], this.#parts[`${field}Error`], text)
  }

  async #begin(): Promise<void> {
    const { rows, worker, said } = this.#setup
    this.#pool = new Pool(worker)
    const onRetry = (): void => this.#say(said.reconnecting)
    const download = new Download(rows, { all: this.#parts.all.checked, onRetry })
    this.#opening = new Opening(download, this.#pool, (totals) => this.#draw(totals))
    await this.#go()
  }

  async #go(): Promise<void> {
    const opening = this.#opening
    if (opening === null) return
    this.#showOnly('working')
    this.#parts.go.hidden = true
    this.#parts.stop.hidden = false
    this.#parts.title.focus()
    this.#startClock(opening)
    this.#end(await opening.go(this.#given()), opening)
  }

  async #tryLocked(opening: Opening): Promise<void> {
    this.#showOnly('working')
    this.#parts.go.hidden = true
    this.#parts.stop.hidden = true
    this.#startClock(opening)
    this.#end(await opening.retry(this.#given()), opening)
  }

  #given() {
    return { petition: this.#setup.slug, privateKeys: this.#keys.map(({ privateKey }) => privateKey) }
  }

  #end(ended: Ended, opening: Opening): void {
    this.#draw(opening.totals, true)
    if (ended === 'complete') return this.#complete(opening.totals)
    this.#parts.stop.hidden = true
    this.#parts.go.hidden = ended === 'fault' || ended === 'forbidden'
    this.#say(this.#setup.said[ended])
    this.#parts.go.focus()
  }

  #complete(totals: Totals): void {
    const { said } = this.#setup
    const { opened, unopened, unlocking, chooseAll, counted, agreed, rows } = this.#parts
    const locked = lockedIn(totals)
    const sentences: string[] = []
    if (totals.rows === 0 && locked > 0) sentences.push(said.none)
    for (const [ids, n] of totals.lockedTo) sentences.push(filled(said.locked, { n: this.#number(n), key: ids }))
    const { broken } = totals
    if (broken.n > 0) sentences.push(filled(said.broken, { n: this.#number(broken.n), ids: broken.ids.join(', ') }))
    if (totals.empty > 0) sentences.push(filled(said.empty, { n: this.#number(totals.empty) }))
    unopened.replaceChildren(...sentences.map(paragraph))
    this.#parts.notice.hidden = sentences.length === 0
    for (const [element, n] of [
      [counted, totals.counted],
      [agreed, totals.agreed],
      [rows, totals.rows],
    ] as const) {
      element.textContent = this.#number(n)
    }
    this.#showOnly('opened')
    unlocking.hidden = locked === 0
    chooseAll.hidden = true
    this.#parts.unlockTitle.textContent = said.add
    this.#parts.choices.hidden = totals.rows === 0
    opened.querySelector<HTMLElement>('h2')?.focus()
  }

  #startedAt = 0
  #startedWith = 0
  #drawnAt = 0
  #saidAt = 0

  /** The time that is left is that of this stretch: without the time in which it was stopped. */
  #startClock({ totals }: Opening): void {
    this.#startedAt = performance.now()
    this.#startedWith = seenIn(totals)
    this.#drawnAt = this.#saidAt = 0
    this.#say('')
    this.#draw(totals, true)
  }

  #draw(totals: Totals, now = false): void {
    const time = performance.now()
    if (!now && time - this.#drawnAt < PROGRESS_MS) return
    this.#drawnAt = time
    const seen = seenIn(totals)
    const total = Math.max(this.#setup.total, seen)
    const { bar, progress } = this.#parts
    bar.max = Math.max(total, 1)
    bar.value = seen
    progress.textContent = filled(this.#setup.said.progress, { n: this.#number(seen), total: this.#number(total) })
    if (now || time - this.#startedAt < LEFT_MS / 5 || time - this.#saidAt < LEFT_MS) return
    this.#saidAt = time
    const perMs = (seen - this.#startedWith) / (time - this.#startedAt)
    const percent = Math.floor((100 * seen) / total)
    this.#say(
      filled(this.#setup.said.left, { percent: this.#number(percent), time: clock((total - seen) / perMs / 1_000) }),
    )
  }

  #say(text: string): void {
    if (this.#parts.state.textContent !== text) this.#parts.state.textContent = text
  }

  async #saveNewsletter(): Promise<void> {
    const chosen = new Set(this.#parts.columns.filter(({ checked }) => checked).map(({ value }) => value))
    const columns = ['email', ...COLUMNS.filter((column) => column !== 'email' && chosen.has(column))] as const
    await this.#saveCsv({ columns, agreed: true }, 'updates')
  }

  #saveEverything(): Promise<void> {
    return this.#saveCsv({ columns: COLUMNS, agreed: false }, 'all')
  }

  async #saveCsv(what: { columns: readonly Column[]; agreed: boolean }, name: string): Promise<void> {
    const { said, slug } = this.#setup
    if (this.#pool === null || this.#opening === null) return
    this.#tell(said.preparing)
    const day = new Date().toISOString().slice(0, 10)
    const file = `${slug}-${name}-${day}.csv`
    save(await this.#pool.csv({ chunks: this.#opening.chunks, ...what }), file)
    this.#tell(filled(said.ready, { file }))
  }

  async #prepareList(): Promise<void> {
    const { said, printed, sheet, script, print } = this.#setup
    const { order, byVersion, documents } = this.#parts
    if (this.#pool === null || this.#opening === null) return
    this.#tell(said.preparing)
    this.#forgetLists()
    const options = {
      order: ORDERS.find((one) => one === order.value) ?? 'date',
      byVersion: byVersion?.checked === true,
      printed,
      sheet,
      script,
      print,
    } as const
    const made = await this.#pool.list({ chunks: this.#opening.chunks, options })
    const links = made.map(({ html, from, to }) => {
      const url = URL.createObjectURL(html)
      this.#urls.push(url)
      const link = document.createElement('a')
      link.href = url
      link.target = '_blank'
      link.textContent = filled(said.part, { from: this.#number(from), to: this.#number(to) })
      link.addEventListener('click', (event) => {
        event.preventDefault()
        this.#windows.push(open(url))
      })
      const item = document.createElement('li')
      item.append(link)
      return item
    })
    documents.replaceChildren(...links)
    this.#tell('')
    documents.querySelector('a')?.focus()
  }

  /** Read out, beside the files. */
  #tell(text: string): void {
    this.#parts.message.textContent = text
  }

  #forgetLists(): void {
    for (const url of this.#urls) URL.revokeObjectURL(url)
    for (const window of this.#windows) window?.close()
    this.#urls = []
    this.#windows = []
  }

  #lock(): void {
    this.#isLeaving = true
    this.#drop()
    location.replace(location.pathname)
  }

  #drop(): void {
    this.#opening?.stop()
    this.#pool?.close()
    this.#forgetLists()
    this.#keys = []
    this.#pool = null
    this.#opening = null
    this.#parts.passphrase.value = ''
    this.#parts.file.value = ''
  }

  #showOnly(part: 'working' | 'opened'): void {
    const { unlocking, working, opened } = this.#parts
    unlocking.hidden = true
    working.hidden = part !== 'working'
    opened.hidden = part !== 'opened'
  }
}

const beginningOf = (publicKey: string): string => publicKey.slice(0, KEY_CHARS)
