/** Numbers as people type them. */
import { plainDigits } from './digits.ts'

/** Longer than any number that a person types here, with what groups its digits. */
const NUMBER_MAX_CHARS = 30

/** Between thousands, and in India between hundreds, too, may be what groups digits in some language. A fraction is no number here. */
const TYPED = /^(?:[0-9]{1,10}|[0-9]{1,3}(?:[\s.,'’٬،_，．][0-9]{2,3})*[\s.,'’٬،_，．][0-9]{3})$/

/** The whole number that a person typed, in the digits of any script; null for anything else. */
export function numberIn(text: string): number | null {
  if (text.length > NUMBER_MAX_CHARS) return null
  // Without marks that were copied with the digits.
  const typed = plainDigits(text.replaceAll(/\p{Cf}/gu, '').trim())
  if (!TYPED.test(typed)) return null
  const digits = typed.replaceAll(/[^0-9]/g, '')
  return digits.length > 10 ? null : Number(digits)
}
