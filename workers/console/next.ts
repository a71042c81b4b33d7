/** Where a reader goes after signing in. */
import { NEXT_PATH_MAX_CHARS } from '../../src/limits.ts'

const BASE = 'http://console.test'

/** A path of the console, as a browser resolves it, with its query: no link leads elsewhere from here. */
export function nextOf(path: string | undefined): string {
  if ((path ?? '').length > NEXT_PATH_MAX_CHARS) return '/console'
  const url = URL.parse(path ?? '', BASE)
  const isOurs = url !== null && url.origin === BASE && /^\/console(?:\/(?!\/)|$)/.test(url.pathname)
  return isOurs ? url.pathname + url.search : '/console'
}
