/** What the form says about the email address: before signing what was probably meant, and afterwards where the email went. */
import { released } from '../released.ts'
import { masked, suggestionFor } from './email-address.ts'

const sentence = (place: HTMLElement, address: string): string =>
  (place.dataset['text'] ?? '').replace('{address}', () => address)

/** Shows the suggestion in `place`, with a button that accepts it. Nobody has to. */
export function offerSuggestion(email: HTMLInputElement, place: HTMLElement): void {
  const show = (): void => {
    place.textContent = ''
    const address = suggestionFor(email.value)
    if (address === null) return
    const use = document.createElement('button')
    use.type = 'button'
    use.className = 'text-button'
    use.textContent = place.dataset['use'] ?? ''
    use.addEventListener('click', () => {
      email.value = address
      place.textContent = ''
      email.focus()
    })
    place.append(sentence(place, address), ' ', use)
  }
  // The field is left by pressing a button: a note that moved the button now would make that press miss it.
  email.addEventListener('change', () => void released().then(show))
}

/** Where no email is sent, the page has no place for it. The email address never leaves the page. */
export function showSent(thanks: HTMLElement, typed: string): void {
  const place = thanks.querySelector<HTMLElement>('.sent')
  if (place) place.textContent = sentence(place, masked(typed))
}
