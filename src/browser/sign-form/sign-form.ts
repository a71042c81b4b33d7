/**
 * Submits the form without a page reload. All texts are in the markup; this script only shows them. The proof of work is started
 * when the form first gets focus, so that it is solved by the time that the form is filled in.
 */
import { countryOfPage, showGuess, sumUpChoices } from './choices.ts'
import { countDown, counted } from './countdown.ts'
import { offerSuggestion, showSent } from './email-notes.ts'
import { type FieldMessage, later, type Outcome, type Refused } from './response.ts'
import { type PageTask, type Proof, solvePage, solveProof } from './proof.ts'
import { submit } from './submit.ts'
import { solveTurnstile } from './turnstile.ts'

const RETRIES_MAX = 5
/** A longer pause is left to the signer: nobody watches a countdown for longer. */
const COUNTDOWN_MAX_SECONDS = 180
/** Of each pause, added at random: people who were refused together would otherwise all come back together. */
const JITTER_SHARE = 0.5
const JITTER_MIN_SECONDS = 2
/** Older proofs, and those of older pages, are solved again before the server would refuse them as expired. */
const PROOF_LIFETIME_MS = 20 * 60_000
/** The same for Turnstile tokens, which are valid for five minutes. */
const TOKEN_LIFETIME_MS = 4 * 60_000

interface Parts {
  form: HTMLFormElement
  email: HTMLInputElement
  /** The link to the form, hidden after signing. */
  invitation: Element | null
  outcome: HTMLElement
  button: HTMLButtonElement
  /** Contains the thanks, which are not in the page before. */
  thanks: HTMLTemplateElement
}

function enhance({ form, email, invitation, outcome, button, thanks }: Parts): void {
  const lang = document.documentElement.lang
  let proof: Promise<Proof> | undefined
  let provedAt = 0
  /** Ends the wait before the next retry; undefined when there is none. */
  let skip: (() => void) | undefined

  const container = form.querySelector<HTMLElement>('.turnstile')
  const { challenge = '', signatures = '', turnstile: siteKey = '', petition = '' } = form.dataset
  const country = countryOfPage()
  /** Null where a challenge is fetched: the server refused what is in the page, or only a challenge tells the country. */
  let task = country === undefined ? null : taskOf(form)

  const begun = (): Promise<Proof> => {
    if (container !== null) return solveTurnstile(container, { siteKey, petition, lang })
    // In milliseconds.
    const pageAge = performance.now()
    if (task === null || pageAge > PROOF_LIFETIME_MS)
      return solveProof(challenge, lang, (guess) => showGuess(form, guess))
    provedAt -= pageAge
    return solvePage(task)
  }

  const prove = async (): Promise<Proof> => {
    if (proof === undefined || Date.now() - provedAt > (container === null ? PROOF_LIFETIME_MS : TOKEN_LIFETIME_MS)) {
      provedAt = Date.now()
      proof = begun()
    }
    const mine = proof
    const solved = await mine
    // Failures are not reused: the next attempt starts again. A newer one may have begun meanwhile.
    if (solved.kind !== 'solved' && proof === mine) proof = undefined
    return solved
  }

  const attempt = async (): Promise<Outcome> => {
    const solved = await prove()
    return solved.kind === 'solved' ? submit(signatures, { ...fieldsOf(form), proof: solved.proof }, lang) : solved
  }

  const begin = (): void => {
    button.disabled = true
    say(outcome, form.dataset['working'] ?? '')
  }

  /** The button works meanwhile, and ends it. */
  const wait = async (seconds: number): Promise<void> => {
    const skipped = new Promise<true>((resolve) => {
      skip = () => resolve(true)
    })
    button.disabled = false
    const show = (left: number): void => {
      // Screen readers announce the first sentence, not every second.
      if (left < seconds - 1) outcome.setAttribute('aria-live', 'off')
      say(outcome, counted(form.dataset['retrying'], left))
    }
    await countDown(seconds, show, skipped)
    outcome.removeAttribute('aria-live')
    skip = undefined
    begin()
  }

  /** Every retry has the same proof, and so the same id: only one is counted. */
  const sign = async (): Promise<Outcome> => {
    let result = await attempt()
    if (result.kind === 'proof-refused') {
      proof = undefined
      task = null
      result = await attempt()
    }
    for (let tries = 0; tries < RETRIES_MAX; tries++) {
      if (result.kind !== 'later' || result.seconds > COUNTDOWN_MAX_SECONDS) return result
      await wait(result.seconds + Math.random() * Math.max(JITTER_MIN_SECONDS, result.seconds * JITTER_SHARE))
      result = await attempt()
    }
    return result
  }

  /** What was typed stays while the form is hidden. */
  const showForm = (isShown: boolean): void => {
    form.hidden = !isShown
    invitation?.toggleAttribute('hidden', !isShown)
  }

  /** Both buttons of the thanks lead back to the form. Where no email is sent, there are none. */
  const bindThanks = (shown: Element | null): void => {
    const on = (selector: string, action: () => void): void =>
      shown?.querySelector(selector)?.addEventListener('click', () => {
        shown.remove()
        showForm(true)
        action()
      })
    on('.change', () => email.focus())
    on('.again', () => {
      button.click()
      outcome.focus()
    })
  }

  const show = (result: Outcome): void => {
    switch (result.kind) {
      case 'accepted':
        // It is spent: to sign again, with this email address or another, needs a new one.
        proof = undefined
        say(outcome, '')
        showForm(false)
        bindThanks(showThanks(thanks, email.value, result.withdrawUrl))
        return
      case 'refused':
      case 'proof-refused':
        say(outcome, wordsOf(result, form.dataset['fix']))
        markFields(form, result.errors)
        return
      case 'later':
        say(outcome, result.said || counted(form.dataset['busy'], result.seconds / 60))
        return
      case 'unable':
        // Navigates, as without a script: the signer then confirms by email. The method does not fire another event.
        form.submit()
        return
      case 'offline':
        say(outcome, form.dataset['offline'] ?? '')
    }
  }

  const suggestion = form.querySelector<HTMLElement>('.suggestion')
  if (suggestion) offerSuggestion(email, suggestion)
  sumUpChoices(form)
  form.addEventListener(
    'focusin',
    () => {
      if (country) showGuess(form, country)
      void prove()
    },
    { once: true },
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (skip !== undefined) return skip()
    if (button.disabled) return
    markFields(form, [])
    begin()
    void sign()
      // A fault, perhaps of an old browser: whatever it was, the form does not wait for ever.
      .catch(() => later())
      .then(show)
      .finally(() => {
        button.disabled = false
      })
  })
}

