/**
 * Updates the embed page when its form changes: fetches the page that the form would load and takes over its previews, its
 * language links and the error of the partner code, so that focus and input are kept. Code is copied only when it is for what
 * the form says at that moment. Without this script, the form is submitted by its button.
 */
import { released } from '../released.ts'
import { copyText } from '../share/copy.ts'

const form = document.querySelector<HTMLFormElement>('.set-up')

/** The settings that the codes on the page are for. The page says which it was rendered with. */
let shown = form?.getAttribute('data-settings')

/** The settings of the latest request, and its end. */
let asked: string | undefined
let answered = Promise.resolve()

/** What the form says now, as a query string. */
const settingsOf = (form: HTMLFormElement): string =>
  new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  ).toString()

/** Resolves when the page shows the form's present settings, or when they have changed since. */
function follow(form: HTMLFormElement): Promise<void> {
  const settings = settingsOf(form)
  if (settings !== asked) {
    asked = settings
    answered = load(form, settings)
  }
  return answered
}

async function load(form: HTMLFormElement, settings: string): Promise<void> {
  const url = `${form.action}?${settings}`
  try {
    const response = await fetch(url, { headers: { accept: 'text/html' } })
    if (!response.ok) throw new Error(String(response.status))
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    // The field is left by pressing a button, often one that is replaced.
    await released()
    if (settings !== settingsOf(form)) return
    takeOver(fresh)
    shown = settings
    history.replaceState(null, '', url)
  } catch {
    asked = undefined
    // A normal page load shows what is wrong, and replaces this page: nothing that waits may go on.
    if (settings === settingsOf(form)) {
      form.submit()
      await new Promise(() => undefined)
    }
  }
}

function takeOver(fresh: Document): void {
  const previews = fresh.querySelector('.previews')
  const error = fresh.querySelector('#partner-error')
  const invalid = fresh.querySelector('#partner')?.getAttribute('aria-invalid')
  if (previews === null || error === null) throw new Error('Not the page that was asked for')
  // By keyboard, one of its buttons may be reached before the response is there.
  const reached = document.activeElement?.getAttribute('data-copy-code')
  document.querySelector('.previews')?.replaceWith(document.adoptNode(previews))
  // The language links carry the current options.
  const languages = fresh.querySelector('.languages ul')
  if (languages !== null) document.querySelector('.languages ul')?.replaceWith(document.adoptNode(languages))
  document.querySelector('#partner')?.setAttribute('aria-invalid', invalid ?? 'false')
  const errorShown = document.querySelector('#partner-error')
  if (errorShown !== null && errorShown.textContent !== error.textContent) errorShown.textContent = error.textContent
  showCopyButtons()
  if (reached) document.querySelector<HTMLElement>(`[data-copy-code=${reached}]`)?.focus()
}

function showCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-code]')) button.hidden = false
}

/** Copies the code with this id, for the form's present settings. */
async function copy(form: HTMLFormElement, id: string): Promise<void> {
  while (shown !== settingsOf(form)) await follow(form)
  const wrong = form.querySelector<HTMLElement>('[aria-invalid=true]')
  // The codes leave out a partner code that is not valid: they would credit nobody.
  if (wrong !== null) return wrong.focus()
  const code = document.querySelector<HTMLTextAreaElement>(`#${id}`)
  const button = document.querySelector(`[data-copy-code=${id}]`)
  const status = document.querySelector('[role=status]')
  if (code === null || button === null || status === null) return
  // If copying fails, the code is selected so that it can be copied by keyboard.
  if (!(await copyText(code.value))) code.select()
  else button.textContent = status.textContent = button.getAttribute('data-copied')
}

if (form !== null) {
  form.addEventListener('change', () => void follow(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void follow(form)
  })
  document.addEventListener('click', ({ target }) => {
    const id = target instanceof Element ? target.getAttribute('data-copy-code') : null
    if (id !== null) void copy(form, id)
  })
  // By keyboard or menu, out of a code that the form has left behind.
  document.addEventListener('copy', (event) => {
    const { target } = event
    if (target instanceof HTMLTextAreaElement && target.id !== '' && shown !== settingsOf(form)) {
      event.preventDefault()
      void copy(form, target.id)
    }
  })
}
showCopyButtons()
