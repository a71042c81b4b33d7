/** Sentences with a number for scripts, which then need no plural rules. */

export interface CountedTexts {
  /** With `{n}` in the place of the number, where the sentence has it as a figure. */
  texts: string[]
  /** For each number from 1, the index of its sentence in `texts`, in base 36. */
  of: string
}

/** The sentences from 1 to `max`. `number` writes a number as the sentence does; for these, as plain digits. */
export function countedTexts(
  sentence: (n: number) => string,
  number: (n: number) => string,
  max: number,
): CountedTexts {
  const texts: string[] = []
  let of = ''
  for (let n = 1; n <= max; n++) {
    const text = sentence(n).replace(number(n), '{n}')
    const known = texts.indexOf(text)
    of += (known === -1 ? texts.push(text) - 1 : known).toString(36)
  }
  return { texts, of }
}
