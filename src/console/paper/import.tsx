/**
 * Where an owner imports an earlier list. All of it is done by a script in the browser, which asks the routes beside this page; the fields
 * have no names, so that no form can send them.
 */
import type { Child } from 'hono/jsx'

import {
  DATE_ORDERS,
  ENCODINGS,
  IMPORT_COLUMNS,
  type ImportSaid,
  type ImportSetup,
} from '../../contacts/import-setup.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { Locale } from '../../../schema/locales.ts'
import type { Claim } from '../../ledger/claims.ts'
import { CLAIM_EVIDENCE_MAX_CHARS, CLAIM_NOTE_MAX_CHARS, CLAIM_SOURCE_MAX_CHARS } from '../../limits.ts'
import { EndPage } from '../end-page.tsx'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Confirm } from '../parts/confirm.tsx'
import type { FormState } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { claimName, paperPath } from './paper.tsx'

export interface ShownImport extends Claim {
  canUndo: boolean
  /** In words. */
  undoUntil: string
  undone: string | null
}

interface Props {
  around: Around
  petition: AroundPetition
  /** Null for a new one. */
  shown: ShownImport | null
  isDraft: boolean
  /** Whether the petition may get contacts: those that it had are not deleted. */
  mayImport: boolean
  /** Whether those on the list can have the link to withdraw sent to them. */
  canWithdraw: boolean
  /** Null where nothing can be added. */
  setup: ImportSetup | null
}

export function ImportPage({ around, petition, shown, isDraft, mayImport, canWithdraw, setup }: Props) {
  const words = consoleWords(around.locale)
  const { paper } = words
  const title = shown === null ? paper.importTitle : paper.importOf(claimName(words, shown))
  const { sealed, hashed, claimed, undo, withdraw } = paper.facts
  const facts = [sealed, hashed, claimed, undo, ...(canWithdraw ? [withdraw] : [])]
  return (
    <Page {...{ around, petition, title }} place="paper" scripts={setup === null ? [] : ['/console-import.js']}>
      <Back href={paperPath(petition.slug)} text={words.frame.back(words.places.paper)} />
      <Heading title={title} lead={shown === null ? paper.importLead : undefined} />
      {shown !== null && <Shown {...{ words, petition, shown }} />}
      {isDraft && <p class="card">{paper.draft}</p>}
      {setup === null && !isDraft && (shown === null || !mayImport) && (
        <Notice tone="warn">
          <p>{mayImport ? paper.needsKey : paper.contactsDeleted}</p>
        </Notice>
      )}
      {setup !== null && (
        <>
          <noscript>
            <Notice tone="warn">
              <p>{paper.needsScript}</p>
            </Notice>
          </noscript>
          <div class="section" id="import" data-setup={JSON.stringify(setup)} hidden>
            <Choosing words={words} isResumed={shown !== null} />
            <Working paper={paper} />
            <Result words={words} />
          </div>
        </>
      )}
      {shown === null && (
        <section class="section">
          <h2>{words.contacts.happens}</h2>
          <Consequences items={facts} />
        </section>
      )}
    </Page>
  )
}

/** What the script says, by the names that it knows. */
export const importSaid = ({ paper, contacts }: ConsoleWords, locale: Locale): ImportSaid => ({
  noFile: paper.noFile,
  noRows: paper.noRows,
  notCsv: paper.notCsv,
  tooLarge: paper.tooLarge,
  noEmailColumn: paper.noEmailColumn,
  noColumn: paper.noColumn,
  testing: paper.testing,
  adding: paper.adding,
  stopped: paper.stopped,
  failed: paper.failed,
  signedOut: paper.signedOut,
  tooManyTests: paper.tooManyTests,
  gone: paper.gone,
  fault: paper.fault,
  unsupported: contacts.said.unsupported,
  few: paper.few,
  more: paper.more,
  addThem: paper.addThem,
  required: catalogue(locale).fieldErrors.required,
  wrongDay: paper.wrongDay,
  lawfulNeeded: paper.lawfulNeeded,
  notUrl: catalogue(locale).fieldErrors['not-a-url'],
  otherFile: paper.otherFile,
  row: paper.row,
  problem: paper.problem,
  inFile: paper.inFile,
  problems: paper.problems,
})

