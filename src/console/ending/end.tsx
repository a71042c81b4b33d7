/** The pages that close a petition or declare its victory: what happens, in numbers, and the outcome. */
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { BeforeEnd } from '../../ledger/before-end.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
import { ErrorSummary, type FormState, HiddenFields } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { reviewPath } from '../people/review.tsx'
import { settingsPath } from '../settings/settings.tsx'
import { OutcomeField, OutcomeText } from './outcome.tsx'

export type How = 'close' | 'victory'

interface Props {
  around: Around
  petition: AroundPetition
  how: How
  revision: number
  form: FormState
  facts: BeforeEnd
  /** Days, in words. The one on which it would close by itself; null if it does not, or is closed already. */
  closesOn: string | null
  contactsUntil: string
  reopenableUntil: string
  /** Whether the outcome is shown as the page will have it. */
  isPreview: boolean
}

export function EndPage(props: Props) {
  const { around, petition, how, revision, form, facts, closesOn, isPreview } = props
  const words = consoleWords(around.locale)
  const { ending, frame, places } = words
  const { slug, language } = petition
  const title = how === 'close' ? ending.closeTitle : ending.victoryTitle
  const lead = how === 'victory' ? ending.victoryText : closesOn === null ? undefined : ending.closesBySelf(closesOn)
  const outcome = form.values['outcome']?.trim() ?? ''
  return (
    <Page {...{ around, petition, title }} place="settings" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={settingsPath(slug)} text={frame.back(places.settings)} />
      <ErrorSummary words={words} errors={form.errors} labels={{ outcome: ending.outcome }} />
      <Heading title={title} lead={lead} />
      {facts.held > 0 && (
        <Notice tone="warn">
          <p>
            {ending.held(facts.held)} <a href={reviewPath(slug)}>{places.review}</a>
          </p>
        </Notice>
      )}
      <section class="card">
        <h2>{ending.so}</h2>
        <Consequences items={soOf(ending, props)} />
      </section>
      {isPreview && outcome !== '' && <OutcomeText title={ending.previewTitle} {...{ outcome, language }} />}
      <form method="post" action={`${settingsPath(slug)}/${how}`} novalidate>
        <HiddenFields values={{ revision: String(revision) }} />
        <OutcomeField {...{ words, form, language }} isOptional={how === 'close'} />
        <div class="acts">
          <button class="button">{ending[how]}</button>
          <button class="button quiet" name="go" value="preview">
            {ending.preview}
          </button>
          <a href={settingsPath(slug)}>{ending.keepOpen}</a>
        </div>
      </form>
    </Page>
  )
}

function soOf(ending: ConsoleWords['ending'], { how, facts, contactsUntil, reopenableUntil }: Props): string[] {
  const { count, waiting } = facts
  return [
    ending.stays(count),
    ...(waiting === 0 ? [] : [waiting === null ? ending.waitingMany : ending.waiting(waiting)]),
    how === 'close' ? ending.saysClosed : ending.saysVictory,
    ending.noEmails,
    ending.contacts(contactsUntil),
    ending.reopenable(reopenableUntil),
  ]
}

/** Somebody else of the team has ended it with another outcome: both, and nothing is lost. */
export function EndedMeanwhilePage({
  around,
  petition,
  how,
  theirs,
  yours,
  revision,
}: {
  around: Around
  petition: AroundPetition
  how: How
  /** Markdown; null if they wrote none. */
  theirs: string | null
  yours: string
  /** Of theirs: yours is saved over it. */
  revision: number
}) {
  const { ending, text } = consoleWords(around.locale)
  const { slug, language } = petition
  return (
    <MeanwhilePage
      around={around}
      action={`${settingsPath(slug)}/${how}`}
      values={{ outcome: yours, over: String(revision) }}
      theirs={`/console/p/${slug}`}
      in={{ petition, place: 'settings' }}
      labels={ending}
    >
      {theirs !== null && <OutcomeText title={ending.theirs} outcome={theirs} language={language} />}
      <OutcomeText title={text.yours} outcome={yours} language={language} />
    </MeanwhilePage>
  )
}
