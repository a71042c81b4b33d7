/** Something to copy: it can be selected, and the script of `/share.js` copies it by a button. */
interface CopyProps {
  id: string
  label: string
  hint?: string
  value: string
  /** Words of the button, before and after. */
  copy: string
  copied: string
  /** How many lines; a code has more than one. */
  rows?: number
}

export function Copy({ id, label, hint, value, copy, copied, rows = 1 }: CopyProps) {
  const attributes = {
    id,
    readonly: true,
    dir: 'ltr',
    spellcheck: false,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  } as const
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div class="secret">
        {rows === 1 ? (
          <input {...attributes} value={value} />
        ) : (
          <textarea {...attributes} rows={rows}>
            {value}
          </textarea>
        )}
        {/* Shown by the script that it needs. */}
        <button
          class="button quiet"
          type="button"
          data-copy={value}
          data-copied={copied}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          hidden
        >
          {copy}
        </button>
      </div>
    </div>
  )
}
