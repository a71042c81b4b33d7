/** When the count is read: again and again for as long as somebody can see it, and less often when that is no use. */
import { type Count, readCount } from './count.ts'

/**
 * Tells each true count with a time that is surely over when the next one comes; 0 when nobody has watched since the last
 * one. After a change of the element it tells what is known of its petition, which may be nothing.
 */
export function poll(
  host: HTMLElement & { petition: string; poll: string },
  tell: (count: Count | null | undefined, withinMs: number) => Promise<void>,
): void {
  const POLL_SECONDS = 10
  const POLL_MIN_SECONDS = 5
  const POLL_MAX_MS = 300_000

  let timer: ReturnType<typeof setTimeout>
  let petition = ''
  let count: Count | null | undefined
  let isOnScreen: boolean | undefined
  let watchedMs = 0
  let dueMs = 0
  let backOff = 0

  const read = async (): Promise<void> => {
    if (!isOnScreen || document.hidden || !navigator.onLine || !/^[\w-]+$/.test(petition)) return
    const asked = petition
    const now = Date.now()
    const pollMs = Math.max(+host.poll || POLL_SECONDS, POLL_MIN_SECONDS) * 1000
    // A timer that rings much too late has slept, with its device.
    const withinMs = now - watchedMs < 2 * pollMs ? 0.75 * pollMs : 0
    // Whatever wakes it while it reads does not make it read twice.
    dueMs = now + pollMs
    const answer = await readCount(petition)
    // It is the late answer of the petition that was here before.
    if (asked !== petition) return
    backOff = answer?.state === 'open' ? 0 : backOff + 1
    // Less and less often what cannot be had, or has ended. Jitter keeps a million pages that were opened together from asking together.
    dueMs = now + Math.min(pollMs * 2 ** backOff, POLL_MAX_MS) * (0.8 + 0.4 * Math.random())
    wake()
    if (answer) {
      count = answer
      watchedMs = now
      void tell(count, withinMs)
      host.dispatchEvent(new CustomEvent('petition-count', { bubbles: true, composed: true, detail: count }))
    }
  }
  const wake = (): void => {
    watchedMs = 0
    clearTimeout(timer)
    timer = setTimeout(read, dueMs - Date.now())
  }
  const update = (): void => {
    if (petition !== host.petition) {
      petition = host.petition
      count = null
      dueMs = backOff = 0
    }
    wake()
    void tell(count, 0)
  }
  new MutationObserver(update).observe(host, { attributes: true })
  // An element that is taken out of the page is off the screen too.
  new IntersectionObserver((entries) => {
    isOnScreen = entries.at(-1)?.isIntersecting
    const change = isOnScreen ? addEventListener : removeEventListener
    change('visibilitychange', wake)
    change('online', wake)
    update()
  }).observe(host)
}
