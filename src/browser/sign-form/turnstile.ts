/**
 * Turnstile in the browser. Its script is loaded when the form first gets focus, so that no third party sees people who only
 * read. A token is valid once; for every further one the widget is rendered again.
 */
import type { Proof } from './proof.ts'

// `explicit` renders nothing by itself. Cloudflare requires the script to be loaded from this URL, not from a copy.
const SCRIPT_URL = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'
const FAILED: Proof = { kind: 'later', seconds: 5 }

/** The part of Turnstile's API that is used here. */
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
      // True means that the error is handled: Turnstile then logs nothing.
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
