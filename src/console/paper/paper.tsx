/** Signatures from paper and earlier lists: the entries, and the form that adds one. */
import { catalogue } from '../../i18n/catalogue.ts'
import { consoleWords, type ConsoleWords } from '../../i18n/console-catalogue.ts'
import { CLAIM_EVIDENCE_MAX_CHARS, CLAIM_NOTE_MAX_CHARS, CLAIM_SOURCE_MAX_CHARS } from '../../limits.ts'
import type { Claim } from '../../ledger/claims.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Choices, ErrorSummary, type FormState, HiddenFields, TextField, Tick } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { TableHead } from '../parts/table-head.tsx'

export interface ShownClaim extends Claim {
  /** With its corrections. */
  total: number
  /** Of an import: how many of its rows have signed here since. */
  signedHere: number
  /** The day, in words; null if it is not known. */
  collected: string | null
  undone: string | null
  /** The name of the account; empty for none. */
  by: string
}

interface PaperProps {
  around: Around
  petition: AroundPetition
  claims: readonly ShownClaim[]
  count: number
  claimed: number
  /** Null for those who may not add. */
  form: FormState | null
  isDraft: boolean
}

export const paperPath = (slug: string): string => `/console/p/${slug}/paper`

/** The name of an entry: its source, as the campaign has written it, or what the entry is. */
export const claimName = ({ paper }: ConsoleWords, { kind, source }: Pick<Claim, 'kind' | 'source'>): string =>
  kind === 'stated' ? paper.stated : source

export function PaperPage({ around, petition, claims, count, claimed, form, isDraft }: PaperProps) {
  const words = consoleWords(around.locale)
  const { paper } = words
  const errors = form?.errors ?? {}
  return (
    <Page
      {...{ around, petition }}
      title={words.places.paper}
      place="paper"
      width="wide"
      hasErrors={Object.keys(errors).length > 0}
    >
      <ErrorSummary {...{ words, errors }} labels={labelsOf(words)} />
      <Heading title={words.places.paper} lead={paper.lead} />
      {claims.length === 0 ? (
        <p class="card">{isDraft ? paper.draft : paper.none}</p>
      ) : (
        <>
          <p class="stat">
            <strong>{paper.of(claimed, count)}</strong>
          </p>
          <Entries {...{ words, petition, claims }} locale={around.locale} mayChange={form !== null} />
        </>
      )}
      {form === null && <p class="note">{paper.ownersOnly(words.roles.owner)}</p>}
      {form !== null && !isDraft && (
        <>
          <AddForm {...{ words, form }} action={paperPath(petition.slug)} />
          <section class="section card">
            <h2>{paper.importTitle}</h2>
            <p class="note">{paper.importNote}</p>
            <a class="button quiet" href={`${paperPath(petition.slug)}/import`}>
              {paper.importLink}
            </a>
          </section>
        </>
      )}
    </Page>
  )
}

const labelsOf = ({ paper }: ConsoleWords) => ({
  n: paper.n,
  collectedOn: paper.collected,
  source: paper.source,
  evidence: paper.evidence,
  note: paper.noteLabel,
  kind: paper.kind,
})

interface EntriesProps {
  words: ConsoleWords
  petition: AroundPetition
  claims: readonly ShownClaim[]
  locale: Around['locale']
  mayChange: boolean
}

