/** Why a petition was taken down, what stays of it, and how its owners object. */
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, TextArea } from '../parts/form.tsx'
import { Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'

interface Props {
  around: Around
  petition: AroundPetition
  ground: keyof ConsoleWords['site']['grounds']
  reason: string
  /** The last day to object, in words; null where the reader does not object now: for which `why` has a sentence, or they are no owner. */
  until: string | null
  why: string | null
  /** Where to write to the operator. */
  contact: string
  form: FormState
}

export function ObjectionPage({ around, petition, ground, reason, until, why, contact, form }: Props) {
  const words = consoleWords(around.locale)
  const { objection } = words.operator
  return (
    <Page
      {...{ around, petition }}
      title={objection.title}
      place="overview"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={objection.title} />
      <Notice tone="danger">
        <h2>{words.site.grounds[ground]}</h2>
        <p class="as-typed" dir="auto">
          {reason}
        </p>
      </Notice>
      <Consequences items={objection.so} />
      {until !== null && (
        <section class="card">
          <h2>{objection.object}</h2>
          <p>{objection.until(until)}</p>
          <form method="post" action={`/console/p/${petition.slug}/objection`} novalidate>
            <TextArea {...{ form }} name="words" label={objection.words} hint={objection.wordsHint} rows={6} />
            <button class="button">{objection.send}</button>
          </form>
        </section>
      )}
      {why !== null && (
        <Notice tone="info">
          <p>{why}</p>
          <p>
            {words.operator.objection.contact} <bdi dir="ltr">{contact}</bdi>
          </p>
        </Notice>
      )}
    </Page>
  )
}
