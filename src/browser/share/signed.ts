/** What changes on the page once its form was accepted. The form's own script dispatches `signed` from its thanks. */
import { enableCopying } from './copy-button.ts'
import { showRisenCount } from './progress.ts'
import { enableShare } from './share.ts'

/** Of the event `signed`. */
export interface Signed {
  /** As it was typed. */
  email: string
  /** Missing from the response of an older server. */
  withdrawUrl?: string | undefined
}

export function followSigning(): void {
  let last: { email: string; part: Element } | undefined
  document.addEventListener('signed', (event) => {
    if (!(event instanceof CustomEvent && event.target instanceof HTMLElement)) return
    const { email, withdrawUrl }: Signed = event.detail
    const part = event.target.parentElement?.querySelector<HTMLElement>('.withdraw')
    if (part && withdrawUrl !== undefined) {
      // The same form sent again, for another email: of its signatures the first is the one that is stored.
      if (last?.email === email) part.remove()
      else {
        last?.part.remove()
        last = { email, part }
        showWithdrawal(part, withdrawUrl)
      }
    }
    if (event.target.dataset['counts'] !== 'now') return
    invite()
    void showRisenCount()
  })
}

/** Below what comes first: the thanks, and sharing. Outside the form's section, which is not printed. */
function showWithdrawal(part: HTMLElement, url: string): void {
  const link = part.querySelector('a')
  const copy = part.querySelector<HTMLElement>('[data-copy]')
  if (link === null || copy === null) return
  link.href = url
  copy.dataset['copy'] = url
  part.hidden = false
  ;(document.querySelector('.share') ?? part.parentElement)?.after(part)
  enableCopying(part)
}

/** The share section as it is for signers, with a text to send along. */
function invite(): void {
  const template = document.querySelector<HTMLTemplateElement>('.share template')
  if (template === null) return
  document.querySelector('.share-top')?.replaceWith(template.content)
  template.remove()
  enableShare(document)
}
