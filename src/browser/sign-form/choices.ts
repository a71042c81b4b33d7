/** The summary behind which the country and the display of the name are chosen. */

/** Makes the summary say what is chosen, now and whenever that changes. */
export function sumUpChoices(form: HTMLElement): void {
  const said = form.querySelectorAll<HTMLElement>('.said')
  const write = (): void => {
    form.querySelectorAll<HTMLOptionElement>('.choices option:checked').forEach((option, n) => {
      const text = option.dataset['said'] ?? (said[n]?.dataset['text'] ?? '').replace('{text}', option.text)
      said[n]?.replaceChildren(text)
      // Shows what the style sheet hides where no script keeps it true.
      said[n]?.classList.add('live')
    })
  }
  form.addEventListener('change', write)
  write()
}

/** Names the country guessed from the connection in the default option. */
export function showGuess(form: HTMLElement, country: string): void {
  const [auto] = form.querySelector<HTMLSelectElement>('#country')?.options ?? []
  const guessed = form.querySelector(`#country option[value="${CSS.escape(country)}"]`)
  if (!guessed || !auto) return
  auto.textContent = (form.dataset['countryGuessed'] ?? '').replace('{country}', guessed.textContent)
  delete auto.dataset['said']
  form.dispatchEvent(new Event('change'))
}

/**
 * The country that the server derives from the connection, ISO 3166-1 alpha-2: a header of this page says it. Empty where the server
 * knows none; undefined where the browser does not tell headers (Safari before 16.4).
 */
export function countryOfPage(): string | undefined {
  const [page] = performance.getEntriesByType('navigation')
  const told = page instanceof PerformanceResourceTiming && 'serverTiming' in page ? page.serverTiming : []
  return told.find(({ name }) => name === 'country')?.description
}
