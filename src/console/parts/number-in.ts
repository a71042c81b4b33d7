/** Numbers as people type them. */

/** The number that a person typed: in the digits of any script, grouped as they like; null for anything else. */
export function numberIn(text: string): number | null {
  const digits = text
    .normalize('NFKC')
    // What groups digits in some language, and marks that were copied with them.
    .replaceAll(/[\p{Cf}\s.,'’٬،_]/gu, '')
    .replaceAll(/\p{Nd}/gu, valueOf)
  return /^[0-9]{1,10}$/.test(digits) ? Number(digits) : null
}

/** Unicode has the digits of a script in a row, from zero to nine. */
function valueOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before++
  return String(before % 10)
}
