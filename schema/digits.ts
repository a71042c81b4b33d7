/** Digits as people type them. */

/** The decimal digits of any script as ASCII. */
export const plainDigits = (text: string): string => text.replaceAll(/\p{Nd}/gu, valueOf)

/** Unicode has the digits of a script in a row, from zero to nine. */
function valueOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before++
  return String(before % 10)
}
