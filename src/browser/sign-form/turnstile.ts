/**
 * The browser's half of Turnstile: their script is loaded at the first touch of the form and not before, so that who only
 * reads is not seen by a third party. A token passes once; for every further one the widget is rendered anew.
 */
import type { Proof } from './proof.ts'

// Explicit: it renders nothing by itself. The address has to be theirs: they ask not to have it copied.
const SCRIPT_URL = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'
const FAILED: Proof = { kind: 'later', seconds: 5 }

/** As much of their interface as is used here. */
interface Turnstile {
  render(container: HTMLElement, options: Record<string, unknown>): string | undefined
  remove(widget: string): void
}

let script: Promise<void> | undefined
let widget: string | undefined

/** A token of the widget in `container`, or why there is none. Never throws. */
export async function solveTurnstile(
  container: HTMLElement,
  { siteKey, petition, lang }: { siteKey: string; petition: string; lang: string },
): Promise<Proof> {
  try {
    await (script ??= load())
  } catch {
    script = undefined
    return { kind: 'offline' }
  }
  const { turnstile } = window as Window & { turnstile?: Turnstile }
  if (turnstile === undefined) return FAILED
  if (widget !== undefined) turnstile.remove(widget)
  return new Promise((resolve) => {
    widget = turnstile.render(container, {
      sitekey: siteKey,
      action: 'sign',
      cData: petition,
      language: lang,
      'response-field': false,
      callback: (token: string) => resolve({ kind: 'solved', proof: token }),
      // True: we have seen it, and they need not write it into the console.
      'error-callback': () => {
        resolve(FAILED)
        return true
      },
      'timeout-callback': () => resolve(FAILED),
      'unsupported-callback': () => resolve(FAILED),
    })
  })
}

function load(): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = SCRIPT_URL
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => {
      element.remove()
      reject(new Error('not loaded'))
    })
    document.head.append(element)
  })
}
