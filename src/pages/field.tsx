/** The fields of forms: to sign, to report, and to ask for links again. */
import type { Child } from 'hono/jsx'

interface FieldProps {
  id: string
  label: string
  hint?: string
  error: string | undefined
  /** Where the script says something about what was typed. */
  note?: Child
  children?: Child
}

/** A label, the control, its error and its hint: in the same order as the script adds them. */
export function Field({ id, label, hint, error, note, children }: FieldProps) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {children}
      <FieldError id={id} error={error} />
      {note}
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </p>
  )
}

/** What is wrong with the control `id`. */
export function FieldError({ id, error }: Pick<FieldProps, 'id' | 'error'>) {
  if (error === undefined) return null
  return (
    <small class="error" id={`${id}-error`}>
      {error}
    </small>
  )
}

/** Attributes of a control for an email address. Not `type="email"`: browsers change what is typed into one. */
export const EMAIL_INPUT = {
  type: 'text',
  inputmode: 'email',
  autocomplete: 'email',
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: false,
  dir: 'ltr',
} as const

/** A field that people do not see, and bots fill in; and the signed time at which the form was rendered. */
export function ForBots({ label, rendered }: { label: string; rendered: string }) {
  return (
    <>
      <p class="trap" aria-hidden="true">
        <label for="website">{label}</label>
        <input id="website" name="website" tabindex={-1} autocomplete="off" />
      </p>
      <input type="hidden" name="rendered" value={rendered} />
    </>
  )
}

/** The attributes that identify and describe a control. */
export function described(id: string, error: string | undefined, hinted = false) {
  const notes = [error !== undefined && `${id}-error`, hinted && `${id}-hint`].filter((note) => note !== false)
  return {
    id,
    name: id,
    ...(notes.length > 0 ? { 'aria-describedby': notes.join(' ') } : {}),
    ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
  }
}
