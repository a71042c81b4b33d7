/** Passkeys (WebAuthn Level 3): signing in with one, and adding one. The parts of the page are hidden where there are none. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

const signIn = document.querySelector<HTMLElement>('#passkey')
const add = document.querySelector<HTMLFormElement>('#add-passkey')

if (browserSupportsWebAuthn()) {
  for (const part of [signIn, add]) if (part !== null) part.hidden = false
}

signIn?.querySelector('button')?.addEventListener('click', () => {
  void attempt(signIn, async () => {
    const response = await startAuthentication({ optionsJSON: await post('sign-in/begin', {}) })
    await post('sign-in', { response })
    location.assign(signIn.dataset['next'] ?? '/console')
  })
})

add?.addEventListener('submit', (event) => {
  event.preventDefault()
  void attempt(add, async () => {
    const response = await startRegistration({ optionsJSON: await post('begin', {}) })
    const name = add.querySelector('input')?.value ?? ''
    await post('', { response, name })
    location.assign('/console/account?done=passkey-added')
  })
})

async function attempt(part: HTMLElement, work: () => Promise<void>): Promise<void> {
  const problem = part.querySelector<HTMLElement>('[role=alert]')
  if (problem !== null) problem.hidden = true
  try {
    await work()
  } catch {
    if (problem !== null) problem.hidden = false
  }
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`/console/passkeys/${path}`.replace(/\/$/, ''), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}
