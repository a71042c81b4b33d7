/** A petition that is not open: sending it to the operator or opening it, taking it back, deleting it. For its owners. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm, ErrorSummary, type FormState, labelsOf, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'

interface Props {
  around: Around
  petition: AroundPetition
}

/**
 * `waits`: whether the operator reads it before it opens. `opens`: when it opens by itself, in words; null for at once. An error
 * without a field is that of `publicKeys`.
 */
export function SendPage({
  around,
  petition,
  form,
  waits,
  opens,
}: Props & { form: FormState; waits: boolean; opens: string | null }) {
  const words = consoleWords(around.locale)
  const { draft, start, frame, overview, settings } = words
  const { publicKeys, ...errors } = form.errors
  const path = `/console/p/${petition.slug}`
  const label = waits ? start.publish.submit : start.publish.publish
  return (
    <Page {...{ around, petition }} title={label} place="overview" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={path} text={frame.back(overview.title)} />
      <ErrorSummary words={words} errors={errors} labels={labelsOf(words)} />
      {publicKeys !== undefined && (
        <Notice tone="danger">
          <p>{publicKeys}</p>
        </Notice>
      )}
      <Heading title={label} lead={waits ? draft.waiting : opens === null ? draft.opens : settings.opensText} />
      <p>
        {opens !== null && (waits ? settings.opensAfterApproval(opens) : settings.opens(opens))}{' '}
        <a href={`${path}/settings#days`}>{settings.opensChange}</a>
      </p>
      <form method="post" action={`${path}/approval`} novalidate>
        <TextField
          {...{ form }}
          name="closesOn"
          label={`${start.words.lastDay} (${frame.optional})`}
          hint={start.words.lastDayHint}
          with={{ type: 'date', class: 'short' }}
        />
        <div class="acts">
          <button class="button">{label}</button>
          <a href={`${path}/text`}>{start.key.backToText}</a>
          <a href={`${path}/delete`}>{draft.delete}</a>
        </div>
      </form>
    </Page>
  )
}

export function TakeBackPage({ around, petition }: Props) {
  const { draft } = consoleWords(around.locale)
  return (
    <Confirm
      {...{ around, petition }}
      title={draft.takeBackTitle}
      so={[draft.takeBackSo]}
      action="approval/take-back"
      label={draft.takeBack}
    />
  )
}

export function DeletePage({ around, petition }: Props) {
  const { draft } = consoleWords(around.locale)
  return (
    <Confirm
      {...{ around, petition }}
      title={draft.deleteTitle}
      so={draft.deleteSo}
      action="delete"
      label={draft.deleteConfirm}
      kind="danger"
    />
  )
}

interface ConfirmProps extends Props {
  title: string
  /** What happens. */
  so: readonly string[]
  /** Below the petition. */
  action: string
  label: string
  kind?: string
}

function Confirm({ around, petition, title, so, action, label, kind = '' }: ConfirmProps) {
  const { frame, overview } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}`
  return (
    <Page {...{ around, petition, title }} place="overview">
      <Back href={path} text={frame.back(overview.title)} />
      <Heading title={title} />
      <Consequences items={so} />
      <div class="acts">
        <ButtonForm action={`${path}/${action}`} label={label} kind={kind} />
        <a href={path}>{frame.cancel}</a>
      </div>
    </Page>
  )
}
