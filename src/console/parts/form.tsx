/** Forms: what was typed, what is wrong with it, and the controls. Nothing that was typed is lost when a form is refused. */
import type { Child } from 'hono/jsx'

import type { ConsoleWords } from '../../i18n/console-catalogue.ts'

/** A form as it was sent, or as it is stored. */
export interface FormState {
  values: Readonly<Record<string, string>>
  /** What is wrong, by the name of the field. */
  errors: Readonly<Record<string, string>>
}

export const EMPTY_FORM: FormState = { values: {}, errors: {} }

interface ErrorSummaryProps {
  words: ConsoleWords
  errors: FormState['errors']
  /** Of the fields, by their names, where several may have the same error. */
  labels?: Readonly<Record<string, string>>
}

/** Above the heading; each line leads to its field. It has the focus, so that it is read out first. */
export function ErrorSummary({ words, errors, labels = {} }: ErrorSummaryProps) {
  const entries = Object.entries(errors)
  if (entries.length === 0) return null
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <h2>{words.frame.errors(entries.length)}</h2>
      <ul>
        {entries.map(([name, text]) => (
          <li>
            <a href={`#${name}`}>
              {labels[name] !== undefined && <span class="of">{labels[name]} </span>}
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FieldProps {
  form: FormState
  /** Also the id of the control. */
  name: string
  label: string
  hint?: string | undefined
  /** Attributes of the control. */
  with?: Record<string, string | number | boolean>
}

const described = (form: FormState, name: string, hint: string | undefined): Record<string, string> => {
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(name in form.errors ? [`${name}-error`] : [])]
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(name in form.errors ? { 'aria-invalid': 'true' } : {}),
  }
}

function Around({ form, name, label, hint, children }: FieldProps & { children?: Child }) {
  return (
    <div class={name in form.errors ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      <Texts {...{ form, name, hint }} />
      {children}
    </div>
  )
}

function Texts({ form, name, hint }: Pick<FieldProps, 'form' | 'name' | 'hint'>) {
  const error = form.errors[name]
  return (
    <>
      {hint !== undefined && (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span class="wrong-text" id={`${name}-error`}>
          {error}
        </span>
      )}
    </>
  )
}

/** One line. */
export function TextField(props: FieldProps) {
  const { form, name, hint, with: attributes = {} } = props
  return (
    <Around {...props}>
      <input id={name} name={name} value={form.values[name] ?? ''} {...described(form, name, hint)} {...attributes} />
    </Around>
  )
}

/** The labels of a petition's fields, for the summary. */
export const labelsOf = ({ start, settings }: ConsoleWords): Readonly<Record<string, string>> => ({
  title: start.words.name,
  addressee: start.words.addressee,
  starter: start.words.starter,
  body: start.words.body,
  slug: start.words.slug,
  opensOn: settings.opensOn,
  closesOn: start.words.lastDay,
  goal: start.words.goal,
})

/** Several lines. */
export function TextArea(props: FieldProps & { rows: number }) {
  const { form, name, hint, rows, with: attributes = {} } = props
  // HTML drops a line break right after the tag.
  return (
    <Around {...props}>
      <textarea id={name} name={name} rows={rows} {...described(form, name, hint)} {...attributes}>
        {`\n${form.values[name] ?? ''}`}
      </textarea>
    </Around>
  )
}

export type Options = readonly (readonly [value: string, label: string])[]

export function Select(props: FieldProps & { options: Options }) {
  const { form, name, hint, options, with: attributes = {} } = props
  return (
    <Around {...props}>
      <select id={name} name={name} {...described(form, name, hint)} {...attributes}>
        {options.map(([value, label]) => (
          <option value={value} selected={form.values[name] === value}>
            {label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** Radio buttons; for up to five options. The first has the id of the field, so that the summary leads to it. */
export function Choices({
  form,
  name,
  label,
  hint,
  options,
}: FieldProps & { options: readonly { value: string; label: string; hint?: string }[] }) {
  return (
    <fieldset class={name in form.errors ? 'wrong' : ''} {...described(form, name, hint)}>
      <legend>{label}</legend>
      <Texts {...{ form, name, hint }} />
      {options.map((option, index) => (
        <div class="choice">
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${option.value}`}
            name={name}
            value={option.value}
            checked={form.values[name] === option.value}
            {...(option.hint === undefined ? {} : { 'aria-describedby': `${name}-${option.value}-hint` })}
          />
          <div>
            <label for={index === 0 ? name : `${name}-${option.value}`}>{option.label}</label>
            {option.hint !== undefined && (
              <span class="hint" id={`${name}-${option.value}-hint`}>
                {option.hint}
              </span>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  )
}

/** A box to tick. */
export function Tick({ form, name, label, hint, value = 'yes' }: FieldProps & { value?: string }) {
  return (
    <div class={name in form.errors ? 'field wrong' : 'field'}>
      <Texts {...{ form, name, hint }} />
      <div class="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value={value}
          checked={form.values[name] === value}
          {...described(form, name, hint)}
        />
        <label for={name}>{label}</label>
      </div>
    </div>
  )
}

/** What a form sends that its reader does not change. */
export function HiddenFields({ values }: { values: Record<string, string> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** A form of one button: what it does is its label. */
export function ButtonForm({
  action,
  label,
  kind = '',
  hidden = {},
}: {
  action: string
  label: string
  kind?: string
  hidden?: Record<string, string>
}) {
  return (
    <form method="post" action={action}>
      <HiddenFields values={hidden} />
      <button class={`button ${kind}`.trim()}>{label}</button>
    </form>
  )
}
