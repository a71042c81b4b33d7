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
  /** Words that were sent and not saved, so that they are not lost. */
  typed?: readonly string[]
}

export function ProblemPage({ around, title, text, act = home(around), typed = [] }: Problem) {
  const { problems } = consoleWords(around.locale)
  return (
    <Page around={around} title={title}>
      <Heading title={title} lead={text} />
      <a class="button" href={act.href}>
        {act.label}
      </a>
      {typed.length > 0 && (
        <section class="section card">
          <h2>{problems.typed}</h2>
          <p>{problems.typedText}</p>
          {typed.map((words) => (
            <textarea aria-label={problems.typed} readonly rows={words.length > LINE_CHARS ? LONG_ROWS : 2} dir="auto">
              {`\n${words}`}
            </textarea>
          ))}
        </section>
      )}
    </Page>
  )
}

/** What fits into a line or two; longer texts get more of them. */
const LINE_CHARS = 120
const LONG_ROWS = 12

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
