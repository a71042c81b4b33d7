/**
 * After a signature the page's own number moves too. The server's markup is taken as it is, so that the number stays
 * grouped and its noun declined in the reader's language.
 */

/** Consumer, ledger and caches need some seconds; who signs while very many do waits longer. */
const LOOKS_AFTER_MS = [3_000, 4_000, 8_000, 15_000]

/** Looks until the count has risen, and then puts it and the newest signers in place of the old ones. Never throws. */
export async function showRisenCount(): Promise<void> {
  const before = countOf(document)
  for (const wait of LOOKS_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      const response = await fetch(location.href, { cache: 'reload', headers: { accept: 'text/html' } })
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
      if (!response.ok || countOf(fresh) <= before) continue
      for (const part of ['.progress', '.signers']) replace(part, fresh)
      return
    } catch {
      // No connection: the old count was true once, and the next look may come through.
    }
  }
}

const countOf = (page: Document): number =>
  Number(page.querySelector<HTMLElement>('.progress [data-count]')?.dataset['count'] ?? 0)

function replace(selector: string, fresh: Document): void {
  const next = fresh.querySelector(selector)
  if (next !== null) document.querySelector(selector)?.replaceWith(document.adoptNode(next))
}
