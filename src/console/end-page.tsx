/** The page before something ends or is deleted: what happens, one button, and the way back. */
import type { Child } from 'hono/jsx'

import { consoleWords } from '../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page, type Place } from './layout.tsx'
import { EMPTY_FORM, ErrorSummary, type FormState } from './parts/form.tsx'
import { Back, Consequences, Heading } from './parts/heading.tsx'

interface Props {
  around: Around
  title: string
  /** What it is about, where the title does not say it. */
  subject?: Child
  /** What happens, with numbers where there are any. */
  so: readonly string[]
  back: { href: string; to: string }
  action: string
  label: string
  in: { petition: AroundPetition; place: Place } | { current: 'petitions' | 'site' | 'account' }
  form?: FormState
  /** Fields of the form, as `Confirm`. */
  children?: Child
}

export function EndPage({
  around,
  title,
  subject,
  so,
  back,
  action,
  label,
  in: at,
  form = EMPTY_FORM,
  children,
}: Props) {
  const words = consoleWords(around.locale)
  return (
    <Page {...{ around, title }} {...at} hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={back.href} text={words.frame.back(back.to)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={title} />
      {subject}
      <Consequences items={so} />
      <form method="post" action={action} novalidate>
        {children}
        <div class="acts">
          <button class="button danger">{label}</button>
          <a href={back.href}>{words.frame.cancel}</a>
        </div>
      </form>
    </Page>
  )
}

/** A line for each number that is not 0. */
export const counts = (...lines: readonly (readonly [n: number, line: (n: number) => string])[]): string[] =>
  lines.flatMap(([n, line]) => (n > 0 ? [line(n)] : []))
