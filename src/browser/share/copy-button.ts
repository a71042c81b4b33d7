/** Buttons that copy the URL in their `data-copy`. They are hidden where no script runs. */
import { copyText } from './copy.ts'

/** Enables those in `part`, which has an element with the role `status`. `textOf` is what is copied for a URL. */
export function enableCopying(part: ParentNode, textOf: (url: string) => string = (url) => url): void {
  const status = part.querySelector('[role="status"]')
  for (const button of part.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const { copy = '', copied = '' } = button.dataset
    button.hidden = false
    button.addEventListener('click', () => {
      void copyText(textOf(copy)).then((done) => {
        if (!done || status === null) return
        button.textContent = copied
        // Cleared first: screen readers do not announce the same text twice.
        status.textContent = ''
        requestAnimationFrame(() => {
          status.textContent = copied
        })
      })
    })
  }
}