function Shown({ words, petition, shown }: { words: ConsoleWords; petition: AroundPetition; shown: ShownImport }) {
  const { paper } = words
  const isOpen = shown.finishedAt === null && shown.undoneAt === null
  return (
    <section class="card">
      <p>
        {paper.importState(shown.added, shown.fileRows)} {shown.undoneAt === null && paper.importCounts(shown.n)}
      </p>
      {shown.undone !== null && <p>{paper.undone(shown.undone)}</p>}
      {shown.undoneAt === null && (
        <p class="note">{shown.canUndo ? paper.undoUntil(shown.undoUntil) : paper.undoLate}</p>
      )}
      {shown.canUndo && (
        <div class="acts">
          <a class="button quiet" href={`${importPath(petition.slug)}/${shown.id}/undo`}>
            {paper.undo}
          </a>
        </div>
      )}
      {isOpen && <p class="gap-top">{paper.resumeText}</p>}
    </section>
  )
}

export const importPath = (slug: string): string => `${paperPath(slug)}/import`

/** A field of the script: without a name. */
function Field({ id, label, hint, children }: { id: string; label: string; hint?: string; children: Child }) {
  return (
    <div class="field" data-field={id}>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span class="wrong-text" id={`${id}-error`} hidden></span>
      {children}
    </div>
  )
}

function Choosing({ words, isResumed }: { words: ConsoleWords; isResumed: boolean }) {
  const { paper } = words
  return (
    <section class="card" data-part="choosing">
      <h2>{isResumed ? paper.resume : paper.file}</h2>
      <div class="field" data-field="file">
        <div class="drop" data-part="drop">
          <label for="file">
            <strong>{paper.file}</strong>
          </label>
          <span class="hint" id="file-hint">
            {paper.fileHint}
          </span>
          <input
            type="file"
            id="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            aria-describedby="file-hint file-error"
          />
        </div>
        <span class="wrong-text" id="file-error" role="alert" hidden></span>
      </div>
      <div data-part="columns" hidden>
        <Field id="encoding" label={paper.encoding} hint={paper.encodingHint}>
          <select id="encoding" aria-describedby="encoding-hint">
            {ENCODINGS.map((encoding) => (
              <option value={encoding}>{paper.encodings[encoding]}</option>
            ))}
          </select>
        </Field>
        <div class="scroll" data-part="sample" role="region" aria-label={paper.inFile} tabindex={0}></div>
        <fieldset>
          <legend>{paper.columns}</legend>
          <div class="grid">
            {IMPORT_COLUMNS.map((column) => (
              <Field
                id={`column-${column}`}
                label={paper.columnOf[column]}
                {...(column === 'consent' ? { hint: paper.consentHint } : {})}
              >
                <select
                  id={`column-${column}`}
                  data-column={column}
                  aria-describedby={`column-${column}-error${column === 'consent' ? ' column-consent-hint' : ''}`}
                ></select>
              </Field>
            ))}
            <Field id="dates" label={paper.dates}>
              <select id="dates">
                {DATE_ORDERS.map((order) => (
                  <option value={order}>{paper.dateOrders[order]}</option>
                ))}
              </select>
            </Field>
          </div>
        </fieldset>
        <div class="acts">
          <button type="button" class="button" data-act="test">
            {isResumed ? paper.goOn : paper.test}
          </button>
        </div>
      </div>
    </section>
  )
}

function Working({ paper }: { paper: ConsoleWords['paper'] }) {
  return (
    <section class="card" data-part="working" hidden>
      <h2 data-part="progress" id="import-progress" tabindex={-1}></h2>
      <progress value="0" max="1" aria-labelledby="import-progress"></progress>
      <p role="status" data-part="state"></p>
      <div class="acts">
        <button type="button" class="button" data-act="go" hidden>
          {paper.goOn}
        </button>
        <button type="button" class="button quiet" data-act="stop">
          {paper.stop}
        </button>
      </div>
    </section>
  )
}

