/** Where a reader goes after signing in. */

const BASE = 'http://console.test'

/** A path of the console, as a browser resolves it, with its query: no link leads elsewhere from here. */
export function nextOf(path: string | undefined): string {
  const url = URL.parse(path ?? '', BASE)
  const isOurs = url !== null && url.origin === BASE && /^\/console(?:\/(?!\/)|$)/.test(url.pathname)
  return isOurs ? url.pathname + url.search : '/console'
}
