/**
 * Polls the count while the counter is on screen: less often while it stands still, after failures, and once the petition is closed.
 * When somebody comes back to it, it is read as often again.
 */
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
  const POLL_STILL_MAX_MS = 60_000
  const POLL_MAX_MS = 300_000
  /** The bucket has each count anew at least every minute. */
  const STATIC_STALE_MS = 90_000

  let timer: ReturnType<typeof setTimeout>
  let petition = ''
  let count: Count | null | undefined
  let isOnScreen: boolean | undefined
  let isWatched = false
  let pollMs = 0
  let readMs = 0
  let dueMs = 0
  let backOff = 0
  /** When a count with another time came. */
  let movedMs = 0
  /** From when on the bucket is asked again. */
  let staticMs = 0

  /** From the bucket that the last count named, as long as the time of what is in there moves. */
  const readStatic = async (): Promise<Count | undefined> => {
    if (!count?.staticUrl || readMs < staticMs) return
    const { asOf, staticUrl } = count
    const answer = await readCount(petition, staticUrl)
    // The clock of this device may be wrong, but not by much within a minute.
    if (answer && (answer.asOf > asOf || readMs - movedMs < STATIC_STALE_MS)) return answer
    staticMs = readMs + POLL_MAX_MS
  }
  const read = async (): Promise<void> => {
    if (!isOnScreen || document.hidden || !navigator.onLine || !/^[\w-]+$/.test(petition)) return
    const asked = petition
    const now = (readMs = Date.now())
    pollMs = Math.max(+host.poll || POLL_SECONDS, POLL_MIN_SECONDS) * 1000
    // If the timer fires much too late, the device was asleep.
    const withinMs = isWatched && now - dueMs < pollMs ? 0.75 * pollMs : 0
    // Prevents a second read when `wake` is called during this one.
    dueMs = now + pollMs
    const answer = (await readStatic()) ?? (await readCount(petition))
    // The `petition` attribute changed during the request.
    if (asked !== petition) return
    const isOpen = answer?.state === 'open'
    backOff = isOpen && answer.count !== count?.count ? 0 : backOff + 1
    const maxMs = isOpen ? Math.max(POLL_STILL_MAX_MS, pollMs) : POLL_MAX_MS
    // Jitter spreads the requests of pages that were opened together.
    dueMs = now + Math.min(pollMs * 2 ** backOff, maxMs) * (0.8 + 0.4 * Math.random())
    isWatched = false
    schedule()
    // An older count may arrive later: from another isolate, or after a second read, begun by `wake`, that took less time.
    if (answer && !(count && answer.asOf < count.asOf)) {
      if (answer.asOf !== count?.asOf) movedMs = now
      count = answer
      isWatched = true
      void tell(count, withinMs)
      host.dispatchEvent(new CustomEvent('petition-count', { bubbles: true, composed: true, detail: count }))
    }
  }
  const schedule = (): void => {
    clearTimeout(timer)
    timer = setTimeout(read, dueMs - Date.now())
  }
  const wake = (): void => {
    isWatched = false
    backOff = 0
    dueMs = Math.min(dueMs, readMs + pollMs)
    schedule()
  }
  const update = (): void => {
    if (petition !== host.petition) {
      petition = host.petition
      count = null
      dueMs = 0
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
