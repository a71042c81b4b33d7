/** The pages that delete a petition which was open, and that undo it. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { ButtonForm, ErrorSummary, type FormState } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { settingsPath } from '../settings/settings.tsx'

interface Props {
  around: Around
  petition: AroundPetition
}

/** `people`: how many have signed here; `until`: a day, in words. */
export function DeleteOpenedPage({
  around,
  petition,
  form,
  people,
  until,
}: Props & { form: FormState; people: number; until: string }) {
  const words = consoleWords(around.locale)
  const { ending, frame, places } = words
  const { slug, state } = petition
  return (
    <Page
      {...{ around, petition }}
      title={ending.deleteTitle}
      place="settings"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={settingsPath(slug)} text={frame.back(places.settings)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={ending.deleteTitle} />
      <section class="card">
        <h2>{ending.so}</h2>
        <Consequences
          items={[
            ending.deleteOffline,
            ...(state === 'open' ? [ending.deleteCloses] : []),
            ending.deleteGrace(until),
            ending.deleteRows(people),
            ending.deleteRest,
            ending.deleteStays,
            ending.deleteLog,
          ]}
        />
      </section>
      <form method="post" action={`/console/p/${slug}/delete`} novalidate>
        <Confirm {...{ words, form, people }} />
        <div class="acts">
          <button class="button danger">{ending.deleteConfirm}</button>
          <a href={settingsPath(slug)}>{ending.keepOpen}</a>
        </div>
      </form>
    </Page>
  )
}

interface DeletedProps extends Props {
  count: number
  /** Days, in words. `until`: null once it is being erased. */
  deletedOn: string
  until: string | null
  /** Whether the reader may undo it. */
  isOwner: boolean
}

/** All that a team can do with a petition that is deleted. */
export function DeletedPage({ around, petition, count, deletedOn, until, isOwner }: DeletedProps) {
  const { ending, frame } = consoleWords(around.locale)
  return (
    <Page around={around} title={ending.deletedTitle}>
      <Back href="/console" text={frame.back(frame.petitions)} />
      <Heading title={ending.deletedTitle} lead={ending.deletedText(deletedOn, count)} />
      <p lang={petition.language} dir="auto">
        {petition.title}
      </p>
      <Notice tone="warn">
        <p>{until === null ? ending.erasing : ending.erasedAfter(until)}</p>
      </Notice>
      {until !== null && isOwner && (
        <>
          <Consequences items={[ending.undoSo]} />
          <div class="acts">
            <ButtonForm action={`/console/p/${petition.slug}/deleted/undo`} label={ending.undo} />
          </div>
        </>
      )}
    </Page>
  )
}