function Result({ words }: { words: ConsoleWords }) {
  const { paper } = words
  return (
    <div data-part="result" hidden>
      <h2 tabindex={-1}>{paper.result}</h2>
      <p class="note">{paper.nothingYet}</p>
      <div class="grid">
        <section class="card">
          <table class="table sum">
            <caption class="visually-hidden">{paper.result}</caption>
            <tbody>
              {(['rows', 'here', 'twice', 'unreadable', 'added'] as const).map((line) => (
                <tr data-line={line}>
                  <th scope="row">{paper.sum[line]}</th>
                  <td class="n" data-sum={line}></td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="note" data-part="few" hidden>
            {paper.few}
          </p>
          <p class="stat gap-top">
            <strong data-part="becomes"></strong>
            {paper.becomes}
          </p>
        </section>
        <section class="card" data-part="before">
          <h3>{paper.before}</h3>
          <Field id="source" label={paper.source} hint={paper.sourceHint}>
            <input
              id="source"
              autocomplete="off"
              maxlength={CLAIM_SOURCE_MAX_CHARS}
              aria-describedby="source-hint source-error"
            />
          </Field>
          <Field id="collected" label={paper.collected}>
            <input id="collected" type="date" class="short" aria-describedby="collected-error" />
          </Field>
          <Field id="evidence" label={paper.evidence} hint={paper.evidenceHint}>
            <input
              id="evidence"
              autocomplete="off"
              maxlength={CLAIM_EVIDENCE_MAX_CHARS}
              aria-describedby="evidence-hint evidence-error"
            />
          </Field>
          <Field id="note" label={paper.noteLabel} hint={paper.noteHint}>
            <input
              id="note"
              autocomplete="off"
              maxlength={CLAIM_NOTE_MAX_CHARS}
              aria-describedby="note-hint note-error"
            />
          </Field>
          <div class="field" data-field="lawful">
            <span class="wrong-text" id="lawful-error" hidden></span>
            <div class="choice">
              <input type="checkbox" id="lawful" aria-describedby="lawful-error" />
              <label for="lawful">{paper.lawful}</label>
            </div>
          </div>
          <div class="acts">
            <button type="button" class="button" data-act="add"></button>
            <button type="button" class="button quiet" data-act="discard">
              {paper.discard}
            </button>
          </div>
          <p class="note">{paper.facts.undo}</p>
        </section>
      </div>
      <section class="section" data-part="unreadable" hidden>
        <h2>{paper.unreadable}</h2>
        <table class="table cards">
          <caption class="visually-hidden">{paper.unreadable}</caption>
          <TableHead columns={[paper.row, paper.problem, paper.inFile]} />
          <tbody data-part="bad"></tbody>
        </table>
        <p class="note" data-part="more"></p>
        <div class="acts">
          <button type="button" class="button quiet" data-act="save">
            {paper.saveRows}
          </button>
          <span class="note">{paper.saveRowsHint}</span>
        </div>
      </section>
    </div>
  )
}

interface UndoProps {
  around: Around
  petition: AroundPetition
  shown: ShownImport
  count: number
  form: FormState
}

export function UndoImportPage({ around, petition, shown, count, form }: UndoProps) {
  const words = consoleWords(around.locale)
  const { paper } = words
  const name = claimName(words, shown)
  const path = `${importPath(petition.slug)}/${shown.id}`
  return (
    <EndPage
      around={around}
      title={paper.undoTitle(name)}
      so={[
        paper.undoCount(count, count - shown.n),
        paper.undoContacts(shown.added - shown.withdrawn),
        paper.undoSigned,
        paper.undoFinal,
      ]}
      back={{ href: path, to: paper.importOf(name) }}
      action={`${path}/undo`}
      label={paper.undo}
      in={{ petition, place: 'paper' }}
      form={form}
    >
      <Confirm words={words} form={form} people={shown.n} />
    </EndPage>
  )
}
