/** What a page sends, to look for what must not be in it. */
import type { Page } from 'playwright-core'

interface Sent {
  /** Method and path; `socket` and its URL. */
  what: string
  /** URL, headers and body, as they are and decoded. */
  text: string
  body: string
}

/** Everything that is sent from now on, from every page of the context. */
export function record(page: Page): () => readonly Sent[] {
  const sent: Sent[] = []
  page.context().on('request', (request) => {
    const { pathname, protocol } = new URL(request.url())
    // Made in the page.
    if (protocol === 'blob:') return
    const body = request.postData() ?? ''
    const text = [request.url(), JSON.stringify(request.headers()), body].join('\n')
    sent.push({
      what: `${request.method()} ${pathname}`,
      text: text + decodeURIComponent(text.replaceAll('+', ' ')),
      body,
    })
  })
  page.on('websocket', (socket) => sent.push({ what: `socket ${socket.url()}`, text: socket.url(), body: '' }))
  return () => sent
}

/** Each once, in order. Without the icon: it is the browser that asks for it, if it has a place for it. */
export const kindsOf = (sent: readonly Sent[]): string[] =>
  [...new Set(sent.map(({ what }) => what))].filter((what) => what !== 'GET /icon.svg').toSorted()
