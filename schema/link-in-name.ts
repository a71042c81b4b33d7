/**
 * Whether a name contains a web address. People leave out the space after initials and titles (`J.R.Smith`, `Prof.Dev Sharma`),
 * and some endings of domains are names, too. Of a label only the end is matched: a pattern for the whole label would be tried
 * from each of its characters.
 */

/** With a scheme or `www.`, or with an ending that is nobody's name. */
const LINKS = [
  /:\/\/|(?:^|[^\p{L}\p{N}_])www\./iu,
  /[\p{L}\p{N}-]{3}\.(?:com|net|org|info|biz|ru|xyz|рф)(?:[^\p{L}\p{N}_]|$)/iu,
]

/** With a path, if it is not a second name: `J.Smith/A.Jones`. */
const WITH_PATH = /[\p{sc=Latn}\p{N}-]\.(\p{L}{2,})\//giu

/** Endings that are words or names: with a capital, as in a name, or after a title they are no link. */
const WORD_ENDING =
  /[\p{L}\p{N}-]{3}\.(io|top|site|online|shop|club|app|dev|link|click|store|casino|icu|vip|tk)(?:[^\p{L}\p{N}_]|$)/giu

const TITLES: ReadonlySet<string> = new Set(
  (
    'arch avv capt col dipl dott drs eng gen haji hon ing kand lic mag maj mba med mlle mme mohd mrs msc muh phd phil prof ' +
    'pvt rer rev sgt shri sir smt sra srta ven'
  ).split(' '),
)

/** What readers and browsers take `name` for: without invisible characters, and with plain letters and full stops. */
export const plainly = (name: string): string =>
  name
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replaceAll('\u3002', '.')

export const isLink = (name: string): boolean =>
  LINKS.some((link) => link.test(name)) ||
  [...name.matchAll(WITH_PATH)].some(([, ending = '']) => !isCapitalised(ending)) ||
  [...name.matchAll(WORD_ENDING)].some(
    (match) => !isCapitalised(match[1] ?? '') && !TITLES.has(wordBefore(name, name.indexOf('.', match.index))),
  )

const isCapitalised = (word: string): boolean => /^\p{Lu}\p{Ll}/u.test(word)

const wordBefore = (name: string, end: number): string =>
  name
    .slice(0, end)
    .split(/[^\p{L}\p{N}-]/u)
    .at(-1)
    ?.toLowerCase() ?? ''
