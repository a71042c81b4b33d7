/**
 * Where an owner opens the contacts: what there is in numbers, the key file and its passphrase, and what can be saved. All but the numbers
 * is done by a script in the browser; the fields have no names, so that no form can send them.
 */
import type { Setup } from '../../contacts/setup.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'

export interface ShownReading {
  /** Null for a token. */
  by: { name: string | null } | null
  /** In words. */
  when: string
}

interface Props {
  around: Around
  petition: AroundPetition
  /** Signatures given here that count. */
  signatures: number
  keys: number
  /** Counted since the newest reading; null when there was none. */
  fresh: number | null
  readings: readonly ShownReading[]
  hasVersions: boolean
  setup: Setup
}

type Words = ConsoleWords['contacts']

export function ContactsPage({ around, petition, signatures, keys, fresh, readings, hasVersions, setup }: Props) {
  const words = consoleWords(around.locale)
  const { contacts } = words
  const { number } = catalogue(around.locale)
  const stats: [n: number, label: string][] = [
    [signatures, contacts.signatures],
    [keys, contacts.keys],
    ...(fresh === null ? [] : [[fresh, contacts.fresh] satisfies [number, string]]),
  ]
  return (
    <Page
      around={around}
      title={contacts.title}
      petition={petition}
      place="contacts"
      scripts={['/console-contacts.js']}
    >
      <Heading title={contacts.title} lead={contacts.lead} />
      <div class="stats">
        {stats.map(([n, label]) => (
          <p class="stat">
            <strong>{number(n)}</strong>
            {label}
          </p>
        ))}
      </div>
      <noscript>
        <Notice tone="warn">
          <p>{contacts.noScript}</p>
        </Notice>
      </noscript>
      <div class="section" id="contacts" data-setup={JSON.stringify(setup)} hidden>
        <Working words={contacts} />
        <Opened {...{ contacts, hasVersions }} />
        <Unlock words={contacts} />
      </div>
      <section class="section">
        <h2>{contacts.happens}</h2>
        <Consequences items={[contacts.happensKey, contacts.happensRows, contacts.happensLog]} />
      </section>
      {readings.length > 0 && (
        <section class="section card">
          <h2>{contacts.readings}</h2>
          <ul class="list">
            {readings.map(({ by, when }) => (
              <li>
                <bdi>{by === null ? contacts.byToken : by.name || contacts.byFormer}</bdi>
                <br />
                <span class="note">{when}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function Unlock({ words }: { words: Words }) {
  return (
    <section class="card" data-part="unlocking">
      <h2 data-part="unlock-title">{words.open}</h2>
      <div class="field">
        <div class="drop" data-part="drop">
          <label for="key-file">
            <strong>{words.file}</strong>
          </label>
          <span class="hint" id="key-file-hint">
            {words.fileHint}
          </span>
          <input
            type="file"
            id="key-file"
            accept=".json,application/json"
            multiple
            aria-describedby="key-file-hint key-file-error"
          />
        </div>
        <span class="wrong-text" id="key-file-error" role="alert" hidden></span>
      </div>
      <div class="field">
        <label for="passphrase">{words.passphrase}</label>
        <span class="wrong-text" id="passphrase-error" role="alert" hidden></span>
        <input
          id="passphrase"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          aria-describedby="passphrase-error"
        />
      </div>
      <div class="choice" data-part="choose-all">
        <input type="checkbox" id="all" aria-describedby="all-hint" />
        <div>
          <label for="all">{words.all}</label>
          <span class="hint" id="all-hint">
            {words.allHint}
          </span>
        </div>
      </div>
      <div class="acts">
        <button type="button" class="button" data-act="unlock">
          {words.open}
        </button>
      </div>
    </section>
  )
}

function Working({ words }: { words: Words }) {
  return (
    <section class="card" data-part="working" hidden>
      <div class="split">
        <h2 data-part="title" tabindex={-1}>
          {words.working}
        </h2>
        <span class="note number" data-part="progress"></span>
      </div>
      <progress value="0" max="1" aria-label={words.working}></progress>
      <p class="note" role="status" data-part="state"></p>
      <div class="acts">
        <button type="button" class="button" data-act="go" hidden>
          {words.go}
        </button>
        <button type="button" class="button quiet" data-act="stop">
          {words.stop}
        </button>
        <button type="button" class="button quiet" data-act="lock">
          {words.lock}
        </button>
      </div>
    </section>
  )
}

function Opened({ contacts: words, hasVersions }: { contacts: Words; hasVersions: boolean }) {
  const { newsletter, list, everything } = words
  return (
    <section data-part="opened" hidden>
      <h2 tabindex={-1}>{words.opened}</h2>
      <div data-part="notice" hidden>
        <Notice tone="warn">
          <div data-part="unopened"></div>
        </Notice>
      </div>
      <div data-part="choices">
        <Notice tone="warn">
          <p>{words.duty}</p>
        </Notice>
        <div class="grid">
          <section class="card">
            <h3>{newsletter.title}</h3>
            <Stat part="agreed" label={newsletter.n} />
            <p class="note">{newsletter.text}</p>
            <fieldset>
              <legend>{newsletter.columns}</legend>
              {Object.entries(newsletter.column).map(([column, label]) => (
                <div class="choice">
                  <input
                    type="checkbox"
                    id={`column-${column}`}
                    value={column}
                    data-column
                    checked={column === 'name' || column === 'locale'}
                  />
                  <label for={`column-${column}`}>{label}</label>
                </div>
              ))}
            </fieldset>
            <button type="button" class="button" data-act="newsletter">
              {words.save}
            </button>
          </section>
          <section class="card">
            <h3>{list.title}</h3>
            <Stat part="counted" label={list.n} />
            <p class="note">{list.text}</p>
            <div class="field">
              <label for="order">{list.order}</label>
              <select id="order">
                {Object.entries(list.orders).map(([order, label]) => (
                  <option value={order}>{label}</option>
                ))}
              </select>
            </div>
            {hasVersions && (
              <div class="choice">
                <input type="checkbox" id="by-version" />
                <label for="by-version">{list.byVersion}</label>
              </div>
            )}
            <button type="button" class="button quiet" data-act="list">
              {list.prepare}
            </button>
            <ul class="list-links" data-part="documents"></ul>
          </section>
          <section class="card">
            <h3>{everything.title}</h3>
            <Stat part="rows" label={everything.n} />
            <p class="note">
              {everything.text} {everything.warning}
            </p>
            <button type="button" class="button quiet" data-act="everything">
              {words.save}
            </button>
          </section>
        </div>
        <p class="note message" role="status" data-part="message"></p>
      </div>
      <div class="acts">
        <button type="button" class="button quiet" data-act="lock">
          {words.lock}
        </button>
        <span class="note">{words.lockHint}</span>
      </div>
    </section>
  )
}

const Stat = ({ part, label }: { part: string; label: string }) => (
  <p class="stat">
    <strong data-part={part}></strong>
    {label}
  </p>
)
