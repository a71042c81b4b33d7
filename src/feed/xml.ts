/** XML 1.0 made of strings: https://www.w3.org/TR/xml/ */

/**
 * What XML cannot hold at all, not even escaped (§2.2 Char): most controls, lone surrogates, two noncharacters. It is left
 * out: one such character would make the whole document unreadable.
 */
const NOT_A_CHAR = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // In an attribute they would be read as spaces, a carriage return as a line feed.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text for the inside of an element or of a quoted attribute. */
export const xmlText = (text: string): string =>
  text.replace(NOT_A_CHAR, '').replace(/[&<>"\t\n\r]/g, (char) => ESCAPES[char] ?? char)

/** `name` and the names of attributes are ours; `content` is markup. */
export function xmlElement(name: string, attributes: Record<string, string>, content = ''): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${xmlText(value)}"`)].join(' ')
  return content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`
}
