/** The first step: the words, with advice, and how they will look. */
import { LOCALES } from '../../../schema/locales.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { Around } from '../layout.tsx'
import { Choices, type FormState, type Options, Select, TextArea, TextField } from '../parts/form.tsx'
import type { Advice } from './advice.ts'
import { OpeningFields } from '../parts/opening-fields.tsx'
import { StepPage, stepPath } from './frame.tsx'

interface Props {
  around: Around
  id: string
  revision: number
  form: FormState
  advice: readonly Advice[]
  timeZones: Options
}

export function WordsPage({ around, id, revision, form, advice, timeZones }: Props) {
  const { start } = consoleWords(around.locale)
  const { words } = start
  const isOptionalOpen = ['opensOn', 'closesOn', 'goal', 'timeZone'].some(
    (name) => name in form.errors || (form.values[name] ?? '') !== '',
  )
  return (
    <StepPage
      {...{ around, id, form }}
      step="words"
      title={words.title}
      lead={words.lead}
      scripts={['/console-draft.js']}
    >
      <form id="words" method="post" action={stepPath(id, 'words')} novalidate>
        <input type="hidden" name="revision" value={revision} />
        <TextField {...{ form }} name="title" label={words.name} hint={words.nameHint} with={{ autocomplete: 'off' }} />
        <TextField {...{ form }} name="addressee" label={words.addressee} hint={words.addresseeHint} />
        <TextField {...{ form }} name="starter" label={words.starter} hint={words.starterHint} />
        <Choices
          {...{ form }}
          name="starterKind"
          label={words.kind}
          options={[
            { value: 'person', label: words.person },
            { value: 'organisation', label: words.organisation },
          ]}
        />
        <TextArea {...{ form }} name="body" label={words.body} hint={words.bodyHint} rows={12} />
        <Select
          {...{ form }}
          name="language"
          label={words.language}
          options={LOCALES.map((locale) => [locale, catalogue(locale).name] as const)}
        />
        <TextField
          {...{ form }}
          name="slug"
          label={words.slug}
          hint={words.slugHint}
          with={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
        />
        <details class="more" open={isOptionalOpen}>
          <summary>{words.more}</summary>
          <OpeningFields words={consoleWords(around.locale)} opens={null} {...{ form }} />
          <TextField
            {...{ form }}
            name="closesOn"
            label={words.lastDay}
            hint={words.lastDayHint}
            with={{ type: 'date', class: 'short' }}
          />
          <Select {...{ form }} name="timeZone" label={words.timeZone} options={timeZones} />
          <TextField
            {...{ form }}
            name="goal"
            label={words.goal}
            hint={words.goalHint}
            with={{ inputmode: 'numeric', class: 'short' }}
          />
        </details>
        <AdviceList {...{ start, advice }} />
        <div class="acts">
          <button class="button" name="go" value="next">
            {words.continue}
          </button>
          <button class="button quiet" name="go" value="preview">
            {words.preview}
          </button>
          <button class="button quiet" name="go" value="leave">
            {start.leave}
          </button>
        </div>
      </form>
      <section class="section" aria-labelledby="look">
        <h2 id="look">{words.previewTitle}</h2>
        <div class="preview">
          <iframe id="look-page" sandbox="" src={`/console/new/${id}/page`} title={words.previewTitle}></iframe>
        </div>
      </section>
      <p class="section">
        <a href={`/console/new/${id}/delete`}>{start.delete}</a>
      </p>
    </StepPage>
  )
}

/** Replaced by the script after each pause of typing. */
function AdviceList({ start, advice }: { start: ConsoleWords['start']; advice: readonly Advice[] }) {
  return (
    <div id="advice-list" aria-live="polite">
      {advice.length > 0 && (
        <>
          <h2>{start.words.adviceTitle}</h2>
          <ul class="advice">
            {advice.map((one) => (
              <li>{start.words.advice[one]}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
