/** One field of the sign form. */
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
      {error !== undefined && (
        <small class="error" id={`${id}-error`}>
          {error}
        </small>
      )}
      {note}
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </p>
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
