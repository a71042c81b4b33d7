/**
 * Runs in a partner's page. Sets each counter's iframe to the height that it reports, by the attribute, which no
 * Content-Security-Policy forbids. Opens links for iframes whose sandbox does not allow new windows, if they point to the
 * origin of this script.
 */
const HEIGHT_MIN_PX = 40
/** The form, with all its errors, in a narrow column. */
const HEIGHT_MAX_PX = 3_000

const home = new URL(import.meta.url).origin

const frames = (): HTMLIFrameElement[] =>
  [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(`${home}/embed/`))

addEventListener('message', ({ data, origin, source }: MessageEvent<{ message?: unknown; value?: unknown } | null>) => {
  // A sandboxed iframe has the origin "null"; it is identified by its window below.
  if (origin !== home && origin !== 'null') return
  const frame = frames().find((frame) => frame.contentWindow === source)
  if (frame === undefined) return
  const { message, value } = data ?? {}
  if (message === 'height') {
    frame.height = String(Math.min(Math.max(Number(value) || 0, HEIGHT_MIN_PX), HEIGHT_MAX_PX))
  }
  if (message === 'link' && document.activeElement === frame && String(value).startsWith(`${home}/`)) {
    open(String(value), '_blank', 'noopener')
  }
})

// Iframes may have loaded before this script.
for (const frame of frames()) frame.contentWindow?.postMessage({ message: 'ready' }, '*')
