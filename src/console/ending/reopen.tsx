/** The page that reopens a petition: what happens, in numbers, and a new last day. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { settingsPath } from '../settings/settings.tsx'

interface Props {
  around: Around
  petition: AroundPetition
  form: FormState
  count: number
  hasOutcome: boolean
  timeZone: string
  /** Days, in words. `until`: null when it is too late. */
  endedOn: string
  until: string | null
}

export function ReopenPage({ around, petition, form, count, hasOutcome, timeZone, endedOn, until }: Props) {
  const words = consoleWords(around.locale)
  const { ending, frame, places } = words
  const path = settingsPath(petition.slug)
  return (
    <Page
      {...{ around, petition }}
      title={ending.reopenTitle}
      place="settings"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={settingsPath(petition.slug)} text={frame.back(places.settings)} />
      <ErrorSummary words={words} errors={form.errors} labels={{ closesOn: ending.lastDay }} />
      <Heading
        title={ending.reopenTitle}
        lead={`${ending.reopenText(endedOn)} ${until === null ? '' : ending.reopenable(until)}`.trim()}
      />
      {until === null ? (
        <Notice tone="warn">
          <p>{ending.tooLate}</p>
        </Notice>
      ) : (
        <>
          <section class="card">
            <h2>{ending.so}</h2>
            <Consequences
              items={[
                ending.again(count),
                ending.between,
                ...(hasOutcome ? [ending.outcomeKept] : []),
                ending.contactsAgain,
              ]}
            />
          </section>
          <form class="section" method="post" action={`${path}/reopen`} novalidate>
            <TextField
              {...{ form }}
              name="closesOn"
              label={ending.lastDay}
              hint={ending.lastDayHint(timeZone)}
              with={{ type: 'date', class: 'short' }}
            />
            <div class="acts">
              <button class="button">{ending.reopen}</button>
              <a href={settingsPath(petition.slug)}>{ending.keepOpen}</a>
            </div>
          </form>
        </>
      )}
    </Page>
  )
}
