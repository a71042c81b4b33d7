/** The page to which signing in leads back. */
import { NEXT_PATH_MAX_CHARS } from '../../src/limits.ts'

/** A path of the console: no link leads elsewhere from here. What browsers make of it counts: `/console/..//host` is none. */
export function nextOf(path: string | undefined): string {
  if (path === undefined || path.length > NEXT_PATH_MAX_CHARS || !/^\/console(?:[/?][\w/?=&.%-]*)?$/.test(path))
    return '/console'
  const { pathname, search } = new URL(path, 'http://console.test')
  return /^\/console(?:\/|$)/.test(pathname) ? pathname + search : '/console'
}
