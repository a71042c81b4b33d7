/**
 * Turnstile in the browser. Its script is loaded when the form first gets focus, so that no third party sees people who only
 * read. A token is valid once; for every further one the widget is rendered again.
 */
import type { Proof } from './proof.ts'
import { within } from './request.ts'
import { later } from './response.ts'

// `explicit` renders nothing by itself. Cloudflare requires the script to be loaded from this URL, not from a copy.
const SCRIPT_URL = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'
const FAILED: Proof = later()

const LOAD_TIMEOUT_MS = 20_000
/** The widget may ask people to do something. */
const WIDGET_TIMEOUT_MS = 120_000

/** The part of Turnstile's API that is used here. */
interface Turnstile {
  render(container: HTMLElement, options: Record<string, unknown>): string | undefined
  remove(widget: string): void
}

let script: Promise<boolean> | undefined
let widget: string | undefined

/** A token of the widget in `container`, or why there is none. Never throws. */
export async function solveTurnstile(
  container: HTMLElement,
  { siteKey, petition, lang }: { siteKey: string; petition: string; lang: string },
): Promise<Proof> {
  try {
    if (!(await within(LOAD_TIMEOUT_MS, (script ??= load()), false))) throw new Error('not loaded in time')
  } catch {
    script = undefined
    return { kind: 'offline' }
  }
  const { turnstile } = window as Window & { turnstile?: Turnstile }
  if (turnstile === undefined) return FAILED
  if (widget !== undefined) turnstile.remove(widget)
  const token = new Promise<Proof>((resolve) => {
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
  return within(WIDGET_TIMEOUT_MS, token, FAILED)
}

function load(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = SCRIPT_URL
    element.addEventListener('load', () => resolve(true))
    element.addEventListener('error', () => {
      element.remove()
      reject(new Error('not loaded'))
    })
    document.head.append(element)
  })
}
