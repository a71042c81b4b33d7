/**
 * XML 1.0 read strictly: what is not well-formed throws. Of the language only as much as a response of ours may have:
 * a declaration, elements, attributes in double quotes, text with references to characters; no comments, sections,
 * instructions or document types.
 */

export interface XmlElement {
  name: string
  attributes: Record<string, string>
  /** Of itself and all in it, one after the other. */
  text: string
  children: XmlElement[]
}

const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const TOKEN =
  /<(?<close>\/)?(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+="[^"<]*")*)\s*(?<empty>\/)?>|(?<text>[^<]+)/y
const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function parseXml(document: string): XmlElement {
  if (FORBIDDEN.test(document)) throw new Error(`a character that XML does not allow: ${JSON.stringify(document)}`)
  const source = document.replace(/^<\?xml version="1\.0"[^?]*\?>/, '').trim()
  const root: XmlElement = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const { close, name = '', attributes = '', empty, text } = TOKEN.exec(source)?.groups ?? {}
    const inside = open.at(-1) ?? root
    if (text !== undefined) {
      const words = decoded(text)
      if (inside === root && words.trim() !== '') throw new Error(`text outside of the element: ${words}`)
      for (const element of open) element.text += words
    } else if (name === '') {
      throw new Error(`not well-formed at ${source.slice(at, at + 80)}`)
    } else if (close !== undefined) {
      if (inside.name !== name || attributes !== '') throw new Error(`</${name}> ends <${inside.name}>`)
      open.pop()
    } else {
      const element = { name, attributes: attributesOf(attributes), text: '', children: [] }
      inside.children.push(element)
      if (empty === undefined) open.push(element)
    }
  }
  const [only, ...others] = root.children
  if (open.length !== 1 || only === undefined || others.length > 0) throw new Error('not one whole element')
  return only
}

/** The element and all in it, in the order of the document. */
export const elementsOf = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(elementsOf)]

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) throw new Error(`two attributes ${name}`)
    found[name] = decoded(value)
  }
  return found
}

const decoded = (text: string): string =>
  text.replace(/&([^;&]*);|&/g, (reference, name?: string) => {
    const code = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name ?? '')
    const char =
      code === null
        ? PREDEFINED[name ?? '']
        : String.fromCodePoint(parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10))
    if (char === undefined || FORBIDDEN.test(char)) throw new Error(`no such reference: ${reference}`)
    return char
  })
