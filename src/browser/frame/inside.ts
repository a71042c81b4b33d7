/**
 * Runs in the framed page. Reports its height to the parent page. One message serves WordPress, whose wp-embed.js identifies
 * the iframe by the secret in its URL, and around.ts, which identifies it by its window. If the sandbox does not allow new
 * windows, clicks on links are passed to the parent page, as WordPress does.
 */

/** wp-embed.js generates up to ten letters and digits and appends them to the URL: `#?secret=…`. */
const secret = /secret=(\w+)/.exec(location.hash)?.[1] ?? ''

/** Sent to any parent page: the height of a public counter and the URL of a public petition are not secret. */
const send = (message: 'height' | 'link', value: number | string): void =>
  parent.postMessage({ message, value, secret }, '*')

/** The height is only meaningful with a count, which is not read before the iframe is visible. */
let isCounted = document.querySelector('petition-counter') === null
const sendHeight = (): void => {
  // WordPress hides an iframe until it reports its height, so it would never become visible.
  if (isCounted || secret !== '') send('height', Math.ceil(document.body.getBoundingClientRect().height))
}
addEventListener('petition-count', () => {
  isCounted = true
})
new ResizeObserver(sendHeight).observe(document.body)
// Chromium runs no observer in an iframe that is hidden. The height of the fallback link makes WordPress show it.
sendHeight()

// A parent script that loads after the iframe asks for the height again.
addEventListener('message', ({ data }: MessageEvent<{ message?: unknown } | null>) => {
  if (data?.message === 'ready') sendHeight()
})

// An opaque origin means a sandbox. Otherwise links open by themselves.
if (origin === 'null') {
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (link === undefined) return
    event.preventDefault()
    // WordPress's sandbox opens nothing: an attempt would only log an error.
    if (secret !== '' || open(link.href) === null) send('link', link.href)
  })
}
