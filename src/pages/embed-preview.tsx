/** One format of the counter: what it is for, a preview and its code. */
import type { Child } from 'hono/jsx'

import type { Catalogue } from '../i18n/catalogue.ts'

export interface EmbedPreviewProps {
  /** Of the section; unique on the page. */
  id: string
  words: Catalogue
  title: string
  text?: string
  codes: readonly string[]
  children?: Child
}

export function EmbedPreview({ id, words, title, text, codes, children }: EmbedPreviewProps) {
  return (
    <section class="card preview" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {text !== undefined && <p class="note">{text}</p>}
      {children !== undefined && <div class="sample">{children}</div>}
      {codes.map((code, index) => {
        const codeId = `${id}-code-${index}`
        return (
          <div class="code">
            <textarea
              id={codeId}
              aria-label={words.embed.code(title)}
              rows={rowsOf(code)}
              readonly
              dir="ltr"
              spellcheck={false}
            >
              {code}
            </textarea>
            {/* Shown by the script that it needs. */}
            <button
              class="button quiet"
              type="button"
              data-copy-code={codeId}
              data-copied={words.embed.copied}
              aria-describedby={`${id}-title`}
              hidden
            >
              {words.embed.copy}
            </button>
          </div>
        )
      })}
    </section>
  )
}

/** For browsers without `field-sizing`, which fits the field to its text. */
const CHARS_A_ROW = 48
const ROWS_MAX = 6
const rowsOf = (code: string): number => Math.min(Math.ceil(code.length / CHARS_A_ROW), ROWS_MAX)
