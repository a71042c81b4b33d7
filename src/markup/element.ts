/** Markup made as a string, for feeds, for answers that other sites take in and for lines to copy: HTML and XML alike. */

/**
 * What XML cannot hold at all, not even escaped (XML 1.0 §2.2 Char): most controls, lone surrogates, two noncharacters. It is
 * left out: one such character would make a whole document unreadable. HTML has no use for it either.
 */
const NOT_A_CHAR = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // In an attribute XML would read them as spaces, a carriage return anywhere as a line feed.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text as it stands in an element or in a quoted attribute. */
export const escapeMarkup = (text: string): string =>
  text.replace(NOT_A_CHAR, '').replace(/[&<>"'\t\n\r]/g, (char) => ESCAPES[char] ?? char)

type Attributes = Record<string, string | number | null | undefined>

const startOf = (name: string, attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .reduce((start, [attribute, value]) => `${start} ${attribute}="${escapeMarkup(String(value))}"`, `<${name}`)

/** A whole element. Attributes without a value are left out, the others escaped; `content` is markup already. */
export const element = (name: string, attributes: Attributes, content = ''): string =>
  `${startOf(name, attributes)}>${content}</${name}>`

/** One that has no content: `link`, `img`. */
export const emptyElement = (name: string, attributes: Attributes): string => `${startOf(name, attributes)}/>`
