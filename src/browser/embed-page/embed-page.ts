/**
 * Makes the embed page follow its form: a change fetches the page that the form would lead to and takes over its
 * previews, its ways to other languages and its verdict on the partner's code, so that the focus and what is typed stay.
 * Without it the button does.
 */
import { copyText } from '../share/copy.ts'

const form = document.querySelector<HTMLFormElement>('.set-up')

/** The newest change wins, in whatever order the answers come. */
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
    // The browser's own way says what is wrong.
    if (turn === newest) form.submit()
  }
}

function takeOver(fresh: Document): void {
  const previews = fresh.querySelector('.previews')
  const error = fresh.querySelector('#partner-error')
  const invalid = fresh.querySelector('#partner')?.getAttribute('aria-invalid')
  if (previews === null || error === null) throw new Error('Not the page that was asked for')
  document.querySelector('.previews')?.replaceWith(document.adoptNode(previews))
  // Its links keep what was set up.
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
    // What cannot be copied is selected, so that the keyboard can.
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
