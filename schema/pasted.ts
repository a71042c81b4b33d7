/**
 * What comes along when text is pasted: characters that nobody sees, from web pages, chats and address books. They are removed
 * before the text is judged. Everything here takes linear time: strangers choose the text.
 */

const INVISIBLE: ReadonlySet<string> = new Set(
  // Soft hyphen, zero-width space, word joiner, marks, embeddings and isolates (UAX #9), and letters and symbols that are blank.
  '\u00AD\u200B\u2060\u200E\u200F\u061C\u202A\u202B\u202C\u2066\u2067\u2068\u2069\u115F\u1160\u3164\uFFA0\u2800',
)

/** Embeddings and isolates that are closed again. Overrides are not here: they show other text than there is. */
const DIRECTED = /[\u202A\u202B\u2066-\u2068]([^\u202A-\u202E\u2066-\u2069]*)[\u202C\u2069]/g

/** `text` without the characters that `isBefore` names at its start, and `isAfter` at its end. */
export function trimmed(
  text: string,
  isBefore: (char: string) => boolean,
  isAfter: (char: string) => boolean = isBefore,
): string {
  let start = 0
  let end = text.length
  while (start < end && isBefore(text.charAt(start))) start++
  while (end > start && isAfter(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** `text` without what is invisible at both ends, and without directions that a program set around a part of it. */
export const withoutPasted = (text: string): string =>
  trimmed(text.replaceAll(DIRECTED, '$1'), (char) => INVISIBLE.has(char) || char.trim() === '')
