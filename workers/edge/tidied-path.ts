/**
 * Where somebody wanted to go who followed a link that was changed on its way: with the end of a sentence behind it, in
 * capitals, with an invisible character, or with parameters behind `&` or an encoded `?`.
 */

/** The pages that people share. Nothing else is ever redirected to, whatever the URL contains. */
const PAGE =
  /^\/(?:[a-z]{2}(?:\/p\/[a-z0-9-]{1,80})?|p\/[a-z0-9-]{1,80})(?:\/(?:embed|print|thanks|updates|feed\.atom))?$/

const NOT_IN_A_PATH = /[^A-Za-z0-9/.-]/

/** The end of a sentence, of markup or of a line, or parameters. A letter here is a part of another path. */
const BEHIND = /^(?:[\p{P}\p{S}\p{Z}\p{Cf}]*|[?&].*)$/u

/** Path and query of the page, or null if `url` is no changed form of one. */
export function tidiedPagePath(url: URL): string | null {
  const decoded = decode(url.pathname)
  if (decoded === null) return null
  const end = decoded.search(NOT_IN_A_PATH)
  const behind = end < 0 ? '' : decoded.slice(end)
  const path = tidied(end < 0 ? decoded : decoded.slice(0, end))
  if (!BEHIND.test(behind) || !PAGE.test(path) || path === url.pathname) return null
  const query = new URLSearchParams(/^[?&]/.test(behind) ? behind.slice(1) : '')
  for (const [name, value] of url.searchParams) query.append(name, value)
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

/** In lower case, without double slashes, and without full stops at the end of a part. */
const tidied = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .split('/')
    .map(withoutFullStops)
    .join('/')
    .replace(/\/$/, '')

function withoutFullStops(part: string): string {
  let end = part.length
  while (part[end - 1] === '.') end--
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
