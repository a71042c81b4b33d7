/** Stands for the value while the sentence is made (OBJECT REPLACEMENT CHARACTER): no sentence has one of its own. */
const PLACE = '\uFFFC'

/** What a sentence says before and after the value that it is given, for where the value is an element of its own. */
export function around(sentence: (value: string) => string): [before: string, after: string] {
  const [before = '', after = ''] = sentence(PLACE).split(PLACE)
  return [before, after]
}
