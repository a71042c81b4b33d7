/** Pages that say why something was not done, and what to do. */
import { consoleWords } from '../i18n/console-catalogue.ts'
import { type Around, Page } from './layout.tsx'
import { ButtonForm, type FormState } from './parts/form.tsx'
import { Heading } from './parts/heading.tsx'

interface Problem {
  around: Around
  title: string
  text: string
  /** If not given, to the petitions. */
  act?: { href: string; label: string }
}

export function ProblemPage({ around, title, text, act = home(around) }: Problem) {
  return (
    <Page around={around} title={title}>
      <Heading title={title} lead={text} />
      <a class="button" href={act.href}>
        {act.label}
      </a>
    </Page>
  )
}

function home({ account, locale }: Around): Problem['act'] & object {
  const { signIn, petitions } = consoleWords(locale)
  return account === null
    ? { href: `/console/sign-in?lang=${locale}`, label: signIn.linkButton }
    : { href: '/console', label: petitions.title }
}

/** Nothing is lost: what was sent is in the page, which sends it again. `next` is the page of the form. */
export function ResendPage({
  around,
  title,
  text,
  isSignedOut = false,
  values,
}: {
  around: Around
  title: string
  text: string
  isSignedOut?: boolean
  values: FormState['values']
}) {
  const words = consoleWords(around.locale)
  return (
    <Page around={around} title={title}>
      <Heading title={title} lead={text} />
      <div class="acts">
        {isSignedOut && (
          <a class="button" href={`/console/sign-in?lang=${around.locale}`} target="_blank">
            {words.problems.signInFirst}
          </a>
        )}
        <ButtonForm action={around.path} label={words.problems.sendAgain} kind="quiet" hidden={values} />
      </div>
    </Page>
  )
}
