/**
 * Updates the embed page when its form changes: fetches the page that the form would load and takes over its previews, its
 * language links and the error of the partner code, so that focus and input are preserved. Without this script, the form is
 * submitted by its button.
 */
import { copyText } from '../share/copy.ts'

const form = document.querySelector<HTMLFormElement>('.set-up')

/** Only the response to the latest change is used, in whatever order they arrive. */
let newest = 0

async function follow(form: HTMLFormElement): Promise<void> {
  const turn = ++newest
  const url = new URL(form.action)
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') url.searchParams.append(name, value)
  try {
    const response = await fetch(url, { headers: { accept: 'text/html' } })
    if (!response.ok) throw new Error(String(response.status))
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (turn !== newest) return
    takeOver(fresh)
    history.replaceState(null, '', url)
  } catch {
    // A normal page load shows what is wrong.
    if (turn === newest) form.submit()
  }
}

function takeOver(fresh: Document): void {
  const previews = fresh.querySelector('.previews')
  const error = fresh.querySelector('#partner-error')
  const invalid = fresh.querySelector('#partner')?.getAttribute('aria-invalid')
  if (previews === null || error === null) throw new Error('Not the page that was asked for')
  document.querySelector('.previews')?.replaceWith(document.adoptNode(previews))
  // The language links carry the current options.
  const languages = fresh.querySelector('.languages ul')
  if (languages !== null) document.querySelector('.languages ul')?.replaceWith(document.adoptNode(languages))
  document.querySelector('#partner')?.setAttribute('aria-invalid', invalid ?? 'false')
  const shown = document.querySelector('#partner-error')
  if (shown !== null && shown.textContent !== error.textContent) shown.textContent = error.textContent
  showCopyButtons()
}

function showCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-code]')) button.hidden = false
}

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return
  const { copyCode, copied = '' } = target.dataset
  if (copyCode === undefined) return
  const code = document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(copyCode)}`)
  if (code === null) return
  void copyText(code.value).then((done) => {
    // If copying fails, the code is selected so that it can be copied by keyboard.
    if (!done) code.select()
    else {
      target.textContent = copied
      const status = document.querySelector('[role="status"]')
      if (status !== null) status.textContent = copied
    }
  })
})

if (form !== null) {
  form.addEventListener('change', () => void follow(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void follow(form)
  })
}
showCopyButtons()
