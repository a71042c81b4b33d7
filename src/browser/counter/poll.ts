/** Polls the count while the counter is on screen; less often after failures and once the petition is closed. */
import { type Count, readCount } from './count.ts'

/**
 * Calls `tell` with each count and the time for its animation, which ends before the next poll; 0 if the counter was not
 * watched since the last count. When the element changes, calls `tell` with the last count of its petition, if any.
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
    // If the timer fires much too late, the device was asleep.
    const withinMs = now - watchedMs < 2 * pollMs ? 0.75 * pollMs : 0
    // Prevents a second read when `wake` is called during this one.
    dueMs = now + pollMs
    const answer = await readCount(petition)
    // The `petition` attribute changed during the request.
    if (asked !== petition) return
    backOff = answer?.state === 'open' ? 0 : backOff + 1
    // Backs off after failures and for closed petitions. Jitter spreads the requests of pages that were opened together.
    dueMs = now + Math.min(pollMs * 2 ** backOff, POLL_MAX_MS) * (0.8 + 0.4 * Math.random())
    wake()
    // An older count may arrive later: from another isolate, or after a second read, begun by `wake`, that took less time.
    if (answer && !(count && answer.asOf < count.asOf)) {
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
  // An element that is removed from the page stops intersecting too.
  new IntersectionObserver((entries) => {
    isOnScreen = entries.at(-1)?.isIntersecting
    const change = isOnScreen ? addEventListener : removeEventListener
    change('visibilitychange', wake)
    change('online', wake)
    update()
  }).observe(host)
}
