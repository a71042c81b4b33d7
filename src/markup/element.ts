/** Builds HTML and XML as strings: for feeds, responses to other sites and embed codes. */

/**
 * Characters that XML cannot contain, not even escaped (XML 1.0 §2.2 Char): most controls, lone surrogates, two noncharacters.
 * They are removed, because a single one makes a document unreadable. HTML has no use for them either.
 */
const NOT_A_CHAR = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // XML would read these as spaces in an attribute, and a carriage return anywhere as a line feed.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Escapes text for an element or a quoted attribute. */
export const escapeMarkup = (text: string): string =>
  text.replace(NOT_A_CHAR, '').replace(/[&<>"'\t\n\r]/g, (char) => ESCAPES[char] ?? char)

type Attributes = Record<string, string | number | null | undefined>

const startOf = (name: string, attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .reduce((start, [attribute, value]) => `${start} ${attribute}="${escapeMarkup(String(value))}"`, `<${name}`)

/** An element. Attributes without a value are left out, the others escaped; `content` is already markup. */
export const element = (name: string, attributes: Attributes, content = ''): string =>
  `${startOf(name, attributes)}>${content}</${name}>`

/** An element without content: `link`, `img`. */
export const emptyElement = (name: string, attributes: Attributes): string => `${startOf(name, attributes)}/>`
