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
