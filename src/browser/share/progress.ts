/**
 * Updates the count on the page after a signature. The server's markup is used as it is, so that the number and its noun are in
 * the reader's language.
 */
import { released } from '../released.ts'

/** Consumer, ledger and caches take some seconds, and longer under heavy load. */
const LOOKS_AFTER_MS = [3_000, 4_000, 8_000, 15_000]

/** What a signature changes. */
const CHANGED = ['.progress', '.signers']

/**
 * Polls until the count has risen, then replaces it and the latest signers, unless the page shows a newer count by then: the
 * form may have been sent twice, and each of the two polls. Each is a request for the whole page, so it waits until one of them is on the
 * screen: on a phone, neither is. Never throws.
 */
export async function showRisenCount(): Promise<void> {
  if (document.querySelector('.progress') === null) return
  const before = countOf(document)
  for (const wait of LOOKS_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    await oneIsSeen()
    try {
      const response = await fetch(location.href, { cache: 'reload', headers: { accept: 'text/html' } })
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
      await released()
      if (!response.ok || countOf(fresh) <= before || asOf(fresh) < asOf(document)) continue
      for (const part of CHANGED) replace(part, fresh)
      return
    } catch {
      // No connection: keep the old count and try again.
    }
  }
}

const oneIsSeen = (): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      resolve()
    })
    for (const part of document.querySelectorAll(CHANGED.join())) observer.observe(part)
  })

const countOf = (page: Document): number =>
  Number(page.querySelector<HTMLElement>('.progress [data-count]')?.dataset['count'] ?? 0)

/** When the database was asked: ISO times of one format, in the order of their texts. */
const asOf = (page: Document): string => page.querySelector<HTMLElement>('.progress')?.dataset['asOf'] ?? ''

function replace(selector: string, fresh: Document): void {
  const next = fresh.querySelector(selector)
  if (next !== null) document.querySelector(selector)?.replaceWith(document.adoptNode(next))
}