/** What there is to solve in the page; null in the preview of a draft. */
function taskOf({ dataset, elements }: HTMLFormElement): PageTask | null {
  const field = elements.namedItem('rendered')
  const rendered = field instanceof HTMLInputElement ? field.value : ''
  return rendered === '' ? null : { rendered, cost: Number(dataset['cost']), keyPrefix: dataset['prefix'] ?? '' }
}

/** Inserts a copy of the thanks, so that they can be removed and shown again. `typed` is the email address. */
function showThanks(template: HTMLTemplateElement, typed: string, withdrawUrl: string | undefined): Element | null {
  template.after(template.content.cloneNode(true))
  const thanks = document.querySelector<HTMLElement>('.thanks')
  if (!thanks) return null
  showSent(thanks, typed)
  thanks.focus()
  // The rest is not the form's: `src/browser/share/signed.ts`.
  thanks.dispatchEvent(new CustomEvent('signed', { bubbles: true, detail: { email: typed, withdrawUrl } }))
  return thanks
}

/** Empty fields are left out, so that the server's defaults apply. */
const fieldsOf = (form: HTMLFormElement): Record<string, string | boolean> =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, name === 'updates' || value]] : [],
    ),
  )

/** An error of a field that nobody sees, such as the version, is said in the place of the sentence about marked fields. */
const wordsOf = ({ title, detail, errors }: Refused, fix: string = ''): string =>
  errors.find(({ path }) => path === 'version')?.message ?? (errors.length > 0 ? fix : `${title}\n${detail}`)

function say(outcome: HTMLElement, text: string): void {
  outcome.textContent = text
  outcome.hidden = text === ''
}

/** Shows each message under its field and focuses the first one. An empty list clears them. */
function markFields(form: HTMLFormElement, errors: readonly FieldMessage[]): void {
  for (const old of form.querySelectorAll('.error')) old.remove()
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid')
    describe(field, `${field.id}-error`, false)
  }
  let first: HTMLElement | undefined
  for (const { path, message } of errors) {
    const field = form.querySelector<HTMLElement>(`#${CSS.escape(path)}`)
    if (field === null) continue
    field.closest('details')?.setAttribute('open', '')
    const note = document.createElement('small')
    note.className = 'error'
    note.id = `${path}-error`
    note.textContent = message
    field.setAttribute('aria-invalid', 'true')
    describe(field, note.id, true)
    field.after(note)
    first ??= field
  }
  first?.focus()
}

/** Adds or removes one note that describes a field; its hint stays. Better supported than aria-errormessage. */
function describe(field: Element, id: string, add: boolean): void {
  const others = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((other) => other !== '' && other !== id)
  const ids = add ? [id, ...others] : others
  if (ids.length === 0) field.removeAttribute('aria-describedby')
  else field.setAttribute('aria-describedby', ids.join(' '))
}

const form = document.querySelector<HTMLFormElement>('.sign form')
const email = form?.querySelector<HTMLInputElement>('#email')
const outcome = form?.querySelector<HTMLElement>('.outcome')
const button = form?.querySelector<HTMLButtonElement>('button[type="submit"]')
const thanks = document.querySelector<HTMLTemplateElement>('.sign template')
if (form && email && outcome && button && thanks) {
  enhance({ form, email, invitation: document.querySelector('.to-form'), outcome, button, thanks })
}
