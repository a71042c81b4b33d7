/**
 * In the framed page: tells the page around it how high it is. One message serves WordPress, whose wp-embed.js knows the
 * frame by the secret in its address, and around.ts, which knows it by its window. Where the frame's sandbox allows no new
 * windows, a click on a link is handed out to the page around it, as WordPress does it.
 */

/** wp-embed.js makes it of at most ten letters and digits, and adds it to the address: `#?secret=…`. */
const secret = /secret=(\w+)/.exec(location.hash)?.[1] ?? ''

/** To whoever frames it: the height of a public counter and the address of a public petition are no secrets. */
const send = (message: 'height' | 'link', value: number | string): void =>
  parent.postMessage({ message, value, secret }, '*')

/** The height of a counter means nothing before there is a count, which waits until the frame is in sight. */
let isCounted = document.querySelector('petition-counter') === null
const sendHeight = (): void => {
  // WordPress shows no frame before it has told its height: it would never come into sight.
  if (isCounted || secret !== '') send('height', Math.ceil(document.body.getBoundingClientRect().height))
}
addEventListener('petition-count', () => {
  isCounted = true
})
new ResizeObserver(sendHeight).observe(document.body)

// Who listens later than the frame has loaded asks for the height again.
addEventListener('message', ({ data }: MessageEvent<{ message?: unknown } | null>) => {
  if (data?.message === 'ready') sendHeight()
})

// An opaque origin means a sandbox. Elsewhere a link opens by itself.
if (origin === 'null') {
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    if (link === undefined) return
    event.preventDefault()
    // In WordPress's sandbox nothing opens, and to try would only be an error on the console.
    if (secret !== '' || open(link.href) === null) send('link', link.href)
  })
}
