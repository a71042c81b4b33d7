/**
 * Where somebody wanted to go who followed a link that was changed on its way: with the end of a sentence behind it, in
 * capitals, with an invisible character, or with parameters behind `&` or an encoded `?`.
 */

/** The pages that people share. Nothing else is ever redirected to, whatever the URL contains. */
const PAGE =
  /^\/(?:[a-z]{2}(?:\/p\/[a-z0-9-]{1,80})?|p\/[a-z0-9-]{1,80})(?:\/(?:embed|links|links-sent|print|poster|thanks|updates|changes|changes\/\d{1,7}|count|report|feed\.atom))?$/

const NOT_IN_A_PATH = /[^A-Za-z0-9/.-]/

/** The end of a sentence, of markup or of a line, or parameters. A letter here is a part of another path. */
const BEHIND = /^(?:[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\p{M}]*|[?&#].*)$/su
/** Word processors turn hyphens into these. */
const HYPHENS = /[\u2010-\u2013]/g
/** The ampersand of parameters, escaped as in HTML; and what follows a link in escaped HTML. */
const ESCAPED_AMPERSAND = /^&(?:amp;)+/
const ESCAPED_END = /^&(?:gt|lt|quot|nbsp|#39);?$/

/** Path and query of the page, or null if `url` is no changed form of one. */
export function tidiedPagePath(url: URL): string | null {
  const decoded = decode(url.pathname)?.replaceAll(HYPHENS, '-')
  if (decoded === undefined) return null
  const end = decoded.search(NOT_IN_A_PATH)
  const behind = end < 0 ? '' : decoded.slice(end)
  const path = tidied(end < 0 ? decoded : decoded.slice(0, end))
  if (!BEHIND.test(behind) || !PAGE.test(path) || path === url.pathname) return null
  const query = new URLSearchParams(/^[?&]/.test(behind) && !ESCAPED_END.test(behind) ? parametersOf(behind) : '')
  for (const [name, value] of url.searchParams) query.append(name, value)
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

/** Up to a fragment. */
const parametersOf = (behind: string): string => behind.replace(ESCAPED_AMPERSAND, '&').slice(1).split('#', 1)[0] ?? ''

/** In lower case, without double slashes, and without full stops and hyphens at the end of a part. */
const tidied = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .split('/')
    .map(withoutEnd)
    .join('/')
    .replace(/\/$/, '')

function withoutEnd(part: string): string {
  let end = part.length
  while (part[end - 1] === '.' || part[end - 1] === '-') end--
  return part.slice(0, end)
}

/** Null for bytes that are no UTF-8. */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
