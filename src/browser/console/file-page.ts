/** What pages share on which a file is opened: contacts, and lists to import. */

/** What is pressed while something is being done is not done a second time. `onFault` says that it failed. */
export function oneAtATime(root: HTMLElement, onFault: () => void): (act: () => Promise<void>) => void {
  let isBusy = false
  return (act) => {
    if (isBusy) return
    isBusy = true
    root.setAttribute('aria-busy', 'true')
    void act()
      .catch(onFault)
      .finally(() => {
        isBusy = false
        root.removeAttribute('aria-busy')
      })
  }
}

/** Files that are dropped on `area` are those of `input`. */
export function takeDropped(area: HTMLElement, input: HTMLInputElement, onTaken = (): void => {}): void {
  area.addEventListener('dragover', (event) => event.preventDefault())
  area.addEventListener('drop', (event) => {
    event.preventDefault()
    if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return
    input.files = event.dataTransfer.files
    onTaken()
  })
}

/** The browser asks before it leaves the page while `wouldLose`. A stored page that is come back to is loaded anew: without the file. */
export function holdPage(wouldLose: () => boolean): void {
  addEventListener('beforeunload', (event) => {
    if (!wouldLose()) return
    event.preventDefault()
    // Chrome before 119 asks only when this is set.
    event.returnValue = true
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}

/** Shows an error beside its field, which gets the focus; an empty text takes it away. */
export function showError(control: HTMLElement, error: HTMLElement, text: string): void {
  error.textContent = text
  error.hidden = text === ''
  error.closest('.field')?.classList.toggle('wrong', text !== '')
  if (text === '') return control.removeAttribute('aria-invalid')
  control.setAttribute('aria-invalid', 'true')
  control.focus()
}
