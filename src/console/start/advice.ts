/** What would help a petition before it is published. Advice, never a condition: people know their cause. */
import {
  ADVICE_BODY_MIN_CHARS,
  ADVICE_PARAGRAPH_MAX_CHARS,
  ADVICE_TITLE_MAX_CHARS,
  ADVICE_TITLE_MIN_CHARS,
} from '../../limits.ts'
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'

export type Advice = keyof ConsoleWords['start']['words']['advice']

export interface Words {
  title: string
  addressee: string
  body: string
}

/** The most helpful first. None for fields that are empty: what is missing is said when the form is sent. */
export function adviceOn({ title, addressee, body }: Words): Advice[] {
  const titleChars = lengthOf(title)
  const bodyChars = lengthOf(body)
  const paragraphs = body.split(/\n\s*\n/).filter((text) => text.trim() !== '')
  const advice: [Advice, boolean][] = [
    ['short', titleChars > 0 && titleChars < ADVICE_TITLE_MIN_CHARS],
    ['long', titleChars > ADVICE_TITLE_MAX_CHARS],
    ['shouting', isShouting(title)],
    ['shortText', bodyChars > 0 && bodyChars < ADVICE_BODY_MIN_CHARS],
    ['noAddressee', bodyChars > 0 && addressee.trim() !== '' && !namesOne(addressee, `${title}\n${body}`)],
    ['noDemand', bodyChars >= ADVICE_BODY_MIN_CHARS && !/(?:^|\n)(?:[-*+]|\d+[.)]|#{1,6}) |\*\*/.test(body)],
    ['oneParagraph', paragraphs.length === 1 && bodyChars > ADVICE_PARAGRAPH_MAX_CHARS],
  ]
  return advice.filter(([, applies]) => applies).map(([name]) => name)
}

/** Scripts without capitals have none. */
function isShouting(title: string): boolean {
  const capitals = title.match(/\p{Lu}/gu)?.length ?? 0
  return capitals > 8 && capitals > 2 * (title.match(/\p{Ll}/gu)?.length ?? 0)
}

/** Whether the text has one of the longer words of the addressee. Endings change in many languages: beginnings are compared. */
function namesOne(addressee: string, text: string): boolean {
  const words = addressee.toLowerCase().match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? []
  const lower = text.toLowerCase()
  return words.length === 0 || words.some((word) => lower.includes(word.slice(0, Math.max(4, word.length - 3))))
}

/** In code points, as limits count. */
const lengthOf = (text: string): number => Array.from(text.trim()).length
