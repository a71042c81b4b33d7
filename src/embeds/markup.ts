/** Markup made as a string, for answers that other sites take in and for lines to copy: HTML and XML alike. */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What XML 1.0 (§2.2, Char) does not allow, lone surrogates included. HTML has no use for it either. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Text as it stands in an element or in a quoted attribute, of HTML and of XML. */
export const escapeMarkup = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

/** A whole element. Attributes that are null are left out, their values are escaped; `content` is markup already. */
export function element(name: string, attributes: Record<string, string | number | null>, content = ''): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([attribute, value]) => ` ${attribute}="${escapeMarkup(String(value))}"`)
  return `<${name}${given.join('')}>${content}</${name}>`
}

/** An element that has no content and no end tag: `img`. */
export const emptyElement = (name: string, attributes: Record<string, string | number | null>): string =>
  element(name, attributes).replace(`></${name}>`, '>')
