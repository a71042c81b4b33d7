/** First letters as readers see them (grapheme clusters, UAX #29), so that no accent or emoji is cut in half. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** `Ada Lovelace` → `A. L.`; at most three, of the words that begin with a letter. */
export function initials(name: string): string {
  const firsts = name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 3)
    .map((word) => graphemes.segment(word).containing(0)?.segment.toLocaleUpperCase('und') ?? '')
  return firsts.map((letter) => `${letter}.`).join(' ')
}