function Entries({ words, petition, claims, locale, mayChange }: EntriesProps) {
  const { paper } = words
  const { number } = catalogue(locale)
  const path = paperPath(petition.slug)
  return (
    <section class="card">
      <table class="table cards">
        <caption class="visually-hidden">{paper.entries}</caption>
        <TableHead
          columns={[paper.source, { number: paper.n }, paper.collected, paper.note, paper.addedBy]}
          act={words.frame.change}
        />
        <tbody>
          {claims.map((claim) => {
            const name = claimName(words, claim)
            return (
              <tr>
                <th scope="row">
                  <bdi>{name}</bdi>
                  {claim.corrects !== null && <span class="sub">{paper.correction}</span>}
                  {claim.undone !== null && <span class="sub">{paper.undone(claim.undone)}</span>}
                </th>
                <td class="n" data-label={paper.n}>
                  <bdi>{claim.corrects !== null && claim.n > 0 ? `+${number(claim.n)}` : number(claim.n)}</bdi>
                </td>
                <td data-label={paper.collected}>{claim.collected ?? ''}</td>
                <td data-label={paper.note}>
                  <Note {...{ words, claim }} />
                </td>
                <td data-label={paper.addedBy}>{claim.by === '' ? '' : <bdi>{claim.by}</bdi>}</td>
                <td class="act">
                  {mayChange && claim.corrects === null && (
                    <a href={claim.kind === 'import' ? `${path}/import/${claim.id}` : `${path}/${claim.id}`}>
                      {claim.kind === 'import' ? paper.seeImport(name) : paper.correct(name)}
                    </a>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Note({ words, claim }: { words: ConsoleWords; claim: ShownClaim }) {
  const { paper } = words
  return (
    <>
      {claim.note !== null && <bdi>{claim.note}</bdi>}
      {claim.evidence !== null && (
        <span class="sub">
          <bdi>{claim.evidence}</bdi>
        </span>
      )}
      {claim.kind === 'import' && <span class="sub">{paper.rowsOf(claim.added, claim.fileRows)}</span>}
      {claim.signedHere > 0 && <span class="sub">{paper.signedHere(claim.signedHere)}</span>}
    </>
  )
}

function AddForm({ words, form, action }: { words: ConsoleWords; form: FormState; action: string }) {
  const { paper } = words
  return (
    <section class="section card">
      <h2>{paper.add}</h2>
      <p class="note">{paper.addNote}</p>
      <form method="post" action={action} novalidate>
        <HiddenFields values={{ id: form.values['id'] ?? '' }} />
        <TextField
          {...{ form }}
          name="n"
          label={paper.n}
          with={{ class: 'short', inputmode: 'numeric', autocomplete: 'off' }}
        />
        <TextField {...{ form }} name="collectedOn" label={paper.collected} with={{ type: 'date', class: 'short' }} />
        <Choices
          {...{ form }}
          name="kind"
          label={paper.kind}
          options={(['paper', 'list'] as const).map((value) => ({ value, label: paper.kinds[value] }))}
        />
        <TextField
          {...{ form }}
          name="source"
          label={paper.source}
          hint={paper.sourceHint}
          with={{ autocomplete: 'off', maxlength: CLAIM_SOURCE_MAX_CHARS * 2 }}
        />
        <TextField
          {...{ form }}
          name="evidence"
          label={paper.evidence}
          hint={paper.evidenceHint}
          with={{ autocomplete: 'off', maxlength: CLAIM_EVIDENCE_MAX_CHARS * 2 }}
        />
        <TextField
          {...{ form }}
          name="note"
          label={paper.noteLabel}
          hint={paper.noteHint}
          with={{ autocomplete: 'off', maxlength: CLAIM_NOTE_MAX_CHARS * 2 }}
        />
        <Tick {...{ form }} name="counted" label={paper.counted} />
        <button class="button">{paper.addButton}</button>
      </form>
    </section>
  )
}

interface CorrectProps {
  around: Around
  petition: AroundPetition
  claim: ShownClaim
  form: FormState
}

export function CorrectPage({ around, petition, claim, form }: CorrectProps) {
  const words = consoleWords(around.locale)
  const { paper } = words
  const path = paperPath(petition.slug)
  const title = paper.correctTitle(claimName(words, claim))
  return (
    <Page {...{ around, petition, title }} place="paper" hasErrors={Object.keys(form.errors).length > 0}>
      <ErrorSummary {...{ words }} errors={form.errors} labels={{ n: paper.right, note: paper.why }} />
      <Back href={path} text={words.frame.back(words.places.paper)} />
      <Heading {...{ title }} lead={paper.correctLead} />
      <Consequences items={[paper.nowIs(claim.total)]} />
      <form method="post" action={`${path}/${claim.id}`} novalidate>
        <HiddenFields values={{ id: form.values['id'] ?? '', was: String(claim.total) }} />
        <TextField
          {...{ form }}
          name="n"
          label={paper.right}
          with={{ class: 'short', inputmode: 'numeric', autocomplete: 'off' }}
        />
        <TextField {...{ form }} name="note" label={paper.why} hint={paper.noteHint} with={{ autocomplete: 'off' }} />
        <div class="acts">
          <button class="button">{paper.correctButton}</button>
          <a href={path}>{words.frame.cancel}</a>
        </div>
      </form>
    </Page>
  )
}
