/**
 * Saves the words of a draft while they are typed, and shows how they will look. Without it, a button does the same. What the
 * server responds is the page itself: its advice and its revision are taken from it.
 */
const PAUSE_MS = 1_500
const RETRY_MS = 10_000
/** How long a button waits for a response that does not come. */
const PATIENCE_MS = 15_000

const form = document.querySelector<HTMLFormElement>('#words')
let timer = 0
/** Null when nothing is being saved. */
let saving: Promise<void> | null = null
let isPressed = false

form?.addEventListener('input', () => saveSoon(form, PAUSE_MS))
// What was typed before this script had loaded.
if (form !== null && isTyped(form)) saveSoon(form, PAUSE_MS)

// What the button sends has to know of what is being saved: otherwise the server takes it for somebody else's.
form?.addEventListener('submit', (event) => {
  clearTimeout(timer)
  if (saving === null) return
  event.preventDefault()
  if (isPressed) return
  isPressed = true
  const { submitter } = event
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  void Promise.race([saving, late]).then(() => {
    saving = null
    isPressed = false
    // Safari 15 has no requestSubmit().
    if (submitter === null) form.submit()
    else submitter.click()
  })
})

function isTyped(words: HTMLFormElement): boolean {
  const fields = [...words.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
  return fields.some((field) => field.value !== field.defaultValue)
}

function saveSoon(words: HTMLFormElement, afterMs: number): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => void saveNow(words), afterMs)
}

async function saveNow(words: HTMLFormElement): Promise<void> {
  await saving
  const mine = save(words).catch(() => undefined)
  saving = mine
  await mine
  if (saving === mine) saving = null
}

async function save(words: HTMLFormElement): Promise<void> {
  const sent = new URLSearchParams()
  for (const [name, value] of new FormData(words)) if (typeof value === 'string') sent.append(name, value)
  sent.set('go', 'preview')
  const response = await fetch(words.action, { method: 'POST', body: sent }).catch(() => null)
  // A fault that passes: of the network, or of the server.
  if (response === null || response.status === 503) return saveSoon(words, RETRY_MS)
  // Somebody else has changed it, or the session has ended: the page that the button leads to says so, with what was typed.
  if (!response.ok || response.url !== words.action) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const revision = page.querySelector<HTMLInputElement>('[name=revision]')
  const current = words.querySelector<HTMLInputElement>('[name=revision]')
  if (revision === null || current === null) return
  current.value = revision.value
  document.querySelector('#advice-list')?.replaceChildren(...(page.querySelector('#advice-list')?.childNodes ?? []))
  // Replaced, so that the browser's way back does not go through each version of the preview.
  const frame = document.querySelector<HTMLIFrameElement>('#look-page')
  frame?.contentWindow?.location.replace(frame.src)
}
